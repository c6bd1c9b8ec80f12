// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

#include "mail/message.hpp"
#include "model/job.hpp"
#include "model/list.hpp"
#include "model/site.hpp"
#include "store/db.hpp"

namespace colporteur::lists {

/// What the rules look at.
struct Posting {
    const model::List& list;
    const mail::Message& message;
    std::string_view envelope_sender;  ///< "" for "<>"
    bool from_author = false;          ///< From names an owner or author; proves nothing
    bool from_member = false;
    bool proven = false;           ///< handed over on this machine: `colporteur post`
    std::string_view loop_mark{};  ///< what the list's X-Loop says on this message
};

enum class Fate {
    accept,
    confirm,  ///< wait until the author answers
    hold,     ///< wait until an owner decides
    reject,   ///< tell the sender why
    discard,  ///< say nothing
};

/// Why a post is not simply accepted: names a template, templates/mail/rejected_REASON.txt for
/// those that are rejected.
struct Verdict {
    Fate fate = Fate::accept;
    std::string reason{};

    bool operator==(const Verdict&) const = default;
};

/// The first rule with an opinion decides; rules.cpp holds them in order.
Verdict judge(const Posting& posting);

/// The message as its readers get it, but for what is personal: the author's octets, with the
/// list's own header fields (RFC 2369, RFC 2919) in place of any that came with it, without what
/// would ask each reader for a receipt and without what tells from where its author writes
/// (dressing::dress_header). The body is not touched. An X-Loop
/// with our mark is added: it outlives another list that puts its own List-* fields in place of ours.
std::string dress(const model::Site& site, const model::List& list, const mail::Message& message);

/// Makes a letter of a message: dressed, addressed to everyone subscribed now, due at once. Returns
/// the number of recipients; nothing when this very letter has already gone out to this list.
std::optional<std::int64_t> distribute(store::Tx& tx, const model::Site& site,
                                       const model::List& list, model::MessageKey original,
                                       Time now);

/// A letter as its author or an owner sees it before deciding.
struct Summary {
    std::string subject;
    std::string from;  ///< as From says; proves nothing
    std::size_t octets = 0;
    std::int64_t recipients = 0;  ///< if it went out now
    std::string preview;          ///< the first lines of its text
};

Summary summarize(store::Db& db, const model::List& list, model::MessageKey message);

/// Carries a post to its fate: distributed, waiting, refused or dropped, with the mail that belongs
/// to it.
void receive(store::Tx& tx, const model::Site& site, const model::List& list, const model::Job& job,
             Time now);

/// Goes no further, whatever the rules say; the sender is told why (Verdict::reason).
void refuse(store::Tx& tx, const model::Site& site, const model::List& list, const model::Job& job,
            const std::string& reason, Time now);

}  // namespace colporteur::lists
