// SPDX-License-Identifier: AGPL-3.0-or-later
// Relays that are slow, half dead, or gone in the midst of a word.
#include <boost/asio/steady_timer.hpp>
#include <doctest/doctest.h>

#include "net/relay_house.hpp"

namespace colporteur::net {

namespace {

constexpr std::chrono::milliseconds a_while{100};

const RelayTarget impatient{.our_name = "us.org", .longest_wait = a_while};

/// Of the relay's side of a conversation: what it says once it has heard something that ends so.
struct Turn {
    std::string heard;
    std::string said;
};

const std::vector<Turn> by_data{
    {"", "220 relay\r\n"},
    {"EHLO us.org\r\n", "250-relay\r\n250-8BITMIME\r\n250 PIPELINING\r\n"},
    {"DATA\r\n", "250 ok\r\n250 ok\r\n354 go\r\n"},
    {"DATA\r\n", "250 2.0.0 first\r\n250 ok\r\n250-ok\r\n250 ok\r\n354 go\r\n"},
    {".\r\n", "250 2.0.0 second\r\n"},
    {"QUIT\r\n", "221 bye\r\n"},
};

const std::vector<Turn> by_chunk{
    {"", "220 relay\r\n"},
    {"EHLO us.org\r\n", "250-relay\r\n250-PIPELINING\r\n250 CHUNKING\r\n"},
    {"list.org>\r\n", "250 ok\r\n250 ok\r\n"},
    {"list.org>\r\n", "250 2.0.0 first\r\n250 ok\r\n250-ok\r\n250 ok\r\n"},
    {"..\r\n", "250 2.0.0 second\r\n"},
    {"QUIT\r\n", "221 bye\r\n"},
};

std::size_t length_of(const std::vector<Turn>& turns)
{
    std::size_t sum = 0;
    for (const auto& turn : turns)
        sum += turn.said.size();
    return sum;
}

/// Takes its turns, an octet a packet, and hangs up after `octets` of them.
awaitable<void> take_turns(std::vector<Turn> turns, std::size_t octets,
                           std::shared_ptr<Stream> stream)
{
    for (const Turn& turn : turns) {
        while (!stream->buffered().ends_with(turn.heard))
            co_await stream->fill(soon);
        stream->consume(stream->buffered().size());
        for (const char octet : turn.said) {
            if (octets-- == 0)
                co_return;
            auto writing = stream->write(std::string(1, octet), soon);
            co_await std::move(writing);
        }
    }
}

/// Says a line of a reply that never ends, again and again.
awaitable<void> dribble(std::chrono::milliseconds pause, std::shared_ptr<Stream> stream)
{
    asio::steady_timer timer{co_await asio::this_coro::executor};
    while (true) {
        auto writing = stream->write("220-wait\r\n", soon);
        co_await std::move(writing);
        timer.expires_after(pause);
        co_await timer.async_wait(asio::use_awaitable);
    }
}

/// Takes the envelope, says go, and reads no more.
awaitable<void> stop_reading(std::shared_ptr<Stream> stream)
{
    const std::vector<Turn> turns(by_data.begin(), by_data.begin() + 3);
    auto turning = take_turns(turns, length_of(turns), stream);
    co_await std::move(turning);
    asio::steady_timer timer{co_await asio::this_coro::executor, 5 * a_while};
    co_await timer.async_wait(asio::use_awaitable);
}

Played play(Serve serve, std::shared_ptr<TestSource> source, RelayTarget target = impatient)
{
    asio::io_context io;
    const auto listener = Listener::open(io.get_executor(), "127.0.0.1:0", {}, serve).value();
    return play(io, listener, std::move(source), std::move(target));
}

}  // namespace

TEST_CASE("over TCP, cut after any octet: every copy taken has exactly one end")
{
    for (const auto& turns : {by_data, by_chunk}) {
        const auto whole = length_of(turns);
        for (std::size_t octets = 0; octets <= whole; ++octets) {
            CAPTURE(octets);
            const auto source = source_of({copy_for(1, "a@list.org"), copy_for(2, "b@list.org")});
            Serve serve = [&](std::shared_ptr<Stream> stream) {
                return take_turns(turns, octets, std::move(stream));
            };
            const auto played = play(serve, source, {.our_name = "us.org"});
            CHECK(played.log.size() + source->waiting.size() == 2);
            CHECK(std::is_sorted(played.log.begin(), played.log.end()));
            CHECK((played.lost || octets + std::string{"221 bye\r\n"}.size() >= whole));
            if (octets == whole)
                CHECK(played.log == Log{"1 250 2.0.0", "2 250 2.0.0"});
        }
    }
}

TEST_CASE("replies of one octet a packet are replies")
{
    const auto source = source_of({copy_for(1, "a@list.org"), copy_for(2, "b@list.org")});
    Serve serve = [](std::shared_ptr<Stream> stream) {
        return take_turns(by_chunk, length_of(by_chunk), std::move(stream));
    };
    const auto played = play(serve, source);
    CHECK(played.log == Log{"1 250 2.0.0", "2 250 2.0.0"});
    CHECK_FALSE(played.lost);
}

TEST_CASE("a reply that dribbles has no longer than one that comes at once")
{
    Serve serve = [](std::shared_ptr<Stream> stream) {
        return dribble(a_while / 5, std::move(stream));
    };
    const auto begin = std::chrono::steady_clock::now();
    CHECK(play(serve, source_of({copy_for(1)})).lost);
    CHECK(std::chrono::steady_clock::now() - begin < 10 * a_while);  // 100 lines would take 20
}

TEST_CASE("a reply without an end is no reply")
{
    Serve serve = [](std::shared_ptr<Stream> stream) {
        return dribble(std::chrono::milliseconds{0}, std::move(stream));
    };
    CHECK(play(serve, source_of({copy_for(1)}), {.our_name = "us.org"}).lost);
}

TEST_CASE("a relay that stops reading is given up; its copy is in doubt, the next was not tried")
{
    auto large = copy_for(1);
    const auto octets = std::make_shared<const std::string>(std::string(20'000'000, 'x') + "\r\n");
    large.pieces = {*octets};
    large.stuffed.clear();
    large.keeps = octets;
    const auto played = play(stop_reading, source_of({large, copy_for(2)}));
    CHECK(played.lost);
    CHECK(played.log == Log{"1 421 4.4.2", "2 back"});
}

TEST_CASE("a relay that says nothing to the content is given up; its copy is in doubt")
{
    const auto played = play(stop_reading, source_of({copy_for(1)}));
    CHECK(played.lost);
    CHECK(played.log == Log{"1 421 4.4.2"});
}

TEST_CASE("a relay that hangs up after its 250 has taken one copy, and the next was not tried")
{
    const std::vector<Turn> turns(by_data.begin(), by_data.begin() + 4);
    const auto until_first = length_of({by_data.begin(), by_data.begin() + 3}) +
                             std::string{"250 2.0.0 first\r\n"}.size();
    Serve serve = [&](std::shared_ptr<Stream> stream) {
        return take_turns(turns, until_first, std::move(stream));
    };
    const auto played = play(serve, source_of({copy_for(1), copy_for(2)}));
    CHECK(played.log == Log{"1 250 2.0.0", "2 back"});
}

TEST_CASE("a reply without a question is never taken for the next one's answer")
{
    const auto played =
        play({"S:220 relay", "C:EHLO", "S:250-relay\r\n250 PIPELINING", "C:MAIL", "C:RCPT",
              "C:DATA", "S:250 ok\r\n250 ok\r\n354 go\r\n250 2.0.0 queued?", "W:"},
             source_of({copy_for(1)}));
    CHECK(played.lost);
    CHECK(played.log == Log{"1 421 4.4.2"});
}

}  // namespace colporteur::net
