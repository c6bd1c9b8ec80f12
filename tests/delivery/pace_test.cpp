// SPDX-License-Identifier: AGPL-3.0-or-later
#include "delivery/pace.hpp"

#include <deque>
#include <random>
#include <set>

#include <doctest/doctest.h>

#include "mail/domain.hpp"

namespace colporteur::delivery {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

const Time noon = parse_time("2026-03-01 12:00").value();
constexpr model::DestinationId orange{1};
constexpr model::DestinationId elsewhere{9};

const smtp::Reply ok{250, "2.0.0", "Ok: queued"};
const smtp::Reply slow_down{421, "4.7.0", "slow down"};
const smtp::Reply mailbox_full{452, "4.2.2", "mailbox full"};
const smtp::Reply blocked{550, "5.7.1", "blocked"};
const smtp::Reply nobody{550, "5.1.1", "no such user"};

Pacer pacer(const PaceRule& rule, Warmth warmth = {}, bool slow_start = false)
{
    return {{{orange, {.rule = rule, .warmth = warmth}}}, {}, slow_start, noon};
}

Pacer others(const PaceRule& rule)
{
    return {{}, rule, false, noon};
}

/// Takes and starts one copy for a destination, and lets the relay say `reply`.
void send(Pacer& pacer, model::DestinationId destination, const smtp::Reply& reply, Time now)
{
    pacer.taken(destination, 1);
    pacer.started(destination, "");
    pacer.settled(destination, "", reply, now);
}

/// For how long a domain without a rule rests.
minutes rest_of(const Pacer& pacer, Time now)
{
    const auto rests = pacer.resting(now);
    return rests.empty() ? minutes{0}
                         : std::chrono::duration_cast<minutes>(rests.front().until - now);
}

}  // namespace

TEST_CASE("there is never room for more than one second's worth, and always for one in the end")
{
    for (const auto& [per_minute, most] : {std::pair{600, 10}, {60, 1}, {6, 1}, {1, 1}}) {
        CAPTURE(per_minute);
        Pacer pace = pacer({.per_minute = per_minute});
        CHECK(pace.room(orange, noon) == most);
        CHECK(pace.room(orange, noon + hours{5}) == most);
    }
}

TEST_CASE("a destination without a rule, or without a rate, has room without limit")
{
    Pacer pace = pacer({.connections = 0});
    CHECK(pace.room(orange, noon) == Pacer::unlimited);
    CHECK(pace.room(elsewhere, noon) == Pacer::unlimited);
    CHECK_FALSE(pace.reopens(elsewhere, noon).has_value());
    CHECK_FALSE(pace.wait_for("example.org", noon).has_value());
}

TEST_CASE("in any minute at most its rate and one second's worth leave")
{
    for (const int per_minute : {7, 60, 90, 600}) {
        CAPTURE(per_minute);
        Pacer pace = pacer({.per_minute = per_minute});
        std::deque<Time> lately;
        const auto most = static_cast<std::size_t>(per_minute + std::max(1, per_minute / 60));
        std::size_t sent = 0;
        for (Time now = noon; now < noon + minutes{10}; now += milliseconds{130}) {
            const int room = pace.room(orange, now);
            pace.taken(orange, room);
            lately.insert(lately.end(), static_cast<std::size_t>(room), now);
            sent += static_cast<std::size_t>(room);
            while (!lately.empty() && lately.front() <= now - minutes{1})
                lately.pop_front();
            REQUIRE(lately.size() <= most);
        }
        CHECK(sent >= static_cast<std::size_t>(9 * per_minute));  // of 10 minutes' worth
    }
}

TEST_CASE("it says when there will be room again, and then there is")
{
    Pacer pace = pacer({.per_minute = 7});
    pace.taken(orange, pace.room(orange, noon));
    CHECK(pace.room(orange, noon) == 0);
    const Time opening = pace.reopens(orange, noon).value();
    CHECK(pace.room(orange, opening - milliseconds{1}) == 0);
    CHECK(pace.room(orange, opening) == 1);
    CHECK_FALSE(pace.reopens(orange, opening).has_value());
}

TEST_CASE("what goes back to the ledger untried gives its room back, no more than there was")
{
    Pacer pace = pacer({.per_minute = 600});
    pace.taken(orange, 10);
    CHECK(pace.room(orange, noon) == 0);
    pace.returned(orange, 4);
    CHECK(pace.room(orange, noon) == 4);
    pace.returned(orange, 400);
    CHECK(pace.room(orange, noon) == 10);
}

