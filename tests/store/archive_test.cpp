// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/archive.hpp"

#include <doctest/doctest.h>

#include "store/jobs.hpp"
#include "store/people.hpp"
#include "support/builders.hpp"

namespace colporteur::store {
namespace {

struct Shelf {
    support::House house{};
    model::List list = house.add(support::a_list());

    model::Archived add(std::int64_t number, std::string_view when, bool listed = true)
    {
        Tx tx{house.db()};
        model::Archived post{.list = list.id,
                             .number = number,
                             .original = add_message(tx, "Subject: x\r\n\r\n", support::at(when)),
                             .message_id = "<" + std::to_string(number) + "@x>",
                             .permalink = "link" + std::to_string(number),
                             .thread = "link1",
                             .subject = "Fête",
                             .author = "Ana",
                             .topics = 5,
                             .listed = listed,
                             .at = support::at(when)};
        post.id = add_archived(tx, post, "octets " + std::to_string(number));
        tx.commit();
        return post;
    }
};

}  // namespace

TEST_CASE("a post is kept with everything that is known of it, and its octets")
{
    Shelf shelf;
    const auto post = shelf.add(1, "2026-03-01 10:00");
    const auto found = find_archived(shelf.house.db(), post.id).value();
    CHECK(found.number == 1);
    CHECK(found.message_id == "<1@x>");
    CHECK(found.subject == "Fête");
    CHECK(found.author == "Ana");
    CHECK(found.topics == 5);
    CHECK(found.listed);
    CHECK(found.at == support::at("2026-03-01 10:00"));
    CHECK(distributed_octets(shelf.house.db(), post.id) == "octets 1");
    CHECK(distributed_size(shelf.house.db(), post.id) == 8);
}

TEST_CASE("counts go from a moment up to another, without it")
{
    Shelf shelf;
    shelf.add(1, "2026-03-01");
    shelf.add(2, "2026-03-31T23:59:59Z");
    shelf.add(3, "2026-04-01");
    shelf.add(4, "2026-03-15", false);
    auto& db = shelf.house.db();
    const auto from = support::at("2026-03-01");
    const auto until = support::at("2026-04-01");
    CHECK(count_archived(db, shelf.list.id, from, until) == 2);
    CHECK(count_archived(db, shelf.list.id, from, until, Posts::all) == 3);
    const auto span = archive_span(db, shelf.list.id).value();
    CHECK(span.first == from);
    CHECK(span.last == until);
    CHECK(last_posted(db, shelf.list.id) == until);
}

TEST_CASE("a list without listed posts spans no time")
{
    Shelf shelf;
    CHECK_FALSE(archive_span(shelf.house.db(), shelf.list.id).has_value());
    shelf.add(1, "2026-03-01", false);
    CHECK_FALSE(archive_span(shelf.house.db(), shelf.list.id).has_value());
    CHECK_FALSE(nearest_archived(shelf.house.db(), shelf.list.id, 1).has_value());
    CHECK(last_posted(shelf.house.db(), shelf.list.id) == support::at("2026-03-01"));
}

TEST_CASE("the nearest number, the newer of two")
{
    Shelf shelf;
    shelf.add(2, "2026-03-01");
    shelf.add(6, "2026-03-02");
    auto& db = shelf.house.db();
    CHECK(nearest_archived(db, shelf.list.id, 1)->number == 2);
    CHECK(nearest_archived(db, shelf.list.id, 4)->number == 6);
    CHECK(nearest_archived(db, shelf.list.id, 99)->number == 6);
}

TEST_CASE("the number of a removed post is given to no other")
{
    Shelf shelf;
    CHECK(next_number(shelf.house.db(), shelf.list.id) == 1);
    const auto post = shelf.add(1, "2026-03-01");
    Tx tx{shelf.house.db()};
    remove_archived(tx, post.id, support::at("2026-03-02"));
    CHECK_FALSE(find_archived(tx, post.id).has_value());
    CHECK(next_number(tx, shelf.list.id) == 2);
    CHECK(was_removed(tx, shelf.list.id, "link1"));
}

TEST_CASE("members are counted by the form in which they get posts")
{
    support::House house;
    const auto list = house.add(support::a_list());
    house.subscribe(list, "a@example.net");
    house.subscribe(list, "b@example.net");
    const auto digest = house.subscribe(list, "c@example.net");
    const auto gone = house.subscribe(list, "d@example.net");
    Tx tx{house.db()};
    auto member = find_member(tx, digest).value();
    member.reception = model::Reception::digest;
    set_options(tx, member);
    unsubscribe(tx, gone, support::at("2026-03-01"));
    const auto counts = count_receptions(tx, list.id);
    CHECK(counts.size() == 2);
    CHECK(counts.at(model::Reception::mail) == 2);
    CHECK(counts.at(model::Reception::digest) == 1);
}

}  // namespace colporteur::store
