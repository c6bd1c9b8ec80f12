// SPDX-License-Identifier: AGPL-3.0-or-later
// What tests of dressing ask of a message.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "mail/tree.hpp"

namespace colporteur::dressing {

inline std::string boundary_of(const std::string& octets)
{
    return mail::content_type(mail::split_message(octets)).boundary;
}

inline void add_leaves(std::vector<std::string_view>& leaves, const mail::Entity& entity)
{
    const auto open = mail::open_entity(entity);
    if (!open || open->shape == mail::Shape::leaf) {
        leaves.push_back(entity.octets);
        return;
    }
    if (open->shape == mail::Shape::message)
        return add_leaves(leaves, mail::inner_entity(*open, open->split.body));
    const auto list = mail::list_parts(open->split.body, open->type.boundary);
    for (const auto part : list.parts)
        add_leaves(leaves, mail::inner_entity(*open, part));
    if (list.parts.empty())
        leaves.push_back(entity.octets);
}

/// The parts that hold no others, header and all, in order; as far as 100 levels.
inline std::vector<std::string> leaves_of(std::string_view octets)
{
    std::vector<std::string_view> leaves;
    add_leaves(leaves, {.octets = octets});
    return {leaves.begin(), leaves.end()};
}

}  // namespace colporteur::dressing
