// SPDX-License-Identifier: AGPL-3.0-or-later
// Header fields without their UTF-8. Included by .cpp files of this folder alone.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "mail/header.hpp"

namespace colporteur::mail {

/// The header octets with every field that is not 7bit written anew; the others byte for byte.
/// Code::unsupported as `to_ascii_header` says.
Result<std::string> ascii_header(const Split& entity);

/// What a structured field body is made of, as far as 8-bit octets may stand in it.
enum class Syntax {
    addresses,  ///< names and addresses, RFC 5322 §3.4
    ids,        ///< `<…>` that has no other form, phrases around it: Message-ID, List-Id
    uris,       ///< `<https://…>`, RFC 2369
    tokens,     ///< only comments can hold text
};

/// One line of such a body, in ASCII. `line` is UTF-8.
Result<std::string> ascii_structured(std::string_view line, Syntax syntax);

/// A body of a value and parameters (RFC 2045 §5.1, RFC 2183 §2): parameters that are not ASCII
/// become RFC 2231 ext-values, `filename*=UTF-8''%C3%A9t%C3%A9.pdf`. `line` is UTF-8.
Result<std::string> ascii_parameters(std::string_view line);

}  // namespace colporteur::mail
