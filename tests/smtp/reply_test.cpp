// SPDX-License-Identifier: AGPL-3.0-or-later
#include "smtp/reply.hpp"

#include <doctest/doctest.h>

namespace colporteur::smtp {

namespace {

Result<std::optional<Reply>> feed(ReplyReader& reader,
                                  std::initializer_list<std::string_view> lines)
{
    Result<std::optional<Reply>> result = std::nullopt;
    for (const auto line : lines)
        result = reader.feed(line);
    return result;
}

}  // namespace

TEST_CASE("a reply is sent with its enhanced code on every line, RFC 2034 4")
{
    CHECK(to_wire({250, "2.1.5", "fine"}) == "250 2.1.5 fine\r\n");
    CHECK(to_wire({250, "", "host", {"PIPELINING", "SIZE 5"}}) ==
          "250-host\r\n250-PIPELINING\r\n250 SIZE 5\r\n");
    CHECK(to_wire({550, "5.7.1", "no", {"never"}}) == "550-5.7.1 no\r\n550 5.7.1 never\r\n");
}

TEST_CASE("no text can end a reply line or make it too long, RFC 5321 4.5.3.1.5")
{
    CHECK(to_wire({250, "2.0.0", "a\r\n250 b\0\x7f"}) == "250 2.0.0 a250 b\r\n");
    CHECK(to_wire({250, "", std::string(600, 'x')}).size() == 512);

    std::string accents;
    for (int i = 0; i < 400; ++i)
        accents += "é";
    const auto wire = to_wire({250, "", accents});
    CHECK(wire.size() <= 512);
    CHECK(wire.substr(4, 2) == "é");
    CHECK(wire.substr(wire.size() - 4) == "é\r\n");
}

TEST_CASE("a reply is read back as it was sent")
{
    const Reply sent{452, "4.5.3", "too many", {"come", "again"}};
    ReplyReader reader;
    CHECK_FALSE(reader.feed("452-4.5.3 too many")->has_value());
    CHECK_FALSE(reader.feed("452-4.5.3 come")->has_value());
    const auto last = reader.feed("452 4.5.3 again");
    REQUIRE(last.has_value());
    CHECK(*last == sent);
}

TEST_CASE("replies without text or enhanced code are read too")
{
    ReplyReader reader;
    CHECK(**reader.feed("354") == Reply{354, "", ""});
    CHECK(**reader.feed("250 ") == Reply{250, "", ""});
    CHECK(**reader.feed("250 5.1.1 of another class") == Reply{250, "", "5.1.1 of another class"});
    CHECK(**reader.feed("550 5.1.1") == Reply{550, "5.1.1", ""});
    CHECK(**reader.feed("220 5.6.7.8 ESMTP") == Reply{220, "", "5.6.7.8 ESMTP"});
}

TEST_CASE("what is no reply is refused, and the reader is fresh again")
{
    for (const std::string_view bad :
         {"", "25", "2x0 ok", "150 early", "600 late", "250_ok", "HTTP/1.1 400"}) {
        CAPTURE(bad);
        ReplyReader reader;
        CHECK_FALSE(reader.feed(bad).has_value());
        CHECK(reader.feed("250 ok").value().has_value());
    }
    ReplyReader reader;
    CHECK_FALSE(feed(reader, {"250-a", "550 b"}).has_value());
}

TEST_CASE("a reply without end is refused after 100 lines")
{
    ReplyReader reader;
    for (int i = 0; i < 100; ++i)
        CHECK(reader.feed("250-more").has_value());
    CHECK_FALSE(reader.feed("250-more").has_value());
}

TEST_CASE("success and temporary failure are told by the first digit, RFC 5321 4.2.1")
{
    CHECK(Reply{259, "", ""}.positive());
    CHECK(Reply{354, "", ""}.positive());
    CHECK(Reply{499, "", ""}.temporary());
    CHECK_FALSE(Reply{599, "", ""}.temporary());
    CHECK_FALSE(Reply{599, "", ""}.positive());
}

TEST_CASE("every kind of error has its reply, of the right class")
{
    CHECK(reply_for({Code::invalid, ""}).code == 501);
    CHECK(reply_for({Code::unsupported, ""}).code == 555);
    CHECK(reply_for({Code::not_found, ""}).enhanced == "5.1.1");
    CHECK(reply_for({Code::denied, ""}).enhanced == "5.7.1");
    CHECK(reply_for({Code::too_large, ""}).code == 552);
    CHECK(reply_for({Code::conflict, ""}).temporary());
}

}  // namespace colporteur::smtp
