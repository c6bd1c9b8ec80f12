// SPDX-License-Identifier: AGPL-3.0-or-later
#include "lists/digest.hpp"

#include <doctest/doctest.h>

#include "lists/options.hpp"
#include "lists/subscription.hpp"
#include "mail/message.hpp"
#include "store/archive.hpp"
#include "store/lists.hpp"
#include "store/people.hpp"
#include "village.hpp"

namespace colporteur::lists {

using model::Reception;
using std::chrono::hours;
using Posts = std::set<int>;

namespace {

const Time morning = support::at("2026-03-02 07:00");

std::vector<Posts> got(const std::vector<Copy>& copies, model::MemberId member)
{
    std::vector<Posts> posts;
    for (const Copy& copy : copies)
        if (copy.member == member)
            posts.push_back(copy.posts);
    return posts;
}

int send_due(Village& town, Time now)
{
    return town.in_tx([&](store::Tx& tx) { return send_digests(tx, town.site, 9, now); });
}

}  // namespace

TEST_CASE("each reader gets what they have not had, in the form they want (DIG-01)")
{
    Village town;
    const auto ana = town.join("ana", Reception::digest);
    town.post(1);
    town.fill();
    const auto bob = town.join("bob", Reception::plain_digest);
    const auto eva = town.join("eva", Reception::summary);
    town.post(2);
    town.fill();
    const auto zoe = town.join("zoe", Reception::summary);
    CHECK(town.digest() == 3);
    const auto copies = town.new_copies();
    CHECK(got(copies, ana) == std::vector<Posts>{{1, 2}});
    CHECK(got(copies, bob) == std::vector<Posts>{{2}});
    CHECK(got(copies, eva) == std::vector<Posts>{{2}});
    CHECK(got(copies, zoe).empty());
    const auto type = [&](std::size_t i) {
        return mail::Message{copies.at(i).octets}.field("Content-Type").value_or("");
    };
    CHECK(type(0).find("multipart/") != std::string::npos);
    CHECK(copies[0].octets.find("multipart/digest") != std::string::npos);
    CHECK(type(1).find("text/plain") != std::string::npos);
    CHECK(copies[1].octets.find("This is no-2-here") != std::string::npos);
    CHECK(copies[2].octets.find("This is no-2-here") == std::string::npos);
}

TEST_CASE("a digest is never empty, and nobody gets one twice")
{
    Village town;
    town.join("ana", Reception::digest);
    CHECK(town.digest() == 0);
    town.post(1);
    CHECK(town.digest() == 1);
    CHECK(town.digest() == 0);
    CHECK_FALSE(next_digest(town.db(), town.site, town.list, noon));
    CHECK(town.new_copies().size() == 1);
}

TEST_CASE("a digest goes at the list's hour, once, and is made up for when it was missed")
{
    Village town;
    town.join("ana", Reception::digest);
    town.post(1);
    town.fill();
    CHECK(next_digest(town.db(), town.site, town.list, noon)->due == morning);
    CHECK_FALSE(digest_is_due(town.db(), town.site, morning - hours{1}));
    CHECK(send_due(town, morning - hours{1}) == 0);
    CHECK(digest_is_due(town.db(), town.site, morning));
    CHECK(send_due(town, morning + hours{3}) == 1);
    town.fill();
    town.post(2, "zoe@example.net", "", morning + hours{4});
    town.fill();
    CHECK_FALSE(digest_is_due(town.db(), town.site, morning + hours{20}));
    CHECK(digest_is_due(town.db(), town.site, morning + hours{24}));
}

TEST_CASE("many posts go at once, whatever the hour")
{
    Village town;
    town.join("ana", Reception::digest);
    for (int i = 1; i < model::Settings{}.digest_posts; ++i)
        town.post(i);
    town.fill();
    CHECK_FALSE(digest_is_due(town.db(), town.site, noon));
    town.post(99);
    town.fill();
    CHECK(send_due(town, noon) == 1);
}

TEST_CASE("a list whose digest is still being addressed waits for that")
{
    Village town;
    const auto ana = town.join("ana", Reception::digest);
    const auto bob = town.join("bob", Reception::digest);
    town.post(1);
    town.fill();
    CHECK(send_due(town, morning) == 1);
    town.step(1);
    town.post(2);
    CHECK_FALSE(digest_is_due(town.db(), town.site, morning + hours{48}));
    CHECK(town.in_tx(
              [&](store::Tx& tx) { return send_digest(tx, town.site, town.list, morning); }) == 0);
    town.fill();
    CHECK(town.digest() == 1);
    const auto copies = town.new_copies();
    CHECK(got(copies, ana) == std::vector<Posts>{{1}, {2}});
    CHECK(got(copies, bob) == std::vector<Posts>{{1}, {2}});
}

TEST_CASE("who changes the form while a digest is being addressed gets those posts in the next one")
{
    Village town;
    town.join("first", Reception::digest);
    const auto ana = town.join("ana", Reception::digest);
    town.post(1);
    town.fill();
    town.in_tx([&](store::Tx& tx) { send_digest(tx, town.site, town.list, noon); });
    town.step(1);
    town.want(ana, Reception::summary);
    town.fill();
    CHECK(got(town.new_copies(), ana).empty());
    CHECK(town.member(ana).owed_after == 0);
    town.post(2);
    town.digest();
    CHECK(got(town.new_copies(), ana) == std::vector<Posts>{{1, 2}});
}

TEST_CASE("posts too many for one mail fill several, and everyone gets all of them")
{
    constexpr int posts = 450;
    Village town;
    const auto ana = town.join("ana", Reception::summary);
    const auto bob = town.join("bob", Reception::summary);
    for (int i = 1; i <= posts; ++i) {
        if (i == posts)
            town.join("late", Reception::summary);
        town.post(i);
        town.fill();
    }
    CHECK(town.digest() == 4);
    const auto copies = town.new_copies();
    for (const auto member : {ana, bob}) {
        const auto parts = got(copies, member);
        REQUIRE(parts.size() == 3);
        CHECK(parts[0].size() == 200);
        CHECK(parts[2] == [] {
            Posts rest;
            for (int i = 401; i <= posts; ++i)
                rest.insert(i);
            return rest;
        }());
        CHECK(town.member(member).owed_after == posts);
    }
    CHECK(copies.size() == 7);
    CHECK(mail::Message{copies[2].octets}.subject().find("no 3 ") != std::string::npos);
    CHECK(store::last_issue(town.db(), town.list.id)->number == 3);
}

TEST_CASE("who wants nothing for a while has no digest then, and later only what comes later")
{
    Village town;
    const auto ana = town.join("ana", Reception::digest);
    town.change(ana, [](model::Member& member) {
        member.suspension = model::Suspension{noon, {}};
    });
    town.post(1);
    town.digest();
    town.change(ana, [](model::Member& member) { member.suspension.reset(); });
    town.post(2);
    town.digest();
    CHECK(got(town.new_copies(), ana) == std::vector<Posts>{{2}});
}

TEST_CASE("who leaves gets no digest any more, also none that was queued (8058-09)")
{
    Village town;
    const auto ana = town.join("ana", Reception::digest);
    const auto bob = town.join("bob", Reception::digest);
    town.post(1);
    town.fill();
    town.leave(ana);
    town.digest();
    town.leave(bob);
    const auto leased = town.in_tx([&](store::Tx& tx) {
        std::vector<model::Delivery> all;
        for (const store::Lane& lane : store::lanes(tx))
            for (const auto& delivery : store::lease_letters(tx, lane, 9, noon))
                all.push_back(delivery);
        return all;
    });
    CHECK(leased.empty());
    CHECK(got(town.new_copies(), ana).empty());
}

TEST_CASE("who comes back gets no posts from the time of their absence")
{
    Village town;
    const auto ana = town.join("ana", Reception::digest);
    town.leave(ana);
    town.post(1);
    town.fill();
    CHECK(town.join("ana", Reception::digest) == ana);
    town.post(2);
    town.digest();
    CHECK(got(town.new_copies(), ana) == std::vector<Posts>{{2}});
}

TEST_CASE("who gives digests up gets at once what they are owed, and the rest as single posts")
{
    Village town;
    town.join("first");
    const auto ana = town.join("ana", Reception::plain_digest);
    town.post(1);
    town.fill();
    town.post(2);
    town.step(1);  // p2 has not come to ana yet
    town.want(ana, Reception::mail);
    town.fill();
    const auto copies = town.new_copies();
    CHECK(got(copies, ana) == std::vector<Posts>{{1}, {2}});
    CHECK(town.member(ana).owed_after == std::nullopt);
    CHECK(town.digest() == 0);
}

TEST_CASE("the last digest is the reader's own mail, with their link for leaving")
{
    Village town;
    const auto ana = town.join("ana", Reception::digest);
    town.post(1);
    town.fill();
    town.new_copies();
    town.want(ana, Reception::none);
    REQUIRE(town.new_copies().size() == 1);
    const auto row = town.db().query_one("SELECT member, priority FROM deliveries");
    CHECK(row->get<model::MemberId>(0) == ana);
    CHECK(row->get<model::Priority>(1) == model::Priority::letter);
}

TEST_CASE("who wants nothing now, or had everything, has no last digest")
{
    Village town;
    const auto ana = town.join("ana", Reception::digest);
    const auto bob = town.join("bob", Reception::digest);
    town.want(bob, Reception::mail);
    town.post(1);
    town.change(ana, [](model::Member& member) {
        member.suspension = model::Suspension{noon - hours{1}, {}};
    });
    town.want(ana, Reception::none);
    CHECK(town.new_copies().empty());
}

TEST_CASE("a post that was removed from the archive is not in the digest, nor is its number again")
{
    Village town;
    const auto ana = town.join("ana", Reception::digest);
    town.post(1);
    town.post(2);
    town.fill();
    const auto remove = [&](std::int64_t number) {
        town.in_tx([&](store::Tx& tx) {
            store::remove_archived(tx, store::find_archived(tx, town.list.id, number)->id, noon);
        });
    };
    remove(1);
    town.digest();
    remove(2);  // the newest: the next one must not be taken for it
    town.post(3);
    town.digest();
    CHECK(got(town.new_copies(), ana) == std::vector<Posts>{{2}, {3}});
}

// A member who had the newest posts, changed to digests after these were removed from the archive
// while a digest that holds them was being addressed, was taken for one who had not had them.
TEST_CASE("posts that were removed meanwhile do not come a second time in a digest (DIG-01)")
{
    Village town;
    town.join("first", Reception::digest);
    const auto bob = town.join("bob");
    town.post(1);
    town.post(2);
    town.fill();
    town.in_tx([&](store::Tx& tx) { send_digest(tx, town.site, town.list, noon); });
    for (const int number : {2, 1})
        town.in_tx([&](store::Tx& tx) {
            store::remove_archived(tx, store::find_archived(tx, town.list.id, number)->id, noon);
        });
    town.want(bob, Reception::digest);
    town.fill();
    CHECK(got(town.new_copies(), bob) == std::vector<Posts>{{1}, {2}});
}

TEST_CASE("when all posts that waited were removed there is no digest")
{
    Village town;
    town.join("ana", Reception::digest);
    town.post(1);
    town.fill();
    town.in_tx([&](store::Tx& tx) {
        store::remove_archived(tx, store::find_archived(tx, town.list.id, 1)->id, noon);
    });
    CHECK(town.digest() == 0);
}

TEST_CASE(
    "a digest carries its list's fields and a name of its own, and leads to the list (DIG-02)")
{
    Village town;
    town.join("ana", Reception::digest);
    town.join("bob", Reception::summary);
    town.post(1);
    town.digest();
    const auto copies = town.new_copies();
    REQUIRE(copies.size() == 2);
    const mail::Message digest{copies[0].octets};
    CHECK(digest.field("List-Id") == "\"Town\" <town.info.example.org>");
    CHECK(digest.field("Reply-To") == "town@info.example.org");
    CHECK(digest.from()->address.text() == "town@info.example.org");
    CHECK(digest.from()->name == "Town");
    CHECK(digest.field("X-Loop").has_value());
    CHECK(digest.field("Precedence") == "list");
    CHECK(digest.field("References") == "<1@example.net>");
    CHECK_FALSE(digest.field("Archived-At").has_value());
    CHECK(digest.message_id() != mail::Message{copies[1].octets}.message_id());
    CHECK(digest.subject() == "[Town] Digest no 1 (1 message)");
    CHECK(copies[0].octets.find("https://info.example.org/town/m/") != std::string::npos);
}

TEST_CASE("a newsletter's digest sends answers to the owners, and asks for none")
{
    Village town;
    town.list.kind = model::Kind::newsletter;
    town.in_tx([&](store::Tx& tx) { store::update_list(tx, town.list); });
    town.join("ana", Reception::plain_digest);
    town.post(1);
    town.digest();
    const auto copies = town.new_copies();
    REQUIRE(copies.size() == 1);
    CHECK(mail::Message{copies[0].octets}.field("Reply-To") == "town-owner@info.example.org");
    CHECK(copies[0].octets.find("To answer") == std::string::npos);
}

TEST_CASE("one list's trouble is not the others': its digest waits, theirs go")
{
    Village town;
    const auto other = town.house.add(support::a_list().named("club@info.example.org"));
    town.join("ana", Reception::digest);
    town.post(1);
    town.fill();
    town.in_tx([&](store::Tx& tx) {
        const auto person = store::get_or_add_person(tx, support::address("b@example.net"), "", "");
        model::Member bob =
            store::find_member(tx, store::subscribe(tx, other.id, person.id, noon)).value();
        bob.reception = Reception::digest;
        store::set_options(tx, bob);
        const auto key = store::add_message(
            tx, support::a_message().subject("Club").saying("no-7-here").octets(), noon);
        distribute(tx, town.site, other, key, noon);
        // as no program of ours would leave it
        tx.db().run("UPDATE members SET reception = 7 WHERE list = $1", town.list.id);
    });
    town.fill();
    town.new_copies();
    CHECK(send_due(town, morning) == 1);
    town.fill();
    const auto copies = town.new_copies();
    REQUIRE(copies.size() == 1);
    CHECK(copies[0].posts == Posts{7});
}

TEST_CASE("new members get posts and are shown as the list has it, digests from the next post on")
{
    Village town;
    model::Settings settings;
    settings.reception = Reception::digest;
    settings.conceal = true;
    town.post(1);
    town.fill();
    const auto ana = town.join("ana");
    town.in_tx([&](store::Tx& tx) {
        give_first_options(tx, settings, store::find_member(tx, ana).value(), true);
    });
    CHECK(town.member(ana).reception == Reception::digest);
    CHECK(town.member(ana).concealed);
    CHECK(town.member(ana).owed_after == 1);
    town.post(2);
    town.digest();
    CHECK(got(town.new_copies(), ana) == std::vector<Posts>{{2}});
}

}  // namespace colporteur::lists
