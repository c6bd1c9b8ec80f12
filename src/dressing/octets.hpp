// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>

#include "mail/header.hpp"

namespace colporteur::dressing {

/// A field byte for byte, with a line end even where the message ended without one.
inline std::string octets_of(const mail::Field& field)
{
    std::string octets{field.raw};
    return octets.ends_with("\r\n") ? octets : octets + "\r\n";
}

}  // namespace colporteur::dressing
