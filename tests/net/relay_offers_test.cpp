// SPDX-License-Identifier: AGPL-3.0-or-later
// What a relay may offer, over TCP.
#include <doctest/doctest.h>

#include "net/relay_house.hpp"

namespace colporteur::net {

namespace {

std::vector<std::string> hello(std::initializer_list<std::string> offers)
{
    std::vector<std::string> script{"S:220 relay", "C:EHLO us.org", "S:250-relay"};
    for (const auto& offer : offers)
        script.push_back("S:250-" + offer);
    script.emplace_back("S:250 HELP");
    return script;
}

std::vector<std::string> joined(std::vector<std::string> script, std::vector<std::string> rest)
{
    script.insert(script.end(), rest.begin(), rest.end());
    return script;
}

/// BDAT and the content of copy `id`, unstuffed.
std::vector<std::string> chunk(int id)
{
    return {"C:BDAT 30 LAST", fmt::format("C:Subject: copy {}", id), "C:", "C:.dots", "C:.."};
}

smtp::Copy copy_for_two(std::uint64_t id)
{
    auto copy = copy_for(id, "ana@them.org");
    copy.recipients.push_back({id + 1, "bob@them.org"});
    return copy;
}

}  // namespace

TEST_CASE("CHUNKING: the chunk holds the content as it is, and the next envelope is behind it")
{
    auto script = joined(hello({"PIPELINING", "CHUNKING"}),
                         {"C:MAIL FROM:<bounce@us.org>", "C:RCPT TO:", "S:250 ok\r\n250 ok"});
    script = joined(
        joined(script, chunk(1)),
        {"C:MAIL FROM:<bounce@us.org>", "C:RCPT TO:", "S:250 2.0.0 queued\r\n250 ok\r\n250 ok"});
    script = joined(joined(script, chunk(2)), {"S:250 2.0.0 queued", "C:QUIT", "S:221 bye"});
    const auto played = play(script, source_of({copy_for(1), copy_for(2)}));
    CHECK(played.log == Log{"1 250 2.0.0", "2 250 2.0.0"});
    CHECK(played.heard.back() == "QUIT");
    CHECK_FALSE(played.lost);
}

TEST_CASE("CHUNKING: a connection lost after the chunk leaves that copy in doubt, not the next")
{
    const auto script =
        joined(hello({"PIPELINING", "CHUNKING"}), {"C:MAIL", "C:RCPT", "S:250 ok\r\n250 ok"});
    const auto played = play(joined(script, chunk(1)), source_of({copy_for(1), copy_for(2)}));
    CHECK(played.log == Log{"1 421 4.4.2", "2 back"});
    CHECK(played.heard.back() == "..");
    CHECK(played.lost);
}

TEST_CASE("several recipients: each has its outcome, refused ones at once")
{
    const auto script =
        joined(hello({"PIPELINING"}), {"C:MAIL", "C:RCPT TO:<ana@", "C:RCPT TO:<bob@", "C:DATA",
                                       "S:250 ok\r\n550 5.1.1 no\r\n250 ok\r\n354 go",
                                       "D:", "S:250 2.0.0 queued", "C:QUIT", "S:221 bye"});
    CHECK(play(script, source_of({copy_for_two(1)})).log == Log{"1 550 5.1.1", "2 250 2.0.0"});
}

TEST_CASE("DSN: failures are asked for, with our id and the address as we know it")
{
    auto copy = copy_for(1, "ana+x@them.org");
    copy.envelope_id = "m17";
    const auto script =
        joined(hello({"DSN"}), {"C:MAIL FROM:<bounce@us.org> RET=HDRS ENVID=m17", "S:250 ok",
                                "C:RCPT TO:<ana+x@them.org> NOTIFY=FAILURE "
                                "ORCPT=rfc822;ana+2Bx@them.org",
                                "S:250 ok", "C:DATA", "S:354 go", "D:", "S:250 2.0.0 queued",
                                "C:QUIT", "S:221 bye"});
    CHECK(play(script, source_of({copy})).log == Log{"1 250 2.0.0"});
}

TEST_CASE("AUTH LOGIN, word by word")
{
    const RelayTarget target{.our_name = "us.org", .user = "ana", .password = "secret"};
    const auto script =
        joined(hello({"AUTH LOGIN"}),
               {"C:AUTH LOGIN", "S:334 VXNlcm5hbWU6", "C:YW5h", "S:334 UGFzc3dvcmQ6", "C:c2VjcmV0",
                "S:235 2.7.0 welcome", "C:QUIT", "S:221 bye"});
    const auto played = play(script, source_of({}), target);
    CHECK(played.heard.back() == "QUIT");
}

TEST_CASE("AUTH refused is told as the relay said it, for now or for good, without the password")
{
    for (const std::string reply : {"454 4.7.0 later", "535 5.7.8 not secret"}) {
        const auto script = joined(hello({"AUTH PLAIN"}), {"C:AUTH PLAIN", "S:" + reply, "W:"});
        try {
            play(script, source_of({copy_for(1)}),
                 {.our_name = "us.org", .user = "ana", .password = "secret"});
            FAIL("it was taken");
        } catch (const RelayRefused& refused) {
            CHECK(refused.reply().temporary() == reply.starts_with("4"));
            CHECK(std::string{refused.what()}.find("secret") == std::string::npos);
        }
    }
}

TEST_CASE("a copy that the relay cannot take comes back to be made again, the next one is sent")
{
    auto eight_bit = copy_for(1);
    eight_bit.eight_bit = true;
    auto utf8 = copy_for(2);
    utf8.utf8 = true;
    const auto script =
        joined(hello({}), {"C:MAIL", "S:250 ok", "C:RCPT", "S:250 ok", "C:DATA", "S:354 go",
                           "D:", "S:250 2.0.0 queued", "C:QUIT", "S:221 bye"});
    CHECK(play(script, source_of({eight_bit, utf8, copy_for(3)})).log ==
          Log{"1 lacks 8bit", "2 lacks utf8", "3 250 2.0.0"});
}

}  // namespace colporteur::net
