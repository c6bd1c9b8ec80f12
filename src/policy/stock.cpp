// SPDX-License-Identifier: AGPL-3.0-or-later
#include "policy/stock.hpp"

#include <algorithm>

#include "base/ascii.hpp"
#include "policy/stock_tables.hpp"

namespace colporteur::policy {

std::span<const Stock> stock_policies()
{
    static const std::vector<Stock> all = [] {
        std::vector<Stock> joined;
        for (const auto table :
             {stock_of_membership(), stock_of_posts(), stock_of_mailman(), stock_of_the_rest()})
            joined.insert(joined.end(), table.begin(), table.end());
        return joined;
    }();
    return all;
}

const Stock* find_stock(Act act, std::string_view name)
{
    const auto all = stock_policies();
    const auto found = std::find_if(all.begin(), all.end(), [&](const Stock& stock) {
        return stock.act == act && same_word(stock.name, name);
    });
    return found != all.end() ? &*found : nullptr;
}

}  // namespace colporteur::policy
