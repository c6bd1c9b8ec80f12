// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "mail/address.hpp"
#include "mail/compose.hpp"
#include "model/list.hpp"
#include "model/site.hpp"
#include "store/db.hpp"
#include "text/template.hpp"

namespace colporteur::delivery {

/// A mail that the automaton writes to one person.
struct Notice {
    mail::Mailbox to;
    std::string language;       ///< the reader's
    std::string template_name;  ///< "mail/welcome.txt"
    text::Values values;
    model::Domain domain;               ///< whose automaton signs it
    std::optional<model::List> list{};  ///< what it is about: gives it that list's List-* fields
    std::optional<mail::Address> reply_to{};  ///< the address at which an answer decides something
    std::string in_reply_to{};                ///< the Message-ID of what it answers, with brackets
    std::string original{};                   ///< a message to show inside, whole
    std::vector<mail::File> files{};          ///< to send along
    bool answers =
        true;  ///< an answer to a mail (auto-replied), else on our own account (auto-generated)
};

/// Queues the notice, before any letter. From is the robot's address in the domain, so that
/// answering always reaches the automaton; Auto-Submitted says that nobody sat there (RFC 3834 §5).
/// Returns the text that the reader will see, for the record of a consent.
std::string notify(store::Tx& tx, const model::Site& site, const Notice& notice, Time now);

/// Names and bodies of the fields that tell what sent it, and about which list: of everything that
/// the automaton sends by itself.
std::vector<std::pair<std::string, std::string>> automaton_fields(const model::Site& site,
                                                                  const Notice& notice);

/// Hands a message on to somebody, its octets untouched: mail for the owners. `bounce_base`: what
/// the envelope sender is made from. `extra`: header octets put in front.
void forward(store::Tx& tx, const mail::Address& bounce_base, std::string_view extra,
             std::string_view octets, const mail::Address& to, Time now);

/// The automaton's own address in a domain: `colporteur@info.example.org`.
mail::Address robot_address(const model::Site& site, const model::Domain& domain);

/// May one more mail about `subject` ("subscribe:12", "help") go to that address now? If so, it is
/// noted. At most one about the same thing in `quiet`, and 20 in a day about everything, so that
/// nobody can be bombed through us (SEC-03).
bool may_mail(store::Tx& tx, const mail::Address& address, std::string_view subject,
              std::chrono::minutes quiet, Time now);

/// The same for what goes to somebody because they look after a list (what waits for them, what
/// became of their decisions): 200 in a day, counted apart.
bool may_mail_keeper(store::Tx& tx, const mail::Address& address, std::string_view subject,
                     std::chrono::minutes quiet, Time now);

}  // namespace colporteur::delivery
