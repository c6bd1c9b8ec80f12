// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string_view>
#include <type_traits>
#include <vector>

#include "store/ledger.hpp"
#include "support/builders.hpp"

namespace colporteur::support {

inline const Time noon = at("2026-03-01 12:00");
inline const Time one_o_clock = at("2026-03-01 13:00");

/// A newsletter with readers r0@example.net, r1@example.net…, and a letter to them.
class Ledger {
public:
    explicit Ledger(int readers);

    store::Db& db() { return house_.db(); }

    const model::List& list() const { return list_; }

    model::MailingId letter() const { return letter_; }

    /// Its result, committed.
    template <class Work>
    auto in_tx(Work work)
    {
        store::Tx tx{db()};
        if constexpr (std::is_void_v<std::invoke_result_t<Work, store::Tx&>>) {
            work(tx);
            tx.commit();
        } else {
            auto result = work(tx);
            tx.commit();
            return result;
        }
    }

    model::MailingId add_letter(std::string_view fingerprint = "");
    model::DeliveryId add_notice(std::string_view recipient, Time due = noon);
    void join(std::string_view who);
    void leave(std::string_view who);

    /// Makes the rows of the letter for everyone.
    void fill();
    void fill(model::MailingId letter);

    /// From all lanes, lane after lane.
    std::vector<model::Delivery> lease(int limit, Time now = noon);

    model::Delivery lease_one(Time now = noon) { return lease(1, now).at(0); }

    void settle(const model::Delivery& leased, model::DeliveryState state,
                std::string_view reply = "250 2.0.0 Ok", Time at = noon);
    model::DeliveryState state_of(model::DeliveryId id);

private:
    House house_;
    model::List list_;
    model::MailingId letter_{};
};

}  // namespace colporteur::support
