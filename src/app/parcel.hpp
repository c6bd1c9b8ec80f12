// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "delivery/copies.hpp"

namespace colporteur::app {

/// A recipient in hand, leased from the ledger, with the mailing it belongs to.
struct Parcel {
    model::Delivery delivery;
    std::shared_ptr<const delivery::Prepared> prepared;
    std::optional<smtp::Copy> copy{};  ///< rendered and sealed ahead, where sealing takes time
    delivery::Reader reader{};         ///< where the text of the mailing has personal fields

    std::string_view domain() const { return delivery.recipient.domain(); }

    bool is_letter() const { return prepared->priority == model::Priority::letter; }
};

}  // namespace colporteur::app
