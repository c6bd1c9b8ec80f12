// SPDX-License-Identifier: AGPL-3.0-or-later
#include "lists/keeping.hpp"

#include "base/log.hpp"
#include "settings/settings.hpp"
#include "store/archive.hpp"
#include "store/lists.hpp"

namespace colporteur::lists {

int expire_archives(store::Tx& tx, int limit, Time now)
{
    int gone = 0;
    for (const model::List& list : store::all_lists(tx)) {
        const auto kept = settings::settings_of(tx, list).archive_for;
        if (kept.count() == 0)
            continue;
        const auto old = store::archived_before(tx, list.id, now - kept, limit);
        for (const model::ArchiveId id : old)
            store::remove_archived(tx, id, now);
        if (!old.empty())
            log::info("archive-expired list={} posts={}", model::number(list.id), old.size());
        gone += static_cast<int>(old.size());
    }
    return gone;
}

}  // namespace colporteur::lists
