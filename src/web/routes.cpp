// SPDX-License-Identifier: AGPL-3.0-or-later
#include "web/routes.hpp"

#include "base/ascii.hpp"
#include "web/pages.hpp"

namespace colporteur::web {
namespace {

// The first that fits decides; no list may have the name of a page (lists::create). Whoever reloads
// the answer to a form of a list finds the list again.
constexpr Route routes[] = {
    {"/", show_home},
    {"/healthz", show_health},
    {"/source", show_source},
    {"/style.css", show_style},
    {"/robots.txt", show_robots},
    {"/favicon.ico", show_favicon},
    {"/outbox", show_outbox},
    {"/outbox/:file", show_mail},
    {"/confirm/:token", show_confirm, post_confirm},
    {"/unsubscribe/:token", show_leave, post_leave},
    {"/part/:token", show_part},
    {"/:list", show_list},
    {"/:list/m/:id", show_post},
    {"/:list/subscribe", show_list, post_subscribe},
    {"/:list/unsubscribe", show_list, post_unsubscribe},
};

bool fits(std::string_view pattern, const std::vector<std::string>& path)
{
    if (path.empty())
        return pattern == "/";
    const auto wanted = split(pattern.substr(1), '/');
    if (wanted.size() != path.size())
        return false;
    for (std::size_t i = 0; i < path.size(); ++i)
        if (path[i].empty() || (!wanted[i].starts_with(':') && wanted[i] != path[i]))
            return false;
    return true;
}

}  // namespace

const Route* find_route(const std::vector<std::string>& path)
{
    for (const Route& route : routes)
        if (fits(route.pattern, path))
            return &route;
    return nullptr;
}

}  // namespace colporteur::web
