// SPDX-License-Identifier: AGPL-3.0-or-later
// DIG-01: whatever members change while posts and digests are being addressed, and wherever the
// program is killed, each of them gets each post once, in the way they want it at that moment.
#include <algorithm>
#include <random>

#include <doctest/doctest.h>

#include "store/archive.hpp"
#include "village.hpp"

namespace colporteur::lists {
namespace {

using model::Reception;

/// What is known of a member beside the store.
struct Shadow {
    model::MemberId id{};
    bool subscribed = true;
    bool suspended = false;
    Reception reception = Reception::mail;
    int since = 0;  ///< the posts after that one are theirs
    int first = 0;  ///< when they joined for the first time: no earlier post ever
    std::set<int> got{};
};

class World {
public:
    explicit World(unsigned seed) : random_{seed}
    {
        for (int i = 0; i < 8; ++i)
            join();
    }

    void do_something()
    {
        using Act = void (World::*)();
        constexpr Act acts[] = {&World::post,  &World::step, &World::step,        &World::step,
                                &World::step,  &World::step, &World::want,        &World::want,
                                &World::issue, &World::die,  &World::switch_ways, &World::resume};
        constexpr Act rare_acts[] = {&World::join, &World::leave, &World::come_back, &World::remove,
                                     &World::pause};
        const bool rare = pick(8) == 0;
        (this->*(rare ? rare_acts[pick(std::size(rare_acts))] : acts[pick(std::size(acts))]))();
        look();
    }

    /// What is owed is sent to everyone.
    void finish()
    {
        while (town_.step(3))
            look();
        issue();
        while (town_.step(3))
            look();
        issue();  // for those who changed their mind meanwhile
        while (town_.step(3))
            look();
    }

    void check() const
    {
        for (const Shadow& member : members_) {
            CAPTURE(model::number(member.id));
            if (!member.subscribed || member.suspended || member.reception == Reception::none)
                continue;
            for (int post = member.since + 1; post <= last_post_; ++post) {
                CAPTURE(post);
                if (removed_.count(post) == 0)
                    REQUIRE(member.got.count(post) == 1);
            }
        }
    }

    std::size_t copies() const { return copies_; }

private:
    std::size_t pick(std::size_t below) { return random_() % below; }

    Shadow& anyone() { return members_[pick(members_.size())]; }

    static bool is_single(Reception form) { return form < Reception::digest; }

    /// The copies that have come are for those who want them, and bring what they have not had.
    void look()
    {
        for (const Copy& copy : town_.new_copies()) {
            ++copies_;
            const auto member =
                std::find_if(members_.begin(), members_.end(),
                             [&](const Shadow& each) { return each.id == copy.member; });
            REQUIRE(member != members_.end());
            CAPTURE(model::number(copy.member));
            REQUIRE(member->subscribed);
            REQUIRE_FALSE(member->suspended);
            const bool fits = copy.form == member->reception ||
                              (copy.form == leaving_form_ && copy.member == leaving_) ||
                              (copy.form == Reception::mail && is_single(member->reception));
            CAPTURE(model::to_word(copy.form));
            CAPTURE(model::to_word(member->reception));
            REQUIRE(fits);
            REQUIRE_FALSE(copy.posts.empty());
            for (const int post : copy.posts) {
                CAPTURE(post);
                REQUIRE(post > member->first);
                REQUIRE(member->got.insert(post).second);
            }
        }
        leaving_ = {};
    }

    void join()
    {
        const auto id = town_.join("m" + std::to_string(members_.size()));
        members_.push_back({.id = id, .since = last_post_, .first = last_post_});
    }

    void leave()
    {
        Shadow& member = anyone();
        town_.leave(member.id);
        member.subscribed = false;
    }

    void come_back()
    {
        Shadow& member = anyone();
        if (member.subscribed)
            return;
        const auto number = std::to_string(&member - members_.data());
        REQUIRE(town_.join("m" + number) == member.id);
        member.subscribed = true;
        member.suspended = false;
        member.reception = Reception::mail;
        member.since = last_post_;
    }

    void post() { town_.post(++last_post_); }

    void remove()
    {
        const auto newest = store::newest_archived(town_.db(), town_.list.id, 1);
        if (newest.empty())
            return;
        for (int post = 1; post <= last_post_; ++post)
            if (newest[0].subject == "no-" + std::to_string(post) + "-here")
                removed_.insert(post);
        town_.in_tx([&](store::Tx& tx) { store::remove_archived(tx, newest[0].id, noon); });
    }

    void step() { town_.step(static_cast<int>(pick(5)) + 1); }

    void issue()
    {
        town_.in_tx([&](store::Tx& tx) { send_digest(tx, town_.site, town_.list, noon); });
    }

    /// The program is killed in the middle of something.
    void die()
    {
        store::Tx tx{town_.db()};
        if (pick(2) == 0)
            send_digest(tx, town_.site, town_.list, noon);
        store::fill_mailings(tx, static_cast<int>(pick(9)) + 1, noon);
    }

    void want_so(Shadow& member, Reception reception)
    {
        if (!member.subscribed)
            return;
        leaving_ = member.id;
        leaving_form_ = member.reception;
        town_.want(member.id, reception);
        member.reception = reception;
        look();
        if (reception == Reception::none)
            member.since = last_post_;  // until they want some again
    }

    void want()
    {
        Shadow& member = anyone();
        if (member.reception == Reception::none)
            member.since = last_post_;
        want_so(member, static_cast<Reception>(pick(8)));
    }

    // Back and forth before anything else happens.
    void switch_ways()
    {
        Shadow& member = anyone();
        if (member.reception == Reception::none)
            return;
        const auto before = member.reception;
        want_so(member, static_cast<Reception>(pick(7)));
        want_so(member, before);
    }

    void suspend(Shadow& member, bool suspended)
    {
        if (!member.subscribed)
            return;
        town_.change(member.id, [&](model::Member& row) {
            row.suspension.reset();
            if (suspended)
                row.suspension = model::Suspension{noon - std::chrono::hours{1}, {}};
        });
        member.suspended = suspended;
        member.since = last_post_;
    }

    void pause() { suspend(anyone(), true); }

    void resume()
    {
        Shadow& member = anyone();
        if (member.suspended)
            suspend(member, false);
    }

    Village town_;
    std::mt19937 random_;
    std::vector<Shadow> members_;
    std::set<int> removed_;
    int last_post_ = 0;
    std::size_t copies_ = 0;
    model::MemberId leaving_{};
    Reception leaving_form_{};
};

}  // namespace

TEST_CASE("whatever happens in whatever order, each member gets each post exactly once (DIG-01)")
{
    for (const unsigned seed : {1U, 2U, 3U, 4U, 14U}) {
        CAPTURE(seed);
        World world{seed};
        for (int i = 0; i < 500; ++i)
            world.do_something();
        world.finish();
        world.check();
        CHECK(world.copies() > 100);
    }
}

}  // namespace colporteur::lists
