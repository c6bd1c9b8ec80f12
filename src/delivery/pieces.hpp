// SPDX-License-Identifier: AGPL-3.0-or-later
// Octets that all copies share, with a reader's own between them.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "mail/personal.hpp"

namespace colporteur::delivery {

using Pieces = std::vector<std::string_view>;

/// `octets`, cut before each slot: one piece more than there are slots.
Pieces cut_at(std::string_view octets, std::span<const mail::Slot> slots);

/// The slots as they stand in `content` once its dots are stuffed. None is in front of a dot.
std::vector<mail::Slot> stuffed_slots(std::string_view content, std::vector<mail::Slot> slots);

/// The pieces of one copy: what was cut, with the values between; empty ones are left out.
Pieces weave(const Pieces& stretches, std::span<const mail::Slot> slots,
             const std::vector<std::string>& values);

}  // namespace colporteur::delivery
