// SPDX-License-Identifier: AGPL-3.0-or-later
#include "lists/person_data.hpp"

#include <doctest/doctest.h>

#include "store/archive.hpp"
#include "store/blocks.hpp"
#include "store/held.hpp"
#include "store/jobs.hpp"
#include "store/requests.hpp"
#include "store/settings.hpp"
#include "support/builders.hpp"

namespace colporteur::lists {
namespace {

using support::a_list;
using support::a_site;
using support::address;

const Time noon = support::at("2026-03-01 12:00");
const auto ana = address("ana@example.net");

bool holds(const std::string& text, std::string_view piece)
{
    return text.find(piece) != std::string::npos;
}

/// Ana, about whom everything is held that can be; Olga, about whom nothing may be told.
struct Place {
    support::House house;
    model::List list = house.add(a_list());

    Place()
    {
        const auto member = house.subscribe(list, "ana@example.net");
        house.give_role(list, "ana@example.net", model::Role::author);
        store::Tx tx{house.db()};
        const auto person = store::find_person(tx, ana).value();
        store::rename_person(tx, person.id, "Ana \"Lu\" Lüders");
        store::set_language(tx, person, "fr");
        store::set_attribute(tx, member, "city", "Paris");
        store::add_listmaster(tx, house.domain().id, person.id);
        store::add_consent(tx, {.list = list.id,
                                .person = person.id,
                                .wording = "Shall we?\nPlease.",
                                .evidence = "<a1@example.net>",
                                .asked = noon,
                                .answered = noon});
        store::add_archived(tx,
                            {.list = list.id,
                             .number = 7,
                             .original = store::add_message(tx, "x", noon),
                             .subject = "Printemps",
                             .person = person.id,
                             .at = noon},
                            "x");
        store::add_held(tx, {.list = list.id,
                             .address = ana,
                             .created = noon,
                             .expires = noon + std::chrono::days{1}});
        store::add_request(tx,
                           {.kind = model::RequestKind::command,
                            .domain = house.domain().id,
                            .address = ana,
                            .command = "set lettre digest\n",
                            .created = noon,
                            .expires = noon + std::chrono::days{7}},
                           "1");
        store::add_change(tx, {.list = list.id,
                               .what = "title",
                               .before = "olga@example.net",
                               .who = "ana@example.net",
                               .at = noon});
        store::add_block(tx, {.domain = house.domain().id,
                              .pattern = "ANA@example.net",
                              .note = "rude",
                              .who = "olga@example.net",
                              .at = noon});
        tx.commit();
    }

    PersonData data() { return person_data(house.db(), a_site(), ana, noon); }
};

}  // namespace

TEST_CASE("a person's file holds all of it, word for word, and names nobody else (RGPD-05)")
{
    Place place;
    const std::string json = to_json_text(place.data());
    CAPTURE(json);
    for (const auto* const piece :
         {R"("made": "2026-03-01T12:00:00Z")", R"("name": "Ana \"Lu\" Lüders")",
          R"("language": "fr")", R"("list": "lettre@info.example.org")", R"("city": "Paris")",
          R"("reception": "mail")", R"("wording": "Shall we?\nPlease.")",
          R"("evidence": "<a1@example.net>")", R"("role": "author")", R"("info.example.org")",
          R"("number": 7)", R"("subject": "Printemps")", R"("kind": "command")",
          R"("what": "set lettre digest\n")", R"("what": "title")",
          R"("pattern": "ANA@example.net")", R"("note": "rude")", R"("kept_away": false)"}) {
        CAPTURE(piece);
        CHECK(holds(json, piece));
    }
    CHECK_FALSE(holds(json, "olga"));
}

TEST_CASE("the same for people, in their language")
{
    Place place;
    const text::Language& english = text::language("en");
    const std::string text =
        text::fill("parts/person_data.txt", english, values_of(place.data(), Zone{}, english));
    CHECK(text == R"(Addresses and names:
- ana@example.net – Ana "Lu" Lüders
Language of the mails: fr

List lettre@info.example.org, with ana@example.net:
- subscribed since 2026-01-01
- served so: each post as it comes
- city: Paris
- agreed on 2026-03-01, by mail

Roles:
- lettre@info.example.org: author
- info.example.org: listmaster

Posts in the archives, newest first; there are 1:
- 2026-03-01, lettre@info.example.org 7: Printemps

Something waits for the moderators of lettre@info.example.org since 2026-03-01.

A question of 2026-03-01 waits for an answer; it lapses on 2026-03-08.

The address ANA@example.net is blocked since 2026-03-01, on all lists.
)");
}

TEST_CASE("of somebody who was never here nothing is held, and asking leaves no trace")
{
    Place place;
    const auto eve = address("eve@example.com");
    CHECK(person_data(place.house.db(), a_site(), eve, noon).empty());
    CHECK_FALSE(store::find_person(place.house.db(), eve).has_value());
}

}  // namespace colporteur::lists
