// SPDX-License-Identifier: AGPL-3.0-or-later
// Private to the client: what it makes of a reply.
#pragma once

#include <string>

#include "smtp/reply.hpp"

namespace colporteur::smtp {

/// By the first digit, which alone decides (RFC 5321 §4.2.1).
inline bool is_class(const Reply& reply, int first_digit)
{
    return reply.code / 100 == first_digit;
}

/// A refusal that says yes ("250" to DATA) must not pass for a success.
inline Reply as_refusal(const Reply& reply)
{
    if (!reply.positive())
        return reply;
    return {451, "4.5.0", "The relay's reply made no sense: " + std::to_string(reply.code)};
}

}  // namespace colporteur::smtp
