// SPDX-License-Identifier: AGPL-3.0-or-later
// Which fields of a post are not sent on.
#pragma once

#include <string_view>

namespace colporteur::dressing {

/// Whether a field of that name (any case) is no matter of readers on any list: envelope matters of
/// the way here, passwords, wishes for receipts, fields that only a list itself may set (2369-01).
bool is_taken_away(std::string_view name);

/// Whether a field of that name (any case) tells from where a member writes, or with which program.
/// Who wrote is not hidden: From, Sender, Message-ID and the author's DKIM-Signature are none of
/// them.
bool tells_origin(std::string_view name);

}  // namespace colporteur::dressing
