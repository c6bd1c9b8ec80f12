// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>

#include "dressing/options.hpp"
#include "mail/header.hpp"

namespace colporteur::dressing {

/// The header of a post on a list where nothing may tell who wrote, or from where: written anew, in
/// an order of its own, from the few fields that a reader needs.
///
/// From and To are the list, Message-ID is Scene::new_message_id. Date is in UTC, so that no zone
/// tells where; one that cannot be read gives way to that of the newest Received (RFC 5321 §4.4).
/// In-Reply-To and References keep the ids that the list itself gave, of the domain of the new id:
/// any other names the host or program of whoever wrote. MIME-Version loses its comment, which some
/// programs sign with their name. Content-Type, -Transfer-Encoding, -Disposition, -Description and
/// -Language keep their octets. All other fields are left out. What the body tells is not looked at
/// here, nor is the boundary of a multipart.
std::string anonymous_header(const mail::Split& post, const Options& options, const Scene& scene);

}  // namespace colporteur::dressing
