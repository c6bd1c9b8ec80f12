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

TEST_CASE("an address that gives way to another leaves it all it had")
{
    support::TemporaryStore store;
    Tx tx{store.db};
    const auto domain = add_domain(tx, {{}, "info.example.org", "Info", "fr"});
    const auto add = [&](const std::string& name) {
        return add_list(tx, {.domain = domain,
                             .address = address(name + "@info.example.org"),
                             .language = "fr",
                             .list_id = name + ".info.example.org"});
    };
    const auto moved = add("moved");
    const auto both = add("both");
    const auto back = add("back");
    const auto old = get_or_add_person(tx, address("old@example.org"), "Ana", "fr");
    const auto further = get_or_add_person(tx, address("further@example.org"), "", "");
    join_addresses(tx, old, further);
    const auto fresh = get_or_add_person(tx, address("new@example.org"), "", "");
    const auto member = subscribe(tx, moved, old.id, noon);
    subscribe(tx, both, old.id, noon);
    const auto kept = subscribe(tx, both, fresh.id, noon);
    const auto returned = subscribe(tx, back, old.id, noon);
    unsubscribe(tx, subscribe(tx, back, fresh.id, noon), noon);
    add_role(tx, moved, old.id, model::Role::owner);
    add_listmaster(tx, domain, old.id);
    add_consent(tx, {.list = moved, .person = old.id, .asked = noon, .answered = noon});

    merge_person(tx, old, fresh);

    CHECK_FALSE(find_person(tx, address("old@example.org")).has_value());
    const auto now = find_person(tx, address("new@example.org")).value();
    CHECK(now.name == "Ana");
    CHECK(now.language == "fr");
    CHECK(addresses_of(tx, now).size() == 2);
    CHECK(find_member(tx, moved, now.id)->id == member);
    CHECK(find_member(tx, both, now.id)->id == kept);
    CHECK(find_member(tx, back, now.id)->id == returned);
    CHECK(memberships(tx, now).size() == 3);
    CHECK(roles_of(tx, now).size() == 1);
    CHECK(domains_mastered(tx, now).size() == 1);
    CHECK(consents_of(tx, now.id).size() == 1);
}

}  // namespace colporteur::store
