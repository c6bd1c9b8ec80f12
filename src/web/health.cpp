// SPDX-License-Identifier: AGPL-3.0-or-later
// /healthz: whether the program lives and its store answers.
#include "store/lists.hpp"
#include "web/page.hpp"
#include "web/pages.hpp"

namespace colporteur::web {

http::Response show_health(const Visit& visit)
{
    try {
        store::all_domains(visit.db);
    } catch (const store::Failure&) {
        return plain(503, "store unavailable\n");
    }
    return plain(200, "ok\n");
}

}  // namespace colporteur::web
