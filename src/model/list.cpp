// SPDX-License-Identifier: AGPL-3.0-or-later
#include "model/list.hpp"

namespace colporteur::model {

mail::Address List::with(std::string_view suffix) const
{
    // A list's name is at most 29 octets (lists::create), so this cannot become too long.
    return mail::parse_address(name() + std::string{suffix} + "@" + std::string{address.domain()})
        .value();
}

}  // namespace colporteur::model
