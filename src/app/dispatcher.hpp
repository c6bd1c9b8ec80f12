// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <deque>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "app/signal.hpp"
#include "app/store_access.hpp"
#include "delivery/copies.hpp"
#include "delivery/journal.hpp"
#include "delivery/retry.hpp"
#include "net/relay_session.hpp"

namespace colporteur::app {

struct DispatcherOptions {
    std::optional<net::RelayTarget> relay{};  ///< nothing: copies are kept in `outbox`
    int connections = 8;                      ///< to the relay at once
    std::filesystem::path outbox{};
    std::string journal_folder{};
    delivery::RetryPolicy retry{};
};

/// A recipient in hand, leased from the ledger, with the mailing it belongs to.
struct Parcel {
    model::Delivery delivery;
    std::shared_ptr<const delivery::Prepared> prepared;
};

/// Between the ledger and the relay sessions: leases what is due, opens sessions as there is work,
/// writes down what the relay says.
///
/// Each reply goes into the journal the moment it is read and into the ledger with the next shared
/// commit, at most 50 ms later. A relay that is down or slow stops nothing: what is leased waits
/// here, the rest in the ledger.
class Dispatcher {
public:
    Dispatcher(asio::any_io_executor executor, StoreAccess& store, model::Site site,
               DispatcherOptions options);

    /// What an ended program had in hand is settled or due again. Before run().
    void recover(store::Db& db);

    /// Runs until stop(), then returns when sessions have ended and all that is known is in the
    /// ledger.
    asio::awaitable<void> run();

    /// The ledger may hold something new.
    void notify();

    void stop();

private:
    class Source;
    struct Session;

    asio::awaitable<void> refill();
    asio::awaitable<void> flush();
    asio::awaitable<void> flush_soon();
    asio::awaitable<void> talk(std::shared_ptr<Session> session);
    asio::awaitable<void> keep_in_outbox(std::shared_ptr<Session> session);
    asio::awaitable<void> wind_up();
    void open_sessions();
    void forget_ended_sessions();
    bool wants_refill() const;
    std::optional<smtp::Copy> next_copy();
    void settled(const smtp::Copy& copy, const smtp::Reply& reply);
    void give_back(const smtp::Copy& copy);
    void relay_failed(std::string_view reason);
    std::vector<model::DeliveryId> waiting_here() const;
    void withdraw(const std::vector<model::DeliveryId>& ids);

    asio::any_io_executor executor_;
    StoreAccess& store_;
    std::shared_ptr<const model::Site> site_;
    DispatcherOptions options_;
    delivery::Journal journal_;
    Signal wake_;        ///< the ledger may hold something new
    Signal work_ready_;  ///< sessions may find a copy
    Signal progress_;    ///< a session ended or the journal was committed
    std::deque<Parcel> notices_;
    std::deque<Parcel> letters_;
    std::map<std::uint64_t, Parcel> in_flight_;
    std::vector<model::DeliveryId> returned_;  ///< withdrawn, for the ledger to take back
    std::map<model::MailingId, std::weak_ptr<const delivery::Prepared>> prepared_;
    std::optional<Time> next_due_;  ///< of what the ledger will have to give later
    std::int64_t data_version_ = -1;
    bool look_again_ = true;
    bool doubtful_ = false;  ///< a parcel came back that may have been withdrawn meanwhile
    std::vector<std::shared_ptr<Session>> sessions_;
    bool flushing_ = false;
    std::chrono::milliseconds relay_wait_{0};
    Time relay_not_before_{};
    bool stopping_ = false;
};

}  // namespace colporteur::app
