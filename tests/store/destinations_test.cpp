// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/destinations.hpp"

#include <doctest/doctest.h>

#include "support/temporary.hpp"

namespace colporteur::store {

TEST_CASE("destinations keep their number; those no longer named lose their domains only")
{
    support::TemporaryStore store;
    Tx tx{store.db};
    const auto first = set_destinations(
        tx, {{.name = "orange", .domains = {"wanadoo.fr", "orange.fr"}}, {.name = "laposte"}});
    REQUIRE(first.size() == 2);
    CHECK(first[0].domains == std::vector<std::string>{"orange.fr", "wanadoo.fr"});

    const auto second = set_destinations(
        tx, {{.name = "free", .domains = {"free.fr"}}, {.name = "laposte", .domains = {"x.fr"}}});
    REQUIRE(second.size() == 3);
    CHECK(second[0].id == first[0].id);
    CHECK(second[0].domains.empty());
    CHECK(second[1].id == first[1].id);
    CHECK(second[1].domains == std::vector<std::string>{"x.fr"});
    CHECK(second[2].name == "free");
}

TEST_CASE("a domain named twice belongs to the first")
{
    support::TemporaryStore store;
    Tx tx{store.db};
    const auto all = set_destinations(
        tx, {{.name = "a", .domains = {"x.fr"}}, {.name = "b", .domains = {"x.fr"}}});
    CHECK(all[0].domains.size() == 1);
    CHECK(all[1].domains.empty());
}

TEST_CASE("troubles are replaced as a whole")
{
    support::TemporaryStore store;
    Tx tx{store.db};
    const Time noon = parse_time("2026-03-01 12:00").value();
    note_troubles(tx, {{model::DestinationId{1}, noon, "421 too fast"}, {{}, noon, "451 x"}});
    CHECK(troubles(tx).size() == 2);
    note_troubles(tx, {{model::DestinationId{2}, noon, "450 busy"}});
    REQUIRE(troubles(tx).size() == 1);
    CHECK(troubles(tx)[0].destination == model::DestinationId{2});
    CHECK(troubles(tx)[0].not_before == noon);
    CHECK(troubles(tx)[0].reply == "450 busy");
}

TEST_CASE("traffic adds up by day, and days with traffic are counted")
{
    support::TemporaryStore store;
    Tx tx{store.db};
    const model::DestinationId orange{1};
    for (const auto& [day, sent] : {std::pair{10, 5}, {10, 7}, {12, 1}, {13, 0}, {15, 3}})
        add_traffic(tx, {orange, day, sent});
    add_traffic(tx, {model::DestinationId{2}, 11, 9});
    CHECK(sent_on(tx, orange, 10) == 12);
    CHECK(sent_on(tx, orange, 11) == 0);
    CHECK(busy_days(tx, orange, 10, 15) == 2);
    CHECK(busy_days(tx, orange, 11, 16) == 2);
}

}  // namespace colporteur::store
