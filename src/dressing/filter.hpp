// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "dressing/options.hpp"

namespace colporteur::dressing {

/// A part that was taken out.
struct Removed {
    std::string type;       ///< "image/png"
    std::string file_name;  ///< as mail::file_name gives it; "" when it has none
    std::size_t size = 0;   ///< octets, decoded

    bool operator==(const Removed&) const = default;
};

/// A message with its unwanted parts taken out.
struct Filtered {
    std::string octets;            ///< as they came when nothing was changed, or nothing is left
    std::vector<Removed> removed;  ///< in order; HTML beside the same text is not told
    bool nothing_left = false;     ///< every part was unwanted
};

/// Takes out the parts that `drop_types`, `keep_types` and `largest_part` do not want; with
/// `html_to_text`, HTML becomes text/plain in UTF-8, or goes where an alternative says the same in
/// text. Types may end in "/*"; what is named in both goes.
///
/// Attached messages are looked into. Multiparts count by what they hold, and as themselves only
/// where drop_types names them. What is signed or encrypted is kept or goes as a whole: a signed
/// part goes when something in it would, an encrypted one by its own type (3156-01, -02). What is
/// nested deeper than 100 levels cannot be looked at and goes (SEC-04). A multipart with one part
/// left becomes that part, where nothing is lost by it.
Filtered filter(std::string_view octets, const Options& options);

}  // namespace colporteur::dressing
