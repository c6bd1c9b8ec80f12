// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/mailings.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "store/lists.hpp"
#include "store/people.hpp"
#include "support/temporary.hpp"

namespace colporteur::store {
namespace {

const Time noon = parse_time("2026-03-01 12:00").value();

struct Ledger {
    support::TemporaryStore store;
    Db& db = store.db;
    model::ListId list{};
    model::MailingId mailing{};

    explicit Ledger(int members)
    {
        Tx tx{db};
        const auto address = mail::parse_address("lettre@info.example.org").value();
        const auto domain = add_domain(tx, {{}, "info.example.org", "Info", "fr"});
        list = add_list(tx, {.domain = domain,
                             .address = address,
                             .language = "fr",
                             .list_id = "lettre.info.example.org"});
        for (int i = 0; i < members; ++i)
            subscribe(
                tx, list,
                get_or_add_person(
                    tx, mail::parse_address(fmt::format("r{}@example.net", i)).value(), "", "")
                    .id,
                noon);
        mailing = add_mailing(tx, letter(address), "print").value();
        tx.commit();
    }

    model::Mailing letter(const mail::Address& address) const
    {
        return {.list = list,
                .bounce_base = address,
                .personal = true,
                .priority = model::Priority::letter,
                .octets = "x",
                .subject = "s",
                .created = noon};
    }

    template <class Work>
    auto in_tx(Work work)
    {
        Tx tx{db};
        auto result = work(tx);
        tx.commit();
        return result;
    }

    void fill()
    {
        in_tx([&](Tx& tx) { return address_to_members(tx, mailing, list); });
        while (in_tx([](Tx& tx) { return fill_mailings(tx, 7, noon); })) {
        }
    }
};

}  // namespace

TEST_CASE("a letter is addressed to each subscriber exactly once, in steps of any size")
{
    Ledger ledger{50};
    ledger.fill();
    CHECK(tally(ledger.db, ledger.mailing).due == 50);
    CHECK(ledger.db.query_one("SELECT count(DISTINCT recipient) FROM deliveries")->get<int>(0) ==
          50);
}

TEST_CASE("who leaves while a letter is being addressed gets none; who joins gets the next one")
{
    Ledger ledger{20};
    ledger.in_tx([&](Tx& tx) { return address_to_members(tx, ledger.mailing, ledger.list); });
    ledger.in_tx([](Tx& tx) { return fill_mailings(tx, 5, noon); });
    ledger.in_tx([&](Tx& tx) {
        unsubscribe(tx, members_after(tx, ledger.list, model::MemberId{19}, 1).front().id, noon);
        return subscribe(
            tx, ledger.list,
            get_or_add_person(tx, mail::parse_address("late@example.net").value(), "", "").id,
            noon);
    });
    while (ledger.in_tx([](Tx& tx) { return fill_mailings(tx, 5, noon); })) {
    }
    CHECK(tally(ledger.db, ledger.mailing).due == 19);
}

TEST_CASE("who has left gets no copy that was still waiting, 8058-09")
{
    Ledger ledger{2};
    ledger.fill();
    ledger.in_tx([&](Tx& tx) {
        unsubscribe(tx, members_after(tx, ledger.list, model::MemberId{0}, 1).front().id, noon);
        return 0;
    });
    const auto leased =
        ledger.in_tx([](Tx& tx) { return lease_deliveries(tx, model::Priority::letter, 9, noon); });
    REQUIRE(leased.size() == 1);
    CHECK(leased.front().recipient.text() == "r1@example.net");
    CHECK(tally(ledger.db, ledger.mailing).failed == 1);
}

TEST_CASE("the same letter is not taken twice for a list")
{
    Ledger ledger{1};
    const auto again = ledger.in_tx([&](Tx& tx) {
        return add_mailing(
            tx, ledger.letter(mail::parse_address("lettre@info.example.org").value()), "print");
    });
    CHECK_FALSE(again.has_value());
}

TEST_CASE("a leased delivery is nobody else's, and falls due again after a restart")
{
    Ledger ledger{10};
    ledger.fill();
    const auto lease = [&](int n) {
        return ledger.in_tx(
            [n](Tx& tx) { return lease_deliveries(tx, model::Priority::letter, n, noon); });
    };
    CHECK(lease(6).size() == 6);
    CHECK(lease(100).size() == 4);
    CHECK(lease(100).empty());
    ledger.in_tx([](Tx& tx) {
        release_deliveries(tx, noon);
        return 0;
    });
    const auto again = lease(100);
    CHECK(again.size() == 10);
    CHECK(again.front().attempts == 2);
}

TEST_CASE("a reply is written once, for its own attempt only")
{
    Ledger ledger{1};
    ledger.fill();
    const auto leased =
        ledger.in_tx([](Tx& tx) { return lease_deliveries(tx, model::Priority::letter, 1, noon); });
    const auto id = leased.front().id;
    const auto settle_as = [&](int attempt, model::DeliveryState state) {
        ledger.in_tx([&](Tx& tx) {
            settle(tx, id, attempt, state, "250 Ok", noon);
            return 0;
        });
    };
    settle_as(2, model::DeliveryState::failed);
    CHECK(find_delivery(ledger.db, id)->state == model::DeliveryState::leased);
    settle_as(1, model::DeliveryState::sent);
    CHECK(find_delivery(ledger.db, id)->state == model::DeliveryState::sent);
    settle_as(1, model::DeliveryState::failed);
    CHECK(find_delivery(ledger.db, id)->state == model::DeliveryState::sent);
}

TEST_CASE("a paused mailing gives nothing until it is resumed")
{
    Ledger ledger{3};
    ledger.fill();
    const auto lease = [&] {
        return ledger
            .in_tx([](Tx& tx) { return lease_deliveries(tx, model::Priority::letter, 9, noon); })
            .size();
    };
    CHECK(ledger.in_tx([&](Tx& tx) { return pause_mailing(tx, ledger.mailing, true); }));
    CHECK(lease() == 0);
    CHECK(ledger.in_tx([&](Tx& tx) { return pause_mailing(tx, ledger.mailing, false); }));
    CHECK(lease() == 3);
}

TEST_CASE("sweeping takes finished mailings with their rows and leaves unfinished ones")
{
    Ledger ledger{2};
    ledger.fill();
    const Time later = noon + std::chrono::days{60};
    ledger.in_tx([&](Tx& tx) { return sweep(tx, later, later, later, 100); });
    CHECK(tally(ledger.db, ledger.mailing).due == 2);
    ledger.in_tx([&](Tx& tx) { return drop_mailing(tx, ledger.mailing, "dropped"); });
    ledger.in_tx([&](Tx& tx) { return sweep(tx, later, later, later, 100); });
    CHECK_FALSE(find_mailing(ledger.db, ledger.mailing).has_value());
    CHECK(ledger.db.query_one("SELECT count(*) FROM deliveries")->get<int>(0) == 0);
}

}  // namespace colporteur::store
