// SPDX-License-Identifier: AGPL-3.0-or-later
#include <doctest/doctest.h>

#include "policy/situation.hpp"

namespace colporteur::policy {
namespace {

Facts with(Roles roles)
{
    return {.sender = "ana@example.org", .roles = roles};
}

Facts writing_from(std::string sender)
{
    return {.sender = std::move(sender)};
}

Facts at_time(std::string_view utc, const Zone& zone = {})
{
    Facts facts = member();
    facts.now = parse_time(utc).value();
    facts.zone = zone;
    return facts;
}

}  // namespace

TEST_CASE("everyone is everyone")
{
    CHECK(holds("everyone", {}));
    CHECK_FALSE(holds("not everyone", {}));
}

TEST_CASE("each role is a condition of its own")
{
    struct Row {
        const char* condition;
        Roles roles;
    };

    for (const auto& [condition, roles] : {Row{"members", {.member = true}},
                                           {"owners", {.owner = true}},
                                           {"moderators", {.moderator = true}},
                                           {"authors", {.author = true}},
                                           {"listmasters", {.listmaster = true}},
                                           {"admins", {.admin = true}}}) {
        CAPTURE(condition);
        CHECK(holds(condition, with(roles)));
        CHECK_FALSE(holds(condition, stranger()));
        CHECK(holds("not " + std::string{condition}, stranger()));
    }
    CHECK_FALSE(holds("members", with({.owner = true})));
    CHECK(holds("authors", with({.owner = true})));
    CHECK(holds("listmasters", with({.admin = true})));
}

TEST_CASE("themselves: the act is about the sender's own address, whatever its case")
{
    Facts facts = member();
    CHECK_FALSE(holds("themselves", facts));
    facts.target = "Ana@Example.org";
    CHECK(holds("themselves", facts));
    facts.target = "bob@example.org";
    CHECK_FALSE(holds("themselves", facts));
    CHECK_FALSE(holds("themselves", {}));
}

TEST_CASE("everyone from a domain, or from what is below it")
{
    CHECK(holds("everyone from Example.org", writing_from("ana@EXAMPLE.ORG")));
    CHECK_FALSE(holds("everyone from example.org", writing_from("ana@lists.example.org")));
    CHECK_FALSE(holds("everyone from example.org", writing_from("ana@notexample.org")));
    CHECK_FALSE(holds("everyone from example.org", writing_from("example.org")));
    CHECK(holds("from *.example.org", writing_from("ana@a.b.example.org")));
    CHECK_FALSE(holds("from *.example.org", writing_from("ana@example.org")));
    CHECK_FALSE(holds("from *.example.org", writing_from("ana@badexample.org")));
}

TEST_CASE("addresses are compared as patterns, without case")
{
    CHECK(holds("addresses bob@a.org, *@example.org", writing_from("ANA@example.org")));
    CHECK(holds("addresses Ana@example.org", writing_from("ana@example.org")));
    CHECK(holds("addresses a?a@*", writing_from("ana@example.org")));
    CHECK_FALSE(holds("addresses bob@a.org, *@example.com", writing_from("ana@example.org")));
    CHECK(holds("address contains \"NA@ex\"", writing_from("ana@example.org")));
    CHECK_FALSE(holds("address contains \"*\"", writing_from("ana@example.org")));
}

TEST_CASE("members of another list are asked for only when a rule needs it")
{
    int asked = 0;
    Facts facts = stranger();
    facts.is_member_of = [&](std::string_view list) {
        ++asked;
        return list == "town@example.org";
    };
    CHECK(verdict("everyone: accept; members of town@example.org: hold", facts) == "accept");
    CHECK(asked == 0);
    CHECK(holds("members of town@example.org", facts));
    CHECK_FALSE(holds("members of council", facts));
    CHECK_FALSE(holds("members of council", stranger()));
}

TEST_CASE("newcomers are told by their accepted posts")
{
    Facts facts = member();
    facts.posts = 2;
    CHECK(holds("new members", facts));
    CHECK(holds("first 3 posts", facts));
    CHECK_FALSE(holds("first 2 posts", facts));
    facts.posts = 3;
    CHECK_FALSE(holds("new members", facts));
    CHECK_FALSE(holds("first 3 posts", facts));
    CHECK_FALSE(holds("new members", stranger()));
    CHECK(holds("first 1 posts", stranger()));
}

TEST_CASE("standing and ban")
{
    Facts facts = member();
    CHECK_FALSE(holds("moderated", facts));
    CHECK_FALSE(holds("trusted", facts));
    facts.standing = Standing::moderated;
    CHECK(holds("moderated members", facts));
    facts.standing = Standing::trusted;
    CHECK(holds("trusted members", facts));
    CHECK_FALSE(holds("banned", facts));
    facts.banned = true;
    CHECK(holds("banned", facts));
}

TEST_CASE("what proves who somebody is")
{
    CHECK(holds("confirmed", {.confirmed = true}));
    CHECK(holds("confirmed", {.proven = true}));
    CHECK_FALSE(holds("confirmed", {.verified = true}));
    CHECK(holds("verified", {.verified = true}));
    CHECK_FALSE(holds("verified", {.confirmed = true}));
    CHECK(holds("proven on this machine", {.proven = true}));
    CHECK_FALSE(holds("proven on this machine", {.confirmed = true}));
    CHECK(holds("identified", stranger()));
    CHECK_FALSE(holds("identified", {}));
}

TEST_CASE("emergency")
{
    CHECK(holds("emergency", {.emergency = true}));
    CHECK_FALSE(holds("emergency", {}));
}

TEST_CASE("after and before a day, neither of them on it")
{
    CHECK_FALSE(holds("after 2026-12-01", at_time("2026-12-01 23:59")));
    CHECK(holds("after 2026-12-01", at_time("2026-12-02 00:00")));
    CHECK(holds("before 2026-12-01", at_time("2026-11-30 23:59")));
    CHECK_FALSE(holds("before 2026-12-01", at_time("2026-12-01 00:00")));
}

TEST_CASE("days and hours are those of the list's zone")
{
    const Zone paris = Zone::find("Europe/Paris").value();
    CHECK(holds("after 2026-12-01", at_time("2026-12-01 23:30", paris)));
    CHECK(holds("between 08:00 and 20:00", at_time("2026-12-01 07:00", paris)));
    CHECK_FALSE(holds("between 08:00 and 20:00", at_time("2026-12-01 07:00")));
}

TEST_CASE("between two times, over midnight too")
{
    CHECK(holds("between 08:00 and 20:00", at_time("2026-12-01 08:00")));
    CHECK(holds("between 08:00 and 20:00", at_time("2026-12-01 19:59")));
    CHECK_FALSE(holds("between 08:00 and 20:00", at_time("2026-12-01 20:00")));
    CHECK(holds("between 22:00 and 06:00", at_time("2026-12-01 23:00")));
    CHECK(holds("between 22:00 and 06:00", at_time("2026-12-01 05:59")));
    CHECK_FALSE(holds("between 22:00 and 06:00", at_time("2026-12-01 12:00")));
    CHECK(holds("between 00:00 and 24:00", at_time("2026-12-01 12:00")));
}

}  // namespace colporteur::policy
