// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "mail/message.hpp"

namespace colporteur::mail {

/// Why this message must not be answered by a machine, in words for the log; nothing when it may
/// be.
///
/// RFC 3834 §2 and the wild ones: null reverse-path (`envelope_sender` empty), sender
/// MAILER-DAEMON, postmaster, owner-*, *-owner, *-request,
/// *-bounces, *-bounce, noreply, no-reply, do-not-reply…; Auto-Submitted other than "no";
/// Precedence bulk, list, junk, auto_reply; any List-* field; multipart/report; X-Autoreply,
/// X-Autorespond, X-Auto-Response-Suppress All, AutoReply or OOF; X-Loop naming `our_address`; no
/// usable From. The names of machines count in From too. `our_address`: the address the message
/// came to.
std::optional<std::string> automatic_reason(const Message& message,
                                            std::string_view envelope_sender,
                                            std::string_view our_address);

}  // namespace colporteur::mail
