// SPDX-License-Identifier: AGPL-3.0-or-later
// Included by .cpp files of this folder alone.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "mail/tree.hpp"

namespace colporteur::dressing {

/// A part of a message, a view into it, and what stands there instead.
struct Edit {
    std::string_view piece;
    std::string instead;
};

/// The message with each piece replaced, all else byte for byte. The pieces are parts, in order,
/// none inside another; none runs into the delimiter after it.
inline std::string spliced(std::string_view octets, const std::vector<Edit>& edits)
{
    std::string result;
    for (const Edit& edit : edits) {
        result += mail::before_piece(octets, edit.piece);
        result += edit.instead;
        octets = mail::after_piece(octets, edit.piece);
        const bool runs_on = !octets.empty() && !octets.starts_with("\r\n");
        if (runs_on && !edit.instead.empty() && !edit.instead.ends_with('\n'))
            result += "\r\n";
    }
    return result.append(octets);
}

}  // namespace colporteur::dressing
