// SPDX-License-Identifier: AGPL-3.0-or-later
#include "lists/explain.hpp"

#include <doctest/doctest.h>

#include "settings/settings.hpp"
#include "store/people.hpp"
#include "store/settings.hpp"
#include "support/builders.hpp"

namespace colporteur::lists {
namespace {

const Time noon = support::at("2026-03-01 12:00");

struct Hall {
    support::House house{};
    model::List list = house.add(support::a_list().of_kind(model::Kind::discussion));
    Origin origin{.envelope_sender = "ana@example.net"};

    void set(std::string_view key, std::string_view value)
    {
        store::Tx tx{house.db()};
        store::put_setting(tx, list.id, key, std::string{value});
        tx.commit();
    }

    Explanation explain_post(const std::string& octets = support::a_message().octets())
    {
        const mail::Message message{octets};
        const auto settings = settings::settings_of(house.db(), list);
        return explain(
            posting_of(house.db(), support::a_site(), list, settings, message, origin, noon));
    }
};

std::string_view holding(const std::vector<Check>& checks)
{
    for (const Check& check : checks)
        if (check.holds)
            return check.name;
    return "";
}

}  // namespace

TEST_CASE("the rule that decides is named, with all that was looked at")
{
    Hall hall;
    hall.set("policy.post", "members: accept; others: hold");
    auto found = hall.explain_post();
    CHECK(found.decider == Decider::rule);
    CHECK(found.verdict.fate == Fate::hold);
    CHECK(found.rule == 1);
    CHECK(found.guards.size() == 7);
    CHECK(holding(found.guards).empty());
    CHECK(holding(found.brakes).empty());
    REQUIRE(found.rules.size() == 2);
    CHECK_FALSE(found.rules[0].holds);

    hall.house.subscribe(hall.list, "ana@example.net");
    found = hall.explain_post();
    CHECK(found.verdict.fate == Fate::accept);
    CHECK(found.rule == 0);
}

TEST_CASE("somebody else may be tried in place of From")
{
    Hall hall;
    hall.set("policy.post", "members: accept; others: hold");
    hall.house.subscribe(hall.list, "zoe@example.net");
    hall.origin.author = support::address("zoe@example.net");
    CHECK(hall.explain_post().verdict.fate == Fate::accept);
}

TEST_CASE("a rule for every list decides before the policy is asked")
{
    Hall hall;
    hall.set("policy.post", "everyone: accept");
    const auto found =
        hall.explain_post(support::a_message().with("Auto-Submitted", "auto-replied").octets());
    CHECK(found.decider == Decider::guard);
    CHECK(holding(found.guards) == "automatic");
    CHECK(found.verdict.fate == Fate::discard);
    CHECK(found.rule == 0);
}

TEST_CASE("what makes a post wait although its policy accepts it is named too")
{
    Hall hall;
    hall.set("policy.post", "everyone: accept");
    hall.set("moderation.emergency", "yes");
    const auto found = hall.explain_post();
    CHECK(found.decider == Decider::brake);
    CHECK(holding(found.brakes) == "emergency");
    CHECK(found.verdict.fate == Fate::hold);
}

TEST_CASE("no rule, a trusted author, an answer that is asked for, a hand on this machine")
{
    Hall hall;
    hall.set("policy.post", "owners: accept");
    CHECK(hall.explain_post().decider == Decider::no_rule);

    hall.set("policy.post", "everyone: hold");
    const auto id = hall.house.subscribe(hall.list, "ana@example.net");
    {
        store::Tx tx{hall.house.db()};
        auto member = store::find_member(tx, id).value();
        member.standing = model::Standing::trusted;
        store::set_options(tx, member);
        tx.commit();
    }
    CHECK(hall.explain_post().decider == Decider::trusted);

    hall.list.confirm_posts = true;
    CHECK(hall.explain_post().decider == Decider::confirmation);
    hall.origin.confirmed = true;
    CHECK(hall.explain_post().decider == Decider::trusted);
    hall.origin = {.envelope_sender = "ana@example.net", .proven = true};
    CHECK(hall.explain_post().decider == Decider::command_line);
}

TEST_CASE("each decider has a word of its own")
{
    CHECK(to_word(Decider::guard) == "guard");
    CHECK(to_word(Decider::no_rule) == "no_rule");
    CHECK(to_word(Decider::confirmation) == "confirmation");
    CHECK(to_word(Decider::command_line) == "command_line");
}

}  // namespace colporteur::lists
