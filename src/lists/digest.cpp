// SPDX-License-Identifier: AGPL-3.0-or-later
#include "lists/digest.hpp"

namespace colporteur::lists {

void last_digest(store::Tx& /*tx*/, const model::Site& /*site*/, const model::List& /*list*/,
                 const model::Member& /*member*/, Time /*now*/)
{
}

}  // namespace colporteur::lists
