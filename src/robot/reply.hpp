// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace colporteur::robot {

/// What somebody answered to one of our questions.
struct Reply {
    enum class Kind {
        yes,
        no,
        discard,  ///< not, and nobody is told
        ban,      ///< not, and nothing more from this sender
        never,    ///< not, and not to be asked again
        trust,    ///< yes, and the sender's next posts without asking
        unclear,  ///< none of our words, or a yes with an if
    };

    Kind kind = Kind::unclear;
    std::string reason{};  ///< behind a no, a discard or a ban: lines fit to be shown, at most
                           ///< 2,000 octets; "" when none was given
};

/// What an answer means that begins with none of our words.
enum class Otherwise {
    yes,      ///< it is a confirmation of one's own wish, and people write kind things
    unclear,  ///< it decides about others: only a plain word may
};

/// Reads an answer without its quotes and signature: a word of decision in one of the eight
/// languages on its first line (a greeting may stand above), whatever the case and the accents; the
/// reason is the rest of that line and the lines below. An empty answer says yes: to answer was
/// asked for. "ok, but …" is unclear where an unclear answer is.
Reply read_decision(std::string_view typed, Otherwise otherwise);

}  // namespace colporteur::robot
