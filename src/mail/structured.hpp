// SPDX-License-Identifier: AGPL-3.0-or-later
// The words that structured field bodies are made of (RFC 5322 §3.2), as damaged as they come.
// Included by .cpp files of this folder alone.
#pragma once

#include <string>
#include <string_view>

#include "base/cursor.hpp"

namespace colporteur::mail {

/// Takes "(" … ")" (RFC 5322 §3.2.2) as it stands, comments inside included; one that is never
/// closed ends with the text.
std::string_view take_comment(Cursor& in);

/// Takes DQUOTE … DQUOTE as it stands; one that is never closed ends with the text.
std::string_view take_quoted(Cursor& in);

/// What a quoted string says: without the quotes and the backslashes.
std::string without_quotes(std::string_view quoted);

/// A piece of a structured field body, as it stands.
struct Token {
    enum class Kind {
        blank,
        comment,
        quoted,
        angle,    ///< "<" … ">", with quoted strings inside
        special,  ///< "," or ";" or ":"
        word,
    };

    Kind kind;
    std::string_view text;
};

/// Takes the next token; there must be one. Together they are the whole text.
Token take_token(Cursor& in);

}  // namespace colporteur::mail
