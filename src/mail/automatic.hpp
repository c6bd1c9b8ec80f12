// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "mail/message.hpp"

namespace colporteur::mail {

/// Why this message was written by a machine, in words for the log; nothing when a person may have
/// written it. Such a message is nobody's post (3834-11).
///
/// RFC 3834 §5 and the wild ones: null reverse-path (`envelope_sender` empty); MAILER-DAEMON as
/// sender or in From; no usable From; Auto-Submitted other than "no"; Precedence junk or
/// auto_reply; the fields of responders, cron, challenges and bounces (the table in automatic.cpp);
/// multipart/report; and subjects.
///
/// A subject counts alone only when it is the very pattern of a mailer, colon included: "Automatic
/// reply: …", "Réponse automatique : …", in some twenty languages. A phrase that people write too
/// ("Absence du bureau", "Out of office: …") counts only when it stands alone or before a mark, and
/// together with one of: In-Reply-To or References (an answer that kept no "Re:"),
/// X-Auto-Response-Suppress, Precedence: bulk, a responder's name in X-Mailer. A short text is no
/// such sign: so write people who tell a list that they are away. The subject of a bounce counts
/// only with a mail system's name in From or as sender.
///
/// What other lists do is no sign: Precedence list or bulk, List-*, `x-bounces@` as sender; a list
/// may be on a list. Nor is a wish for silence (X-Auto-Response-Suppress, 3834-10), nor an address
/// that reads no answers (noreply).
std::optional<std::string> machine_reason(const Message& message, std::string_view envelope_sender);

/// Why this message must not be answered by a machine, in words for the log; nothing when it may
/// be. All of machine_reason, and what a person's message may have too:
///
/// RFC 3834 §2: sender or From postmaster, owner-*, *-owner, *-request, *-bounces, *-bounce,
/// noreply, no-reply, do-not-reply…; Precedence bulk, list; any List-* field;
/// X-Auto-Response-Suppress All, AutoReply or OOF; marks of forwarding rules; X-Loop naming
/// `our_address`: the address the message came to.
std::optional<std::string> automatic_reason(const Message& message,
                                            std::string_view envelope_sender,
                                            std::string_view our_address);

}  // namespace colporteur::mail
