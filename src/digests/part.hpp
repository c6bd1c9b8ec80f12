// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace colporteur::digests {

/// The post for somebody else's eyes: byte for byte, without the fields that were meant for one
/// reader or one server: passwords, the envelope's traces and blind copies, links that
/// unsubscribe one person (8058-10), loop marks, and wishes for receipts. Damaged header
/// lines are left out too.
std::string as_read(std::string_view octets);

/// Whether an entity that holds the post has to be labelled 8bit.
bool is_eight_bit(std::string_view octets);

}  // namespace colporteur::digests
