// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>

#include "mail/message.hpp"
#include "model/list.hpp"
#include "model/settings.hpp"
#include "model/site.hpp"

namespace colporteur::lists {

/// The X-Loop field of a message that goes out to a list, by which we know it should it come back.
/// It outlives another list that puts its own List-* fields in place of ours.
std::string loop_field(const model::Site& site, const model::List& list,
                       std::string_view message_id);

/// The message as its readers get it, but for what is personal: with the list's own header fields
/// (RFC 2369, RFC 2919, RFC 5064) in place of any that came with it, and changed as far as the
/// list's settings say so. `number`: the post's, among the list's.
std::string dress(const model::Site& site, const model::List& list, const model::Settings& settings,
                  const mail::Message& message, std::int64_t number);

/// Where a post is shown: `https://info.example.org/lettre/m/ID`.
std::string post_link(const model::Site& site, const model::List& list, std::string_view permalink);

}  // namespace colporteur::lists
