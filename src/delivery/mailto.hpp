// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "mail/address.hpp"

namespace colporteur::delivery {

/// `mailto:lettre+confirm-TOKEN@info.example.org?subject=ok` (RFC 6068 §2): a mail that needs
/// nothing but to be sent. Everything in it that is not unreserved or a plus is percent-encoded.
std::string mailto(const mail::Address& to, std::string_view subject);

}  // namespace colporteur::delivery
