// SPDX-License-Identifier: AGPL-3.0-or-later
#include "mail/personal.hpp"

#include <algorithm>
#include <map>
#include <random>

#include <doctest/doctest.h>

#include "base/ascii.hpp"
#include "base/encode.hpp"
#include "mail/message.hpp"
#include "personal_property.hpp"

namespace colporteur::mail {
namespace {

using Values = std::map<std::string, std::string>;

std::string copy_for(const Values& values, std::string_view octets)
{
    const PersonalMessage found = find_personal(octets, field_names);
    const auto filled = fill(found.filling, [&](const std::string& name) {
        const auto value = values.find(name);
        return value == values.end() ? "" : value->second;
    });
    return filled_message(found.octets, found.filling, filled);
}

const Values ana{{"name", "Ana"}, {"city", "Łódź"}};

// What the reader of a plain text, or of the first part, sees.
std::string text_for(const Values& values, std::string_view octets)
{
    return texts_of(copy_for(values, octets)).at(1);
}

std::string plain(std::string_view text, std::string_view parameters = "; charset=utf-8")
{
    return fmt::format("MIME-Version: 1.0\r\nContent-Type: text/plain{}\r\n\r\n{}", parameters,
                       text);
}

std::string html(std::string_view text)
{
    return fmt::format("MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{}",
                       text);
}

std::string subject_for(const Values& values, std::string_view subject)
{
    return Message{copy_for(values, fmt::format("Subject: {}\r\n\r\n", subject))}.subject();
}

bool is_untouched(const std::string& octets)
{
    const PersonalMessage found = find_personal(octets, field_names);
    return found.filling.empty() && found.octets == octets;
}

}  // namespace

TEST_CASE("a field becomes the reader's value, whatever the case and the blanks of its name")
{
    for (const std::string_view field : {"{{name}}", "{{NAME}}", "{{ name }}", "{{\tName}}",
                                         "{{name|friend}}", "{{name | cher ami}}"})
        CHECK_MESSAGE(text_for(ana, plain(fmt::format("Bonjour {},\r\n", field))) ==
                          "text/plain\nBonjour Ana,\r\n",
                      field);
    CHECK(text_for(ana, plain("{{{name}}}{{name}}")) == "text/plain\n{Ana}Ana");
}

TEST_CASE("where a reader has no value the fallback stands, or nothing")
{
    CHECK(text_for({}, plain("{{name|friend}}, {{name}}!\r\n")) == "text/plain\nfriend, !\r\n");
    CHECK(text_for({{"name", " \r\n\t"}}, plain("{{name|friend}}")) == "text/plain\nfriend");
    CHECK(text_for({}, plain("{{name| dear\r\n friend }} \r\n.")) ==
          "text/plain\ndear friend \r\n.");
    CHECK(text_for({}, html("{{name|<b>you&nbsp;all</b>}}")) == "text/html\n<b>you&nbsp;all</b>");
}

TEST_CASE("what is no field, or of no known name, stays as it was typed")
{
    for (const std::string_view text :
         {"{{surname}}", "{name}", "{{name", "{{name}", "{{na me}}", "{{}}", "{{|x}}", "{{{{",
          "{{name|a{b}}", "{{name:x}}", "{{name\r\n}}", "${name}", "[[name]]"})
        CHECK_MESSAGE(is_untouched(plain(text)), text);
    CHECK(is_untouched(plain("{{name|" + std::string(301, 'x') + "}}")));
    CHECK(text_for(ana, plain("{{surname}} {{name}}")) == "text/plain\n{{surname}} Ana");
}

TEST_CASE("an author is told which fields nobody has a value for, once each and in order")
{
    const std::string octets =
        "Subject: {{Season}}\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\n"
        "{{name}} {{zip}} {{season|x}}\r\n--b\r\nContent-Transfer-Encoding: base64\r\n\r\n" +
        to_base64("{{age}}{{zip}}") + "\r\n--b--\r\n";
    CHECK(unknown_fields(octets, field_names) == std::vector<std::string>{"season", "zip", "age"});
    CHECK(unknown_fields(plain("{{name}}"), field_names).empty());
}

TEST_CASE("every charset and every transfer encoding is read, and any value can be said")
{
    struct Case {
        std::string_view charset, encoding, body, text;
    };

    for (const auto& [charset, encoding, body, text] : {
             Case{"utf-8", "8bit", "\xC3\xA9 {{city}}\r\n", "é Łódź\r\n"},
             Case{"utf-8", "7bit", "e {{city}}\r\n", "e Łódź\r\n"},
             Case{"us-ascii", "7bit", "e {{city}}", "e Łódź"},
             Case{"utf-8", "quoted-printable", "=C3=A9 =7B{ci=\r\nty}}\r\n", "é Łódź\r\n"},
             Case{"utf-8", "base64", "w6kge3tjaXR5fX0NCg==", "é Łódź\r\n"},
             Case{"iso-8859-1", "8bit", "\xE9 {{city}}\r\n", "é Łódź\r\n"},
             Case{"ISO-8859-1", "QUOTED-PRINTABLE", "=E9 {{city}}\r\n", "é Łódź\r\n"},
             Case{"windows-1252", "8bit", "\x80 {{city}}", "€ Łódź"},
             Case{"iso-8859-2", "8bit", "\xB1 {{city}}", "ą Łódź"},
             Case{"koi8-r", "8bit", "\xF0\xD2\xC9\xD7\xC5\xD4 {{city}}", "Привет Łódź"},
             Case{"iso-2022-jp", "7bit", "\x1B$B$3$s\x1B(B {{city}}\r\n", "こん Łódź\r\n"},
             Case{"utf-16le", "base64", "6QAgAHsAewBjAGkAdAB5AH0AfQA=", "é Łódź"},
             Case{"utf-7", "7bit", "+AOk +AHsAew-city+AH0AfQ-", "é Łódź"},
         }) {
        CAPTURE(charset);
        CAPTURE(encoding);
        const std::string octets = fmt::format(
            "MIME-Version: 1.0\r\nContent-Type: text/plain;\r\n charset={}; name=a.txt\r\n"
            "Content-Transfer-Encoding: {}\r\n\r\n{}",
            charset, encoding, body);
        const std::string copy = copy_for(ana, octets);
        CHECK(texts_of(copy).at(1) == fmt::format("text/plain\n{}", text));
        CHECK(broken_by_filling(octets) == "");
        const Split split = split_message(copy);
        CHECK(content_type(split).charset == "utf-8");
        CHECK(find_field(split, "Content-Type")->body.find("name=") != std::string_view::npos);
        CHECK(first_word(split, "Content-Transfer-Encoding") == "quoted-printable");
        CHECK_FALSE(eight_bit(copy).body);
    }
}

TEST_CASE("a text without MIME fields gets those that it needs now (2045-03)")
{
    CHECK(copy_for(ana, "From: a@example.org\r\n\r\n{{city}}\r\n") ==
          "From: a@example.org\r\nMIME-Version: 1.0\r\n"
          "Content-Type: text/plain; charset=utf-8\r\n"
          "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
          "=C5=81=C3=B3d=C5=BA\r\n");
}

TEST_CASE("a charset that nobody knows and an encoding that nobody knows are left alone")
{
    CHECK(is_untouched(plain("{{name}}", "; charset=x-klingon")));
    CHECK(is_untouched("Content-Transfer-Encoding: x-uuencode\r\n\r\n{{name}}\r\n"));
}

TEST_CASE("of two Content-Type fields the first counts, and only it stays (trap 20)")
{
    const std::string copy =
        copy_for(ana,
                 "Content-Type: text/plain; charset=iso-8859-1\r\n"
                 "Content-Type: text/html; charset=koi8-r\r\n\r\n\xE9 {{name}}");
    CHECK(texts_of(copy).at(1) == "text/plain\né Ana");
    CHECK(Message{copy}.count("Content-Type") == 1);
}

TEST_CASE("format=flowed is kept, and a value at the start of its line is no quotation")
{
    const std::string octets =
        plain("{{name}} goes \r\non, {{name}}\r\n> {{name}}\r\n-- \r\n{{name}}\r\n",
              "; charset=iso-8859-1; format=flowed; delsp=yes");
    const std::string copy = copy_for({{"name", "> me"}}, octets);
    CHECK(texts_of(copy).at(1) ==
          "text/plain\n > me goes \r\non, > me\r\n> > me\r\n-- \r\n > me\r\n");
    CHECK(content_type(split_message(copy)).flowed);
    CHECK(content_type(split_message(copy)).del_space);
    CHECK(text_for({{"name", "From me"}}, octets).starts_with("text/plain\n From me"));
    CHECK(text_for({{"name", "> me"}}, plain("{{name}}")) == "text/plain\n> me");
}

TEST_CASE("in HTML a value is text, never a tag, an entity or the end of an attribute")
{
    CHECK(text_for({{"name", "<b>\"A\" & 'B'"}}, html("<i title=\"{{name}}\">{{name}}</i>")) ==
          "text/html\n<i title=\"&lt;b&gt;&quot;A&quot; &amp; &#39;B&#39;\">"
          "&lt;b&gt;&quot;A&quot; &amp; &#39;B&#39;</i>");
    CHECK(text_for({{"name", "<b>"}}, plain("{{name}}")) == "text/plain\n<b>");
}

TEST_CASE("both forms of a letter are filled, and what stands beside them keeps every octet")
{
    const std::string octets =
        "Subject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=a\r\n\r\n"
        "preamble {{name}}\r\n--a\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n"
        "--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{{name}} & co\r\n"
        "--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>{{name}} &amp; co</p>\r\n"
        "--b--\r\n--a\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        "e3tuYW1lfX0=\r\n--a\r\n\r\nno field   \r\n--a--\r\nepilogue {{name}}\r\n";
    const std::string copy = copy_for({{"name", "A&B"}}, octets);
    CHECK(texts_of(copy) == std::vector<std::string>{
                                "x", "text/plain\nA&B & co", "text/html\n<p>A&amp;B &amp; co</p>",
                                "image/png\n{{name}}", "text/plain\nno field   "});
    CHECK(copy.find("\r\npreamble {{name}}\r\n--a\r\n") != std::string::npos);
    CHECK(
        copy.ends_with("--a\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64"
                       "\r\n\r\ne3tuYW1lfX0=\r\n--a\r\n\r\nno field   \r\n--a--\r\n"
                       "epilogue {{name}}\r\n"));
}

// A base64 part that ended with a bare LF gave the line end of its text to the delimiter.
TEST_CASE("where a bare LF ends a part, the text still ends as it did (trap 17)")
{
    for (const std::string_view part :
         {"Content-Transfer-Encoding: base64\r\n\r\ne3tuYW1lfX0NCg==\n",
          "Content-Transfer-Encoding: quoted-printable\r\n\r\n{{name}}=0D=0A=\n", "\r\n{{name}}\n",
          "\n{{name}}\n"}) {
        const std::string octets = fmt::format(
            "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n{}--b--\r\n", part);
        CAPTURE(part);
        CHECK(broken_by_filling(octets) == "");
    }
}

TEST_CASE("a Subject is filled whole and encoded whole")
{
    CHECK(subject_for(ana, "Bonjour {{name}}") == "Bonjour Ana");
    CHECK(subject_for(ana, "{{city|a}} {{name}}{{name}}") == "Łódź AnaAna");
    CHECK(subject_for(ana, "=?iso-8859-1?Q?=E9t=E9_{{city}}?=") == "été Łódź");
    CHECK(subject_for(ana, "=?utf-8?B?e3tjaXR5?= =?utf-8?B?fX0=?=") == "Łódź");
    CHECK(subject_for({}, "Bonjour {{name|tout le monde}}") == "Bonjour tout le monde");
    CHECK(copy_for(ana, "Subject: {{city}}\r\n\r\n") ==
          "Subject: =?UTF-8?B?xYHDs2TFug==?=\r\n\r\n");
    CHECK(is_untouched("Subject: {{name}}" + std::string(1000, 'x') + "\r\n\r\n"));
}

TEST_CASE("a value cannot add a header field, an encoded-word or a line (trap 18)")
{
    const Values hostile{{"name", "x\r\nBcc: y@example.org\r\n\r\n=?utf-8?Q?=0D=0A?= \u202E"}};
    const std::string copy = copy_for(hostile, "Subject: {{name}}\r\n\r\n{{name}}\r\n");
    const Message message{copy};
    CHECK(message.subject() == "x Bcc: y@example.org =?utf-8?Q?=0D=0A?=");
    CHECK_FALSE(message.has_field("Bcc"));
    CHECK(texts_of(copy).at(1) == "text/plain\nx Bcc: y@example.org =?utf-8?Q?=0D=0A?=\r\n");
}

TEST_CASE("a value that looks like a field, a dot line or a boundary is text (traps 17, 18)")
{
    const std::string octets =
        "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\n{{name}}\r\n{{city}}\r\n"
        "--b--\r\n";
    const Values hostile{{"name", "{{city}}"}, {"city", "--b--"}};
    CHECK(texts_of(copy_for(hostile, octets)) ==
          std::vector<std::string>{"", "text/plain\n{{city}}\r\n--b--"});
    for (const char* const dots : {".", "..", ". x"}) {
        const std::string copy = copy_for({{"name", dots}, {"city", "."}}, octets);
        CHECK(copy.find("\r\n.") == std::string::npos);
        CHECK(texts_of(copy).at(1) == fmt::format("text/plain\n{}\r\n.", dots));
    }
}

TEST_CASE("a long value stays on one line of text and in short encoded lines")
{
    const Values wordy{{"name", std::string(2000, '.')}};
    const std::string copy = copy_for(
        wordy, plain(std::string(75, 'x') + "{{name}}" + std::string(76, 'y') + "{{name}} \r\n"));
    for (const std::string_view line : split(std::string_view{copy}, '\n')) {
        CHECK(line.size() <= 77);
        CHECK_FALSE(line.starts_with('.'));
    }
    CHECK(texts_of(copy).at(1) == fmt::format("text/plain\n{}{}{}{} \r\n", std::string(75, 'x'),
                                              std::string(1000, '.'), std::string(76, 'y'),
                                              std::string(1000, '.')));
}

TEST_CASE("nothing is filled inside what is signed, encrypted or attached (3156-03)")
{
    for (const std::string_view type :
         {"multipart/signed; boundary=b", "multipart/encrypted; boundary=b",
          "application/pkcs7-mime", "message/rfc822", "multipart/digest; boundary=b",
          "text/plain\r\nContent-Disposition: attachment; filename=a.txt", "text/calendar",
          "text/csv", "application/json"})
        CHECK_MESSAGE(is_untouched(fmt::format("Content-Type: {}\r\n\r\n--b\r\n\r\n{{{{name}}}}"
                                               "\r\n--b--\r\n",
                                               type)),
                      type);
    CHECK(is_untouched(plain("-----BEGIN PGP SIGNED MESSAGE-----\r\n\r\n{{name}}\r\n")));
}

TEST_CASE("a part beside a signed one is filled, and the signed one keeps every octet (3156-03)")
{
    const std::string signed_part =
        "--a\r\nContent-Type: multipart/signed; boundary=b\r\n\r\n--b\r\n\r\n{{name}}\r\n--b\r\n"
        "Content-Type: application/pgp-signature\r\n\r\nx\r\n--b--\r\n--a--\r\n";
    const std::string copy =
        copy_for(ana, "Content-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\n\r\n{{name}}\r\n" +
                          signed_part);
    CHECK(copy.ends_with("\r\n\r\nAna\r\n" + signed_part));
}

TEST_CASE("between the slots every copy has the same octets, and each slot begins a line")
{
    const PersonalMessage found =
        find_personal(plain("Bonjour {{name}}, de {{city}}{{name}}.\r\n{{name}}\r\n"), field_names);
    REQUIRE(found.filling.slots.size() == 4);
    CHECK(found.filling.fields.size() == 2);
    CHECK(found.octets.ends_with("\r\n\r\nBonjour=20=\r\n=\r\n, de=20=\r\n=\r\n=\r\n=2E\r\n\r\n"));
    for (const Slot& slot : found.filling.slots)
        CHECK(found.octets.substr(slot.at - 2, 2) == "\r\n");
}

TEST_CASE("a letter of ten megabytes with 100,000 fields is found and filled part by part")
{
    std::string text;
    for (int i = 0; i < 100'000; ++i)
        text.append("{{name}} {{{{{|").append(80, 'x').append("\r\n");
    const PersonalMessage found = find_personal(plain(text), field_names);
    CHECK(found.filling.slots.size() == 100'000);
    CHECK(found.filling.fields.size() == 1);  // so that a copy costs one value, not 100,000
    int asked = 0;
    const auto filled = fill(found.filling, [&asked](const std::string&) {
        ++asked;
        return "Ana";
    });
    CHECK(asked == 1);
    CHECK(filled_message(found.octets, found.filling, filled).size() ==
          found.octets.size() + 300'000);
}

TEST_CASE("100,000 different fields cost one entry each")
{
    std::string text;
    for (int i = 0; i < 100'000; ++i)
        text += fmt::format("{{{{name|{}}}}} {{{{u{}}}}}\r\n", i, i);
    const PersonalMessage found = find_personal(plain(text), field_names);
    CHECK(found.filling.fields.size() == 100'000);
    CHECK(found.unknown.size() == 100'000);
}

TEST_CASE("whatever the octets, no text is changed but its fields")
{
    const std::string_view pieces[] = {"{{name}}",
                                       "{{",
                                       "}}",
                                       "{{city|x\r\ny}}",
                                       "\r\n",
                                       "\n",
                                       "\r",
                                       "--b",
                                       "--b--",
                                       "--c\r\n",
                                       "\xC3\xA9",
                                       "\xFF",
                                       ".",
                                       " ",
                                       "=",
                                       "From ",
                                       ">",
                                       "Subject: ",
                                       "Content-Type: ",
                                       "text/html",
                                       "text/plain; charset=iso-8859-1; format=flowed",
                                       "; charset=utf-8",
                                       "multipart/mixed; boundary=b\r\n\r\n",
                                       "multipart/alternative; boundary=c\r\n\r\n",
                                       "Content-Transfer-Encoding: base64\r\n\r\n",
                                       "=?utf-8?Q?{{name}}?=",
                                       "e3tuYW1lfX0=",
                                       "Content-Transfer-Encoding: quoted-printable\r\n",
                                       "\r\n\r\n",
                                       "--b\r\n\r\n",
                                       "x"};
    std::mt19937 dice{7};
    for (int i = 0; i < 20'000; ++i) {
        std::string octets;
        for (auto count = dice() % 20; count > 0; --count)
            octets += pieces[dice() % std::size(pieces)];
        CAPTURE(octets);
        REQUIRE(broken_by_filling(octets) == "");
    }
}

}  // namespace colporteur::mail
