// SPDX-License-Identifier: AGPL-3.0-or-later
#include "dressing/subject.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "base/utf8.hpp"

namespace colporteur::dressing {
namespace {

std::string field_of(const std::string& header, const SubjectTag& tag)
{
    return subject_field(mail::split_message(header), tag);
}

std::string read_again(const std::string& field)
{
    return mail::decode_text(mail::split_message(field).fields.at(0).body);
}

}  // namespace

TEST_CASE("a subject carries the tag once, behind one prefix (trap 6)")
{
    struct Case {
        const char* what;
        const char* subject;
        const char* tagged;
    };

    const SubjectTag tag{"L", 0};
    for (const auto& [what, subject, tagged] : {
             Case{"a new post", "hello", "[L] hello"},
             Case{"an answer", "Re: hello", "Re: [L] hello"},
             Case{"an answer to a tagged post", "Re: [L] hello", "Re: [L] hello"},
             Case{"a program that keeps the tag first", "[L] Re: hello", "Re: [L] hello"},
             Case{"a program that adds its own again", "[L] Re: [L] hello", "Re: [L] hello"},
             Case{"stacked tags", "[L] [L] hello", "[L] hello"},
             Case{"stacked tags without blanks", "[L][L]hello", "[L] hello"},
             Case{"a tag that lost its blank", "Re:[L]hello", "Re: [L] hello"},
             Case{"a tag in other letters", "Re: [l] hello", "Re: [L] hello"},
             Case{"a tag behind the text", "hello [L]", "[L] hello"},
             Case{"a tag within the text", "Objet: [L] hello", "[L] Objet: hello"},
             Case{"a chain of answers", "Re: Re: RE: hello", "Re: [L] hello"},
             Case{"a chain of languages", "AW: SV: Re: hello", "AW: [L] hello"},
             Case{"a chain around the tag", "Re: [L] AW: [L] Fwd: hello", "Re: [L] hello"},
             Case{"counters", "Re[2]: Re(3): Re*4: hello", "Re: [L] hello"},
             Case{"French spacing", "RE : TR : hello", "RE: [L] hello"},
             Case{"a French forward", "TR : hello", "TR: [L] hello"},
             Case{"German", "AW: hello", "AW: [L] hello"},
             Case{"Swedish", "SV: [L] hello", "SV: [L] hello"},
             Case{"a wide colon", "回复：hello", "回复: [L] hello"},
             Case{"Italian letters", "R: I: R: hello", "R: [L] hello"},
             Case{"a letter that is the author's", "Re: R: a language", "Re: [L] R: a language"},
             Case{"no word of answers", "Rendez-vous: hello", "[L] Rendez-vous: hello"},
             Case{"another list's tag", "[Other] hello", "[L] [Other] hello"},
             Case{"another list's tag in an answer", "Re: [Other] hello", "Re: [L] [Other] hello"},
             Case{"another list's tag before an answer", "[Other] Re: [L] hello",
                  "Re: [L] [Other] hello"},
             Case{"both tags", "Re: [L] [Other] hello", "Re: [L] [Other] hello"},
             Case{"both tags, the other way round", "[Other] [L] hello", "[L] [Other] hello"},
             Case{"an author's brackets", "[x]y: hello", "[L] [x]y: hello"},
             Case{"the tag inside a word", "pre[L]fix and x[L]", "[L] pre[L]fix and x[L]"},
             Case{"a longer tag", "[Lettre] hello", "[L] [Lettre] hello"},
             Case{"an empty subject", "", "[L]"},
             Case{"blanks alone", "  ", "[L]"},
             Case{"a prefix alone", "Re:", "Re: [L]"},
             Case{"the tag alone", "[L]", "[L]"},
             Case{"tags alone", "Re: [L] Re: [L]", "Re: [L]"},
             Case{"line breaks", "a\r\nBcc: x\n\ny", "[L] a Bcc: x y"},
             Case{"brackets of nothing", "[] [ hello ]", "[L] [] [ hello ]"},
         }) {
        CAPTURE(what);
        CHECK(tag_subject(subject, tag) == tagged);
        CHECK(tag_subject(tagged, tag) == tagged);
    }
}

TEST_CASE("a numbered tag replaces its older numbers (trap 6)")
{
    struct Case {
        const char* tag;
        const char* subject;
        const char* tagged;
    };

    for (const auto& [tag, subject, tagged] : {
             Case{"L {number}", "hello", "[L 12] hello"},
             Case{"[L:{number}]", "hello", "[L:12] hello"},
             Case{"L {number}", "Re: [L 7] hello", "Re: [L 12] hello"},
             Case{"L:{number}", "[L:11] Re: [L:7] [L:3] hello", "Re: [L:12] hello"},
             Case{"L {number}", "Re: [L\t 7] hello", "Re: [L 12] hello"},
             Case{"L {number}", "[L] hello [L x]", "[L 12] [L] hello [L x]"},
             Case{"{number}", "[3] [4a] hello", "[12] [4a] hello"},
             Case{"{number}/{number}", "[3/4] hello", "[12/12] hello"},
             Case{"L {number}", "[L [L 1] 2] hello", "[L 12] hello"},
         }) {
        CAPTURE(tag);
        CAPTURE(subject);
        CHECK(tag_subject(subject, SubjectTag{tag, 12}) == tagged);
        CHECK(tag_subject(tagged, SubjectTag{tag, 12}) == tagged);
    }
}

TEST_CASE("a tag is one line in one pair of brackets, or none")
{
    CHECK(SubjectTag{"Town", 0}.shown() == "[Town]");
    CHECK(SubjectTag{"[Town]", 0}.shown() == "[Town]");
    CHECK(SubjectTag{" a [b]\r\n c ", 0}.shown() == "[a b c]");
    for (const char* nothing : {"", " ", "[]", "[ ]", "\r\n"}) {
        const SubjectTag tag{nothing, 3};
        CHECK(tag.empty());
        CHECK(tag_subject("Re:  x", tag) == "Re:  x");
    }
}

TEST_CASE("a subject that has its tag already keeps its octets (5321-13)")
{
    for (const std::string raw :
         {"Subject: [L] hello\r\n", "SUBJECT:Re:  [L]\r\n\thello \r\n",
          "Subject: =?iso-8859-1?q?Re:_[L]_=E9t=E9?=\r\n", "Subject: [L] =?x-unknown?Q?abc?=\r\n",
          "Subject: [L] \xE9\r\n"}) {
        CAPTURE(raw);
        CHECK(field_of("From: a@b\r\n" + raw + "X: y\r\n", SubjectTag{"L", 0}) == raw);
    }
    CHECK(field_of("Subject: [L] no end", SubjectTag{"L", 0}) == "Subject: [L] no end\r\n");
}

TEST_CASE("the tag goes to the decoded subject, which is encoded again (2047-02, trap 6)")
{
    struct Case {
        const char* raw;
        const char* tag;
        const char* read;
    };

    for (const auto& [raw, tag, read] : {
             Case{"=?utf-8?Q?R=C3=A9p=C3=A9t=C3=A9?=", "L", "[L] Répété"},
             Case{"=?utf-8?Q?R=C3=A9p?= : =?utf-8?B?w6l0w6k=?=", "L", "Rép: [L] été"},
             Case{"=?utf-8?Q?Re:_[L]_=C3=A9t?=\r\n =?utf-8?Q?=C3=A9?=", "L", "Re: [L] été"},
             Case{"=?utf-8?Q?Re:_=C3?=\r\n =?utf-8?Q?=A9?=", "L", "Re: [L] é"},
             Case{"=?iso-8859-1?Q?=E9?= =?koi8-r?B?08XOxcc=?= x", "L", "[L] éсенег x"},
             Case{"=?iso-2022-jp?B?UmU6IBskQkZ8S1wbKEI=?=", "L", "Re: [L] 日本"},
             Case{"Re: hello", "Café", "Re: [Café] hello"},
             Case{"Re: =?utf-8?Q?[Caf=C3=A9]?= hello", "Café", "Re: [Café] hello"},
             Case{"=?utf-8?Q?[Caf=C3=A9_3]_Re:?= =?utf-8?Q?_a?=", "Café {number}",
                  "Re: [Café 12] a"},
             Case{"raw \xC3\xA9t\xC3\xA9", "L", "[L] raw été"},
             Case{"", "L", "[L]"},
         }) {
        CAPTURE(raw);
        const std::string field =
            field_of(fmt::format("Subject: {}\r\n", raw), SubjectTag{tag, 12});
        CHECK(read_again(field) == read);
        CHECK(field_of(field, SubjectTag{tag, 12}) == field);
        CHECK(is_ascii(field));
    }
}

TEST_CASE("a subject that cannot be decoded stays raw behind the tag (2047-02)")
{
    struct Case {
        const char* raw;
        const char* tag;
        const char* body;
    };

    for (const auto& [raw, tag, body] : {
             Case{"=?x-unknown?Q?abc?=", "L", "[L] =?x-unknown?Q?abc?="},
             Case{"Re: =?x-unknown?Q?abc?= Re: x", "L", "Re: [L] =?x-unknown?Q?abc?= Re: x"},
             Case{"Re: [L 3] =?utf-8?B?/w==?=", "L {number}", "Re: [L 12] =?utf-8?B?/w==?="},
             Case{"\xE9t\xE9", "L", "[L] \xE9t\xE9"},
             Case{"Re: hello \xE9t\xE9", "L", "Re: [L] hello \xE9t\xE9"},
             Case{"=?x?Q?a?=", "é", "=?UTF-8?B?W8OpXSA=?= =?x?Q?a?="},
         }) {
        CAPTURE(raw);
        const std::string field =
            field_of(fmt::format("Subject: {}\r\n", raw), SubjectTag{tag, 12});
        CHECK(field == fmt::format("Subject: {}\r\n", body));
        CHECK(field_of(field, SubjectTag{tag, 12}) == field);
    }
}

TEST_CASE("a post without a subject gets the tag alone, of two subjects the first counts (7103-01)")
{
    CHECK(field_of("From: a@b\r\n", SubjectTag{"L", 0}) == "Subject: [L]\r\n");
    CHECK(field_of("", SubjectTag{"L", 0}) == "Subject: [L]\r\n");
    CHECK(field_of("Subject:\r\n", SubjectTag{"L", 0}) == "Subject: [L]\r\n");
    CHECK(field_of("Subject: a\r\nSubject: b\r\n", SubjectTag{"L", 0}) == "Subject: [L] a\r\n");
}

TEST_CASE("no line break reaches the header through subject or tag (2047-03, SEC-01, trap 18)")
{
    for (const char* raw : {"=?utf-8?Q?a=0D=0ABcc:_x=00y?=", "=?utf-16be?B?AGEADQAKAEIAYwBj?=",
                            "=?utf-8?Q?=0D=0A=0D=0A?="}) {
        for (const char* tag : {"L", "L\r\nBcc: y\r\n", "é\n{number}"}) {
            CAPTURE(raw);
            CAPTURE(tag);
            const std::string field =
                field_of(fmt::format("Subject: {}\r\n", raw), SubjectTag{tag, 1});
            const auto split = mail::split_message(field);
            CHECK(split.fields.size() == 1);
            CHECK(split.body.empty());
            CHECK(read_again(field).find_first_of(std::string_view{"\r\n\0", 3}) ==
                  std::string::npos);
        }
    }
}

TEST_CASE("huge subjects are tagged in bounded time (trap 15)" * doctest::timeout(20))
{
    const auto repeated = [](std::string_view piece) {
        std::string text;
        while (text.size() < 1'000'000)
            text += piece;
        return text;
    };
    const SubjectTag tag{"L {number}", 1};
    CHECK(tag_subject(repeated("Re:"), tag) == "Re: [L 1]");
    CHECK(tag_subject(repeated("[L 1]"), tag) == "[L 1]");
    CHECK(tag_subject(repeated("[x]Re:"), tag).starts_with("Re: [L 1] [x] [x]"));
    CHECK(tag_subject(repeated("[L "), tag).starts_with("[L 1] [L [L"));
    CHECK(tag_subject(repeated("]"), tag).starts_with("[L 1] ]]]"));
    CHECK(tag_subject(repeated("x"), tag).size() == 1'000'006);
    CHECK(field_of("Subject: " + repeated("=?utf-8?q?a?= ") + "\r\n", tag).size() > 90'000);
    CHECK(field_of("Subject: " + repeated("\xE9 ") + "\r\n", tag).starts_with("Subject: [L 1]"));
}

}  // namespace colporteur::dressing
