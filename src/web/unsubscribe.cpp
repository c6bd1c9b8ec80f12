// SPDX-License-Identifier: AGPL-3.0-or-later
// /unsubscribe/TOKEN: the List-Unsubscribe of one subscriber and list.
#include "base/encode.hpp"
#include "lists/subscription.hpp"
#include "web/page.hpp"
#include "web/pages.hpp"

namespace colporteur::web {
namespace {

http::Response unknown_token(const Visit& visit)
{
    Page page = begin_page(visit, "web/done.html");
    page.secret = true;
    page.values.show("UNKNOWN");
    return finish(page, 404);
}

/// A mail program says `List-Unsubscribe=One-Click` (RFC 8058 §3.1), our own page nothing.
std::string evidence_of(const http::Request& request)
{
    const auto form = http::parse_form(request);
    return form && value_of(*form, "List-Unsubscribe") == "One-Click" ? "one-click" : "button";
}

}  // namespace

http::Response show_leave(const Visit& visit)
{
    const auto leaver = lists::find_leaver(visit.db, visit.place.site, visit.path.back());
    if (!leaver)
        return unknown_token(visit);
    Page page = begin_page(visit, "web/unsubscribe.html", leaver->list);
    page.secret = true;
    page.values.set("UNSUBSCRIBE_URL",
                    link(visit.request, "/unsubscribe/" + percent_encode(visit.path.back())));
    return finish(page);
}

http::Response post_leave(store::Tx& tx, const Visit& visit)
{
    const std::string& token = visit.path.back();
    const auto leaver = lists::find_leaver(tx, visit.place.site, token);
    if (!leaver)
        return unknown_token(visit);
    lists::leave(tx, visit.place.site, token, {model::Way::web, evidence_of(visit.request)},
                 visit.now);
    Page page = begin_page(visit, "web/unsubscribed.html", leaver->list);
    page.secret = true;
    return finish(page);
}

}  // namespace colporteur::web
