// SPDX-License-Identifier: AGPL-3.0-or-later
#include "web/web.hpp"

#include "base/log.hpp"
#include "web/errors.hpp"
#include "web/page.hpp"
#include "web/routes.hpp"

namespace colporteur::web {
namespace {

bool reads(const http::Request& request)
{
    return request.method == "GET" || request.method == "HEAD";
}

Visit visit_of(store::Db& db, const Place& place, const http::Request& request, Time now)
{
    return {db, place, request, now,
            http::split_path(request.path).value_or(std::vector<std::string>{""})};
}

http::Response shown(const Visit& visit)
{
    const Route* const route = find_route(visit.path);
    if (!reads(visit.request))
        return not_allowed(visit, route);
    return route ? route->show(visit) : not_found(visit);
}

http::Response acted(store::Tx& tx, const Visit& visit)
{
    const Route* const route = find_route(visit.path);
    if (route == nullptr)
        return not_found(visit);
    return route->act ? route->act(tx, visit) : not_allowed(visit, route);
}

}  // namespace

bool acts(const http::Request& request)
{
    return request.method == "POST";
}

http::Response show(store::Db& db, const Place& place, const http::Request& request, Time now)
{
    try {
        http::Response response = shown(visit_of(db, place, request, now));
        protect(response);
        return response;
    } catch (const store::Failure& failure) {
        log::error("page-failed reason=\"{}\"", failure.what());
        return unavailable(request);
    }
}

http::Response act(store::Tx& tx, const Place& place, const http::Request& request, Time now)
{
    http::Response response = acted(tx, visit_of(tx, place, request, now));
    protect(response);
    return response;
}

http::Response unavailable(const http::Request& request)
{
    http::Response response = failed(request);
    protect(response);
    return response;
}

}  // namespace colporteur::web
