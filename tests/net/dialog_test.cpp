// SPDX-License-Identifier: AGPL-3.0-or-later
// The dialogues of tests/dialogs again, over TCP.
#include <doctest/doctest.h>

#include "net/house.hpp"

namespace colporteur::net {

namespace {

class Caller {
public:
    Caller(dialogs::Dialog dialog, std::shared_ptr<TestDesk> desk)
        : dialog_{std::move(dialog)}, desk_{std::move(desk)}
    {
    }

    awaitable<void> run(std::uint16_t port)
    {
        auto connecting = connect_tcp("127.0.0.1", port, soon);
        stream_ = co_await std::move(connecting);
        for (const auto& line : dialog_.lines) {
            auto playing = play(line);
            co_await std::move(playing);
        }
        stream_->close();
    }

private:
    awaitable<void> play(dialogs::Line line)
    {
        if (line.who == 'S') {
            auto reading = read_reply(line.text);
            co_await std::move(reading);
        } else if (line.who == 'C') {
            auto writing = stream_->write(dialogs::octets_of(line.text), soon);
            co_await std::move(writing);
        } else if (line.who == 'T') {
            CHECK(desk_->taken.size() == static_cast<std::size_t>(std::stoi(line.text)));
        } else if (line.who == 'M') {
            CHECK(("\r\n" + desk_->taken.back().message).find("\r\n" + line.text + "\r\n") !=
                  std::string::npos);
        } else if (line.who == 'X') {
            auto waiting = wait_for_end();
            co_await std::move(waiting);
        }
    }

    awaitable<void> wait_for_end()
    {
        bool ended = false;
        try {
            co_await stream_->fill(soon);
        } catch (const boost::system::system_error& error) {
            ended = error.code() == asio::error::eof;
        }
        CHECK(ended);
    }

    awaitable<void> read_reply(std::string wanted)
    {
        std::string said;
        do {
            auto reading = stream_->read_line(1000, soon);
            const auto line = co_await std::move(reading);
            said = line.value_or("");
        } while (!dialogs::matches(wanted, said) && dialogs::may_be_left_out(said));
        CAPTURE(dialog_.name);
        CAPTURE(wanted);
        CAPTURE(said);
        CHECK(dialogs::matches(wanted, said));
    }

    dialogs::Dialog dialog_;
    std::shared_ptr<TestDesk> desk_;
    std::shared_ptr<Stream> stream_{};
};

}  // namespace

TEST_CASE("every dialogue goes over TCP as it goes without a socket")
{
    for (const auto& dialog : dialogs::all_dialogs()) {
        if (dialog.limits.offer_tls)
            continue;  // the handshake has its own tests
        asio::io_context io;
        const auto desk = std::make_shared<TestDesk>();
        const auto listener = open_smtp(io, desk, dialog.limits, {}, dialog.role);
        Caller caller{dialog, desk};
        run(io, caller.run(listener->port()), listener);
    }
}

}  // namespace colporteur::net