TEST_CASE("no more copies are under way at once than connections")
{
    Pacer pace = pacer({.connections = 2});
    CHECK(pace.may_start(orange, "orange.fr"));
    pace.started(orange, "orange.fr");
    CHECK(pace.may_start(orange, "wanadoo.fr"));
    pace.started(orange, "wanadoo.fr");
    CHECK_FALSE(pace.may_start(orange, "orange.fr"));
    pace.given_back(orange, "wanadoo.fr");
    CHECK(pace.may_start(orange, "orange.fr"));
    pace.started(orange, "orange.fr");
    pace.settled(orange, "orange.fr", ok, noon);
    CHECK(pace.may_start(orange, "orange.fr"));
}

TEST_CASE("a destination with few connections does not fill the hand with copies that must wait")
{
    Pacer pace = pacer({.connections = 2});
    int taken = 0;
    for (int room = pace.room(orange, noon); room > 0; room = pace.room(orange, noon)) {
        pace.taken(orange, room);
        taken += room;
    }
    CHECK(taken >= 2);
    CHECK(taken <= 32);
    pace.started(orange, "orange.fr");
    pace.settled(orange, "orange.fr", ok, noon);
    CHECK(pace.room(orange, noon) == 1);
}

TEST_CASE("refusals of the sender make a destination rest, those of one mailbox do not")
{
    struct Row {
        smtp::Reply reply;
        bool rests;
    };

    for (const Row& row : {
             Row{{421, "", "closing"}, true},
             Row{{421, "4.2.1", "closing"}, true},
             Row{{450, "", "later"}, true},
             Row{{451, "", "later"}, true},
             Row{{451, "4.3.0", "trouble"}, true},
             Row{{451, "4.4.1", "no answer"}, true},
             Row{{452, "4.5.3", "too many"}, true},
             Row{{450, "4.7.1", "service refused"}, true},
             Row{mailbox_full, false},
             Row{{450, "4.2.1", "receives too quickly"}, false},
             Row{{450, "4.1.1", "unverified"}, false},
             Row{{452, "", "storage"}, false},
             Row{nobody, false},
             Row{blocked, false},  // once: perhaps this reader alone
             Row{{550, "", "no"}, false},
             Row{ok, false},
         }) {
        CAPTURE(row.reply.code);
        CAPTURE(row.reply.enhanced);
        Pacer pace = pacer({.per_minute = 600});
        send(pace, orange, row.reply, noon);
        CHECK((pace.room(orange, noon) == 0) == row.rests);
        CHECK(pace.resting(noon).size() == (row.rests ? 1 : 0));
    }
}

TEST_CASE("a rest is a minute, twice as long each time, an hour at most; a success ends the row")
{
    Pacer pace = pacer({.per_minute = 600});
    Time now = noon;
    for (const int length : {1, 2, 4, 8, 16, 32, 60, 60}) {
        send(pace, orange, slow_down, now);
        CHECK(rest_of(pace, now) == minutes{length});
        now = pace.reopens(orange, now).value();
        CHECK(pace.room(orange, now) == 1);  // one goes first, alone
    }
    send(pace, orange, ok, now);
    send(pace, orange, slow_down, now);
    CHECK(rest_of(pace, now) == minutes{1});
}

TEST_CASE("replies to what was under way when the rest began neither lengthen nor end it")
{
    Pacer pace = pacer({.per_minute = 600});
    pace.taken(orange, 8);
    for (int i = 0; i < 8; ++i)
        pace.started(orange, "");
    for (int i = 0; i < 7; ++i)
        pace.settled(orange, "", slow_down, noon + seconds{i});
    pace.settled(orange, "", ok, noon + seconds{7});

    CHECK(pace.resting(noon).front().until == noon + minutes{1});
    CHECK(pace.room(orange, noon + seconds{30}) == 0);
    send(pace, orange, slow_down, noon + minutes{1});
    CHECK(rest_of(pace, noon + minutes{1}) == minutes{2});
}

