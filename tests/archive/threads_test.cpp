// SPDX-License-Identifier: AGPL-3.0-or-later
#include "archive/threads.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "archive/archive.hpp"
#include "store/archive.hpp"
#include "store/jobs.hpp"
#include "support/builders.hpp"

namespace colporteur::archive {
namespace {

using support::House;

/// A list whose posts come one after the other.
struct Shelf {
    House house{};
    model::List list = house.add(support::a_list());
    std::int64_t number = 0;

    /// `more`: further header fields.
    model::Archived take(std::string_view id, std::string_view more = "")
    {
        const mail::Message message{fmt::format(
            "From: Ana <ana@example.net>\r\nSubject: same\r\nMessage-ID: <{}>\r\n{}\r\nx\r\n", id,
            more)};
        store::Tx tx{house.db()};
        const auto original = store::add_message(tx, message.octets(), support::at("2026-03-01"));
        auto kept = add(
            tx, {.list = list.id, .number = ++number, .original = original, .distributed = message},
            support::at("2026-03-01"));
        tx.commit();
        return kept;
    }

    model::Archived answer(std::string_view id, std::string_view to)
    {
        return take(id, fmt::format("In-Reply-To: <{}>\r\n", to));
    }

    std::string thread(std::int64_t of)
    {
        return store::find_archived(house.db(), list.id, of).value().thread;
    }

    /// "1 .2 ..3": the numbers in order, a point for each step below.
    std::string order()
    {
        std::string text;
        for (const Placed& placed :
             in_threads(store::archived_between(house.db(), list.id, 1, 1000, 1000)))
            text += (text.empty() ? "" : " ") +
                    std::string(static_cast<std::size_t>(placed.depth), '.') +
                    std::to_string(placed.post.number);
        return text;
    }
};

}  // namespace

TEST_CASE("answers follow what they answer, threads stand in the order in which they began")
{
    Shelf shelf;
    shelf.take("a");
    shelf.take("b");
    shelf.answer("c", "a");
    shelf.answer("d", "b");
    shelf.answer("e", "c");
    shelf.answer("f", "a");
    CHECK(shelf.order() == "1 .3 ..5 .6 2 .4");
    CHECK(shelf.thread(5) == shelf.thread(1));
    CHECK(shelf.thread(4) != shelf.thread(1));
}

TEST_CASE("the same subject joins nothing, ARC-04")
{
    Shelf shelf;
    shelf.take("a");
    shelf.take("b");
    CHECK(shelf.order() == "1 2");
    CHECK(shelf.thread(1) != shelf.thread(2));
}

TEST_CASE("a parent that comes after its answers takes them in, ARC-04")
{
    Shelf shelf;
    shelf.answer("b", "a");
    shelf.answer("c", "b");
    shelf.take("x");
    shelf.take("a");
    CHECK(shelf.thread(1) == shelf.thread(4));
    CHECK(shelf.thread(2) == shelf.thread(4));
    CHECK(shelf.order() == "3 4 .1 ..2");
}

TEST_CASE("a late parent that answers something itself brings its answers along, ARC-04")
{
    Shelf shelf;
    shelf.take("root");
    shelf.answer("c", "b");
    CHECK(shelf.thread(2) != shelf.thread(1));
    shelf.answer("b", "root");
    CHECK(shelf.thread(2) == shelf.thread(1));
    CHECK(shelf.thread(3) == shelf.thread(1));
    CHECK(shelf.order() == "1 .3 ..2");
}

TEST_CASE("answers to a ghost, which was never on the list, belong together, ARC-04")
{
    Shelf shelf;
    shelf.answer("b", "ghost");
    shelf.answer("c", "ghost");
    shelf.take("d", "References: <ghost> <other-ghost>\r\n");
    CHECK(shelf.thread(1) == shelf.thread(2));
    CHECK(shelf.thread(1) == shelf.thread(3));
    CHECK(shelf.order() == "1 .2 .3");
}

TEST_CASE("References alone lead to the thread: to the last one, else to the first, ARC-04")
{
    Shelf shelf;
    shelf.take("a");
    shelf.take("b", "References: <a>\r\n");
    shelf.take("c", "References: <a> <b>\r\n");
    shelf.take("d", "References: <a> <lost> <lost-too>\r\n");
    CHECK(shelf.order() == "1 .2 ..3 .4");
    for (std::int64_t number : {2, 3, 4})
        CHECK(shelf.thread(number) == shelf.thread(1));
}

TEST_CASE("In-Reply-To says more than References")
{
    Shelf shelf;
    shelf.take("a");
    shelf.answer("b", "a");
    shelf.take("c", "References: <a> <b>\r\nIn-Reply-To: <a>\r\n");
    CHECK(shelf.order() == "1 .2 .3");
}

TEST_CASE("posts that answer each other in a circle are all shown, each once, ARC-04")
{
    Shelf shelf;
    shelf.answer("a", "c");
    shelf.answer("b", "a");
    shelf.answer("c", "b");
    shelf.answer("self", "self");
    CHECK(shelf.order() == "1 .2 ..3 4");
}

TEST_CASE("of posts with the same Message-ID an answer follows the last one before it, trap 8")
{
    Shelf shelf;
    const auto first = shelf.take("a");
    shelf.answer("b", "a");
    const auto again = shelf.take("a");
    shelf.answer("c", "a");
    CHECK(first.permalink == again.permalink);
    CHECK(store::find_archived(shelf.house.db(), shelf.list.id, first.permalink)->number == 3);
    CHECK(shelf.order() == "1 .2 .3 ..4");
}

TEST_CASE("a conversation of three hundred answers, each to the one before, stays in order")
{
    Shelf shelf;
    shelf.take("0");
    for (int i = 1; i < 300; ++i)
        shelf.answer(std::to_string(i), std::to_string(i - 1));
    const auto posts = store::archived_between(shelf.house.db(), shelf.list.id, 1, 1000, 1000);
    const auto placed = in_threads(posts);
    REQUIRE(placed.size() == 300);
    for (std::size_t i = 0; i < placed.size(); ++i) {
        CHECK(placed[i].depth == static_cast<int>(i));
        CHECK(placed[i].post.number == static_cast<std::int64_t>(i) + 1);
    }
}

TEST_CASE("damaged and empty fields begin threads of their own")
{
    Shelf shelf;
    shelf.take("a", "In-Reply-To: yesterday\r\nReferences:  <  <>\r\n");
    shelf.take("b", "In-Reply-To: \r\n");
    CHECK(shelf.order() == "1 2");
    CHECK(in_threads({}).empty());
}

}  // namespace colporteur::archive
