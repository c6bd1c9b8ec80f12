// SPDX-License-Identifier: AGPL-3.0-or-later
// Whatever happens to the ledger, in whatever order: no row is lost or doubled, and what the relay
// took stays sent.
#include <algorithm>
#include <map>
#include <random>

#include <doctest/doctest.h>

#include "store/progress.hpp"
#include "support/ledger.hpp"

namespace colporteur::store {
namespace {

using model::DeliveryState;
using support::Ledger;
using support::noon;

constexpr int readers = 200;

/// What the row of one recipient must be.
struct Shadow {
    DeliveryState state = DeliveryState::due;
    int attempts = 0;
    int taken = 0;  ///< how often the relay said 250
};

/// A ledger, a sender that holds copies in its hands, and what their rows must be.
class World {
public:
    explicit World(unsigned seed) : random_{seed}
    {
        ledger_.fill();
        for (const auto& row : rows())
            shadows_[row.id] = {};
    }

    void do_something()
    {
        using Act = void (World::*)();
        constexpr Act acts[] = {&World::lease,  &World::lease,  &World::answer,    &World::answer,
                                &World::answer, &World::answer, &World::give_back, &World::pause,
                                &World::resume, &World::cancel, &World::retry};
        constexpr Act rare_acts[] = {&World::restart, &World::retry_all, &World::cancel_all};
        const bool rare = pick(40) == 0;
        const Act act = rare ? rare_acts[pick(std::size(rare_acts))] : acts[pick(std::size(acts))];
        (this->*act)();
    }

    /// Everything that may still be sent is, by a relay that takes all.
    void finish()
    {
        restart();
        for (auto& [id, shadow] : shadows_)
            if (shadow.state == DeliveryState::paused)
                resume_one(id);
        auto leased = lease_some(50);
        while (!leased.empty()) {
            while (!in_hand_.empty())
                answer_with(DeliveryState::sent);
            leased = lease_some(50);
        }
    }

    void check()
    {
        const auto all = rows();
        REQUIRE(all.size() == shadows_.size());
        for (const auto& row : all) {
            CAPTURE(number(row.id));
            const Shadow& shadow = shadows_.at(row.id);
            REQUIRE(to_word(row.state) == to_word(shadow.state));
            REQUIRE(row.attempts == shadow.attempts);
            REQUIRE(shadow.taken == (row.state == DeliveryState::sent ? 1 : 0));
        }
    }

    Tally tally() { return queued_mailing(ledger_.db(), ledger_.letter())->tally; }

private:
    std::size_t pick(std::size_t below) { return random_() % below; }

    std::vector<model::Delivery> rows()
    {
        return deliveries_of(ledger_.db(), ledger_.letter(), {}, 2 * readers);
    }

    std::pair<const model::DeliveryId, Shadow>& any_row()
    {
        return *std::next(shadows_.begin(), static_cast<std::ptrdiff_t>(pick(shadows_.size())));
    }

    bool in_hand(model::DeliveryId id) const
    {
        return std::any_of(in_hand_.begin(), in_hand_.end(),
                           [id](const auto& held) { return held.id == id; });
    }

    model::Delivery take_from_hand()
    {
        std::swap(in_hand_[pick(in_hand_.size())], in_hand_.back());
        auto held = in_hand_.back();
        in_hand_.pop_back();
        return held;
    }

    void lease() { lease_some(static_cast<int>(pick(9)) + 1); }

    // A copy that is still in the sender's hands is not taken a second time.
    std::vector<model::Delivery> lease_some(int limit)
    {
        auto leased = ledger_.lease(limit);
        for (const auto& delivery : leased) {
            Shadow& shadow = shadows_.at(delivery.id);
            REQUIRE(shadow.state == DeliveryState::due);
            REQUIRE(delivery.attempts == shadow.attempts + 1);
            if (in_hand(delivery.id)) {
                ledger_.in_tx([&](Tx& tx) { store::give_back(tx, delivery.id, noon); });
                continue;
            }
            shadow.state = DeliveryState::leased;
            ++shadow.attempts;
            in_hand_.push_back(delivery);
        }
        return leased;
    }

    void answer()
    {
        constexpr DeliveryState answers[] = {DeliveryState::sent, DeliveryState::due,
                                             DeliveryState::failed};
        if (!in_hand_.empty())
            answer_with(answers[pick(std::size(answers))]);
    }

