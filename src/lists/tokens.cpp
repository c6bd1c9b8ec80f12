// SPDX-License-Identifier: AGPL-3.0-or-later
#include "lists/tokens.hpp"

#include <algorithm>

#include "accounts/tokens.hpp"
#include "base/encode.hpp"
#include "dressing/tokens.hpp"
#include "store/requests.hpp"

namespace colporteur::lists {
namespace {

constexpr int most_looked_up = 10'000;  // words of one post: a table of codes must not stop us

bool is_signed(const model::Site& site, std::string_view word)
{
    using accounts::Use;
    constexpr Use personal[] = {Use::leave, Use::bounce, Use::letter};
    return std::any_of(std::begin(personal), std::end(personal),
                       [&](Use use) { return accounts::verify(site.secret, use, word); });
}

}  // namespace

std::string without_tokens(store::Db& db, const model::Site& site, std::string_view octets)
{
    int looked_up = 0;
    return dressing::without_tokens(octets, [&](std::string_view word) {
        const auto octets_of_word = from_base32(word);
        if (!octets_of_word)
            return false;
        if (is_signed(site, word))
            return true;
        return octets_of_word->size() == 16 && looked_up++ < most_looked_up &&
               store::find_request(db, accounts::token_hash(word)).has_value();
    });
}

}  // namespace colporteur::lists
