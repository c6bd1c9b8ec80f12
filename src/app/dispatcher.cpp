// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/dispatcher.hpp"

#include <algorithm>

#include <boost/asio/detached.hpp>

#include "base/log.hpp"
#include "store/destinations.hpp"

namespace colporteur::app {
namespace {

using std::chrono::milliseconds;

constexpr int notices_in_hand = 400;
constexpr int letters_in_hand = 1000;
constexpr int letters_low = 500;  // below it, lease again
constexpr milliseconds look_again{250};
constexpr milliseconds after_failure{1000};
constexpr milliseconds farewell{15'000};  // for a relay's last words, when the server ends

}  // namespace

Dispatcher::Dispatcher(asio::any_io_executor executor, StoreAccess& store, model::Site site,
                       delivery::Pacer pacer, DispatcherOptions options)
    : executor_{executor},
      store_{store},
      site_{std::make_shared<const model::Site>(std::move(site))},
      options_{std::move(options)},
      pacer_{std::move(pacer)},
      hand_{pacer_},
      settler_{executor, store, options_.journal_folder, [this] { return books(); },
               [this](const auto& entries) { committed(entries); }},
      sealing_{executor, site_, [this](auto parcels) { sealed(std::move(parcels)); }},
      relays_{executor, options_.relays, [this](std::size_t relay) { return source(relay); },
              [this] { session_ended(); }},
      wake_{executor},
      work_ready_{executor},
      progress_{executor}
{
}

Dispatcher::~Dispatcher() = default;

void Dispatcher::notify()
{
    look_again_ = true;
    wake_.notify();
}

void Dispatcher::stop()
{
    stopping_ = true;
    settler_.stop();
    wake_.notify();
    work_ready_.notify();
}

asio::awaitable<void> Dispatcher::run()
{
    while (!stopping_) {
        bool failed = false;
        try {
            auto filled = refill();
            co_await std::move(filled);
        } catch (const store::Failure& failure) {
            log::error("delivery-waits reason=\"{}\"", failure.what());
            failed = true;
            look_again_ = true;
            doubtful_ = true;
        }
        open_sessions();
        auto rest = wake_.wait(failed ? after_failure : look_again);
        co_await std::move(rest);
    }
    auto end = wind_up();
    co_await std::move(end);
}

// ---- from the ledger into the hand

bool Dispatcher::is_low() const
{
    return letters_here() <= letters_low;
}

bool Dispatcher::has_room() const
{
    return !stopping_ && settler_.has_room(hand_.under_way() + letters_in_hand);
}

asio::awaitable<void> Dispatcher::refill()
{
    bool more = has_room();
    while (more) {
        auto visiting =
            store_.write([site = site_, zone = options_.zone, visit = plan_visit()](store::Tx& tx) {
                return visit_ledger(tx, *site, zone, visit, now());
            });
        Lease leased = co_await std::move(visiting);
        if (!leased.visited)
            co_return;
        more = leased.filling && has_room();
        take_in(std::move(leased));
        open_sessions();
    }
}

Visit Dispatcher::plan_visit()
{
    const Time moment = now();
    Visit visit{
        .certain =
            look_again_ || doubtful_ || !returned_.empty() || (next_look_ && *next_look_ <= moment),
        .doubtful = std::exchange(doubtful_, false),
        .data_version = data_version_,
        .notices = std::max(0, notices_in_hand - hand_.notices()),
        .letters = is_low() ? letters_in_hand - letters_here() : 0,
        .rooms = pacer_.rooms(moment),
        .waiting = hand_.ids(),
        .returned = returned_,
        .known = {},
    };
    for (const auto& [id, weak] : prepared_)
        if (auto prepared = weak.lock())
            visit.known.emplace(id, std::move(prepared));
    look_again_ = false;
    low_ = false;
    return visit;
}

void Dispatcher::take_in(Lease leased)
{
    data_version_ = leased.data_version;
    returned_.clear();
    withdraw(leased.withdrawn);
    take_back_returns(leased.parcels);

    std::erase_if(prepared_, [](const auto& known) { return known.second.expired(); });
    std::vector<Parcel> to_seal;
    for (Parcel& parcel : leased.parcels)
        take_in(std::move(parcel), to_seal);
    sealing_.seal(std::move(to_seal));

    next_look_ = leased.next;
    for (const auto destination : leased.blocked)
        if (const auto opening = pacer_.reopens(destination, now()))
            next_look_ = std::min(*opening, next_look_.value_or(*opening));
    look_again_ = look_again_ || leased.more || leased.filling;
    work_ready_.notify();
}

/// Withdrawn and leased again in one visit (paused and at once resumed): the new lease stands.
void Dispatcher::take_back_returns(const std::vector<Parcel>& leased)
{
    std::unordered_set<std::int64_t> ids;
    for (const Parcel& parcel : leased)
        ids.insert(model::number(parcel.delivery.id));
    std::erase_if(returned_,
                  [&ids](const Return& row) { return ids.contains(model::number(row.id)); });
}

void Dispatcher::take_in(Parcel parcel, std::vector<Parcel>& to_seal)
{
    if (!held_.insert(model::number(parcel.delivery.id)).second) {  // of an older lease, under way
        returned_.push_back({parcel.delivery.id, now() + after_failure});
        return;
    }
    prepared_[parcel.prepared->id] = parcel.prepared;
    if (parcel.prepared->refusal) {
        settle(parcel, *parcel.prepared->refusal);
        return;
    }
    const model::DestinationId destination = parcel.delivery.destination;
    const bool open_road = parcel.is_letter() && destination == model::DestinationId{};
    if (const auto until = open_road ? pacer_.wait_for(parcel.domain(), now()) : std::nullopt) {
        held_.erase(model::number(parcel.delivery.id));
        returned_.push_back({parcel.delivery.id, *until});
        return;
    }
    pacer_.taken(destination, 1);
    if (parcel.prepared->seal)
        to_seal.push_back(std::move(parcel));
    else
        hand_.put(std::move(parcel));
}

void Dispatcher::sealed(std::vector<Parcel> parcels)
{
    for (Parcel& parcel : parcels)
        hand_.put(std::move(parcel));
    open_sessions();
    work_ready_.notify();
    progress_.notify();
}

/// What an administrator paused or gave up leaves the hand. A copy in a session's hands goes on:
/// only the relay knows how far it is. What is being sealed is looked at again when it comes back.
void Dispatcher::withdraw(const std::vector<model::DeliveryId>& ids)
{
    const Time moment = now();
    for (const Parcel& parcel : hand_.withdraw(ids)) {
        pacer_.returned(parcel.delivery.destination, 1);
        held_.erase(model::number(parcel.delivery.id));
        returned_.push_back({parcel.delivery.id, moment});
    }
    doubtful_ = doubtful_ || (!ids.empty() && sealing_.inside() > 0);
}

// ---- and back to the ledger

/// How destinations fare, written down with the next replies.
store::Writer::Work Dispatcher::books()
{
    const Time moment = now();
    std::vector<store::Traffic> traffic;
    for (const auto& [destination, count] : pacer_.take_counts())
        traffic.push_back({destination, day_of(moment), count});
    std::vector<store::Trouble> troubles;
    for (const auto& [destination, domain, until, reply] : pacer_.resting(moment))
        if (domain.empty())
            troubles.push_back({destination, until, reply});
    return [traffic, troubles](store::Tx& tx) {
        for (const store::Traffic& count : traffic)
            store::add_traffic(tx, count);
        if (troubles != store::troubles(tx))
            store::note_troubles(tx, troubles);
    };
}

void Dispatcher::committed(const std::vector<delivery::Settled>& entries)
{
    for (const auto& [id, attempt, settlement] : entries)
        if (settlement.state == model::DeliveryState::due)
            next_look_ = std::min(settlement.due, next_look_.value_or(settlement.due));
    progress_.notify();
}

asio::awaitable<void> Dispatcher::wind_up()
{
    const Time cut_at = now() + farewell;
    while (relays_.sessions() > 0 || filling_outbox_ || settler_.busy() || sealing_.inside() > 0) {
        if (now() >= cut_at)
            relays_.cut();
        work_ready_.notify();
        auto rest = progress_.wait(look_again);
        co_await std::move(rest);
    }
    std::vector<Return> untried = std::move(returned_);
    for (const Parcel& parcel : hand_.withdraw_all())
        untried.push_back({parcel.delivery.id, now()});
    try {
        auto returned = store_.write([untried](store::Tx& tx) {
            for (const Return& row : untried)
                store::give_back(tx, row.id, row.due);
        });
        co_await std::move(returned);
    } catch (const store::Failure& failure) {
        log::error("leases-stay reason=\"{}\"", failure.what());  // the next start releases them
    }
}

}  // namespace colporteur::app
