// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>

#include "dressing/options.hpp"
#include "mail/message.hpp"

namespace colporteur::dressing {

/// The header of `post` as its readers get it, but for the list's own fields (List-Id and so on),
/// which the caller puts in front. Without the empty line; every line ends with CRLF; "" when there
/// is no field at all.
///
/// Every field that no option and no table of origin.cpp concerns stands byte for byte and in its
/// place (5321-13). Subject and Reply-To are written in the place of the author's, or at the end.
///
/// Damage has one reading (7103-01), that of everything else here which reads a post: lines that
/// are no fields are left out; of fields that may be there once (RFC 5322 §3.6, RFC 2045 §3) the
/// first stays, so that From, Subject or Content-Type are what the moderator saw. A message without
/// fields is all body and gets only what is put in.
///
/// Throws std::logic_error for an anonymous list without Scene::new_message_id.
std::string dress_header(const mail::Message& post, const Options& options, const Scene& scene);

}  // namespace colporteur::dressing
