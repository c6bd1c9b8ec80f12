// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "text/translation.hpp"

namespace colporteur::lists {

/// A reason for a rejection that needs no own words: `reject off-topic`.
struct StockReason {
    std::string_view words;     ///< '|' between them, any of them alone; the first is English
    std::string_view sentence;  ///< for the author, translated
};

std::span<const StockReason> stock_reasons();

/// What the author is told of a moderator's reason: the sentence of a stock one in the author's
/// language, else the moderator's own words, at most 2,000 octets of them, lines fit to be shown.
std::string words_for_author(std::string_view reason, const text::Language& language);

}  // namespace colporteur::lists
