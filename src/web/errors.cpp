// SPDX-License-Identifier: AGPL-3.0-or-later
#include "web/errors.hpp"

#include "lists/lists.hpp"
#include "store/lists.hpp"
#include "web/page.hpp"

namespace colporteur::web {
namespace {

constexpr std::string_view template_name = "web/error.html";

http::Response error_page(Page page, int status, std::string what)
{
    page.values.set("STATUS", std::to_string(status)).show(std::move(what));
    page.secret = true;
    return finish(page, status);
}

/// The public list that was perhaps meant: of the Host's domain, else of any.
std::optional<model::List> nearest(const Visit& visit)
{
    const auto host = host_domain(visit);
    for (const model::Domain& domain : store::all_domains(visit.db))
        if (!host || host->id == domain.id)
            if (auto list = lists::nearest(visit.db, domain.id, visit.path.front()))
                return list;
    return std::nullopt;
}

}  // namespace

http::Response bad_request(const Visit& visit)
{
    return error_page(begin_page(visit, template_name), 400, "BAD_REQUEST");
}

http::Response not_found(const Visit& visit)
{
    return error_page(begin_page(visit, template_name), 404, "NOT_FOUND");
}

http::Response no_such_list(const Visit& visit)
{
    Page page = begin_page(visit, template_name);
    if (const auto meant = nearest(visit))
        page.values.add("SUGGESTION",
                        text::Values{}
                            .set("LIST_TITLE", meant->title)
                            .set("LIST_LANG", meant->language)
                            .set("LIST_URL", link(visit.request, path_of(visit, *meant))));
    return error_page(std::move(page), 404, "NOT_FOUND");
}

http::Response gone(const Visit& visit)
{
    return error_page(begin_page(visit, template_name), 410, "GONE");
}

http::Response not_allowed(const Visit& visit, const Route* route)
{
    auto response = error_page(begin_page(visit, template_name), 405, "METHOD_NOT_ALLOWED");
    response.with("Allow", route != nullptr && !route->act ? "GET, HEAD" : "GET, HEAD, POST");
    return response;
}

http::Response failed(const http::Request& request)
{
    auto response = error_page(begin_bare_page(request, template_name), 503, "FAILED");
    response.with("Retry-After", "60");
    return response;
}

}  // namespace colporteur::web
