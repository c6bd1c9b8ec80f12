// SPDX-License-Identifier: AGPL-3.0-or-later
// Which fields a signature covers, and how the DKIM-Signature field itself is written.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "mail/dkim.hpp"

namespace colporteur::mail {

/// Whether a field of that name (any case) is part of what is signed (RFC 6376 §5.4.1).
bool is_covered(std::string_view name);

/// Names that h= has once more than there are such fields: no further one can be added (RFC 6376
/// §5.4.2, §8.15).
std::span<const std::string_view> sealed_names();

/// A DKIM-Signature field up to its bh=, folded under 78 columns; the values of bh=, t= and b=
/// follow. `names`: lower case, in the order of their hashing.
std::string signature_start(const DkimSigner& signer, const std::vector<std::string>& names);

/// Appends base64 as the value of b=, folded.
void append_folded(std::string& field, std::string_view base64);

}  // namespace colporteur::mail
