// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

#include "base/time.hpp"
#include "mail/address.hpp"
#include "model/ids.hpp"
#include "model/words.hpp"

namespace colporteur::model {

/// An accepted message for one recipient and one purpose.
struct Job {
    JobId id{};
    MessageKey message{};
    Purpose purpose = Purpose::command;
    std::optional<ListId> list{};           ///< the list its address named
    mail::Address recipient;                ///< the address it came to
    std::optional<mail::Address> sender{};  ///< reverse-path; nothing for "<>"
    bool proven = false;  ///< handed over on this machine, by whoever may run the program
    JobState state = JobState::ready;
    int attempts = 0;  ///< how often the program ended in the midst of work on it
    Time received{};
    std::string reason{};  ///< of the quarantine, or of the last failure
};

/// Something that waits until somebody answers: a subscription, a letter, a decision.
struct Request {
    RequestId id{};
    RequestKind kind = RequestKind::subscribe;
    std::optional<ListId> list{};      ///< what it is about, if it is about a list
    std::optional<DomainId> domain{};  ///< else where it was asked
    mail::Address address;             ///< who must answer
    std::string name{};                ///< for a subscription: the name to write down
    std::string language{};
    std::string wording{};                ///< the mail that asked, whole: the consent's record
    std::optional<MessageKey> message{};  ///< for a post: the letter
    std::optional<HeldId> held{};         ///< for a decision: about what
    /// For commands: their lines; for an address: the other; for a move: the old and the new one;
    /// for a subscription: what the list's questions were answered; for an invitation: who invites.
    std::string command{};
    Way way = Way::mail;  ///< how it was asked for
    Time created{};
    Time expires{};
    std::optional<Time> done{};
    std::string outcome{};  ///< "accepted", "rejected" once done
};

/// A post or a wish that waits for the moderators, or for the owners alone. Each of them has a
/// request of their own about it; the first to answer decides.
struct Held {
    HeldId id{};
    HeldKind kind = HeldKind::post;
    ListId list{};
    bool for_owners = false;
    std::optional<MessageKey> message{};
    mail::Address address;  ///< of the author, or of who wants to join or leave
    std::string name{};
    std::string language{};
    std::string wording{};   ///< for a wish: the consent that was given
    std::string evidence{};  ///< and what proves it
    Way way = Way::mail;
    std::string reasons{};  ///< why it waits, a rule a line: lists/moderation/reasons.hpp
    Time created{};
    Time expires{};
    std::optional<Time> reminded{};
    std::optional<Time> done{};
    std::string outcome{};     ///< "accepted", "trusted", "rejected", "discarded", "banned",
                               ///< "expired"
    std::string decided_by{};  ///< whose decision it was, for the others
};

}  // namespace colporteur::model
