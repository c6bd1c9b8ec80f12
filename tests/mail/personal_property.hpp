// SPDX-License-Identifier: AGPL-3.0-or-later
// What personal.hpp promises for any octets; the unit test and the fuzz target ask the same.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "mail/charset.hpp"
#include "mail/header.hpp"
#include "mail/part.hpp"
#include "mail/personal.hpp"
#include "mail/transfer.hpp"

namespace colporteur::mail {

inline const std::vector<std::string> field_names{"name", "city"};

/// What a reader finds in a message: the text, or the octets, of each leaf, in order.
inline void add_texts(std::vector<std::string>& texts, std::string_view octets, bool digest,
                      int depth)
{
    const Split split = split_message(octets);
    const ContentType type = content_type(split);
    const std::string encoding = first_word(split, "Content-Transfer-Encoding");
    const bool message = digest && find_field(split, "Content-Type") == nullptr;
    BodyParts parts{split.body, type.boundary};
    const bool opens = type.type.starts_with("multipart/") && !message && depth < 110 &&
                       (encoding.empty() || encoding == "7bit" || encoding == "8bit");
    auto part = opens ? parts.next() : std::nullopt;
    const std::string content = decode_transfer(encoding, split.body);
    if (!part)
        texts.push_back(type.type.starts_with("text/") && !message
                            ? type.type + "\n" + to_readable_utf8(type.charset, content)
                            : type.type + "\n" + content);
    for (; part; part = parts.next())
        add_texts(texts, *part, type.type == "multipart/digest", depth + 1);
}

inline std::vector<std::string> texts_of(std::string_view octets)
{
    const Split split = split_message(octets);
    const Field* const subject = find_field(split, "Subject");
    std::vector<std::string> texts{subject != nullptr ? decode_text(unfold(subject->body)) : ""};
    add_texts(texts, octets, false, 0);
    return texts;
}

/// Whether a hostile value is no more than text: as many parts, those without fields as they were.
inline bool stays_in_its_place(const PersonalMessage& found, const std::string& value)
{
    const auto filled = fill(found.filling, [&](const std::string&) { return value; });
    const std::string message = filled_message(found.octets, found.filling, filled);
    for (const auto& [at, field] : found.filling.slots)
        if (("\r\n" + filled[field]).find("\r\n.") != std::string::npos)
            return false;
    const auto before = texts_of(as_typed(found.octets, found.filling));
    const auto after = texts_of(message);
    if (before.size() != after.size())
        return false;
    for (std::size_t i = 0; i < before.size(); ++i)
        if (before[i].find("{{") == std::string::npos && before[i] != after[i])
            return false;
    return true;
}

/// The promise that these octets break; "" when all are kept.
inline std::string broken_by_filling(std::string_view octets)
{
    const PersonalMessage found = find_personal(octets, field_names);
    if (found.filling.empty() && found.octets != octets)
        return "touched without a field";
    const std::string typed = as_typed(found.octets, found.filling);
    if (texts_of(typed) != texts_of(octets))
        return "text changed";
    const PersonalMessage again = find_personal(typed, field_names);
    if (again.octets != found.octets || again.filling.fields != found.filling.fields ||
        again.unknown != found.unknown)
        return "twice is not once";
    for (const std::string value : {"", "{{name}}", ".\r\n.\r\n--b\r\n\r\n<b>", "--b--"})
        if (!stays_in_its_place(found, value))
            return "a value is more than text";
    return "";
}

}  // namespace colporteur::mail
