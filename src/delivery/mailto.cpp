// SPDX-License-Identifier: AGPL-3.0-or-later
#include "delivery/mailto.hpp"

#include "base/ascii.hpp"
#include "base/encode.hpp"

namespace colporteur::delivery {
namespace {

/// A plus means itself in a mailto URI, and people read these.
std::string encoded_local(std::string_view local)
{
    std::string encoded;
    for (const std::string_view piece : split(local, '+'))
        encoded += (piece.data() == local.data() ? "" : "+") + percent_encode(piece);
    return encoded;
}

}  // namespace

std::string mailto(const mail::Address& to, std::string_view subject)
{
    return "mailto:" + encoded_local(to.local()) + "@" + percent_encode(to.domain()) +
           "?subject=" + percent_encode(subject);
}

}  // namespace colporteur::delivery
