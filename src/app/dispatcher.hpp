// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <unordered_set>
#include <vector>

#include "app/hand.hpp"
#include "app/ledger_visit.hpp"
#include "app/relay_pool.hpp"
#include "app/sealing_room.hpp"
#include "app/settler.hpp"
#include "app/signal.hpp"
#include "app/store_access.hpp"
#include "delivery/pace.hpp"
#include "delivery/retry.hpp"

namespace colporteur::app {

struct DispatcherOptions {
    std::vector<RelayOptions> relays{};  ///< none: copies are kept in `outbox`
    std::filesystem::path outbox{};
    std::string journal_folder{};
    delivery::RetryPolicy retry{};
    Zone zone{};  ///< of the letters' hours
};

/// Between the ledger and the relay sessions: leases what is due and may go, has it signed, opens
/// sessions as there is work, has it written down what the relays say.
///
/// A relay that is down or slow stops nothing: what is leased waits here, the rest in the ledger.
class Dispatcher {
public:
    Dispatcher(asio::any_io_executor executor, StoreAccess& store, model::Site site,
               delivery::Pacer pacer, DispatcherOptions options);
    ~Dispatcher();

    /// What an ended program had in hand is settled or due again. Before run().
    void recover(store::Db& db) { settler_.recover(db); }

    /// Runs until stop(), then returns when sessions have ended and all that is known is in the
    /// ledger.
    asio::awaitable<void> run();

    /// The ledger may hold something new.
    void notify();

    void stop();

private:
    class Source;

    std::shared_ptr<net::CopySource> source(std::size_t relay);

    // From the ledger into the hand.
    asio::awaitable<void> refill();
    Visit plan_visit();
    void take_in(Lease leased);
    void take_back_returns(const std::vector<Parcel>& leased);
    void take_in(Parcel parcel, std::vector<Parcel>& to_seal);
    void withdraw(const std::vector<model::DeliveryId>& ids);
    void sealed(std::vector<Parcel> parcels);

    int letters_here() const { return hand_.letters() + sealing_.inside(); }

    bool is_low() const;
    bool has_room() const;

    // From the hand to the relays.
    void open_sessions();
    void session_ended();
    asio::awaitable<void> keep_in_outbox();
    std::optional<smtp::Copy> next_copy();
    void settled(const smtp::Outcome& outcome);
    void release(const Parcel& parcel);
    void settle(const Parcel& parcel, const smtp::Reply& reply);
    void unsuited(const smtp::Copy& copy, smtp::Lack lack);
    void give_back(const smtp::Copy& copy);

    // And back to the ledger.
    store::Writer::Work books();
    void committed(const std::vector<delivery::Settled>& entries);
    asio::awaitable<void> wind_up();

    asio::any_io_executor executor_;
    StoreAccess& store_;
    std::shared_ptr<const model::Site> site_;
    DispatcherOptions options_;
    delivery::Pacer pacer_;
    Hand hand_;
    Settler settler_;
    SealingRoom sealing_;
    RelayPool relays_;
    Signal wake_;                            ///< the ledger may hold something new
    Signal work_ready_;                      ///< sessions may find a copy
    Signal progress_;                        ///< a session ended or replies were committed
    std::vector<Return> returned_;           ///< for the ledger to take back
    std::unordered_set<std::int64_t> held_;  ///< leased: in hand, being sealed or under way
    std::map<model::MailingId, std::weak_ptr<const delivery::Prepared>> prepared_;
    std::optional<Time> next_look_;  ///< when the ledger will have something to give
    std::int64_t data_version_ = -1;
    bool look_again_ = true;
    bool doubtful_ = false;  ///< a parcel came back that may have been withdrawn meanwhile
    bool low_ = true;        ///< the hand has run low, and nobody has looked yet
    bool filling_outbox_ = false;
    bool stopping_ = false;
};

}  // namespace colporteur::app
