// SPDX-License-Identifier: AGPL-3.0-or-later
#include "mail/dkim_body.hpp"

namespace colporteur::mail {

BodyHash& BodyHash::add(std::string_view octets)
{
    constexpr std::size_t step = 8192;  // stays in the processor's first cache
    while (!octets.empty()) {
        const auto piece = octets.substr(0, step);
        relaxed_.add(piece, buffer_);
        sha_.add(buffer_);
        buffer_.clear();
        octets.remove_prefix(piece.size());
    }
    return *this;
}

std::string BodyHash::finish()
{
    std::string end;
    relaxed_.finish(end);
    return sha_.add(end).finish();
}

}  // namespace colporteur::mail
