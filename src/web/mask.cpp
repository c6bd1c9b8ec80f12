// SPDX-License-Identifier: AGPL-3.0-or-later
#include "web/mask.hpp"

#include <algorithm>

#include "base/ascii.hpp"

namespace colporteur::web {
namespace {

// address = local "@" ( domain / "[" … "]" ), as far as a robot would look for it

bool ends_local(char c)
{
    return is_alpha(c) || is_digit(c) || static_cast<unsigned char>(c) > 127 || c == '.' ||
           c == '_' || c == '-' || c == '+' || c == '"';
}

bool is_domain_octet(char c)
{
    return is_alpha(c) || is_digit(c) || static_cast<unsigned char>(c) > 127 || c == '.' ||
           c == '-';
}

/// How long the domain is that comes next; the full stop of a sentence is not part of it.
std::size_t domain_length(std::string_view rest)
{
    if (rest.starts_with('['))
        return std::min(rest.find(']'), rest.size() - 1) + 1;
    const auto end = std::find_if_not(rest.begin(), rest.end(), is_domain_octet);
    std::size_t length = static_cast<std::size_t>(end - rest.begin());
    while (length > 0 && (rest[length - 1] == '.' || rest[length - 1] == '-'))
        --length;
    return length;
}

}  // namespace

std::string mask_addresses(std::string_view utf8)
{
    std::string masked;
    while (!utf8.empty()) {
        const auto at = std::min(utf8.find('@'), utf8.size());
        masked += utf8.substr(0, at);
        utf8.remove_prefix(at);
        if (utf8.empty())
            break;
        utf8.remove_prefix(1);
        const std::size_t length = domain_length(utf8);
        const bool is_address = length > 0 && !masked.empty() && ends_local(masked.back());
        masked += '@';
        if (!is_address)
            continue;
        masked += "…";
        utf8.remove_prefix(length);
    }
    return masked;
}

}  // namespace colporteur::web
