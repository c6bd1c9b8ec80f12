// SPDX-License-Identifier: AGPL-3.0-or-later
#include "mail/message.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>

#include "base/cursor.hpp"
#include "base/utf8.hpp"
#include "mail/characters.hpp"

namespace colporteur::mail {
namespace {

constexpr std::size_t longest_subject = 1000;

// tag = 2ALPHA [ "-" … ] ; the first of a list, RFC 3282
std::string first_language(std::string_view tags)
{
    Cursor in{tags};
    const auto letters = in.take_while(is_alpha);
    const bool ends = in.at_end() || std::strchr("-_,; \t", in.peek()) != nullptr;
    return letters.size() == 2 && ends ? to_lower(letters) : "";
}

// Eight octets at a time: messages of many megabytes pass here.
bool has_eight_bit(std::string_view octets)
{
    constexpr std::uint64_t high_bits = 0x8080808080808080;
    std::uint64_t word = 0;
    for (; octets.size() >= sizeof word; octets.remove_prefix(sizeof word)) {
        std::memcpy(&word, octets.data(), sizeof word);
        if ((word & high_bits) != 0)
            return true;
    }
    return !is_ascii(octets);
}

}  // namespace

Message::Message(RawMessage octets) : octets_{std::move(octets)}, split_{split_message(octets_)} {}

std::optional<std::string> Message::field(std::string_view name) const
{
    const Field* const found = find_field(split_, name);
    return found != nullptr ? std::optional{unfold(found->body)} : std::nullopt;
}

bool Message::has_field(std::string_view name) const
{
    return find_field(split_, name) != nullptr;
}

int Message::count(std::string_view name) const
{
    const auto named = [name](const Field& field) { return same_word(field.name, name); };
    return static_cast<int>(std::count_if(split_.fields.begin(), split_.fields.end(), named));
}

std::string Message::subject() const
{
    return one_line(decode_text(field("Subject").value_or("")), longest_subject);
}

std::optional<Mailbox> Message::from() const
{
    auto mailboxes = parse_mailboxes(field("From").value_or(""));
    if (mailboxes.empty())
        return std::nullopt;
    return std::move(mailboxes.front());
}

// message-id = "<" 1*( any but white space, controls, "<", ">" ) ">"
std::string Message::message_id() const
{
    std::string id = field("Message-ID").value_or("");
    Cursor in{id};
    const bool open = in.skip("<");
    const auto inside =
        in.take_while([](char c) { return c != ' ' && !is_control(c) && c != '<' && c != '>'; });
    const bool whole = open && !inside.empty() && in.skip(">") && in.at_end();
    return whole ? id : "";
}

std::string Message::language() const
{
    const std::string content = first_language(field("Content-Language").value_or(""));
    return !content.empty() ? content : first_language(field("Accept-Language").value_or(""));
}

EightBit eight_bit(std::string_view octets)
{
    const Split split = split_message(octets);
    return {has_eight_bit(split.header), has_eight_bit(split.body)};
}

}  // namespace colporteur::mail
