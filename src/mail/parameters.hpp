// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace colporteur::mail {

/// The pieces of an unfolded field body between the ";" that stand neither in quotes nor in a
/// comment: the value first, then the parameters as they stand (RFC 2045 §5.1).
std::vector<std::string_view> parameter_pieces(std::string_view line);

/// What stands before the "=" of a parameter.
std::string_view parameter_name(std::string_view piece);

/// The parameter `name` of an unfolded field body, as UTF-8: as an ext-value or in sections (RFC
/// 2231 §3, §4), else as mailers send it: raw, quoted, or with encoded-words inside. Nothing when
/// it is missing. Of several the first counts.
std::optional<std::string> read_parameter(std::string_view line, std::string_view name);

/// The unfolded field body with `charset=CHARSET` as its only charset, all other parameters as they
/// stand.
std::string with_charset(std::string_view line, std::string_view charset);

}  // namespace colporteur::mail
