// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "http/message.hpp"

namespace colporteur::http {

/// How many fields of a form are read; the rest is not looked at.
constexpr std::size_t most_fields = 100;

/// A field body such as `multipart/form-data; boundary=x`.
struct Parameters {
    std::string value;                                         ///< what stands before the first ";"
    std::vector<std::pair<std::string, std::string>> entries;  ///< names in lower case

    std::optional<std::string> find(std::string_view name) const;
};

/// Nothing when a parameter has no value or a quote is left open.
std::optional<Parameters> parse_parameters(std::string_view field_body);

/// The fields of a multipart/form-data body (RFC 7578); files are not kept. Nothing when it is
/// damaged.
std::optional<Form> parse_multipart(std::string_view body, const std::string& boundary);

}  // namespace colporteur::http
