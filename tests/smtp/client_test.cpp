// SPDX-License-Identifier: AGPL-3.0-or-later
#include "smtp/client.hpp"

#include <doctest/doctest.h>

#include "smtp/client_script.hpp"

namespace colporteur::smtp {

namespace {

const std::string all_offers =
    "250-relay\n250-PIPELINING\n250-SIZE 1000000\n250-8BITMIME\n250 SMTPUTF8";

}  // namespace

TEST_CASE("a relay that knows no EHLO is greeted with HELO, RFC 5321 3.2")
{
    Script script;
    script.hear_all({"220 old relay", "502 what?", "250 hello"});
    script.log.clear();
    script.offer(copy_for(1));
    CHECK(script.log == Log{"> MAIL FROM:<b1@us.org>\r\n"});
}

TEST_CASE("a relay that will not have us fails the session, no copy")
{
    for (const std::string greeting : {"554 no", "421 busy", "450 later"}) {
        Script script;
        script.hear(greeting);
        CHECK(script.closed);
        CHECK(script.log == Log{"! " + greeting});
    }
}

TEST_CASE("STARTTLS where offered; after it EHLO counts anew, RFC 3207 4.2")
{
    Script script{{.our_name = "us.org", .start_tls = ClientWishes::StartTls::required}};
    script.hear_all({"220 relay", "250-relay\n250-PIPELINING\n250 STARTTLS", "220 go"});
    REQUIRE(script.wants_tls);
    script.handshake();
    script.hear("250 relay");
    script.log.clear();
    script.offer(copy_for(1));
    CHECK(script.log == Log{"> MAIL FROM:<b1@us.org>\r\n"});
}

TEST_CASE("required TLS is never given up silently")
{
    Script script{{.start_tls = ClientWishes::StartTls::required}};
    script.hear_all({"220 relay", all_offers});
    CHECK(script.log.back().starts_with("! 454"));

    Script refused{{.start_tls = ClientWishes::StartTls::required}};
    refused.hear_all({"220 relay", "250-relay\n250 STARTTLS", "454 not now"});
    CHECK(refused.log.back() == "! 454 not now");

    Script optional{{.start_tls = ClientWishes::StartTls::if_offered}};
    optional.hear_all({"220 relay", "250-relay\n250 STARTTLS", "454 not now"});
    CHECK_FALSE(optional.closed);
}

TEST_CASE("AUTH PLAIN names the user before the first copy, RFC 4954 4")
{
    Script script{{.our_name = "us.org", .user = "ana", .password = "secret"}};
    script.hear_all({"220 relay", "250-relay\n250 AUTH LOGIN PLAIN"});
    CHECK(script.log.back() == "> AUTH PLAIN AGFuYQBzZWNyZXQ=\r\n");
    script.hear("235 2.7.0 welcome");
    CHECK_FALSE(script.closed);
    script.offer(copy_for(1));
    CHECK(script.log.back() == "> MAIL FROM:<b1@us.org>\r\n");
}

TEST_CASE("AUTH LOGIN where PLAIN is not offered")
{
    Script script{{.our_name = "us.org", .user = "ana", .password = "secret"}};
    script.hear_all({"220 relay", "250-relay\n250 AUTH CRAM-MD5 LOGIN"});
    CHECK(script.news().back() == "> AUTH LOGIN\r\n");
    script.hear_all({"334 VXNlcm5hbWU6", "334 UGFzc3dvcmQ6", "235 2.7.0 welcome"});
    CHECK(script.news() == Log{"> YW5h\r\n", "> c2VjcmV0\r\n"});
    CHECK_FALSE(script.closed);
}

TEST_CASE("without a mechanism of ours the relay cannot be used")
{
    for (const std::string offers : {"250 relay", "250-relay\n250 AUTH CRAM-MD5"}) {
        Script script{{.user = "ana", .password = "secret"}};
        script.hear_all({"220 relay", offers});
        CHECK(script.log.back() == "! 454 The relay offers neither AUTH PLAIN nor AUTH LOGIN");
    }
}

TEST_CASE("AUTH refused fails the session with the relay's words, at whatever step")
{
    for (const std::string refusal : {"535 5.7.8 wrong", "454 4.7.0 not now"}) {
        for (const bool login : {false, true}) {
            Script script{{.user = "ana", .password = "secret"}};
            script.hear_all(
                {"220 relay", login ? "250-relay\n250 AUTH LOGIN" : "250-relay\n250 AUTH PLAIN"});
            if (login)
                script.hear_all({"334 user", "334 password"});
            script.hear(refusal);
            CHECK(script.log.back() == "! " + refusal.substr(0, 3) + refusal.substr(9));
        }
    }
    Script early{{.user = "ana", .password = "secret"}};
    early.hear_all({"220 relay", "250-relay\n250 AUTH LOGIN", "235 come in?"});
    CHECK(early.log.back() == "! 451 The relay's reply made no sense: 235");
}

TEST_CASE("a relay that quotes our password has its words cut, also when it closes")
{
    for (const std::string quoted : {"secret", "c2VjcmV0", "AGFuYQBzZWNyZXQ="}) {
        for (const std::string reply : {"535-5.7.8 bad line:\n535 5.7.8 ", "421 4.7.0 "}) {
            Script script{{.user = "ana", .password = "secret"}};
            script.hear_all({"220 relay", "250-relay\n250 AUTH PLAIN", reply + quoted});
            CHECK(script.log.back() == "! " + reply.substr(0, 3) + " The relay refused AUTH");
        }
    }
}

TEST_CASE("the relay's offers are read whatever their case, RFC 5321 4.1.1.1")
{
    const auto can = read_extensions({250,
                                      "",
                                      "relay",
                                      {"pipelining", "Size 1000", "CHUNKING", "DSN", "8bitmime",
                                       "AUTH login PLAIN", "X-THING"}});
    CHECK(can.pipelining);
    CHECK(can.size);
    CHECK(can.most_octets == 1000);
    CHECK(can.chunking);
    CHECK(can.dsn);
    CHECK(can.eight_bit);
    CHECK(can.auth_plain);
    CHECK(can.auth_login);
    CHECK_FALSE(can.utf8);
    CHECK_FALSE(can.start_tls);
}

TEST_CASE("a SIZE that names no limit is none, RFC 1870 4")
{
    for (const std::string line : {"SIZE", "SIZE 0", "SIZE many", "SIZE 99999999999999999999"}) {
        CAPTURE(line);
        const auto can = read_extensions({250, "", "relay", {line}});
        CHECK(can.size);
        CHECK(can.most_octets == 0);
    }
}

TEST_CASE("nothing more to send ends the session with QUIT")
{
    Client client{{.our_name = "us.org"}};
    client.start();
    client.on_reply({220, "", "relay"});
    CHECK(client.on_reply({250, "", "relay"}).kind == Step::Kind::next_copy);
    const auto quit = client.on_copy(std::nullopt);
    CHECK(quit.octets == std::vector<std::string_view>{"QUIT\r\n"});
    CHECK(client.on_reply({221, "", "bye"}).kind == Step::Kind::close);
}

}  // namespace colporteur::smtp
