// SPDX-License-Identifier: AGPL-3.0-or-later
// What a list asks its members beyond name and address, and what they answer.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/settings.hpp"
#include "store/people.hpp"

namespace colporteur::lists {

/// The attribute that somebody names, whatever the case and the accents, or null.
const model::Attribute* find_attribute(const model::Settings& settings, std::string_view name);

/// What somebody answered, as it is kept: one of the choices as the list spells it, or one line of
/// text; "" for an answer that says nothing. Nothing when there are choices and it is none of them.
std::optional<std::string> answer_for(const model::Attribute& attribute, std::string_view typed);

/// Somebody's answers, looked through.
struct Answers {
    store::Attributes kept{};                 ///< what fits an attribute of the list
    std::vector<model::Attribute> missing{};  ///< required ones, and answers that fit no choice
};

/// `typed`: by name as typed. What the list does not ask is left out.
Answers look_through(const model::Settings& settings, const store::Attributes& typed);

/// Answers as lines `city=Paris`, for a question that waits, and back.
std::string to_lines(const store::Attributes& answers);
store::Attributes from_lines(std::string_view lines);

}  // namespace colporteur::lists
