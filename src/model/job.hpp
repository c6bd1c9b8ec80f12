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
    ListId list{};
    mail::Address address;  ///< who must answer
    std::string name{};     ///< for a subscription: the name to write down
    std::string language{};
    std::string wording{};                ///< the mail that asked, whole: the consent's record
    std::optional<MessageKey> message{};  ///< for a post: the letter
    Way way = Way::mail;                  ///< how it was asked for
    Time created{};
    Time expires{};
    std::optional<Time> done{};
    std::string outcome{};  ///< "accepted", "rejected" once done
};

}  // namespace colporteur::model
