// SPDX-License-Identifier: AGPL-3.0-or-later
#include <doctest/doctest.h>

#include "delivery/notice.hpp"
#include "support/builders.hpp"

namespace colporteur::delivery {
namespace {

using std::chrono::minutes;
using support::address;

const Time noon = support::at("2026-03-01 12:00");

}  // namespace

TEST_CASE(
    "one mail about the same thing within its quiet time, to one address in any case of letters")
{
    support::TemporaryStore store;
    store::Tx tx{store.db};
    CHECK(may_mail(tx, address("ana@example.net"), "subscribe:1", minutes{10}, noon));
    CHECK_FALSE(
        may_mail(tx, address("Ana@example.net"), "subscribe:1", minutes{10}, noon + minutes{9}));
    CHECK(may_mail(tx, address("ana@example.net"), "subscribe:2", minutes{10}, noon + minutes{9}));
    CHECK(may_mail(tx, address("bob@example.net"), "subscribe:1", minutes{10}, noon + minutes{9}));
    CHECK(may_mail(tx, address("ana@example.net"), "subscribe:1", minutes{10}, noon + minutes{11}));
}

TEST_CASE("twenty mails in a day about everything together, and no more (SEC-03)")
{
    support::TemporaryStore store;
    store::Tx tx{store.db};
    const auto ana = address("ana@example.net");
    for (int i = 0; i < 20; ++i)
        CHECK(may_mail(tx, ana, "about:" + std::to_string(i), minutes{0}, noon + minutes{i}));
    CHECK_FALSE(may_mail(tx, ana, "more", minutes{0}, noon + minutes{20}));
    CHECK_FALSE(may_mail(tx, ana, "more", minutes{0}, noon + minutes{24 * 60 - 1}));
    CHECK(may_mail(tx, ana, "more", minutes{0}, noon + minutes{24 * 60 + 1}));
    CHECK(may_mail(tx, address("bob@example.net"), "more", minutes{0}, noon + minutes{20}));
}

TEST_CASE("who looks after a list hears of 200 things a day, apart from what anybody makes us send")
{
    support::House house;
    store::Tx tx{house.db()};
    const auto olga = address("olga@example.net");
    for (int i = 0; i < 200; ++i)
        CHECK(may_mail_keeper(tx, olga, "held:" + std::to_string(i), minutes{0}, noon));
    CHECK_FALSE(may_mail_keeper(tx, olga, "held:200", minutes{0}, noon + minutes{1}));
    CHECK(may_mail(tx, olga, "subscribe:1", minutes{10}, noon + minutes{1}));
    CHECK(may_mail_keeper(tx, olga, "held:201", minutes{0}, noon + minutes{24 * 60 + 1}));
    CHECK_FALSE(may_mail_keeper(tx, olga, "held:201", minutes{10}, noon + minutes{24 * 60 + 2}));
}

}  // namespace colporteur::delivery
