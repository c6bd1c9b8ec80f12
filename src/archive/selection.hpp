// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "base/zone.hpp"
#include "model/archived.hpp"
#include "store/db.hpp"

namespace colporteur::archive {

using Month = std::chrono::year_month;

/// Posts by number, both ends included.
struct Range {
    std::int64_t first = 0;
    std::int64_t last = 0;
};

using Ranges = std::vector<Range>;

/// The whole thread of the post of that number.
struct ThreadOf {
    std::int64_t number = 0;
};

struct Permalink {
    std::string id;
};

/// So many of the newest.
struct Newest {
    int count = 1;
};

/// Which posts of a list somebody asks for.
using Selection = std::variant<Month, Ranges, ThreadOf, Permalink, Newest>;

/// When a month begins on that zone's clock.
Time start_of(Month month, const Zone& zone);

/// The month in which a moment lies, on that zone's clock.
Month month_of(Time time, const Zone& zone);

/// `2026-03`
std::string to_text(Month month);

/// The listed posts that are asked for, by number, each once, at most `limit`.
std::vector<model::Archived> select(store::Db& db, model::ListId list, const Selection& selection,
                                    const Zone& zone, int limit);

/// A month and how many listed posts it has.
struct MonthCount {
    Month month;
    std::int64_t posts = 0;
};

/// The months with listed posts, newest first, as that zone's clock has them.
std::vector<MonthCount> months_of(store::Db& db, model::ListId list, const Zone& zone);

}  // namespace colporteur::archive
