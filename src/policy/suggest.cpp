// SPDX-License-Identifier: AGPL-3.0-or-later
#include "policy/suggest.hpp"

#include <fmt/format.h>

#include "base/utf8.hpp"

namespace colporteur::policy {
namespace {

constexpr std::size_t longest_shown = 60;
constexpr std::size_t longest_compared = 40;  // the work grows with the product of both lengths

}  // namespace

std::string suggest(std::string_view typed, const std::vector<std::string_view>& known)
{
    const std::string folded = fold(typed);
    if (folded.size() > longest_compared)
        return "";
    std::size_t fewest = 2 + folded.size() / 6;  // more edits than that is another word
    std::string_view nearest;
    for (const std::string_view word : known) {
        const std::size_t edits = edit_distance(folded, fold(word));
        if (edits < fewest) {
            fewest = edits;
            nearest = word;
        }
    }
    return nearest.empty() ? "" : fmt::format(": did you mean \"{}\"?", nearest);
}

std::string cite(std::string_view text)
{
    return '"' + one_line(to_valid_utf8(text), longest_shown) + '"';
}

}  // namespace colporteur::policy
