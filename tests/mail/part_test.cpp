// SPDX-License-Identifier: AGPL-3.0-or-later
#include "mail/part.hpp"

#include <doctest/doctest.h>

namespace colporteur::mail {
namespace {

ContentType type_of(std::string_view body)
{
    const std::string octets = "Content-Type:" + std::string{body} + "\r\n\r\n";
    return content_type(split_message(octets));
}

std::string parts_of(std::string_view body, std::string_view boundary)
{
    std::string result;
    BodyParts parts{body, boundary};
    while (const auto part = parts.next())
        result.append(*part).append("|");
    return result;
}

}  // namespace

TEST_CASE("Content-Type says what a part is")
{
    const ContentType type =
        type_of(" Text/HTML; Charset=\"ISO-8859-1\";\r\n format=Flowed; DelSp=yes (why not)");
    CHECK(type.type == "text/html");
    CHECK(type.charset == "ISO-8859-1");
    CHECK(type.flowed);
    CHECK(type.del_space);
    CHECK(type_of(" multipart/mixed; boundary=\"a b=_?'\"").boundary == "a b=_?'");
    CHECK(type_of(" multipart/mixed; boundary*0=ab; boundary*1=cd").boundary == "abcd");
}

TEST_CASE("an unreadable Content-Type means plain text (2045-03)")
{
    CHECK(content_type(split_message("From: a\r\n\r\n")).type == "text/plain");
    CHECK(type_of(" text").type == "text/plain");
    CHECK(type_of("").type == "text/plain");
    CHECK(type_of(" multipart/mixed; boundary=" + std::string(300, 'x')).boundary == "");
}

TEST_CASE("the first of two Content-Type fields counts (trap 20)")
{
    const auto two = "Content-Type: text/html\r\nContent-Type: text/plain\r\n\r\n";
    CHECK(content_type(split_message(two)).type == "text/html");
}

TEST_CASE("parts are cut at whole delimiter lines")
{
    CHECK(parts_of("pre\r\n--b\r\none\r\n--b \t\r\ntwo\r\n\r\n--b--\r\npost", "b") ==
          "one|two\r\n|");
    CHECK(parts_of("--b\r\n--b\r\n\r\n--b--", "b") == "||");
    CHECK(parts_of("--b\r\none\r\n--bc\r\ntwo\r\nx--b\r\n--b--", "b") ==
          "one\r\n--bc\r\ntwo\r\nx--b|");
    CHECK(parts_of("--b\r\nno final boundary", "b") == "no final boundary|");
    CHECK(parts_of("nothing", "b") == "");
    CHECK(parts_of("--\r\nx", "") == "");
    CHECK(parts_of("--b--\r\n--b\r\nafter the end", "b") == "");
}

TEST_CASE("a boundary of nothing but spaces is none: a signature line would divide the text")
{
    CHECK(type_of(" multipart/mixed; boundary=\" \"").boundary == "");
}

TEST_CASE("hostile parameters and boundaries take bounded time" * doctest::timeout(5))
{
    std::string many = " text/plain";
    for (int i = 0; i < 100'000; ++i)
        many += ";a*" + std::to_string(i) + "=b";
    CHECK(type_of(many).type == "text/plain");
    const std::string dashes(10'000'000, '-');
    CHECK(parts_of(dashes, std::string(190, '-')) == "");
}

}  // namespace colporteur::mail
