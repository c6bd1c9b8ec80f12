// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "model/ids.hpp"
#include "store/db.hpp"

namespace colporteur::delivery {

/// What is known of one reader, for the personal fields of a letter.
struct Reader {
    std::string name{};
    std::string address{};                            ///< "" is the delivery's recipient
    std::map<std::string, std::string> attributes{};  ///< by their names in lower case
};

/// What a copy says of itself, for the same fields.
struct CopyFacts {
    std::string_view recipient;
    std::string_view list;  ///< its title
    std::string unsubscribe_link;
};

/// A member's, as they are now.
Reader reader_of(store::Db& db, model::MemberId member);

/// What may stand between `{{` and `}}` in a letter: name, address, list, unsubscribe_link, and the
/// attributes that the list's readers have. The four cannot be an attribute's name.
std::vector<std::string> field_names(const std::vector<std::string>& attributes);

/// The value of one of them; "" when this reader has none.
std::string value_of(const std::string& field, const Reader& reader, const CopyFacts& facts);

}  // namespace colporteur::delivery
