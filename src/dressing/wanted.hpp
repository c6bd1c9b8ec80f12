// SPDX-License-Identifier: AGPL-3.0-or-later
// Which parts a list takes. Included by .cpp files of this folder alone.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "dressing/filter.hpp"
#include "mail/tree.hpp"

namespace colporteur::dressing {

/// Whether a type is named: "image/png" by "image/png", "image/*" or "*/*", whatever the case.
bool is_named(std::string_view type, const std::vector<std::string>& names);

/// How many octets a part is without its transfer encoding, without decoding it; near enough for
/// quoted-printable and base64 with foreign octets.
std::size_t decoded_size(const mail::OpenEntity& leaf);

/// Whether the list takes a part that holds no others.
bool is_wanted(const mail::OpenEntity& leaf, const Options& options);

/// Whether the list takes something signed or encrypted as it is.
bool is_sealed_wanted(const mail::OpenEntity& sealed, const Options& options);

/// Whether an entity is HTML and what HTML shows: a page, or a multipart of nothing but pages and
/// the pictures related to them. No more than `levels` inside each other, so that asking at each
/// level of a deep message stays cheap.
bool is_html_alone(const mail::Entity& entity, int levels = 5);

/// What an alternative needs to be read without HTML: text/plain with something in it.
bool is_plain_text(const mail::Entity& entity);

/// Tells each part inside an entity that holds no others.
void tell_removed(std::vector<Removed>& removed, const mail::Entity& entity);

}  // namespace colporteur::dressing
