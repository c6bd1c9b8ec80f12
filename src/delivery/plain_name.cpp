// SPDX-License-Identifier: AGPL-3.0-or-later
#include "delivery/plain_name.hpp"

#include "base/utf8.hpp"

namespace colporteur::delivery {
namespace {

constexpr std::size_t longest = 80;  // characters

std::size_t characters(std::string_view utf8)
{
    std::size_t count = 0;
    for (; !utf8.empty(); ++count)
        take_code_point(utf8);
    return count;
}

}  // namespace

std::string plain_name(std::string_view typed)
{
    std::string name = one_line(typed, 4 * longest + 4);
    const std::string folded = fold(name);
    for (const std::string_view mark : {"://", "www.", "@"})
        if (folded.find(mark) != std::string::npos)
            return {};
    return characters(name) > longest ? std::string{} : name;
}

}  // namespace colporteur::delivery
