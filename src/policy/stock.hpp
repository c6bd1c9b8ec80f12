// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <span>
#include <string_view>

#include "policy/policy.hpp"

namespace colporteur::policy {

/// A policy with a name, so that a list may say `privateoreditorkey` instead of its rules. The
/// names are those of Sympa's scenarios and of Mailman's policies.
struct Stock {
    Act act;
    std::string_view name;
    std::string_view rules;    ///< as parse() reads them, in canonical English
    std::string_view summary;  ///< one sentence, in the catalogue
};

/// All of them, by act, each act's first one the usual one.
std::span<const Stock> stock_policies();

/// The policy of that name (any case) for that act; null when there is none.
const Stock* find_stock(Act act, std::string_view name);

}  // namespace colporteur::policy
