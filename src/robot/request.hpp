// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "lists/permission.hpp"
#include "mail/address.hpp"
#include "mail/compose.hpp"
#include "model/list.hpp"
#include "model/site.hpp"
#include "store/db.hpp"
#include "text/template.hpp"

namespace colporteur::robot {

/// One command as asked.
struct Request {
    store::Tx& tx;
    const model::Site& site;
    const model::Domain& domain;
    mail::Mailbox from;
    /// The sender has answered a challenge about these very commands. From alone proves nothing.
    bool proven = false;
    std::optional<model::MessageKey> message{};  ///< the mail that asks
    std::string message_id;
    std::string language;             ///< that the sender's message tells; "" when it tells none
    std::optional<model::List> list;  ///< named by the address written to
    std::string word;                 ///< the command's word
    std::string rest;                 ///< what followed it, as typed
    std::string typed{};              ///< what the sender typed in the whole mail
    std::string everything;           ///< the text of the whole mail, quotes and all
    bool quiet = false;               ///< whoever it concerns is not to be told
    bool sweet_nothings = false;
    Time now;
};

/// What the sender is told.
struct Answer {
    std::string template_name{};  ///< "" when a mail of its own has gone out, and says it all
    text::Values values{};
    std::optional<model::List> list{};  ///< what it is about
    std::string language{};             ///< "" gives language_for(request, list)
    bool unproven = false;  ///< nothing was done: the sender must prove first who they are
    bool to_keeper =
        false;  ///< it goes to a proven owner or moderator, who may decide all day long
    std::vector<std::string>
        below{};             ///< then: whom or what it is about, besides the command's line
    std::string attached{};  ///< a whole message to send along
    std::vector<mail::File> files{};  ///< likewise, for programs
};

/// Nothing is done before the sender has answered a challenge.
inline Answer needs_proof(const std::optional<model::List>& list)
{
    return {.list = list, .unproven = true};
}

/// Who asks, for the policies.
inline lists::Asker asker_of(const Request& request)
{
    return {.address = request.from.address, .confirmed = request.proven};
}

/// The language that the sender's message tells, else the one that they have chosen, else that of
/// the list the request is about, else the domain's.
std::string language_for(const Request& request, const std::optional<model::List>& list);

}  // namespace colporteur::robot
