// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/people.hpp"

#include <doctest/doctest.h>

#include "store/lists.hpp"
#include "support/temporary.hpp"

namespace colporteur::store {
namespace {

mail::Address address(std::string_view text)
{
    return mail::parse_address(text).value();
}

const Time noon = parse_time("2026-03-01 12:00").value();

}  // namespace

TEST_CASE("one person has one row, however the address is spelled")
{
    support::TemporaryStore store;
    Tx tx{store.db};
    const auto ana = get_or_add_person(tx, address("Ana@example.org"), "", "fr");
    const auto again = get_or_add_person(tx, address("ana@EXAMPLE.org"), "Ana", "");
    CHECK(ana.id == again.id);
    CHECK(again.address.text() == "Ana@example.org");
    CHECK(find_person(tx, address("ANA@example.org"))->name == "Ana");
}

TEST_CASE("who leaves keeps a row that says so, and may come back")
{
    support::TemporaryStore store;
    Tx tx{store.db};
    const auto domain = add_domain(tx, {{}, "info.example.org", "Info", "fr"});
    const auto list = add_list(tx, {.domain = domain,
                                    .address = address("l@info.example.org"),
                                    .language = "fr",
                                    .list_id = "l.info.example.org"});
    const auto ana = get_or_add_person(tx, address("ana@example.org"), "", "");
    const auto member = subscribe(tx, list, ana.id, noon);
    CHECK(count_members(tx, list) == 1);

    unsubscribe(tx, member, noon);
    CHECK(count_members(tx, list) == 0);
    CHECK(find_member(tx, list, ana.id)->state == model::MemberState::left);
    CHECK(memberships(tx, ana).empty());

    CHECK(subscribe(tx, list, ana.id, noon) == member);
    CHECK_FALSE(find_member(tx, member)->left.has_value());
}

}  // namespace colporteur::store
