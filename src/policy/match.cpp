// SPDX-License-Identifier: AGPL-3.0-or-later
#include "policy/match.hpp"

#include <cstring>

#include "base/utf8.hpp"

namespace colporteur::policy {

// Only the last "*" is ever tried again: what earlier ones have matched stays matched.
bool fits_glob(std::string_view text, std::string_view pattern)
{
    std::string_view after_star;
    std::string_view tried;
    bool starred = false;
    while (!text.empty()) {
        if (pattern.starts_with('*')) {
            pattern.remove_prefix(1);
            after_star = pattern;
            tried = text;
            starred = true;
        } else if (pattern.starts_with('?')) {
            pattern.remove_prefix(1);
            take_code_point(text);
        } else if (!pattern.empty() && pattern.front() == text.front()) {
            pattern.remove_prefix(1);
            text.remove_prefix(1);
        } else if (starred) {
            take_code_point(tried);
            text = tried;
            pattern = after_star;
        } else {
            return false;
        }
    }
    return pattern.find_first_not_of('*') == std::string_view::npos;
}

bool contains(std::string_view text, std::string_view part)
{
    // std::string_view::find is not linear
    return memmem(text.data(), text.size(), part.data(), part.size()) != nullptr;
}

}  // namespace colporteur::policy