TEST_CASE("after a rest one copy each minute tries the way, until one was taken")
{
    Pacer pace = pacer({.per_minute = 600});
    send(pace, orange, slow_down, noon);
    const Time after = noon + minutes{1};
    CHECK(pace.room(orange, after) == 1);
    pace.taken(orange, 1);
    pace.started(orange, "");
    CHECK(pace.room(orange, after + seconds{59}) == 0);
    CHECK(pace.room(orange, after + seconds{60}) == 1);
    pace.settled(orange, "", ok, after + seconds{61});
    CHECK(pace.room(orange, after + seconds{70}) == 5);  // at half the rate
}

TEST_CASE("a rest halves the rate, which recovers by a tenth with each minute of successes")
{
    Pacer pace = pacer({.per_minute = 1200});
    send(pace, orange, slow_down, noon);
    Time now = noon + minutes{1};
    const auto rate = [&] {
        return pace.room(orange, now + seconds{2});  // one second's worth
    };
    send(pace, orange, ok, now);
    CHECK(rate() == 10);
    for (const int expected : {12, 14, 16, 18, 20, 20}) {
        now += minutes{1};
        send(pace, orange, ok, now);
        CHECK(rate() == expected);
        send(pace, orange, ok, now + seconds{30});  // not twice in a minute
        CHECK(rate() == expected);
    }
}

TEST_CASE("three refusals by policy in a row let it rest: a block is found out with few copies")
{
    Pacer pace = pacer({.per_minute = 600});
    send(pace, orange, blocked, noon);
    send(pace, orange, blocked, noon);
    send(pace, orange, ok, noon);
    send(pace, orange, blocked, noon);
    send(pace, orange, nobody, noon);
    send(pace, orange, blocked, noon);
    CHECK(pace.resting(noon).empty());
    send(pace, orange, blocked, noon);
    REQUIRE(pace.resting(noon).size() == 1);
    CHECK(pace.resting(noon).front().reply == "550 5.7.1 blocked");
    send(pace, orange, blocked, noon + minutes{1});
    CHECK(rest_of(pace, noon + minutes{1}) == minutes{2});
}

TEST_CASE("a domain without a rule rests by itself, and is named")
{
    Pacer pace = pacer({.per_minute = 600});
    pace.started({}, "small.example");
    pace.settled({}, "small.example", slow_down, noon);

    const auto rests = pace.resting(noon);
    REQUIRE(rests.size() == 1);
    CHECK(rests.front().destination == model::DestinationId{});
    CHECK(rests.front().domain == "small.example");
    CHECK(rests.front().reply == "421 4.7.0 slow down");
    CHECK(pace.wait_for("small.example", noon) == noon + minutes{1});
    CHECK_FALSE(pace.wait_for("other.example", noon).has_value());
    CHECK(pace.room(orange, noon) == 10);

    CHECK_FALSE(pace.wait_for("small.example", noon + minutes{1}).has_value());
    CHECK(pace.wait_for("small.example", noon + minutes{1}) == noon + minutes{2});
    pace.settled({}, "small.example", ok, noon + minutes{1});
    CHECK_FALSE(pace.wait_for("small.example", noon + minutes{1}).has_value());
    CHECK(pace.resting(noon + minutes{1}).empty());
}

TEST_CASE("a rule for every other domain spaces the copies of each")
{
    Pacer pace = others({.per_minute = 60});
    CHECK_FALSE(pace.wait_for("a.example", noon).has_value());
    CHECK_FALSE(pace.wait_for("b.example", noon).has_value());
    for (int i = 1; i <= 5; ++i)
        CHECK(pace.wait_for("a.example", noon) == noon + seconds{i});
    CHECK(pace.wait_for("b.example", noon) == noon + seconds{1});
    for (int i = 1; i <= 5; ++i)
        CHECK_FALSE(pace.wait_for("a.example", noon + seconds{i}).has_value());
}

TEST_CASE("a turn is never more than an hour away")
{
    Pacer pace = others({.per_minute = 1});
    Time last = noon;
    for (int i = 0; i < 100; ++i)
        last = std::max(last, pace.wait_for("a.example", noon).value_or(noon));
    CHECK(last == noon + hours{1});
}

TEST_CASE("a rule for every other domain limits the connections to each")
{
    Pacer pace = others({.connections = 1});
    CHECK_FALSE(pace.wait_for("a.example", noon).has_value());
    CHECK_FALSE(pace.wait_for("b.example", noon).has_value());
    pace.started({}, "a.example");
    CHECK_FALSE(pace.may_start({}, "a.example"));
    CHECK(pace.may_start({}, "b.example"));
    pace.settled({}, "a.example", ok, noon);
    CHECK(pace.may_start({}, "a.example"));
}

