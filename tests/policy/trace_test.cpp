// SPDX-License-Identifier: AGPL-3.0-or-later
#include "policy/trace.hpp"

#include <doctest/doctest.h>

#include "policy/judge.hpp"
#include "policy/stock.hpp"

namespace colporteur::policy {
namespace {

/// Everybody that a stock policy may tell apart.
std::vector<Facts> everybody(Act act)
{
    std::vector<Facts> all;
    for (const bool confirmed : {false, true})
        for (int who = 0; who < 8; ++who) {
            Facts facts{.act = act, .sender = who == 0 ? "" : "ana@example.net"};
            facts.target = facts.sender;
            facts.roles.member = who == 2;
            facts.roles.moderator = who == 3;
            facts.roles.owner = facts.roles.author = who == 4;
            facts.roles.author = facts.roles.author || who == 5;
            facts.roles.listmaster = who == 6;
            facts.banned = who == 7;
            facts.confirmed = confirmed;
            all.push_back(std::move(facts));
        }
    return all;
}

}  // namespace

TEST_CASE("a trace says of each rule, and of each of its conditions, whether it holds")
{
    const Policy policy =
        parse(Act::subscribe, "banned: reject; members and not confirmed: confirm; others: hold")
            .value();
    const auto rules =
        trace(policy, {.act = Act::subscribe, .sender = "a@b.org", .roles = {.member = true}});
    CHECK(rules == std::vector<RuleTrace>{
                       {"banned: reject", false, {{"banned", false}}},
                       {"members and not confirmed: confirm",
                        true,
                        {{"members", true}, {"not confirmed", true}}},
                       {"everyone: hold", true, {{"everyone", true}}},
                   });
}

TEST_CASE("of every stock policy, the first rule that its trace says holds is the one that decides")
{
    int judged = 0;
    for (const Stock& stock : stock_policies()) {
        CAPTURE(stock.name);
        const Policy policy = parse(stock.act, stock.rules).value();
        for (const Facts& facts : everybody(stock.act)) {
            const Judgement judgement = judge(policy, facts);
            const auto rules = trace(policy, facts);
            REQUIRE(rules.size() == policy.rules.size());
            std::optional<std::size_t> first;
            for (std::size_t i = 0; i < rules.size(); ++i) {
                CHECK(rules[i].text == to_text(policy.rules[i]));
                bool all = true;
                for (const ConditionTrace& condition : rules[i].conditions)
                    all = all && condition.holds;
                CHECK(rules[i].holds == all);
                if (rules[i].holds && !first)
                    first = i;
            }
            CHECK(judgement.rule == first);
            ++judged;
        }
    }
    CHECK(judged > 1000);
}

}  // namespace colporteur::policy
