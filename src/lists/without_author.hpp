// SPDX-License-Identifier: AGPL-3.0-or-later
// Private to lists/: what stands in an archive in place of the post of somebody who is forgotten.
#pragma once

#include <string>

#include "model/archived.hpp"
#include "model/list.hpp"
#include "model/site.hpp"

namespace colporteur::lists {

/// The letter as it went out, its header written anew: From is the list, nothing names the author,
/// their host or their program. Its body is untouched.
std::string letter_without_author(const model::Site& site, const model::List& list,
                                  const model::Archived& post, std::string_view distributed);

/// A message of the same subject, in the same thread, that says in the list's language that the
/// text was erased.
std::string place_of_post(const model::List& list, const model::Archived& post);

}  // namespace colporteur::lists