TEST_CASE("a slow start allows first_day copies, twice as many on each further day that is used")
{
    const PaceRule rule{.per_minute = 60'000, .first_day = 100};
    for (int day = 0; day <= 10; ++day) {
        CAPTURE(day);
        Pacer pace = pacer(rule, {.busy_days = day}, true);
        CHECK(pace.room(orange, noon) == std::min(1000, 100 << day));
        CHECK(day_cap(rule, day) == 100 << day);
    }
    CHECK(pacer(rule, {.busy_days = 0}, false).room(orange, noon) == 1000);
    CHECK(pacer(rule, {.busy_days = 1, .sent_today = 190}, true).room(orange, noon) == 10);
}

TEST_CASE("the cap of a slow start falls away once it exceeds what the rate carries in a day")
{
    const PaceRule rule{.per_minute = 1, .first_day = 100};
    CHECK(day_cap(rule, 3) == 800);
    CHECK_FALSE(day_cap(rule, 4).has_value());  // 1600 > 1440
    CHECK_FALSE(day_cap({.first_day = 100}, 40).has_value());
    CHECK_FALSE(day_cap({.per_minute = 1}, 0).has_value());
}

TEST_CASE("a new day of a slow start begins at midnight UTC, with twice as many after a used one")
{
    Pacer pace = pacer({.first_day = 2}, {}, true);
    send(pace, orange, ok, noon);
    send(pace, orange, ok, noon);
    CHECK(pace.room(orange, noon) == 0);
    const Time midnight = parse_time("2026-03-02").value();
    CHECK(pace.reopens(orange, noon) == midnight);
    CHECK(pace.room(orange, midnight - seconds{1}) == 0);
    CHECK(pace.room(orange, midnight) == 4);
    CHECK(pace.room(orange, midnight + days{3}) == 4);   // unused days count for nothing
    CHECK(pace.room(orange, midnight + days{70}) == 2);  // after two months we are new again
}

TEST_CASE("a slow start counts what is in hand, and not what was refused")
{
    Pacer pace = pacer({.first_day = 4}, {}, true);
    pace.taken(orange, 4);
    CHECK(pace.room(orange, noon) == 0);
    pace.returned(orange, 1);
    CHECK(pace.room(orange, noon) == 1);
    pace.started(orange, "");
    pace.settled(orange, "", mailbox_full, noon);
    CHECK(pace.room(orange, noon) == 2);
    pace.started(orange, "");
    pace.settled(orange, "", ok, noon);
    CHECK(pace.room(orange, noon) == 2);
}

TEST_CASE("what was sent is counted once")
{
    Pacer pace = pacer({.per_minute = 600});
    send(pace, orange, ok, noon);
    send(pace, orange, ok, noon);
    send(pace, orange, nobody, noon);
    CHECK(pace.take_counts() == std::map<model::DestinationId, std::int64_t>{{orange, 2}});
    CHECK(pace.take_counts().empty());
}

TEST_CASE("a clock that is set back an hour stops nothing")
{
    Pacer pace = pacer({.per_minute = 60});
    pace.taken(orange, pace.room(orange, noon));
    CHECK(pace.room(orange, noon - hours{1}) == 0);
    CHECK(pace.room(orange, noon - hours{1} + seconds{1}) == 1);
}

TEST_CASE("domains without end that refuse for a while do not fill the memory")
{
    constexpr std::size_t bound = 65'536;
    Pacer pace = others({.per_minute = 60, .connections = 1});
    Time now = noon;
    for (std::size_t i = 0; i < bound + 5000; ++i) {
        const std::string domain = fmt::format("d{}.example", i);
        now += milliseconds{10};
        pace.wait_for(domain, now);
        pace.started({}, domain);
        pace.settled({}, domain, slow_down, now);
        REQUIRE(pace.remembered_domains() <= bound);
    }
    CHECK(pace.remembered_domains() == bound);
    pace.wait_for("one.more.example", now + hours{3});
    CHECK(pace.remembered_domains() == 1);
}

TEST_CASE("whatever the relay says: never more under way, in a minute or in a day than allowed")
{
    const PaceRule rule{.per_minute = 300, .connections = 3, .first_day = 1000};
    const smtp::Reply replies[] = {ok, ok,           ok,     ok,      ok,
                                   ok, mailbox_full, nobody, blocked, slow_down};
    for (unsigned seed = 1; seed <= 20; ++seed) {
        CAPTURE(seed);
        std::mt19937 random{seed};
        const auto chance = [&](int percent) { return random() % 100 < unsigned(percent); };
        Pacer pace = pacer(rule, {}, true);
        int waiting = 0;
        int under_way = 0;
        std::int64_t sent = 0;
        std::deque<Time> lately;
        for (Time now = noon; now < noon + hours{1}; now += milliseconds{random() % 200}) {
            const int room = pace.room(orange, now);
            REQUIRE((room == 0) == (room <= 0));
            pace.taken(orange, room);
            waiting += room;
            lately.insert(lately.end(), static_cast<std::size_t>(room), now);
            while (!lately.empty() && lately.front() <= now - minutes{1})
                lately.pop_front();
            REQUIRE(lately.size() <= 305);
            while (waiting > 0 && pace.may_start(orange, "orange.fr")) {
                pace.started(orange, "orange.fr");
                --waiting;
                ++under_way;
            }
            REQUIRE(under_way <= 3);
            if (under_way > 0 && chance(70)) {
                const auto& reply = replies[random() % std::size(replies)];
                pace.settled(orange, "orange.fr", reply, now);
                --under_way;
                sent += reply.positive() ? 1 : 0;
            } else if (under_way > 0 && chance(10)) {
                pace.given_back(orange, "orange.fr");
                --under_way;
                ++waiting;
            }
            REQUIRE(sent + waiting + under_way <= 1000);
        }
        CHECK(sent > 0);
        CHECK(pace.take_counts()[orange] == sent);
    }
}

TEST_CASE("the shipped table names each domain once, in its one spelling, and limits something")
{
    std::set<std::string> names;
    std::set<std::string> domains;
    for (const PaceRule& rule : shipped_paces()) {
        CAPTURE(rule.name);
        CHECK(names.insert(rule.name).second);
        CHECK(rule.name.find('.') == std::string::npos);  // never the default name of a [[pace]]
        CHECK_FALSE(rule.domains.empty());
        CHECK(rule.per_minute >= 30);
        CHECK(rule.connections >= 1);
        CHECK(rule.first_day >= 100);
        for (const std::string& domain : rule.domains) {
            CAPTURE(domain);
            CHECK(domains.insert(domain).second);
            CHECK(mail::normal_domain(domain) == domain);
        }
    }
    for (const std::string needed :
         {"gmail.com", "outlook.fr", "hotmail.fr", "live.fr", "yahoo.fr", "aol.com", "icloud.com",
          "orange.fr", "wanadoo.fr", "sfr.fr", "neuf.fr", "free.fr", "bbox.fr", "laposte.net",
          "proton.me", "gmx.net", "web.de", "t-online.de"}) {
        CAPTURE(needed);
        CHECK(domains.contains(needed));
    }
}

TEST_CASE("a configured rule takes its domains out of the shipped ones, or a shipped one's place")
{
    const auto find = [](const std::vector<PaceRule>& rules, std::string_view name) {
        return std::find_if(rules.begin(), rules.end(),
                            [&](const PaceRule& rule) { return rule.name == name; });
    };
    const PaceRule wanadoo{.name = "wanadoo.fr", .domains = {"wanadoo.fr"}, .per_minute = 5};
    const PaceRule sfr{.name = "sfr", .domains = {"sfr.fr"}, .per_minute = 5};
    const PaceRule bbox{.name = "b", .domains = {"bbox.fr"}, .per_minute = 5};
    const PaceRule configured[] = {wanadoo, sfr, bbox};
    const auto rules = effective_paces(configured);

    CHECK(rules.size() == shipped_paces().size() + 1);
    CHECK(rules.front().name == "wanadoo.fr");
    CHECK(find(rules, "orange")->domains == std::vector<std::string>{"orange.fr"});
    CHECK(find(rules, "sfr")->domains == std::vector<std::string>{"sfr.fr"});
    CHECK(find(rules, "bouygues") == rules.end());
    CHECK(effective_paces({}).size() == shipped_paces().size());
}

}  // namespace colporteur::delivery
