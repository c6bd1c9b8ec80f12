// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "lists/storm.hpp"
#include "mail/message.hpp"
#include "model/archived.hpp"
#include "model/job.hpp"
#include "model/list.hpp"
#include "model/settings.hpp"
#include "model/site.hpp"
#include "policy/judge.hpp"
#include "store/db.hpp"

namespace colporteur::lists {

/// What the rules look at.
struct Posting {
    const model::List& list;
    const mail::Message& message;
    std::string_view envelope_sender;  ///< "" for "<>"
    policy::Facts facts{};             ///< who posts, and what the policy may ask about the post
    policy::Policy policy{};           ///< the list's, for posts
    std::string loop_mark{};           ///< what the list's X-Loop says on this message
    bool nothing_left = false;         ///< the list wants none of its parts
    Storm storm = Storm::none;         ///< whether mail comes faster than people write
};

using policy::Fate;

/// What becomes of a post, and why.
struct Verdict {
    Fate fate = Fate::accept;
    /// One word for the log and for the mail that refuses: templates/mail/rejected_REASON.txt.
    std::string reason{};
    bool for_owners = false;                ///< held for the owners alone
    bool quietly = false;                   ///< its author is not told
    bool notify = false;                    ///< the owners are told
    std::string words{};                    ///< of the rule that rejects, for the author
    std::vector<policy::Reason> reasons{};  ///< all of them, for whoever decides
};

/// The rules that hold for every list come first, then the list's own policy: rules.cpp.
Verdict judge(const Posting& posting);

/// What judge() looks at for a message that came from `envelope_sender`; `confirmed`: its author
/// has answered for it; `proven`: handed over on this machine.
struct Origin {
    std::string envelope_sender{};
    std::optional<mail::Address> author{};  ///< in place of what From says
    bool confirmed = false;
    bool proven = false;
    bool looks_like_command = false;
};

Posting posting_of(store::Db& db, const model::Site& site, const model::List& list,
                   const model::Settings& settings, const mail::Message& message,
                   const Origin& origin, Time now);

/// Makes a letter of a message: kept in the archive, dressed, addressed to everyone subscribed now
/// in the form each of them wants. Returns the number of recipients; nothing when this very letter
/// has already gone out to this list.
std::optional<std::int64_t> distribute(store::Tx& tx, const model::Site& site,
                                       const model::List& list, model::MessageKey original,
                                       Time now);

/// The link to one part of a post, for readers who want attachments that way. Whoever has it may
/// open that part alone.
std::string part_link(const model::Site& site, model::ArchiveId post, int part);

struct PostPart {
    model::ArchiveId post{};
    int part = 0;
};

/// What a part_link's last piece names; nothing when it was not made by us.
std::optional<PostPart> find_part(const model::Site& site, std::string_view token);

/// A letter as its author or a moderator sees it before deciding.
struct Summary {
    std::string subject;
    std::string from;  ///< as From says; proves nothing
    std::size_t octets = 0;
    std::int64_t recipients = 0;  ///< if it went out now
    std::string preview;          ///< the first lines of its text
};

Summary summarize(store::Db& db, const model::List& list, model::MessageKey message);

/// Carries a post to its fate: distributed, waiting, refused or dropped, with the mail that belongs
/// to it. `command`: it looks like one that was meant for the automaton.
void receive(store::Tx& tx, const model::Site& site, const model::List& list, const model::Job& job,
             Time now, bool command = false);

/// The same once its author has answered for it. Says what became of it; for `accept`, how many
/// recipients: nothing when it had gone out already.
struct Received {
    Verdict verdict;
    std::optional<std::int64_t> recipients{};
};

Received receive_confirmed(store::Tx& tx, const model::Site& site, const model::List& list,
                           model::MessageKey message, Time now);

}  // namespace colporteur::lists
