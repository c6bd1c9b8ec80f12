// SPDX-License-Identifier: AGPL-3.0-or-later
// Reading what the peer sends.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "base/ascii.hpp"

namespace colporteur::chaos {

using Addresses = std::vector<std::string>;

/// What stands between angle brackets.
inline std::string path_of(std::string_view line)
{
    const auto begin = std::min(line.find('<'), line.size() - 1) + 1;
    return std::string{line.substr(begin, line.find('>') - begin)};
}

/// A reader's own link: the first of List-Unsubscribe.
inline std::string link_in(std::string_view message)
{
    constexpr std::string_view name = "\r\nList-Unsubscribe:";
    const auto field = message.starts_with(name.substr(2)) ? 0 : message.find(name);
    return field == message.npos ? "" : path_of(message.substr(field));
}

/// Whom a transaction is for, when its whole envelope has come with MAIL; else nobody.
inline Addresses recipients_in(std::string_view text)
{
    Addresses readers;
    for (auto end = text.find("\r\n"); end != text.npos; end = text.find("\r\n")) {
        const auto line = text.substr(0, end);
        if (!starts_with_word(line, "RCPT TO:"))
            return readers;
        readers.push_back(path_of(line));
        text.remove_prefix(end + 2);
    }
    return {};
}

}  // namespace colporteur::chaos
