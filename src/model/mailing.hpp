// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

#include "base/time.hpp"
#include "mail/address.hpp"
#include "model/ids.hpp"
#include "model/words.hpp"

namespace colporteur::model {

/// Who goes first: a confirmation never waits behind a letter.
enum class Priority { notice = 0, letter = 1 };

/// One message on its way to one or many recipients.
struct Mailing {
    MailingId id{};
    std::optional<ListId> list{};          ///< nothing for the robot's own mail
    std::optional<MessageKey> original{};  ///< the message as it came
    mail::Address bounce_base;  ///< `lettre@…`: the envelope sender is made from it (VERP)
    bool personal = false;      ///< each copy gets its own List-Unsubscribe
    Priority priority = Priority::notice;
    std::string octets{};   ///< what every copy shares, CRLF, not dot-stuffed
    std::string subject{};  ///< decoded, for people
    bool paused = false;
    Time created{};
};

/// One recipient of one mailing: a row of the ledger.
struct Delivery {
    DeliveryId id{};
    MailingId mailing{};
    std::optional<MemberId> member{};  ///< for personal fields
    mail::Address recipient;
    DeliveryState state = DeliveryState::due;
    Time due{};           ///< not before
    int attempts = 0;     ///< how often it was leased
    std::string reply{};  ///< the relay's last words, "250 2.0.0 Ok: queued"
};

}  // namespace colporteur::model
