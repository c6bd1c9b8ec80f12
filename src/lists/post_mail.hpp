// SPDX-License-Identifier: AGPL-3.0-or-later
// Private to lists/: the mails that a post causes before, or instead of, going out.
#pragma once

#include <string>

#include "lists/posting.hpp"

namespace colporteur::lists {

/// A post under way.
struct Post {
    store::Tx& tx;
    const model::Site& site;
    const model::List& list;
    const model::Settings& settings;
    const model::Job& job;
    const mail::Message& message;
    mail::Mailbox from;
    Time now;
};

/// The post waits until its author answers.
void ask_author(const Post& post);

/// The post waits until a moderator answers, or an owner where the verdict says so
/// (moderation/hold.cpp). Its author is told so, unless the verdict is quiet.
void hold(const Post& post, const Verdict& verdict);

/// The sender is told why it goes no further: templates/mail/rejected_REASON.txt. Machines are not.
void tell_rejected(const Post& post, const Verdict& verdict);

/// The owners are told that the post goes out, as a rule of theirs asks (`accept and notify`).
void tell_owners(const Post& post);

/// The owners are told that posts come faster than people write, and from whom.
void tell_of_storm(store::Tx& tx, const model::Site& site, const model::List& list,
                   const std::string& sender, Storm storm, Time now);

}  // namespace colporteur::lists
