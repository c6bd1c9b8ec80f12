// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "text/translation.hpp"

namespace colporteur::text {

/// Gives the text of the template of that name, or nothing.
using TemplateLoader = std::function<std::optional<std::string>(std::string_view name)>;

/// The text of a template made ready to be compiled, in that language: comments gone, pages
/// included, sentences translated, no line left where a lone marker stood.
///
/// Throws std::logic_error, naming the template, when it or a page it includes is missing or
/// malformed.
std::string prepare_template(std::string_view name, const TemplateLoader& load,
                             const Language& language);

/// Whether values are escaped in the template of that name, and white space in its sentences means
/// one space.
bool is_html(std::string_view name);

}  // namespace colporteur::text
