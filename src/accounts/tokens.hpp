// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace colporteur::accounts {

/// What a signed number may be used for; a token of one use is nothing for another.
/// `letter`: the return address of a letter whose copies are all the same. `part`: a link to an
/// attachment that a reader asked to get apart.
enum class Use : char { bounce = 'b', leave = 'l', letter = 's', part = 'p' };

/// 128 bits of the system's generator as 26 letters and digits: for one decision, once. Only its
/// hash is stored.
std::string new_token();

/// 32 octets, under which a token is stored and found (BLAKE2b).
std::string token_hash(std::string_view token);

/// A row's number, signed: 24 letters and digits that reveal nothing and cannot be made by others
/// (48 bits of number, 72 of a keyed BLAKE2b). It lives as long as the secret.
std::string sign(std::string_view secret, Use use, std::int64_t number);

/// The number, if the token was signed by us for that use; either case of letters, since mail
/// programs change it.
std::optional<std::int64_t> verify(std::string_view secret, Use use, std::string_view token);

/// What our X-Loop says on a message that leaves `address`: 15 letters and digits that nobody else
/// can make, good for the message of that Message-ID alone; copied to another, it proves nothing.
std::string loop_mark(std::string_view secret, std::string_view address,
                      std::string_view message_id);

/// 32 octets that stand for an address where the address itself must not be kept: the same for
/// each spelling of it, and made by nobody without the secret (BLAKE2b, keyed).
std::string address_digest(std::string_view secret, std::string_view address);

/// The 32 octets in the file at `path`; made at the first start, readable by its owner alone.
/// Throws std::runtime_error when it can neither be read nor made, or has the wrong size.
std::string load_secret(const std::string& path);

}  // namespace colporteur::accounts
