// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace colporteur::mail {

/// `=?utf-8?Q?Ren=C3=A9?=` (RFC 2047 §2), as it stands.
struct EncodedWord {
    std::string_view charset;  ///< without the language of RFC 2231 §5
    char encoding;             ///< 'b' or 'q'
    std::string_view text;     ///< still encoded
    std::string_view raw;      ///< all of it, from "=?" to "?="
};

/// The encoded-word that `text` begins with, if it does. Badly made ones that mailers do send are
/// read: with spaces inside, empty, or longer than 75 octets (up to 4000).
std::optional<EncodedWord> read_encoded_word(std::string_view text);

/// All of `utf8` as encoded-words of at most 60 octets, so that the first fits beside a field name,
/// with one space between. Fit for a phrase too (RFC 2047 §5 (3)).
std::string encode_words(std::string_view utf8);

}  // namespace colporteur::mail
