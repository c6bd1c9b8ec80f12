// SPDX-License-Identifier: AGPL-3.0-or-later
#include "lists/send_posts.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "lists/posting.hpp"
#include "mail/message.hpp"
#include "store/archive.hpp"
#include "store/jobs.hpp"
#include "store/requests.hpp"
#include "support/builders.hpp"

namespace colporteur::lists {
namespace {

const Time noon = support::at("2026-03-01 12:00");

struct Shelf {
    support::House house{};
    model::List list = house.add(support::a_list().in("en").titled("The letter"));

    void post(int number, std::string_view text = "hello", std::string_view more = "")
    {
        store::Tx tx{house.db()};
        const auto key = store::add_message(
            tx,
            fmt::format("From: Ana <ana@example.net>\r\nSubject: s{0}\r\nMessage-ID: <{0}@x>\r\n"
                        "{2}\r\n{1}\r\n",
                        number, text, more),
            noon);
        distribute(tx, support::a_site(), list, key, noon);
        tx.commit();
        house.new_mail();
    }

    std::size_t send(const archive::Selection& selection, std::string_view to = "bob@example.net")
    {
        store::Tx tx{house.db()};
        const auto posts = archive::select(tx, list.id, selection, Zone{}, 10'000);
        const std::size_t sent = send_posts(tx, support::a_site(), list, posts,
                                            {.to = {"", support::address(to)},
                                             .language = "en",
                                             .in_reply_to = "<q@example.net>",
                                             .command = "get lettre"},
                                            noon);
        tx.commit();
        return sent;
    }
};

std::string text_of(const support::Sent& sent)
{
    return mail::read_text(mail::Message{sent.octets}).utf8;
}

}  // namespace

TEST_CASE("a single post goes whole, without what was one reader's, 8058-10, trap 21")
{
    Shelf shelf;
    shelf.post(1, "hello",
               "Approved: secret\r\nX-Loop: town@example.org\r\nReturn-Receipt-To: ana@x.org\r\n");
    CHECK(shelf.send(archive::Newest{1}) == 1);
    const auto mail = shelf.house.new_mail();
    REQUIRE(mail.size() == 1);
    const std::string& octets = mail[0].octets;
    CHECK(octets.find("Content-Type: message/rfc822") != std::string::npos);
    CHECK(octets.find("\r\nSubject: s1\r\n") != std::string::npos);
    CHECK(octets.find("\r\n\r\nhello\r\n") != std::string::npos);
    for (const char* const gone : {"secret", "Return-Receipt-To", "town@example.org"})
        CHECK(octets.find(gone) == std::string::npos);
    CHECK(mail::Message{octets}.field("In-Reply-To") == "<q@example.net>");
}

TEST_CASE("several posts go as one MIME digest that says whose answer it is, 2046-04, 3834-01")
{
    Shelf shelf;
    for (int i = 1; i <= 3; ++i)
        shelf.post(i);
    CHECK(shelf.send(archive::Ranges{{1, 9}}) == 3);
    const auto mail = shelf.house.new_mail();
    REQUIRE(mail.size() == 1);
    const mail::Message message{mail[0].octets};
    CHECK(message.subject() == "[The letter] From the archive (3 messages)");
    CHECK(message.field("Auto-Submitted") == "auto-replied");
    CHECK(message.field("In-Reply-To") == "<q@example.net>");
    CHECK(message.count("References") == 1);
    CHECK(message.field("List-Id") == "\"The letter\" <lettre.info.example.org>");
    CHECK(message.octets().find("multipart/digest") != std::string::npos);
    CHECK(text_of(mail[0]).find("These are not all") == std::string::npos);
}

TEST_CASE("a mail holds 5 MB; five mails go for one wish, and the last says how to get the rest")
{
    Shelf shelf;
    const std::string line(998, 'x');
    std::string large;
    for (int i = 0; i < 3000; ++i)
        large += line + "\r\n";
    for (int i = 1; i <= 7; ++i)
        shelf.post(i, large);
    CHECK(shelf.send(archive::Ranges{{1, 9}}) == 5);
    const auto mail = shelf.house.new_mail();
    REQUIRE(mail.size() == 5);
    CHECK(mail::Message{mail[0].octets}.subject().ends_with("1/5"));
    CHECK(text_of(mail[0]).find("These are not all") == std::string::npos);
    CHECK(text_of(mail[4]).find("get lettre 6-7") != std::string::npos);
}

TEST_CASE("200 posts are in a mail at most")
{
    Shelf shelf;
    for (int i = 1; i <= 205; ++i)
        shelf.post(i);
    CHECK(shelf.send(archive::Month{std::chrono::year{2026} / 3}) == 205);
    const auto mail = shelf.house.new_mail();
    REQUIRE(mail.size() == 2);
    CHECK(mail::Message{mail[0].octets}.subject() ==
          "[The letter] From the archive (200 messages) 1/2");
    CHECK(mail::Message{mail[1].octets}.subject() ==
          "[The letter] From the archive (5 messages) 2/2");
}

TEST_CASE("nobody gets more mails in a day than the cap allows, SEC-03")
{
    Shelf shelf;
    shelf.post(1);
    shelf.post(2);
    int mails = 0;
    for (int i = 0; i < 30; ++i)
        mails += shelf.send(archive::Newest{2}) > 0 ? 1 : 0;
    CHECK(mails == 20);
    CHECK(shelf.house.new_mail().size() == 20);
    CHECK(shelf.send(archive::Newest{1}, "other@example.net") == 1);
}

}  // namespace colporteur::lists
