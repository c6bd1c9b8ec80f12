// SPDX-License-Identifier: AGPL-3.0-or-later
#include "model/words.hpp"

#include <cstddef>
#include <iterator>

namespace colporteur::model {
namespace {

constexpr std::string_view kinds[] = {"newsletter", "discussion"};
constexpr std::string_view roles[] = {"owner", "author", "moderator"};
constexpr std::string_view member_states[] = {"subscribed", "left"};
constexpr std::string_view purposes[] = {"command", "post",   "subscribe", "unsubscribe",
                                         "request", "owner",  "confirm",   "leave",
                                         "bounce",  "admins", "editor"};
constexpr std::string_view request_kinds[] = {
    "subscribe", "unsubscribe", "post", "approve", "command", "invite", "address", "move", "keep"};
constexpr std::string_view held_kinds[] = {"post", "subscribe", "unsubscribe", "list"};
constexpr std::string_view receptions[] = {"mail",   "notice",       "text",    "links",
                                           "digest", "plain-digest", "summary", "none"};
constexpr std::string_view standings[] = {"usual", "moderated", "trusted"};
constexpr std::string_view ways[] = {"mail", "web", "command_line", "import"};
constexpr std::string_view delivery_states[] = {"due",    "leased", "sent",
                                                "failed", "paused", "cancelled"};

template <class Enum, std::size_t N>
std::optional<Enum> find(const std::string_view (&words)[N], std::string_view word)
{
    for (std::size_t i = 0; i < N; ++i)
        if (words[i] == word)
            return static_cast<Enum>(i);
    return std::nullopt;
}

}  // namespace

std::string_view to_word(Kind value)
{
    return kinds[static_cast<std::size_t>(value)];
}

std::string_view to_word(Role value)
{
    return roles[static_cast<std::size_t>(value)];
}

std::string_view to_word(MemberState value)
{
    return member_states[static_cast<std::size_t>(value)];
}

std::string_view to_word(Purpose value)
{
    return purposes[static_cast<std::size_t>(value)];
}

std::string_view to_word(RequestKind value)
{
    return request_kinds[static_cast<std::size_t>(value)];
}

std::string_view to_word(HeldKind value)
{
    return held_kinds[static_cast<std::size_t>(value)];
}

std::string_view to_word(Reception value)
{
    return receptions[static_cast<std::size_t>(value)];
}

std::string_view to_word(Standing value)
{
    return standings[static_cast<std::size_t>(value)];
}

std::string_view to_word(Way value)
{
    return ways[static_cast<std::size_t>(value)];
}

std::string_view to_word(DeliveryState value)
{
    return delivery_states[static_cast<std::size_t>(value)];
}

template <>
std::optional<Kind> from_word(std::string_view word)
{
    return find<Kind>(kinds, word);
}

template <>
std::optional<Role> from_word(std::string_view word)
{
    return find<Role>(roles, word);
}

template <>
std::optional<Purpose> from_word(std::string_view word)
{
    return find<Purpose>(purposes, word);
}

template <>
std::optional<Reception> from_word(std::string_view word)
{
    return find<Reception>(receptions, word);
}

template <>
std::optional<Standing> from_word(std::string_view word)
{
    return find<Standing>(standings, word);
}

template <>
std::optional<DeliveryState> from_word(std::string_view word)
{
    return find<DeliveryState>(delivery_states, word);
}

}  // namespace colporteur::model
