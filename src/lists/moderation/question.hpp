// SPDX-License-Identifier: AGPL-3.0-or-later
// Who decides about something held, and the question put to each of them.
#pragma once

#include <string>
#include <vector>

#include "mail/address.hpp"
#include "model/job.hpp"
#include "model/list.hpp"
#include "model/person.hpp"
#include "model/site.hpp"
#include "store/db.hpp"
#include "text/template.hpp"

namespace colporteur::lists {

/// The moderators who are there, or the owners where it is theirs. A moderator whose membership is
/// suspended is absent; the owners stand in when all are. Where a list has nobody, the listmasters
/// of its domain, else the site's administrators.
std::vector<model::Person> who_decides(store::Db& db, const model::Site& site,
                                       const model::List& list, const model::Held& held, Time now);

/// Whether that address may decide about it without the token of a question.
bool may_decide(store::Db& db, const model::Site& site, const model::List& list,
                const model::Held& held, const mail::Address& address);

/// A fresh token by which that address may decide about it, until it lapses.
std::string open_question(store::Tx& tx, const model::List& list, const model::Held& held,
                          const mail::Mailbox& moderator, const std::string& language, Time now);

/// The address that takes an answer in words.
mail::Address answer_address(const model::List& list, const std::string& token);

/// LINK, OK_LINK, TRUST_LINK, REJECT_LINK, DISCARD_LINK, BAN_LINK.
void add_links(text::Values& values, const model::Site& site, const model::List& list,
               const std::string& token);

/// A mail to everybody who decides, with the message readable inside, each with a token of their
/// own. Who got too many mails today is not asked: a reminder will come.
void ask_moderators(store::Tx& tx, const model::Site& site, const model::List& list,
                    const model::Held& held, Time now);

}  // namespace colporteur::lists
