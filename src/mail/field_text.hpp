// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace colporteur::mail {

/// A personal field as its author typed it: `{{name}}`, `{{ city | your town }}`.
struct TypedField {
    std::string_view raw;       ///< braces and all; a view into the text
    std::string name;           ///< lower case
    std::string_view fallback;  ///< said where the value is empty, ends trimmed; ""
};

/// The first field in a text, whatever its name. Text that only looks like one is passed over; the
/// time is linear in what is passed over.
std::optional<TypedField> next_field(std::string_view utf8);

}  // namespace colporteur::mail
