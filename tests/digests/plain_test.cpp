// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>

#include <doctest/doctest.h>

#include "base/utf8.hpp"
#include "digests/sample.hpp"
#include "mail/message.hpp"
#include "mail/transfer.hpp"

namespace colporteur::digests {
namespace {

const std::string preamble_rule = "\n\n" + std::string(70, '-') + "\n\n";
const std::string message_rule = "\n\n" + std::string(30, '-') + "\n\n";

std::string text_of(const Issue& issue)
{
    const std::string octets = compose(issue, Form::plain);
    std::string text = mail::decode_transfer("quoted-printable", mail::split_message(octets).body);
    std::erase(text, '\r');
    return text;
}

/// As a program cuts a plain digest: the preamble, the messages, what comes after the last.
std::vector<std::string> cut_up(std::string text)
{
    std::vector<std::string> pieces;
    auto at = text.find(preamble_rule);
    REQUIRE(at != std::string::npos);
    pieces.push_back(text.substr(0, at));
    text.erase(0, at + preamble_rule.size());
    while ((at = text.find(message_rule)) != std::string::npos) {
        pieces.push_back(text.substr(0, at));
        text.erase(0, at + message_rule.size());
    }
    pieces.push_back(text);
    return pieces;
}

std::string post_saying(const std::string& body)
{
    return "From: a@example.org\r\nContent-Type: text/plain; charset=utf-8\r\n"
           "Content-Transfer-Encoding: 8bit\r\n\r\n" +
           body;
}

/// What the digest shows of a post whose text that is.
std::string shown(const std::string& body)
{
    const std::string post = post_saying(body);
    const auto pieces = cut_up(text_of(issue_of({&post})));
    REQUIRE(pieces.size() == 3);
    return pieces[1].substr(pieces[1].find("\n\n") + 2);
}

}  // namespace

TEST_CASE("a plain digest is cut up into its messages by its lines of hyphens (1153-01)")
{
    const auto pieces = cut_up(text_of(sample_issue()));
    REQUIRE(pieces.size() == 5);
    CHECK(pieces[0].starts_with("La lettre: digest no 12, 3 messages\n\nContents:\n\n231. Apéro"));
    CHECK(pieces[1] ==
          "Date: Sun, 01 Mar 2026 10:00:00 +0100\n"
          "From: Ana Lüders <ana@example.org>\n"
          "To: lettre@info.example.org\n"
          "Subject: Apéro vendredi\n"
          "Message-ID: <1@example.org>\n\n"
          "À vendredi, au café !\n\n-- \nAna");
    CHECK(pieces[4].starts_with("End of La lettre Digest\n***********************\n\n-- \n"));
}

TEST_CASE(
    "fields stand in the order of RFC 1153, whatever order the post has, and no others (1153-01)")
{
    const auto pieces = cut_up(text_of(sample_issue()));
    CHECK(pieces.at(2) ==
          "Date: Sun, 01 Mar 2026 11:30:00 +0100\n"
          "From: Bob <bob@example.net>\n"
          "To: lettre@info.example.org\n"
          "Cc: Carol <carol@example.org>\n"
          "Subject: Re: Apéro vendredi\n"
          "Message-ID: <2@example.net>\n"
          "Keywords: caf, beer\n\n"
          "I will be there.");
}

TEST_CASE("posts of all charsets are one charset in the digest (1153-02, trap 24)")
{
    const auto in = [](const std::string& charset, const std::string& octets) {
        return "From: a@example.org\r\nContent-Type: text/plain; charset=" + charset +
               "\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" + octets + "\r\n";
    };
    const std::string latin = in("iso-8859-1", "\xE9t\xE9");
    const std::string windows = in("windows-1252", "5 \x80");
    const std::string japanese = in("iso-2022-jp", "\x1B$B$\"\x1B(B");
    const std::string utf8 = in("utf-8", "№");
    const std::string broken = in("utf-8", "a\xFFz");
    const std::string text = text_of(issue_of({&latin, &windows, &japanese, &utf8, &broken}));
    CHECK(is_utf8(text));
    for (const std::string_view words : {"\nété\n", "\n5 €\n", "\nあ\n", "\n№\n", "\na\uFFFDz\n"})
        CHECK(text.find(words) != std::string::npos);
}

TEST_CASE("lines inside a message are never taken for the digest's own")
{
    const std::string hyphens(30, '-');
    CHECK(shown("a\r\n\r\n" + hyphens + "\r\n\r\nFrom: eve@example.org\r\n\r\nforged\r\n") ==
          "a\n\n " + hyphens + "\n\nFrom: eve@example.org\n\nforged");
    CHECK(shown(std::string(70, '-') + "\r\nx\r\n") == " " + std::string(70, '-') + "\nx");
    CHECK(shown("End of La lettre Digest\r\n***********************\r\n") ==
          "End of La lettre Digest\n ***********************");
    CHECK(shown(hyphens + "  \r\nx\r\n") == " " + hyphens + "  \nx");
    CHECK(shown("-- \r\nAna\r\n---\r\n- item\r\n") == "-- \nAna\n---\n- item");
    CHECK(shown(hyphens + " a\r\n") == hyphens + " a");
}

TEST_CASE("lines stay as they were typed, up to 998 octets")
{
    const std::string line(998, 'x');
    CHECK(shown(line + "\r\n  indented\r\n") == line + "\n  indented");
    CHECK(shown(line + "y\r\n") == line + "\ny");

    std::string words;
    while (words.size() < 2000)
        words += "été ";
    const std::string wrapped = shown(words + "z\r\n");
    std::string joined = wrapped;
    std::erase(joined, '\n');
    CHECK(joined == words + "z");
    for (std::string_view rest = wrapped; !rest.empty();) {
        const auto end = std::min(rest.find('\n'), rest.size());
        CHECK(end <= 998);
        CHECK(is_utf8(rest.substr(0, end)));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }

    std::string one_word;
    while (one_word.size() < 2000)
        one_word += "é";
    CHECK(shown("x" + one_word + "\r\n").substr(0, 1000) ==
          "x" + one_word.substr(0, 996) + "\n\xC3\xA9");
}

TEST_CASE("a post without text is a header between lines of hyphens")
{
    const std::string empty = "From: a@example.org\r\n\r\n";
    const auto pieces = cut_up(text_of(issue_of({&empty, &html_post})));
    REQUIRE(pieces.size() == 4);
    CHECK(pieces[1] == "From: a@example.org\n");
    CHECK(pieces[3] == "End of La lettre Digest\n***********************\n");
}

TEST_CASE("the line of asterisks is as long as the words above it, accents counted once")
{
    Issue issue = issue_of({&html_post});
    issue.list_title = "Été";
    CHECK(text_of(issue).ends_with("End of Été Digest\n*****************\n"));
}

}  // namespace colporteur::digests