    void answer_with(DeliveryState state)
    {
        const auto held = take_from_hand();
        ledger_.settle(held, state);
        ledger_.settle(held, state);  // told twice
        Shadow& shadow = shadows_.at(held.id);
        const bool sent = state == DeliveryState::sent;
        shadow.taken += sent ? 1 : 0;
        if (sent || shadow.state == DeliveryState::leased)
            shadow.state = state;
    }

    void give_back()
    {
        if (in_hand_.empty())
            return;
        const auto held = take_from_hand();
        ledger_.in_tx([&](Tx& tx) { store::give_back(tx, held.id, noon); });
        Shadow& shadow = shadows_.at(held.id);
        if (shadow.state == DeliveryState::leased) {
            shadow.state = DeliveryState::due;
            --shadow.attempts;
        }
    }

    void move_to(Shadow& shadow, DeliveryState to, std::initializer_list<DeliveryState> from)
    {
        if (std::find(from.begin(), from.end(), shadow.state) != from.end())
            shadow.state = to;
    }

    void pause()
    {
        auto& [id, shadow] = any_row();
        ledger_.in_tx([id = id](Tx& tx) { return pause_delivery(tx, id); });
        move_to(shadow, DeliveryState::paused, {DeliveryState::due, DeliveryState::leased});
    }

    void resume() { resume_one(any_row().first); }

    void resume_one(model::DeliveryId id)
    {
        ledger_.in_tx([id](Tx& tx) { return resume_delivery(tx, id, noon); });
        move_to(shadows_.at(id), DeliveryState::due, {DeliveryState::paused});
    }

    void cancel()
    {
        auto& [id, shadow] = any_row();
        ledger_.in_tx([id = id](Tx& tx) { return cancel_delivery(tx, id, "no"); });
        move_to(shadow, DeliveryState::cancelled,
                {DeliveryState::due, DeliveryState::leased, DeliveryState::failed,
                 DeliveryState::paused});
    }

    void retry()
    {
        auto& [id, shadow] = any_row();
        ledger_.in_tx([id = id](Tx& tx) { return retry_delivery(tx, id, noon); });
        move_to(shadow, DeliveryState::due, {DeliveryState::failed, DeliveryState::cancelled});
    }

    void retry_all()
    {
        const bool cancelled = pick(2) == 0;
        ledger_.in_tx([&](Tx& tx) { return retry_mailing(tx, ledger_.letter(), cancelled, noon); });
        for (auto& [id, shadow] : shadows_) {
            move_to(shadow, DeliveryState::due, {DeliveryState::failed});
            if (cancelled)
                move_to(shadow, DeliveryState::due, {DeliveryState::cancelled});
        }
    }

    void cancel_all()
    {
        ledger_.in_tx([&](Tx& tx) { return cancel_mailing(tx, ledger_.letter(), "no"); });
        for (auto& [id, shadow] : shadows_)
            move_to(shadow, DeliveryState::cancelled,
                    {DeliveryState::due, DeliveryState::leased, DeliveryState::paused});
    }

    // The sender ends with copies in its hands that the relay has not taken.
    void restart()
    {
        in_hand_.clear();
        ledger_.in_tx([](Tx& tx) { release_deliveries(tx, noon); });
        for (auto& [id, shadow] : shadows_) {
            shadow.attempts -= shadow.state == DeliveryState::leased ? 1 : 0;
            move_to(shadow, DeliveryState::due, {DeliveryState::leased});
        }
    }

    Ledger ledger_{readers};
    std::mt19937 random_;
    std::map<model::DeliveryId, Shadow> shadows_;
    std::vector<model::Delivery> in_hand_;
};

}  // namespace

TEST_CASE("whatever is done to a letter in whatever order, nobody is lost and nobody gets it twice")
{
    for (const unsigned seed : {1U, 2U, 3U}) {
        CAPTURE(seed);
        World world{seed};
        for (int i = 0; i < 600; ++i) {
            world.do_something();
            if (i % 20 == 0)
                world.check();
        }
        world.finish();
        world.check();
        CHECK(world.tally().left() == 0);
        CHECK(world.tally().all() == readers);
        CHECK(world.tally().sent > 0);
    }
}

}  // namespace colporteur::store
