// SPDX-License-Identifier: AGPL-3.0-or-later
// What recode.hpp promises for any octets; the unit test and the fuzz target ask the same.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/utf8.hpp"
#include "mail/header.hpp"
#include "mail/part.hpp"
#include "mail/recode.hpp"
#include "mail/transfer.hpp"

namespace colporteur::mail {

/// What a reader finds in a message: the type and the decoded octets of each leaf, in order.
inline void add_leaves(std::vector<std::string>& leaves, std::string_view octets,
                       const std::string& default_type, int depth)
{
    const Split split = split_message(octets);
    ContentType type = content_type(split);
    if (find_field(split, "Content-Type") == nullptr)
        type.type = default_type;
    const std::string encoding = first_word(split, "Content-Transfer-Encoding");
    const bool plain = encoding.empty() || encoding == "7bit" || encoding == "8bit";
    const bool opens = (plain || encoding == "binary") && depth < 110;
    if (opens && type.type == "message/rfc822")
        return add_leaves(leaves, split.body, "text/plain", depth + 1);

    BodyParts parts{split.body, type.boundary};
    auto part = opens && type.type.starts_with("multipart/") ? parts.next() : std::nullopt;
    if (!part)
        leaves.push_back(type.type + "\n" + decode_transfer(encoding, split.body));
    const bool digest = type.type == "multipart/digest";
    for (; part; part = parts.next())
        add_leaves(leaves, *part, digest ? "message/rfc822" : "text/plain", depth + 1);
}

inline std::vector<std::string> leaves_of(std::string_view octets)
{
    std::vector<std::string> leaves;
    add_leaves(leaves, octets, "text/plain", 0);
    return leaves;
}

/// The promise of to_seven_bit that these octets break; "" when it is kept.
inline std::string broken_by_seven_bit(std::string_view octets)
{
    const auto seven = to_seven_bit(octets);
    const bool was_seven = is_seven_bit(split_message(octets).body);
    if (!seven)
        return was_seven ? "7bit body refused" : "";
    if (was_seven && *seven != octets)
        return "7bit body touched";
    if (!is_seven_bit(split_message(*seven).body))
        return "body not 7bit";
    if (leaves_of(*seven) != leaves_of(octets))
        return "content changed";
    return to_seven_bit(*seven) == seven ? "" : "twice is not once";
}

/// Likewise for to_ascii_header.
inline std::string broken_by_ascii_header(std::string_view octets)
{
    const auto ascii = to_ascii_header(octets);
    if (!ascii)
        return is_ascii(octets) ? "ASCII refused" : "";
    if (is_ascii(octets) && *ascii != octets)
        return "ASCII touched";
    if (!is_ascii(split_message(*ascii).header))
        return "header not ASCII";
    if (leaves_of(*ascii) != leaves_of(octets))
        return "content changed";
    return to_ascii_header(*ascii) == ascii ? "" : "twice is not once";
}

/// Either, and one after the other: then everything is ASCII.
inline std::string broken_promise(std::string_view octets)
{
    if (auto broken = broken_by_seven_bit(octets); !broken.empty())
        return "to_seven_bit: " + broken;
    if (auto broken = broken_by_ascii_header(octets); !broken.empty())
        return "to_ascii_header: " + broken;
    const auto ascii = to_ascii_header(octets);
    const auto seven = ascii ? to_seven_bit(*ascii) : ascii;
    return !seven || is_ascii(*seven) ? "" : "both: not ASCII";
}

}  // namespace colporteur::mail
