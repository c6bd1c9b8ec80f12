// SPDX-License-Identifier: AGPL-3.0-or-later
#include "delivery/reply_text.hpp"

#include "base/ascii.hpp"

namespace colporteur::delivery {
namespace {

/// What may stand around an address without being part of it.
bool ends_address(char c)
{
    return c == ' ' || c == '<' || c == '>' || c == '(' || c == ')' || c == '[' || c == ']' ||
           c == '"' || c == '\'' || c == ',' || c == ';' || c == ':' || c == '\t';
}

}  // namespace

std::string without_addresses(std::string_view reply)
{
    std::string result;
    while (!reply.empty()) {
        std::size_t end = 0;
        while (end < reply.size() && !ends_address(reply[end]))
            ++end;
        const std::string_view word = reply.substr(0, end);
        result += word.find('@') == std::string_view::npos ? word : std::string_view{"…"};
        if (end < reply.size())
            result += reply[end++];
        reply.remove_prefix(end);
    }
    return result;
}

}  // namespace colporteur::delivery
