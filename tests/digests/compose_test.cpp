// SPDX-License-Identifier: AGPL-3.0-or-later
#include "digests/compose.hpp"

#include <doctest/doctest.h>

#include "base/utf8.hpp"
#include "digests/sample.hpp"
#include "mail/message.hpp"
#include "mail/transfer.hpp"

namespace colporteur::digests {
namespace {

std::string post_with_id(const std::string& id)
{
    return "From: a@example.org\r\nMessage-ID: " + id + "\r\nSubject: x\r\n\r\nx\r\n";
}

/// Of an issue whose posts have these Message-IDs, unfolded.
std::string references(const std::vector<std::string>& ids)
{
    std::vector<std::string> posts;
    for (const std::string& id : ids)
        posts.push_back(post_with_id(id));
    std::vector<const std::string*> pointers;
    for (const std::string& post : posts)
        pointers.push_back(&post);
    const mail::Message digest{compose(issue_of(pointers), Form::summary)};
    return digest.field("References").value_or("none");
}

std::string id_of(int number)
{
    return "<" + std::to_string(number) + std::string(80, 'x') + "@example.org>";
}

std::string subject(const std::string& language, std::size_t posts)
{
    Issue issue = issue_of(std::vector<const std::string*>(posts, &html_post));
    issue.language = language;
    return mail::Message{compose(issue, Form::summary)}.subject();
}

}  // namespace

TEST_CASE("a digest of each form is what the golden file shows, byte for byte")
{
    CHECK(compose(sample_issue(), Form::mime) == golden("mime.en.eml"));
    CHECK(compose(sample_issue(), Form::plain) == golden("plain.en.eml"));
    CHECK(compose(sample_issue(), Form::summary) == golden("summary.en.eml"));
}

TEST_CASE("the subject tells the list, the issue and how many messages, one or several")
{
    CHECK(subject("en", 1) == "[La lettre] Digest no 12 (1 message)");
    CHECK(subject("en", 5) == "[La lettre] Digest no 12 (5 messages)");
}

TEST_CASE("the header says which list, in which language, and after which posts (DIG-02)")
{
    for (const Form form : {Form::mime, Form::plain, Form::summary}) {
        const std::string octets = compose(sample_issue(), form);
        const mail::Message digest{octets};
        CHECK(octets.starts_with("List-Id: \"La lettre\" <lettre.info.example.org>\r\n"));
        CHECK(digest.field("Precedence") == "list");
        CHECK(digest.field("Message-ID") == "<digest.12.mime@info.example.org>");
        CHECK(digest.field("References") == "<1@example.org> <2@example.net> <3@example.org>");
        CHECK(digest.field("From") == "La lettre <lettre-request@info.example.org>");
        CHECK(digest.field("To") == "lettre@info.example.org");
        CHECK(digest.field("MIME-Version") == "1.0");
        CHECK(octets.find("\r\nContent-Language: en\r\n") != std::string::npos);
    }
}

TEST_CASE("a digest relays what people wrote: it is not marked as written by a machine")
{
    CHECK(!mail::Message{compose(sample_issue(), Form::mime)}.has_field("Auto-Submitted"));
}

TEST_CASE("References keep the first and the last posts within one line of 998 octets (DIG-02)")
{
    std::vector<std::string> ids;
    for (int i = 1; i <= 30; ++i)
        ids.push_back(id_of(i));
    const std::string kept = references(ids);
    CHECK(kept.size() + std::string_view{"References: "}.size() <= 998);
    CHECK(kept.size() + ids[0].size() + 1 + std::string_view{"References: "}.size() > 998);
    CHECK(kept.starts_with(ids[0] + " "));
    CHECK(kept.ends_with(ids[28] + " " + ids[29]));
    CHECK(kept.find(ids[1]) == std::string::npos);

    CHECK(references({"<a@b>"}) == "<a@b>");
    CHECK(references({"<a@b>", "<c@d>"}) == "<a@b> <c@d>");
}

TEST_CASE("a Message-ID that is none, too long or not ASCII is not referred to")
{
    CHECK(references({"none", "<é@example.org>", "<" + std::string(300, 'x') + "@y>"}) == "none");
    CHECK(references({"none", "<a@b>"}) == "<a@b>");
}

TEST_CASE(
    "contents say when a post has no subject or author, and leave out links that are not there")
{
    const std::string bare = "X: y\r\n\r\nx\r\n";
    Issue issue = issue_of({&bare});
    issue.items[0].permalink = "";
    issue.items[0].posted = {};
    issue.posting_address = {};
    const std::string text = mail::read_text(mail::Message{compose(issue, Form::summary)}).utf8;
    CHECK(text ==
          "La lettre: digest no 12, 1 message\n\nContents:\n\n"
          "231. (no subject)\n    (author unknown)\n    1 KB\n");
}

TEST_CASE("hostile subjects, names and titles add no field and no line")
{
    const std::string hostile =
        "From: =?utf-8?Q?Eve=0D=0ABcc:_x?= <eve@example.org>\r\n"
        "Subject: =?utf-8?Q?a=0D=0A=0D=0A------------------------------=0Ab?=\r\n\r\nx\r\n";
    Issue issue = issue_of({&hostile});
    issue.list_title = "La\r\nBcc: x\r\n";
    for (const Form form : {Form::mime, Form::plain, Form::summary}) {
        const mail::Message digest{compose(issue, form)};
        CHECK(!digest.has_field("Bcc"));
        CHECK(mail::read_text(digest).utf8.find("\nBcc") == std::string::npos);
    }
}

TEST_CASE("plain digests and summaries are ASCII in lines that every server takes")
{
    const std::string wide =
        "From: a@example.org\r\nSubject: x\r\n\r\n" + std::string(3000, 'x') + "\r\n\xE9\r\n";
    for (const Form form : {Form::plain, Form::summary})
        CHECK(mail::is_seven_bit(compose(issue_of({&wide, &latin_post}), form)));
}

TEST_CASE("a digest without posts is a bug of its caller (trap 24)")
{
    CHECK_THROWS_AS(compose(issue_of({}), Form::mime), std::logic_error);
}

}  // namespace colporteur::digests
