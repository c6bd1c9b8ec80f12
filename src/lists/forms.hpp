// SPDX-License-Identifier: AGPL-3.0-or-later
// Private to lists/: the forms in which members want single posts.
#pragma once

#include "model/archived.hpp"
#include "model/list.hpp"
#include "model/mailing.hpp"
#include "model/site.hpp"
#include "store/db.hpp"

namespace colporteur::lists {

/// A post that goes out, and the mailing of its usual form.
struct Going {
    const model::Site& site;
    const model::List& list;
    const model::Archived& kept;
    const model::Mailing& mailing;
};

/// One mailing more for each other form that some member wants at this moment (Reception::notice,
/// text, links), to be addressed in one go with the usual one, `leader`.
void add_forms(store::Tx& tx, const Going& going, model::MailingId leader);

}  // namespace colporteur::lists
