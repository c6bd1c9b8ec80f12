// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/dispatcher.hpp"

#include <set>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/detached.hpp>
#include <boost/system/system_error.hpp>
#include <fmt/format.h>

#include "app/outbox.hpp"
#include "base/log.hpp"
#include "store/lists.hpp"
#include "store/mailings.hpp"

namespace colporteur::app {
namespace {

using std::chrono::milliseconds;

constexpr int notices_in_hand = 400;
constexpr int letters_in_hand = 400;
constexpr int letters_low = 200;        // below it, lease again
constexpr int rows_per_step = 5000;     // of a long letter on its way into the ledger
constexpr int copies_per_session = 10;  // waiting ones that are worth one more connection
constexpr milliseconds look_again{250};
constexpr milliseconds commit_within{50};
constexpr milliseconds after_failure{1000};
constexpr milliseconds longest_relay_wait{60'000};
constexpr milliseconds farewell{15'000};  // for a relay's last words, when the server ends

/// What one visit to the ledger brings.
struct Lease {
    std::int64_t data_version = 0;  ///< another one means that another process wrote
    std::vector<Parcel> notices;
    std::vector<Parcel> letters;
    std::vector<model::DeliveryId> withdrawn;  ///< of those that wait here
    bool visited = false;                      ///< else nothing below was asked
    bool more = false;                         ///< a letter is still being addressed
    std::optional<Time> next_due{};
};

using Known = std::map<model::MailingId, std::shared_ptr<const delivery::Prepared>>;

std::shared_ptr<const delivery::Prepared> prepared_for(store::Db& db, const model::Site& site,
                                                       Known& known, model::MailingId id)
{
    auto& place = known[id];
    if (!place) {
        const model::Mailing mailing = store::find_mailing(db, id).value();
        place = delivery::prepare(
            site, mailing, mailing.list ? store::find_list(db, *mailing.list) : std::nullopt);
    }
    return place;
}

std::vector<Parcel> lease_some(store::Tx& tx, const model::Site& site, Known& known,
                               model::Priority priority, int limit)
{
    std::vector<Parcel> parcels;
    if (limit <= 0)
        return parcels;
    for (model::Delivery& delivery : store::lease_deliveries(tx, priority, limit, now())) {
        auto prepared = prepared_for(tx, site, known, delivery.mailing);
        parcels.push_back({std::move(delivery), std::move(prepared)});
    }
    return parcels;
}

/// Why the ledger is visited.
struct Visit {
    bool certain = false;  ///< something has changed, or is due; else only if another process wrote
    bool doubtful = false;  ///< look whether what waits here is still wanted
    std::int64_t data_version = 0;
    int notices = 0;
    int letters = 0;
    std::vector<model::DeliveryId> waiting{};   ///< leased, not in a session's hands
    std::vector<model::DeliveryId> returned{};  ///< leased, not wanted any more
};

Lease lease(store::Tx& tx, const model::Site& site, Known known, const Visit& visit)
{
    Lease result;
    result.data_version = tx.db().data_version();
    if (!visit.certain && result.data_version == visit.data_version)
        return result;
    result.visited = true;
    for (const model::DeliveryId id : visit.returned)
        store::give_back(tx, id, now());
    if (visit.doubtful || result.data_version != visit.data_version)
        result.withdrawn = store::withdrawn(tx, visit.waiting);
    result.more = store::fill_mailings(tx, rows_per_step, now());
    result.notices = lease_some(tx, site, known, model::Priority::notice, visit.notices);
    result.letters = lease_some(tx, site, known, model::Priority::letter, visit.letters);
    result.next_due = store::next_delivery_due(tx, now());
    return result;
}

void settle_all(store::Tx& tx, const std::vector<delivery::Settled>& entries)
{
    for (const delivery::Settled& entry : entries)
        store::settle(tx, entry.id, entry.attempt, entry.settlement.state, entry.settlement.reply,
                      entry.settlement.due);
}

}  // namespace

/// A turn with the relay, or of filling the outbox.
struct Dispatcher::Session {
    asio::cancellation_signal cut{};
    bool ended = false;
};

/// What one relay session sees of the dispatcher.
class Dispatcher::Source : public net::CopySource {
public:
    explicit Source(Dispatcher& dispatcher) : dispatcher_{dispatcher} {}

    std::optional<smtp::Copy> ready() override { return dispatcher_.next_copy(); }

    asio::awaitable<std::optional<smtp::Copy>> next(std::chrono::seconds patience) override
    {
        const Time until = now() + patience;
        auto copy = dispatcher_.next_copy();
        while (!copy && !dispatcher_.stopping_ && now() < until) {
            auto work = dispatcher_.work_ready_.wait(
                std::chrono::duration_cast<milliseconds>(until - now()));
            co_await std::move(work);
            copy = dispatcher_.next_copy();
        }
        co_return copy;
    }

    void settled(const smtp::Copy& copy, const smtp::Reply& reply) override
    {
        dispatcher_.settled(copy, reply);
    }

    void give_back(smtp::Copy copy) override { dispatcher_.give_back(copy); }

private:
    Dispatcher& dispatcher_;
};

Dispatcher::Dispatcher(asio::any_io_executor executor, StoreAccess& store, model::Site site,
                       DispatcherOptions options)
    : executor_{executor},
      store_{store},
      site_{std::make_shared<const model::Site>(std::move(site))},
      options_{std::move(options)},
      journal_{options_.journal_folder},
      wake_{executor},
      work_ready_{executor},
      progress_{executor}
{
}

void Dispatcher::recover(store::Db& db)
{
    store::Tx tx{db};
    settle_all(tx, journal_.recover());
    store::release_deliveries(tx, now());
    tx.commit();
    journal_.clear();
}

void Dispatcher::notify()
{
    look_again_ = true;
    wake_.notify();
}

void Dispatcher::stop()
{
    stopping_ = true;
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

bool Dispatcher::wants_refill() const
{
    return !stopping_ && journal_.has_room(in_flight_.size() + letters_in_hand);
}

asio::awaitable<void> Dispatcher::refill()
{
    bool more = wants_refill();
    while (more) {
        Known known;
        for (const auto& [id, weak] : prepared_)
            if (auto prepared = weak.lock())
                known.emplace(id, std::move(prepared));
        const auto letters = static_cast<int>(letters_.size());
        const Visit visit{
            .certain = look_again_ || doubtful_ || (next_due_ && *next_due_ <= now()),
            .doubtful = std::exchange(doubtful_, false),
            .data_version = data_version_,
            .notices = notices_in_hand - static_cast<int>(notices_.size()),
            .letters = letters <= letters_low ? letters_in_hand - letters : 0,
            .waiting = waiting_here(),
            .returned = returned_,
        };
        look_again_ = false;
        auto leasing = store_.write(
            [site = site_, known, visit](store::Tx& tx) { return lease(tx, *site, known, visit); });
        Lease leased = co_await std::move(leasing);
        if (!leased.visited)
            co_return;
        data_version_ = leased.data_version;
        returned_.clear();
        withdraw(leased.withdrawn);

        prepared_.clear();
        for (auto* parcels : {&leased.notices, &leased.letters})
            for (const Parcel& parcel : *parcels)
                prepared_[parcel.prepared->id] = parcel.prepared;
        for (const auto& [id, prepared] : known)
            prepared_[id] = prepared;
        std::move(leased.notices.begin(), leased.notices.end(), std::back_inserter(notices_));
        std::move(leased.letters.begin(), leased.letters.end(), std::back_inserter(letters_));
        next_due_ = leased.next_due;
        const bool maybe_more =
            static_cast<int>(leased.notices.size()) == visit.notices ||
            (visit.letters > 0 && static_cast<int>(leased.letters.size()) == visit.letters);
        look_again_ = look_again_ || maybe_more || leased.more || !returned_.empty();
        work_ready_.notify();
        open_sessions();
        more = leased.more && wants_refill();
    }
}

void Dispatcher::open_sessions()
{
    forget_ended_sessions();
    const auto waiting = static_cast<int>(notices_.size() + letters_.size());
    if (stopping_ || waiting == 0 || now() < relay_not_before_)
        return;
    const int most = options_.relay ? options_.connections : 1;
    const int wanted =
        relay_wait_.count() > 0 ? 1 : std::min(most, 1 + waiting / copies_per_session);
    while (static_cast<int>(sessions_.size()) < wanted) {
        const auto session = sessions_.emplace_back(std::make_shared<Session>());
        if (options_.relay)
            asio::co_spawn(executor_, talk(session),
                           asio::bind_cancellation_slot(session->cut.slot(), asio::detached));
        else
            asio::co_spawn(executor_, keep_in_outbox(session), asio::detached);
    }
}

void Dispatcher::forget_ended_sessions()
{
    std::erase_if(sessions_, [](const auto& session) { return session->ended; });
}

asio::awaitable<void> Dispatcher::talk(std::shared_ptr<Session> session)
{
    try {
        auto source = std::make_shared<Source>(*this);
        auto served = net::run_relay_session(*options_.relay, source);
        co_await std::move(served);
    } catch (const boost::system::system_error& error) {
        relay_failed(error.what());
    } catch (const net::RelayRefused& refused) {
        relay_failed(refused.what());
    } catch (const std::exception& error) {
        relay_failed(error.what());
        log::error("defect in=relay-session reason=\"{}\"", error.what());
    }
    session->ended = true;
    wake_.notify();
    progress_.notify();
}

asio::awaitable<void> Dispatcher::keep_in_outbox(std::shared_ptr<Session> session)
{
    auto copy = next_copy();
    while (copy) {
        const auto file = options_.outbox / fmt::format("{}.eml", copy->id);
        const smtp::Copy held = *copy;
        auto kept = store_.read([file, held](store::Db&) { return write_outbox(file, held); });
        const smtp::Reply reply = co_await std::move(kept);
        settled(held, reply);
        copy = next_copy();
    }
    session->ended = true;
    progress_.notify();
}

/// Sessions that fail together are one trouble and make one wait.
void Dispatcher::relay_failed(std::string_view reason)
{
    if (now() < relay_not_before_)
        return;
    relay_wait_ = std::clamp(relay_wait_ * 2, after_failure, longest_relay_wait);
    relay_not_before_ = now() + relay_wait_;
    log::warning("relay-trouble reason=\"{}\" again_in_ms={}", reason, relay_wait_.count());
}

std::optional<smtp::Copy> Dispatcher::next_copy()
{
    auto& queue = notices_.empty() ? letters_ : notices_;
    if (stopping_ || queue.empty() || !journal_.has_room(in_flight_.size() + 1))
        return std::nullopt;
    Parcel parcel = std::move(queue.front());
    queue.pop_front();
    smtp::Copy copy = delivery::render(*site_, parcel.prepared, parcel.delivery);
    in_flight_.insert_or_assign(copy.id, std::move(parcel));
    if (static_cast<int>(letters_.size()) == letters_low)
        notify();
    return copy;
}

void Dispatcher::settled(const smtp::Copy& copy, const smtp::Reply& reply)
{
    const auto parcel = in_flight_.extract(copy.id);
    if (!parcel)
        return;
    const model::Delivery& delivery = parcel.mapped().delivery;
    const auto settlement = delivery::settle_by(
        reply, options_.retry, parcel.mapped().prepared->created, delivery.attempts, now());
    journal_.append({delivery.id, delivery.attempts, settlement});
    if (reply.positive()) {
        relay_wait_ = milliseconds{0};
        relay_not_before_ = {};
    } else {
        log::info("refused delivery={} attempt={} reply=\"{}\"", copy.id, delivery.attempts,
                  settlement.reply);
    }
    if (!flushing_) {
        flushing_ = true;
        asio::co_spawn(executor_, flush_soon(), asio::detached);
    }
}

void Dispatcher::give_back(const smtp::Copy& copy)
{
    auto parcel = in_flight_.extract(copy.id);
    if (!parcel)
        return;
    auto& queue =
        parcel.mapped().prepared->priority == model::Priority::letter ? letters_ : notices_;
    queue.push_front(std::move(parcel.mapped()));
    doubtful_ = true;
    work_ready_.notify();  // a session that waits can take it at once
}

std::vector<model::DeliveryId> Dispatcher::waiting_here() const
{
    std::vector<model::DeliveryId> ids;
    for (const auto* queue : {&notices_, &letters_})
        for (const Parcel& parcel : *queue)
            ids.push_back(parcel.delivery.id);
    return ids;
}

/// What an administrator paused or gave up leaves the queues. A copy in a session's hands goes on:
/// only the relay knows how far it is.
void Dispatcher::withdraw(const std::vector<model::DeliveryId>& ids)
{
    const std::set<model::DeliveryId> gone{ids.begin(), ids.end()};
    for (auto* queue : {&notices_, &letters_})
        std::erase_if(*queue, [this, &gone](const Parcel& parcel) {
            const bool goes = gone.contains(parcel.delivery.id);
            if (goes)
                returned_.push_back(parcel.delivery.id);
            return goes;
        });
}

asio::awaitable<void> Dispatcher::flush_soon()
{
    asio::steady_timer timer{executor_, commit_within};
    auto rest = timer.async_wait(asio::use_awaitable);
    co_await std::move(rest);
    while (!journal_.empty() && !journal_.sealed()) {
        auto committed = flush();
        co_await std::move(committed);
    }
    flushing_ = false;
    progress_.notify();
}

asio::awaitable<void> Dispatcher::flush()
{
    const auto entries = std::make_shared<const std::vector<delivery::Settled>>(journal_.seal());
    while (journal_.sealed()) {
        bool failed = false;
        try {
            auto commit = store_.write([entries](store::Tx& tx) { settle_all(tx, *entries); });
            co_await std::move(commit);
            journal_.forget_sealed();
            for (const auto& [id, attempt, settlement] : *entries)
                if (settlement.state == model::DeliveryState::due)
                    next_due_ = std::min(settlement.due, next_due_.value_or(settlement.due));
        } catch (const store::Failure& failure) {
            log::error("settle-waits reason=\"{}\"", failure.what());
            failed = true;
        }
        if (failed && stopping_)
            co_return;  // the journal keeps it for the next start
        if (failed) {
            asio::steady_timer timer{executor_, after_failure};
            auto rest = timer.async_wait(asio::use_awaitable);
            co_await std::move(rest);
        }
    }
}

asio::awaitable<void> Dispatcher::wind_up()
{
    const Time cut_at = now() + farewell;
    for (forget_ended_sessions(); !sessions_.empty() || flushing_; forget_ended_sessions()) {
        if (now() >= cut_at)
            for (const auto& session : sessions_)
                session->cut.emit(asio::cancellation_type::terminal);
        work_ready_.notify();
        auto rest = progress_.wait(look_again);
        co_await std::move(rest);
    }
    std::vector<model::DeliveryId> untried = waiting_here();
    untried.insert(untried.end(), returned_.begin(), returned_.end());
    try {
        auto returned = store_.write([untried](store::Tx& tx) {
            for (const auto id : untried)
                store::give_back(tx, id, now());
        });
        co_await std::move(returned);
    } catch (const store::Failure& failure) {
        log::error("leases-stay reason=\"{}\"", failure.what());  // the next start releases them
    }
}

}  // namespace colporteur::app
