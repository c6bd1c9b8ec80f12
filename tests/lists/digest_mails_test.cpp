// SPDX-License-Identifier: AGPL-3.0-or-later
#include "lists/digest_mails.hpp"

#include <doctest/doctest.h>

#include "mail/message.hpp"
#include "store/archive.hpp"
#include "village.hpp"

namespace colporteur::lists {

using model::Reception;

namespace {

/// The mails for one member who is owed everything, in that form, numbered from 7 on.
std::vector<Copy> printed(Village& town, Reception reception, const model::Settings& settings)
{
    const auto id = town.join("reader", reception);
    town.new_copies();
    model::Member reader = town.member(id);
    reader.owed_after = 0;
    town.in_tx([&](store::Tx& tx) {
        DigestPress press{tx, town.site, town.list, settings, 7, noon};
        press.print_for(reader, 1000);
        CHECK_FALSE(press.leader());
    });
    return town.new_copies();
}

}  // namespace

TEST_CASE("personal fields in a digest say what they say where nothing is known of the reader")
{
    Village town;
    town.post(1);
    town.in_tx([&](store::Tx& tx) {
        const std::string octets =
            "From: zoe@example.net\r\nSubject: For {{name|all}}\r\n\r\n"
            "Dear {{name|friend}} of {{list}}, {{nmae}}\r\n";
        tx.db().run("UPDATE archive SET distributed = $1", store::Blob{octets});
    });
    model::Settings settings;
    settings.personal_fields = true;
    const auto filled = printed(town, Reception::plain_digest, settings);
    REQUIRE(filled.size() == 1);
    const std::string text = mail::read_text(mail::Message{filled[0].octets}).utf8;
    CHECK(text.find("Dear friend of Town, {{nmae}}") != std::string::npos);
    CHECK(text.find("1. For all") != std::string::npos);
    town.leave(filled[0].member);
    const auto untouched = printed(town, Reception::plain_digest, {});
    REQUIRE(untouched.size() == 1);
    CHECK(untouched[0].octets.find("Dear {{name|friend}}") != std::string::npos);
}

TEST_CASE("a digest ends with the list's footer, and its number is the one that was given")
{
    Village town;
    town.post(1);
    model::Settings settings;
    settings.dress.footer_text = "Be kind.";
    for (const Reception form : {Reception::digest, Reception::plain_digest, Reception::summary}) {
        const auto mails = printed(town, form, settings);
        REQUIRE(mails.size() == 1);
        CHECK(mails[0].octets.find("Be kind.") != std::string::npos);
        CHECK(mail::Message{mails[0].octets}.subject() == "[Town] Digest no 7 (1 message)");
        town.leave(mails[0].member);
    }
}

TEST_CASE("a list may have larger digests than usual, never smaller ones than it sends at once")
{
    Village town;
    for (int i = 1; i <= 201; ++i)
        town.post(i);
    town.fill();
    model::Settings settings;
    settings.digest_posts = 300;
    CHECK(printed(town, Reception::summary, settings).size() == 1);
    town.leave(town.join("reader"));
    settings.digest_posts = 1;
    const auto two = printed(town, Reception::summary, settings);
    REQUIRE(two.size() == 2);
    CHECK(two[0].posts.size() == 200);
    CHECK(mail::Message{two[1].octets}.subject() == "[Town] Digest no 8 (1 message)");
}

}  // namespace colporteur::lists
