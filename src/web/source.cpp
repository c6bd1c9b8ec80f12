// SPDX-License-Identifier: AGPL-3.0-or-later
// /source: the code of the running program (AGPL-3.0-or-later, section 13).
#include <fmt/format.h>

#include "web/errors.hpp"
#include "web/pages.hpp"

namespace colporteur::web {

http::Response show_source(const Visit& visit)
{
    if (visit.place.source.empty())
        return not_found(visit);
    http::Response response{
        .status = 200, .fields = {}, .body = {}, .fixed_body = visit.place.source};
    response.with("Content-Type", "application/gzip")
        .with("Content-Disposition", fmt::format("attachment; filename=\"colporteur-{}.tar.gz\"",
                                                 visit.place.source_version))
        .with("Cache-Control", "no-cache");
    return response;
}

}  // namespace colporteur::web
