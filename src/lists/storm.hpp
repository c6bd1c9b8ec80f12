// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "store/db.hpp"

namespace colporteur::lists {

/// How much mail is usual at one address of ours. Above it something goes in circles, or somebody
/// floods; no discussion between people comes near it. All below `store::most_counted`.
struct StormLimits {
    std::chrono::hours window{1};  ///< in which mail is counted
    /// Mails of one sender: one every two minutes is a machine's pace.
    int by_sender = 30;
    /// Mails of everybody: five a minute, more than anybody reads; for floods under forged names.
    /// Nothing: they are not counted.
    std::optional<int> by_all = 300;
    /// Near-equal texts of one sender: who says the same forty letters a fifth time is an
    /// auto-responder that hides it.
    int alike = 4;
    /// How long a repeated text is passed over, and how long nobody is told of a storm again.
    std::chrono::hours silence{24};
};

/// What came to the address within the window, without the mail in question.
struct StormCounts {
    int by_sender = 0;
    int by_all = 0;
    int alike = 0;
    bool silenced = false;  ///< that text of that sender is passed over already
};

enum class Storm {
    none,
    echo,      ///< the same text once more, too often: from now on nobody gets it or an answer
    silenced,  ///< such a text during its silence: the same
    sender,    ///< one sender writes too much: what comes waits for a person
    everybody  ///< too much in all: what comes waits for a person
};

/// The strictest that applies. A silence is of one text by one sender, not of the sender: From can
/// be forged, and must not silence whom it names.
Storm judge_rate(const StormCounts& counts, const StormLimits& limits);

/// A mail that has come.
struct Coming {
    std::string scope;     ///< "list:12", "robot:3"
    std::string sender;    ///< the address in From, any case
    std::string likeness;  ///< `mail::likeness` of it, "" for what is never alike
};

struct Weather {
    Storm storm = Storm::none;
    bool begins =
        false;  ///< the owners (of a list) or the admins are to be told: once in a silence
};

/// Counts this mail and judges it. Addresses are kept as digests.
Weather watch(store::Tx& tx, const Coming& coming, const StormLimits& limits, Time now);

}  // namespace colporteur::lists
