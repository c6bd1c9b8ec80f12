// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "mail/message.hpp"

namespace colporteur::mail {

/// By what a message is known that has been at one of our addresses before.
struct OwnMarks {
    std::string_view address;    ///< where it came to: `lettre@…`, `lettre-owner@…`
    std::string_view list_id{};  ///< `lettre.info.example.org`; "" at an address that is no list's
    std::string_view mark{};     ///< `accounts::loop_mark` of the message at that address; "" if
                                 ///< nobody put one
};

/// How this message shows that it has been here before, in words for the log; then it goes no
/// further, and nothing is said.
///
/// What we write ourselves counts: our List-Id (2919-02), our address in List-Post, and our X-Loop
/// when it has the mark that only we can make, for this message alone. Our address in Delivered-To
/// counts too, but not right above the Received of the server that handed the message to us:
/// there that server wrote it, for the first time.
std::optional<std::string> loop_reason(const Message& message, const OwnMarks& ours);

/// Who says without proof that this message has been here before, in words for the log: X-Loop,
/// X-BeenThere or Mailing-List naming our address. We write none of them so, anybody can; this must
/// neither block a post silently (trap 10) nor be overlooked: a person should look.
std::optional<std::string> loop_claim(const Message& message, const OwnMarks& ours);

/// What we write into X-Loop.
std::string loop_field(const OwnMarks& ours);

}  // namespace colporteur::mail
