// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

#include "dressing/options.hpp"
#include "mail/header.hpp"

namespace colporteur::dressing {

/// The one Reply-To field that goes out with `post` (5322-01), as header octets; nothing when there
/// is to be none.
///
/// An author's own Reply-To, where it is respected, stays byte for byte and keeps the list's away;
/// with ReplyTo::both the list joins it. Where it is not respected it goes: From still says how to
/// reach the author. Of several Reply-To fields the first counts; one without an address that can
/// be read counts as none, and is left alone only where nothing is to be written. On an anonymous
/// list nobody but the list and Options::reply_to_address is named. ReplyTo::address without an
/// address writes nothing.
std::optional<std::string> reply_to_field(const mail::Split& post, const Options& options,
                                          const Scene& scene);

}  // namespace colporteur::dressing
