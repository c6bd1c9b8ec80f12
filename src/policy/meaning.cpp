// SPDX-License-Identifier: AGPL-3.0-or-later
#include "policy/meaning.hpp"

#include <stdexcept>

namespace colporteur::policy {

// The rows stand in the order of What, people first; a test holds them against it.
const Meaning& meaning_of(What what)
{
    auto row = static_cast<std::size_t>(what);
    const auto people = meanings_of_people();
    const auto posts = meanings_of_posts();
    if (row < people.size())
        return people[row];
    row -= people.size();
    if (row >= posts.size())
        throw std::logic_error{"a condition without a meaning"};
    return posts[row];
}

}  // namespace colporteur::policy
