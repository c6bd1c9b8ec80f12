// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/time.hpp"
#include "mail/address.hpp"
#include "model/ids.hpp"
#include "model/schedule.hpp"
#include "model/words.hpp"

namespace colporteur::model {

/// Who goes first: a confirmation never waits behind a letter.
enum class Priority { notice = 0, letter = 1 };

/// Which members a mailing to a list is for.
struct Audience {
    Reception reception = Reception::mail;  ///< those who want it in this form
    std::uint64_t topics = 0;               ///< those who want one of these; 0: whatever they want
    std::optional<PersonId> author{};       ///< unless they want their own posts
    std::int64_t number = 0;                ///< of the post, or of a digest's last one
    std::optional<std::int64_t> owed_after{};  ///< a digest: those who had this post last
    std::optional<MailingId> leader{};         ///< in one go with that mailing's members
};

/// One message on its way to one or many recipients.
struct Mailing {
    MailingId id{};
    std::optional<ListId> list{};          ///< nothing for the robot's own mail
    std::optional<MessageKey> original{};  ///< the message as it came
    mail::Address bounce_base;  ///< `lettre@…`: the envelope sender is made from it (VERP)
    /// Each recipient gets a copy of their own, with a return address and a List-Unsubscribe that
    /// name them. Else identical copies share a transaction.
    bool personal = false;
    /// Fields in the text (`{{name}}`) are filled for each recipient; where there are some, the
    /// copies are personal whatever the list says.
    bool fields = false;
    Priority priority = Priority::notice;
    std::string octets{};   ///< what every copy shares, CRLF, not dot-stuffed
    std::string subject{};  ///< decoded, for people
    bool paused = false;
    Schedule schedule{};
    Time created{};
    Audience audience{};
};

/// One recipient of one mailing: a row of the ledger.
struct Delivery {
    DeliveryId id{};
    MailingId mailing{};
    std::optional<MemberId> member{};  ///< for personal fields
    DestinationId destination{};       ///< whose pace it keeps; 0: no pace but its domain's own
    mail::Address recipient;
    DeliveryState state = DeliveryState::due;
    Time due{};           ///< not before; once settled, when that was
    int attempts = 0;     ///< how often it was leased
    std::string reply{};  ///< the relay's last words, "250 2.0.0 Ok: queued"
};

}  // namespace colporteur::model
