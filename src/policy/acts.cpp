// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <iterator>

#include "policy/facts.hpp"

namespace colporteur::policy {
namespace {

constexpr std::string_view words[] = {"subscribe", "leave",    "post",   "see_members",
                                      "archive",   "see_list", "info",   "invite",
                                      "add",       "remove",   "remind", "create_list"};

}  // namespace

std::string_view to_word(Act act)
{
    return words[static_cast<std::size_t>(act)];
}

std::optional<Act> act_of(std::string_view word)
{
    const auto* const found = std::find(std::begin(words), std::end(words), word);
    if (found == std::end(words))
        return std::nullopt;
    return static_cast<Act>(found - std::begin(words));
}

}  // namespace colporteur::policy
