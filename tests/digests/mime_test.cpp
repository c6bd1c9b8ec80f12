// SPDX-License-Identifier: AGPL-3.0-or-later
#include <filesystem>

#include <doctest/doctest.h>

#include "digests/part.hpp"
#include "digests/sample.hpp"
#include "mail/message.hpp"
#include "mail/part.hpp"
#include "mail/recode.hpp"
#include "mail/transfer.hpp"

namespace colporteur::digests {
namespace {

std::vector<std::string_view> parts_of(std::string_view entity)
{
    const mail::Split split = mail::split_message(entity);
    mail::BodyParts body{split.body, mail::content_type(split).boundary};
    std::vector<std::string_view> parts;
    while (const auto part = body.next())
        parts.push_back(*part);
    return parts;
}

std::string encoding_of(std::string_view entity)
{
    return mail::first_word(mail::split_message(entity), "Content-Transfer-Encoding");
}

/// The parts of the multipart/digest inside.
std::vector<std::string_view> digest_parts(std::string_view octets)
{
    const auto parts = parts_of(octets);
    REQUIRE(parts.size() == 3);
    CHECK(mail::content_type(mail::split_message(parts[0])).type == "text/plain");
    CHECK(mail::content_type(mail::split_message(parts[1])).type == "multipart/digest");
    CHECK(mail::content_type(mail::split_message(parts[2])).type == "text/plain");
    return parts_of(parts[1]);
}

/// The posts that a reader's program finds inside.
std::vector<std::string> posts_in(std::string_view octets)
{
    std::vector<std::string> posts;
    for (const auto part : digest_parts(octets))
        posts.emplace_back(mail::split_message(part).body);
    return posts;
}

std::string without(const std::string& octets, const std::vector<std::string_view>& names)
{
    const mail::Split split = mail::split_message(octets);
    return mail::without_fields(split, names) + "\r\n" + std::string{split.body};
}

std::string mime(const std::vector<const std::string*>& posts)
{
    return compose(issue_of(posts), Form::mime);
}

}  // namespace

TEST_CASE("cut up again, a MIME digest gives each post as it was, byte for byte (2046-04)")
{
    const std::string nested = mime({&photo_post, &html_post});
    const std::string no_line_end = "From: a@example.org\r\n\r\nno line end";
    const std::string line_ends = "From: a@example.org\r\n\r\n\r\n\r\nx\r\n\r\n\r\n";
    const std::string no_header = "\r\nonly a body\r\n";
    const std::string no_body = "From: a@example.org\r\n\r\n";
    const std::string folded =
        "Subject: a\r\n\tb\r\nFrom:   a@example.org \r\n\r\n--b\r\n--b--\r\n";
    const auto posts = posts_in(mime({&html_post, &photo_post, &nested, &no_line_end, &line_ends,
                                      &no_header, &no_body, &folded}));
    CHECK(posts == std::vector<std::string>{html_post, photo_post, nested, no_line_end, line_ends,
                                            no_header, no_body, folded});
}

TEST_CASE(
    "passwords, personal links, traces and receipts do not go along (2046-04, 8058-10, X-04, X-05)")
{
    CHECK(posts_in(mime({&latin_post})).at(0) ==
          without(latin_post,
                  {"List-Unsubscribe", "List-Unsubscribe-Post", "Return-Path", "Approved"}));

    const std::string kept = "From: a@example.org\r\nList-Id: <a.example.org>\r\nX-Mailer: y\r\n";
    for (const std::string_view name :
         {"Approve", "Approved", "X-Approved", "X-Password", "Password", "Bcc", "Resent-Bcc",
          "Return-Path", "Delivered-To", "X-Original-To", "Errors-To", "X-Loop", "LIST-UNSUBSCRIBE",
          "list-unsubscribe-post", "Return-Receipt-To", "Disposition-Notification-To",
          "X-Confirm-Reading-To", "X-PMRQC", "Generate-Delivery-Report"}) {
        CAPTURE(name);
        const std::string post = std::string{name} + ": SECRET\r\n SECRET\r\n" + kept + "\r\nx\r\n";
        const std::string digest = mime({&post});
        CHECK(posts_in(digest).at(0) == kept + "\r\nx\r\n");
        CHECK(digest.find("SECRET") == std::string::npos);
    }
    for (const Form form : {Form::mime, Form::plain, Form::summary})
        CHECK(compose(sample_issue(), form).find("SECRET") == std::string::npos);
}

TEST_CASE(
    "a post that is 7bit has an empty part header, since message/rfc822 is what a digest holds")
{
    const std::string digest = mime({&html_post, &photo_post});
    for (const auto part : digest_parts(digest))
        CHECK(part.starts_with("\r\n"));
}

TEST_CASE("what holds 8-bit octets says so, and so does everything around it")
{
    const std::string raw_header = "From: a@example.org\r\nSubject: \xC3\xA9t\xC3\xA9\r\n\r\nx\r\n";
    for (const std::string* post : {&latin_post, &raw_header}) {
        const std::string digest = mime({&html_post, post});
        CHECK(encoding_of(digest) == "8bit");
        CHECK(encoding_of(parts_of(digest).at(1)) == "8bit");
        CHECK(encoding_of(digest_parts(digest).at(0)) == "");
        CHECK(encoding_of(digest_parts(digest).at(1)) == "8bit");
    }
    const std::string ascii = mime({&html_post, &photo_post});
    CHECK(mail::is_seven_bit(ascii));
    CHECK(encoding_of(ascii) == "7bit");
    CHECK(encoding_of(parts_of(ascii).at(1)) == "7bit");
}

TEST_CASE("a digest with 8-bit posts can be recoded for a server without 8BITMIME")
{
    const auto recoded = mail::to_seven_bit(mime({&latin_post, &html_post}));
    REQUIRE(recoded);
    CHECK(mail::is_seven_bit(*recoded));
    const auto posts = posts_in(*recoded);
    REQUIRE(posts.size() == 2);
    CHECK(mail::read_text(mail::Message{posts[0]}).utf8 ==
          mail::read_text(mail::Message{latin_post}).utf8);
    CHECK(posts[1] == html_post);
}

TEST_CASE("boundaries are absent from all that the digest holds (2046-01)")
{
    const std::string first = mime({&html_post});
    const std::string stem = mail::content_type(mail::split_message(first)).boundary;
    const std::string guessed = "From: eve@example.org\r\nSubject: x\r\n\r\n--" + stem +
                                "--\r\n\r\n--" + stem + "\r\n\r\nforged\r\n";
    Issue issue = issue_of({&guessed, &html_post});
    issue.footer = "--" + stem + "--";
    const std::string digest = compose(issue, Form::mime);
    CHECK(posts_in(digest) == std::vector<std::string>{guessed, html_post});

    const std::string outer = mail::content_type(mail::split_message(digest)).boundary;
    const std::string inner =
        mail::content_type(mail::split_message(parts_of(digest).at(1))).boundary;
    CHECK(outer.size() <= 70);
    CHECK(!outer.starts_with(inner));
    CHECK(!inner.starts_with(outer));
    CHECK(guessed.find(outer) == std::string::npos);
}

TEST_CASE("the contents come first, the footer last")
{
    const std::string digest = compose(sample_issue(), Form::mime);
    CHECK(mail::read_text(mail::Message{digest}).utf8.starts_with("La lettre: digest no 12"));
    const std::string last{parts_of(digest).at(2)};
    CHECK(mail::read_text(mail::Message{last}).utf8 ==
          "End of digest no 12 of “La lettre”.\n\n-- \nThe list of the café\n"
          "https://info.example.org/lettre\n");
}

TEST_CASE("whatever a post holds: a MIME digest gives it back, a plain one is ASCII in short lines")
{
    for (const auto& entry :
         std::filesystem::directory_iterator{std::string{TESTS_DIR} + "/corpus/message"}) {
        CAPTURE(entry.path());
        std::ifstream file{entry.path(), std::ios::binary};
        const std::string post{std::istreambuf_iterator<char>{file}, {}};
        CHECK(posts_in(mime({&post, &html_post})) ==
              std::vector<std::string>{as_read(post), html_post});
        CHECK(mail::is_seven_bit(compose(issue_of({&post, &html_post}), Form::plain)));
        CHECK(mail::is_seven_bit(compose(issue_of({&post}), Form::summary)));
    }
}

TEST_CASE("an issue of a thousand posts is made in a moment" * doctest::timeout(20))
{
    const std::string post = "From: a@example.org\r\nSubject: x\r\n\r\n" + std::string(50'000, '-');
    const std::string digest = mime(std::vector<const std::string*>(1000, &post));
    CHECK(posts_in(digest).size() == 1000);
}

}  // namespace colporteur::digests
