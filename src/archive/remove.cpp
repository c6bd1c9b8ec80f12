// SPDX-License-Identifier: AGPL-3.0-or-later
#include "archive/remove.hpp"

#include "base/log.hpp"
#include "store/archive.hpp"
#include "store/jobs.hpp"
#include "store/settings.hpp"

namespace colporteur::archive {

bool remove(store::Tx& tx, const model::Archived& post, const std::string& who, model::Way way,
            Time now)
{
    store::remove_archived(tx, post.id, now);
    const bool gone = store::remove_unused_message(tx, post.original);
    store::add_change(tx, {.list = post.list,
                           .what = "archive",
                           .before = std::to_string(post.number),
                           .who = who,
                           .way = way,
                           .at = now});
    log::info("archive-remove list={} number={} octets-gone={}", model::number(post.list),
              post.number, gone);
    return gone;
}

}  // namespace colporteur::archive
