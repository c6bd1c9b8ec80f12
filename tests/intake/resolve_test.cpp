// SPDX-License-Identifier: AGPL-3.0-or-later
#include <doctest/doctest.h>

#include "accounts/tokens.hpp"
#include "intake/intake.hpp"
#include "store/lists.hpp"
#include "support/temporary.hpp"

namespace colporteur::intake {
namespace {

using model::Purpose;

const model::Site site{.web_url = "https://info.example.org",
                       .robots = {"colporteur", "sympa"},
                       .secret = std::string(32, 's')};

struct House {
    support::TemporaryStore store;

    House()
    {
        store::Tx tx{store.db};
        const auto domain = store::add_domain(tx, {{}, "info.example.org", "Info", "fr"});
        for (const std::string name : {"lettre", "la-lettre"})
            store::add_list(tx, {.domain = domain,
                                 .address = mail::parse_address(name + "@info.example.org").value(),
                                 .language = "fr",
                                 .list_id = name + ".info.example.org"});
        tx.commit();
    }

    std::optional<Route> route(const std::string& address)
    {
        return resolve(store.db, site, mail::parse_address(address).value());
    }
};

}  // namespace

TEST_CASE("each address of the contract has its purpose, whatever the case")
{
    House house;
    const std::string decision(26, 'a');
    const std::pair<std::string, Purpose> known[] = {
        {"sympa", Purpose::command},
        {"Colporteur", Purpose::command},
        {"lettre", Purpose::post},
        {"LETTRE", Purpose::post},
        {"la-lettre", Purpose::post},
        {"lettre-subscribe", Purpose::subscribe},
        {"lettre-join", Purpose::subscribe},
        {"lettre-unsubscribe", Purpose::unsubscribe},
        {"lettre-leave", Purpose::unsubscribe},
        {"lettre-request", Purpose::request},
        {"lettre-owner", Purpose::owner},
        {"la-lettre-owner", Purpose::owner},
        {"owner-lettre", Purpose::owner},  // 2142-01
        {"Owner-La-Lettre", Purpose::owner},
        {"lettre-editor", Purpose::editor},
        {"postmaster", Purpose::admins},
        {"ABUSE", Purpose::admins},
        {"lettre+confirm-" + decision, Purpose::confirm},
        {"sympa+" + decision, Purpose::confirm},
        {"lettre+leave-" + accounts::sign(site.secret, accounts::Use::leave, 1), Purpose::leave},
        {"lettre+bounce-" + accounts::sign(site.secret, accounts::Use::bounce, 1), Purpose::bounce},
        {"lettre+bounce-" + accounts::sign(site.secret, accounts::Use::letter, 1), Purpose::bounce},
        {"colporteur+bounce-" + accounts::sign(site.secret, accounts::Use::bounce, 1),
         Purpose::bounce},
    };
    for (const auto& [local, purpose] : known) {
        CAPTURE(local);
        const auto route = house.route(local + "@info.example.org");
        REQUIRE(route.has_value());
        CHECK(route->purpose == purpose);
    }
}

TEST_CASE(
    "nobody lives at any other address, nor behind a forged token: refused, never bounced "
    "(5321-18, trap 11)")
{
    House house;
    for (const std::string address :
         {"nobody@info.example.org", "lettre@example.org", "lettre-other@info.example.org",
          "lettre+x@info.example.org", "lettre+confirm-short@info.example.org",
          "lettre+leave-aaaaaaaaaaaaaaaaaaaaaaaa@info.example.org",
          "lettre+bounce-ana=example.net@info.example.org", "-owner@info.example.org"}) {
        CAPTURE(address);
        CHECK_FALSE(house.route(address).has_value());
        CHECK(check_recipient(house.store.db, site, mail::parse_address(address).value()).code ==
              550);
    }
}

}  // namespace colporteur::intake
