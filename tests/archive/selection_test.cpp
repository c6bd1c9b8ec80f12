// SPDX-License-Identifier: AGPL-3.0-or-later
#include "archive/selection.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "archive/archive.hpp"
#include "archive/remove.hpp"
#include "store/archive.hpp"
#include "store/jobs.hpp"
#include "store/settings.hpp"
#include "support/builders.hpp"

namespace colporteur::archive {
namespace {

using std::chrono::January;
using std::chrono::March;
using std::chrono::year;

const Zone utc{};
const Month march = year{2026} / March;

struct Shelf {
    support::House house{};
    model::List list = house.add(support::a_list());
    std::int64_t number = 0;

    model::Archived take(std::string_view when, bool listed = true, std::string_view more = "")
    {
        ++number;
        const mail::Message message{fmt::format(
            "From: Ana <ana@example.net>\r\nSubject: {0}\r\nMessage-ID: <{0}@x>\r\n{1}\r\nx\r\n",
            number, more)};
        store::Tx tx{house.db()};
        const auto original = store::add_message(tx, message.octets(), support::at(when));
        auto kept = add(tx,
                        {.list = list.id,
                         .number = number,
                         .original = original,
                         .distributed = message,
                         .listed = listed},
                        support::at(when));
        tx.commit();
        return kept;
    }

    std::vector<std::int64_t> numbers(const Selection& selection, const Zone& zone = utc,
                                      int limit = 100)
    {
        std::vector<std::int64_t> found;
        for (const model::Archived& post : select(house.db(), list.id, selection, zone, limit))
            found.push_back(post.number);
        return found;
    }
};

using Numbers = std::vector<std::int64_t>;

}  // namespace

TEST_CASE("a month is that of the zone's clock, leap days and clock changes included, trap 26")
{
    const Zone paris = Zone::find("Europe/Paris").value();
    CHECK(start_of(march, utc) == support::at("2026-03-01"));
    CHECK(start_of(march, paris) == support::at("2026-02-28T23:00:00Z"));
    CHECK(start_of(year{2026} / 4, paris) == support::at("2026-03-31T22:00:00Z"));
    CHECK(month_of(support::at("2026-02-28T23:30:00Z"), paris) == march);
    CHECK(month_of(support::at("2024-02-29T23:59:59Z"), utc) == year{2024} / 2);
    CHECK(to_text(march) == "2026-03");
}

TEST_CASE("a month's posts, and the months that have any")
{
    Shelf shelf;
    shelf.take("2025-12-31");
    shelf.take("2026-02-28T23:30:00Z");
    shelf.take("2026-03-31T22:30:00Z");
    CHECK(shelf.numbers(march) == Numbers{3});
    CHECK(shelf.numbers(march, Zone::find("Europe/Paris").value()) == Numbers{2});
    CHECK(shelf.numbers(year{2026} / January).empty());

    const auto months = months_of(shelf.house.db(), shelf.list.id, utc);
    REQUIRE(months.size() == 3);
    CHECK(months[0].month == march);
    CHECK(months[1].month == year{2026} / 2);
    CHECK(months[2].month == year{2025} / 12);
    CHECK(months[2].posts == 1);
}

TEST_CASE("numbers, ranges, each post once and in order, bounded")
{
    Shelf shelf;
    for (int i = 0; i < 9; ++i)
        shelf.take("2026-03-01");
    CHECK(shelf.numbers(Ranges{{5, 5}}) == Numbers{5});
    CHECK(shelf.numbers(Ranges{{8, 20}, {2, 3}, {3, 3}}) == Numbers{2, 3, 8, 9});
    CHECK(shelf.numbers(Ranges{{1, 9}}, utc, 4) == Numbers{1, 2, 3, 4});
    CHECK(shelf.numbers(Ranges{{7, 2}}).empty());
    CHECK(shelf.numbers(Newest{2}) == Numbers{8, 9});
    CHECK(store::nearest_archived(shelf.house.db(), shelf.list.id, 40)->number == 9);
}

TEST_CASE("a thread and a permalink")
{
    Shelf shelf;
    const auto first = shelf.take("2026-01-01");
    shelf.take("2026-01-02");
    shelf.take("2026-03-01", true, "In-Reply-To: <1@x>\r\n");
    CHECK(shelf.numbers(ThreadOf{3}) == Numbers{1, 3});
    CHECK(shelf.numbers(ThreadOf{77}).empty());
    CHECK(shelf.numbers(Permalink{first.permalink}) == Numbers{1});
    CHECK(shelf.numbers(Permalink{"nothing"}).empty());
}

TEST_CASE("what its author wanted in no archive is found in no way, X-01")
{
    Shelf shelf;
    shelf.take("2026-03-01");
    const auto hidden = shelf.take("2026-03-02", false, "In-Reply-To: <1@x>\r\n");
    CHECK(shelf.numbers(march) == Numbers{1});
    CHECK(shelf.numbers(Ranges{{1, 9}}) == Numbers{1});
    CHECK(shelf.numbers(ThreadOf{1}) == Numbers{1});
    CHECK(shelf.numbers(ThreadOf{2}).empty());
    CHECK(shelf.numbers(Permalink{hidden.permalink}).empty());
    CHECK(shelf.numbers(Newest{5}) == Numbers{1});
    CHECK(months_of(shelf.house.db(), shelf.list.id, utc).at(0).posts == 1);
    CHECK(store::nearest_archived(shelf.house.db(), shelf.list.id, 2)->number == 1);
}

TEST_CASE("a removed post is gone from every index, its octets too, its number for ever, ARC-03")
{
    Shelf shelf;
    shelf.take("2026-03-01");
    const auto post = shelf.take("2026-03-01");
    {
        store::Tx tx{shelf.house.db()};
        CHECK(remove(tx, post, "root", model::Way::command_line, support::at("2026-03-02")));
        tx.commit();
    }
    auto& db = shelf.house.db();
    CHECK(shelf.numbers(march) == Numbers{1});
    CHECK(store::distributed_octets(db, post.id).empty());
    CHECK_THROWS_AS(store::get_message(db, post.original), std::logic_error);
    CHECK(store::next_number(db, shelf.list.id) == 3);
    CHECK(store::was_removed(db, shelf.list.id, post.permalink));
    CHECK_FALSE(store::was_removed(db, shelf.list.id, "other"));
    const auto changes = store::changes_of(db, shelf.list.id, 10);
    REQUIRE(changes.size() == 1);
    CHECK(changes[0].what == "archive");
    CHECK(changes[0].before == "2");
    CHECK(changes[0].who == "root");
    CHECK(changes[0].at == support::at("2026-03-02"));
}

TEST_CASE("octets that something else holds stay until it lets go")
{
    Shelf shelf;
    const auto post = shelf.take("2026-03-01");
    store::Tx tx{shelf.house.db()};
    store::add_job(tx, {.message = post.original,
                        .purpose = model::Purpose::owner,
                        .recipient = shelf.list.address,
                        .received = support::at("2026-03-01")});
    CHECK_FALSE(remove(tx, post, "root", model::Way::command_line, support::at("2026-03-02")));
    CHECK_FALSE(store::get_message(tx, post.original).empty());
}

}  // namespace colporteur::archive
