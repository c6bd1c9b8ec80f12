// SPDX-License-Identifier: AGPL-3.0-or-later
#include "mail/header.hpp"

#include <doctest/doctest.h>

namespace colporteur::mail {
namespace {

std::string told(const Split& split)
{
    std::string result;
    for (const Field& field : split.fields)
        result.append(field.name).append("|").append(field.body).append("|\n");
    return result;
}

}  // namespace

TEST_CASE("a message is cut into fields and body without changing an octet")
{
    const std::string octets =
        "From: Ana <ana@example.org>\r\nSubject: one\r\n\ttwo \r\nX : "
        "odd\r\n\r\nHello\r\n\r\nbye\r\n";
    const Split split = split_message(octets);
    CHECK(told(split) == "From| Ana <ana@example.org>|\nSubject| one\r\n\ttwo |\nX| odd|\n");
    CHECK(split.body == "Hello\r\n\r\nbye\r\n");
    std::string again;
    for (const Field& field : split.fields)
        again += field.raw;
    CHECK(again == split.header);
    CHECK(again + "\r\n" + std::string{split.body} == octets);
}

TEST_CASE("damaged messages are cut as far as they can be")
{
    struct Case {
        std::string_view octets, fields, header, body;
    };

    for (const auto& [octets, fields, header, body] : {
             Case{"", "", "", ""},
             Case{"\r\nbody", "", "", "body"},
             Case{"A: b", "A| b|\n", "A: b", ""},
             Case{"A: b\r\n", "A| b|\n", "A: b\r\n", ""},
             Case{"hello\r\nA: b\r\n\r\nx", "", "", "hello\r\nA: b\r\n\r\nx"},
             Case{" folded: first\r\n\r\nx", "", "", " folded: first\r\n\r\nx"},
             Case{"A: b\r\nno colon\r\n more\r\nC: d\r\n\r\nx", "A| b|\nC| d|\n",
                  "A: b\r\nno colon\r\n more\r\nC: d\r\n", "x"},
             Case{"A: b\r\nB\x01: c\r\n: d\r\nE\xC3\xA9: f\r\n\r\nx", "A| b|\n",
                  "A: b\r\nB\x01: c\r\n: d\r\nE\xC3\xA9: f\r\n", "x"},
             Case{"A: b\nC: d\n\nx\r\n\r\ny", "A| b\nC: d\n\nx|\n", "A: b\nC: d\n\nx\r\n", "y"},
         }) {
        CAPTURE(octets);
        const Split split = split_message(octets);
        CHECK(told(split) == fields);
        CHECK(split.header == header);
        CHECK(split.body == body);
    }
}

TEST_CASE("fields are taken out byte for byte, and damaged lines with them")
{
    const Split split =
        split_message("A:1\r\nBcc: x,\r\n y\r\nbad\r\nbcc:z\r\nC:  2\r\n 3\r\n\r\n");
    CHECK(without_fields(split, {"BCC"}) == "A:1\r\nC:  2\r\n 3\r\n");
    CHECK(without_fields(split, {}) == "A:1\r\nBcc: x,\r\n y\r\nbcc:z\r\nC:  2\r\n 3\r\n");
    CHECK(without_fields(split_message("A: 1"), {}) == "A: 1\r\n");
}

TEST_CASE("the first field of a name is found in any case")
{
    const Split split = split_message("From: a\r\nFROM: b\r\n\r\n");
    REQUIRE(find_field(split, "from") != nullptr);
    CHECK(find_field(split, "from")->body == " a");
    CHECK(find_field(split, "To") == nullptr);
}

TEST_CASE("unfolding gives one line (RFC 5322 §2.2.3)")
{
    CHECK(unfold(" one\r\n two\r\n\tthree ") == "one two\tthree");
    CHECK(unfold("a\rb\nc\r\nd") == "a b c  d");
    CHECK(unfold("a \r\n \r\n b") == "a   b");
    CHECK(unfold(" \r\n ") == "");
}

TEST_CASE("a long field is folded at its white space, near column 76")
{
    const std::string field =
        format_field("References",
                     "<aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@example.org>  "
                     "<bbbbbbbbbbbbbbbbbbbbbbbbbbbbbb@example.org> <c@d.org>");
    CHECK(field ==
          "References: <aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@example.org>\r\n"
          "  <bbbbbbbbbbbbbbbbbbbbbbbbbbbbbb@example.org> <c@d.org>\r\n");
    CHECK(format_field("X", "") == "X:\r\n");
    CHECK(format_field("X", "   ") == "X:\r\n");
    CHECK(format_field("X", " a ") == "X: a\r\n");
}

TEST_CASE("nothing can be injected through a field (SEC-01)")
{
    CHECK(format_field("Subject", "a\r\nBcc: x\r\n\r\nbody") == "Subject: a  Bcc: x    body\r\n");
    CHECK(format_field("Sub\r\nject: ", std::string_view{"a\0b", 3}) == "Subject: a b\r\n");
}

TEST_CASE("no line of a field passes 998 octets, whatever its words (5322-03, trap 15)")
{
    for (const std::string& body :
         {std::string(5000, 'x'), std::string(5000, ' ') + "x", "y" + std::string(5000, ' ') + "x",
          "a " + std::string(998, 'x')}) {
        const std::string field = format_field("Subject", body);
        std::size_t start = 0;
        while (start < field.size()) {
            const std::size_t end = field.find("\r\n", start);
            REQUIRE(end != std::string::npos);
            CHECK(end - start <= 998);
            const std::string line = field.substr(start, end - start);
            CHECK(line.find_first_not_of(" \t") != std::string::npos);
            start = end + 2;
        }
    }
}

TEST_CASE("a forced cut does not break a character")
{
    std::string word;
    for (int i = 0; i < 1000; ++i)
        word += "é";
    const std::string field = format_field("X", word);
    CHECK(field.find("\xC3\r\n") == std::string::npos);
}

TEST_CASE("huge headers are cut in bounded time (trap 15)" * doctest::timeout(5))
{
    std::string many;
    for (int i = 0; i < 20'000; ++i)
        many += "X-Field: value\r\n";
    CHECK(split_message(many + "\r\nbody").fields.size() == 20'000);
    const std::string one = "Subject: " + std::string(1'000'000, 'x') + "\r\n\r\n";
    CHECK(split_message(one).fields.front().body.size() == 1'000'001);
    std::string folds = "X: a\r\n";
    for (int i = 0; i < 300'000; ++i)
        folds += " b\r\n";
    CHECK(split_message(folds).fields.size() == 1);
}

}  // namespace colporteur::mail
