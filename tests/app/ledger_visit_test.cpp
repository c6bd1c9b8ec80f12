// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/ledger_visit.hpp"

#include <doctest/doctest.h>

#include "store/mailings.hpp"
#include "store/people.hpp"
#include "support/ledger.hpp"

namespace colporteur::app {
namespace {

using support::Ledger;
using support::noon;

std::vector<Parcel> visit(Ledger& ledger)
{
    return ledger.in_tx([](store::Tx& tx) {
        return visit_ledger(tx, support::a_site(), {}, {.certain = true, .letters = 9}, noon)
            .parcels;
    });
}

model::MailingId add_letter(Ledger& ledger, const std::string& text, bool fields)
{
    return ledger.in_tx([&](store::Tx& tx) {
        return store::add_mailing(tx,
                                  {.list = ledger.list().id,
                                   .bounce_base = ledger.list().address,
                                   .personal = true,
                                   .fields = fields,
                                   .priority = model::Priority::letter,
                                   .octets = "Subject: x\r\n\r\n" + text + "\r\n",
                                   .created = noon},
                                  "")
            .value();
    });
}

std::string text_of(const Parcel& parcel)
{
    return delivery::to_text(delivery::render(support::a_site(), parcel.prepared,
                                              {&parcel.delivery, 1}, noon, parcel.reader));
}

}  // namespace

TEST_CASE("a letter with personal fields leaves the ledger with what is known of each reader")
{
    Ledger ledger{1};
    ledger.in_tx([&](store::Tx& tx) {
        const auto person = store::find_person(tx, support::address("r0@example.net")).value();
        store::rename_person(tx, person.id, "Ana");
        store::set_attribute(tx, store::find_member(tx, ledger.list().id, person.id)->id, "city",
                             "Lyon");
    });
    ledger.fill(add_letter(ledger, "Hello {{name}}, {{city}}.", true));
    const auto parcels = visit(ledger);
    REQUIRE(parcels.size() == 1);
    CHECK(parcels[0].reader.name == "Ana");
    CHECK(parcels[0].reader.attributes.at("city") == "Lyon");
    const std::string text = text_of(parcels[0]);
    CHECK(text.find("\r\nAna=\r\n") != std::string::npos);
    CHECK(text.find("{{city}}") != std::string::npos);  // the list does not ask for it
}

TEST_CASE("of a letter without personal fields nothing is looked up, and braces stay")
{
    Ledger ledger{1};
    ledger.fill(add_letter(ledger, "Hello {{name}}.", false));
    ledger.fill(add_letter(ledger, "Hello.", true));
    const auto parcels = visit(ledger);
    REQUIRE(parcels.size() == 2);
    CHECK(text_of(parcels[0]).find("Hello {{name}}.") != std::string::npos);
    for (const Parcel& parcel : parcels)
        CHECK(parcel.prepared->filling.empty());
}

}  // namespace colporteur::app
