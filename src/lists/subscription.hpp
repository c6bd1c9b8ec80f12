// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/job.hpp"
#include "model/list.hpp"
#include "model/person.hpp"
#include "model/settings.hpp"
#include "model/site.hpp"
#include "store/db.hpp"
#include "store/people.hpp"

namespace colporteur::lists {

/// Somebody wants to join or to leave. Nothing says yet that the address is theirs.
struct Wish {
    model::List list;
    mail::Address address;
    std::string name{};      ///< as they wrote it; "" when not given
    std::string language{};  ///< for the mail they will get
    model::Way way = model::Way::mail;
    std::string in_reply_to{};    ///< the Message-ID of the mail that asked
    bool sweet_nothings = false;  ///< the mail held kind words as well: thank for them
    store::Attributes answers{};  ///< to the list's questions, by name as typed
};

/// What became of a wish. The asker is told the same in every case; only the owner of the mailbox
/// learns more, from the mail.
enum class Asked {
    mailed,    ///< a mail went to the address: please confirm, or: you are (not) subscribed already
    silenced,  ///< none went, because one did a moment ago or too many today
};

/// Sends the confirmation mail, to be answered or followed, valid for 7 days. Closed list, blocked
/// address, or a policy that refuses: the mail says so. A policy that accepts at once asks all the
/// same, since a From proves nothing (SEC-02) and the answer is the consent; one that holds asks
/// first, and the moderators then. Who does not answer what the list must know is told how; who
/// leaves by another address of theirs than the one that is subscribed is told which one leaves.
Asked ask_to_subscribe(store::Tx& tx, const model::Site& site, const Wish& wish, Time now);
Asked ask_to_unsubscribe(store::Tx& tx, const model::Site& site, const Wish& wish, Time now);

/// How a decision reached us.
struct Evidence {
    model::Way way = model::Way::mail;
    std::string what{};  ///< the Message-ID of the answer, or "button"
};

/// What somebody decided. About one's own wish there is only yes and no.
struct Decision {
    enum class Kind {
        accept,
        reject,
        discard,  ///< not, and nobody is told
        ban,      ///< not, and nothing more from that address on this list
        trust,    ///< accept, and what they write next without asking
    };

    Kind kind = Kind::accept;
    std::string reason{};  ///< of a rejection, for the author alone; 2,000 octets of it count

    bool says_yes() const { return kind == Kind::accept || kind == Kind::trust; }
};

/// What a decision could not do besides what it did.
enum class Shortfall {
    none,
    no_member,          ///< trust: the author is not a member, so each post of theirs will wait
    protected_address,  ///< ban: the address is one of those who run the list, or has a * in it
    sent_before,        ///< accept: that very message had gone out already
};

/// What an answer did.
struct Outcome {
    enum class Kind {
        subscribed,
        unsubscribed,
        posted,    ///< the author confirmed a letter: it is on its way
        approved,  ///< a moderator accepted what was held; how, says Held::outcome
        commands,  ///< commands were proven: whoever reads commands is to carry them out
        invited,   ///< a guest accepted an invitation
        linked,    ///< a second address is theirs
        moved,     ///< their memberships are at the new address
        kept,      ///< who was added by others stays
        rejected,  ///< declined: nothing was done, and will not be; how, says Held::outcome
        waits,     ///< the policy wants a moderator to decide now
        refused,   ///< the policy refuses what was confirmed; its author is told why
        already,   ///< it had been answered before; nothing was done again
        closed,  ///< the list was closed meanwhile: it cannot be accepted; the rest can be decided
        expired,
        unknown,  ///< no such token
    };

    Kind kind = Kind::unknown;
    std::optional<model::Request> request{};  ///< unless unknown
    std::optional<model::List> list{};        ///< unless unknown, or about no list
    std::optional<model::Held> held{};        ///< for a decision: what it is about
    Shortfall shortfall = Shortfall::none;
};

/// The request behind a token and what would become of an answer now (already, expired, unknown;
/// else the kind that accepting would give). Changes nothing.
Outcome look_at(store::Db& db, std::string_view token, Time now);

/// Carries out an answer: subscribes (and welcomes), unsubscribes (and says goodbye), distributes.
/// A second answer is harmless and says `already`.
Outcome decide(store::Tx& tx, const model::Site& site, std::string_view token,
               const Decision& decision, const Evidence& evidence, Time now);

/// Whose List-Unsubscribe this token is; nothing when it is not one of ours.
struct Leaver {
    model::Member member;
    model::List list;
};

std::optional<Leaver> find_leaver(store::Db& db, const model::Site& site,
                                  std::string_view leave_token);

/// RFC 8058: at once, without a question; false when the token is not ours. Leaving twice is
/// harmless. One goodbye mail, the first time.
bool leave(store::Tx& tx, const model::Site& site, std::string_view leave_token,
           const Evidence& evidence, Time now);

/// Somebody who has proven to be that member leaves, without a goodbye of its own. False when the
/// list's policy does not simply let people go: nothing was done, ask_to_unsubscribe() leads
/// further.
bool leave_proven(store::Tx& tx, const model::Site& site, const model::List& list,
                  const model::Member& member, const Evidence& evidence, Time now);

}  // namespace colporteur::lists
