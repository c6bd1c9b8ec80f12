// SPDX-License-Identifier: AGPL-3.0-or-later
#include "delivery/pieces.hpp"

namespace colporteur::delivery {

Pieces cut_at(std::string_view octets, std::span<const mail::Slot> slots)
{
    Pieces pieces;
    pieces.reserve(slots.size() + 1);
    std::size_t from = 0;
    for (const mail::Slot& slot : slots) {
        pieces.push_back(octets.substr(from, slot.at - from));
        from = slot.at;
    }
    pieces.push_back(octets.substr(from));
    return pieces;
}

std::vector<mail::Slot> stuffed_slots(std::string_view content, std::vector<mail::Slot> slots)
{
    std::size_t dots = content.starts_with('.') ? 1 : 0;
    auto line_end = content.find("\r\n.");
    for (mail::Slot& slot : slots) {
        for (; line_end < slot.at; line_end = content.find("\r\n.", line_end + 2))
            ++dots;
        slot.at += dots;
    }
    return slots;
}

Pieces weave(const Pieces& stretches, std::span<const mail::Slot> slots,
             const std::vector<std::string>& values)
{
    Pieces pieces;
    pieces.reserve(stretches.size() + slots.size());
    for (std::size_t i = 0; i < stretches.size(); ++i) {
        pieces.push_back(stretches[i]);
        if (i < slots.size() && !values[slots[i].field].empty())
            pieces.emplace_back(values[slots[i].field]);
    }
    return pieces;
}

}  // namespace colporteur::delivery
