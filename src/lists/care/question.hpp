// SPDX-License-Identifier: AGPL-3.0-or-later
// Private to lists/: mails about a list that can be answered or followed.
#pragma once

#include "delivery/notice.hpp"
#include "model/job.hpp"
#include "model/site.hpp"
#include "store/db.hpp"

namespace colporteur::lists {

/// Sends the notice with a fresh token in it: its Reply-To, and `{{LINK}}`. Keeps the request under
/// the token, with the mail's words but without the token. `request.language` and `wording` are
/// filled in. The notice is about a list.
void ask_by_mail(store::Tx& tx, const model::Site& site, delivery::Notice notice,
                 model::Request request);

}  // namespace colporteur::lists
