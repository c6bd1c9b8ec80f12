// SPDX-License-Identifier: AGPL-3.0-or-later
// Private to lists/.
#pragma once

#include <string>

#include "mail/message.hpp"

namespace colporteur::lists {

/// The held message as it is attached for a moderator: as `message` is, but for fields that carry a
/// moderator's password. Over 200,000 octets it is its header with its readable text alone,
/// so that no queue fills up with copies of attachments.
struct ModeratorsCopy {
    std::string octets;
    bool shortened = false;
};

ModeratorsCopy copy_for_moderators(const mail::Message& message);

}  // namespace colporteur::lists
