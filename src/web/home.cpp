// SPDX-License-Identifier: AGPL-3.0-or-later
// /: the public lists of the Host's domain; of all of them under another name.
#include <set>

#include "base/encode.hpp"
#include "delivery/notice.hpp"
#include "store/lists.hpp"
#include "web/page.hpp"
#include "web/pages.hpp"

namespace colporteur::web {
namespace {

text::Values row(const Visit& visit, const model::List& list, const std::string& name)
{
    text::Values values;
    values.set("TITLE", list.title)
        .set("LIST_LANG", list.language)
        .set("LIST_ADDRESS", list.address.text())
        .set("LIST_URL", link(visit.request, "/" + percent_encode(name)));
    if (!list.description.empty())
        values.show("ABOUT").set("DESCRIPTION", list.description);
    return values;
}

void show_robot(Page& page, const Visit& visit, const model::Domain& domain)
{
    const std::string robot = delivery::robot_address(visit.place.site, domain).text();
    const std::string command = page.language.say("subscribe LIST First-name Last-name");
    page.values.show("HAS_LISTS")
        .set("ROBOT_ADDRESS", robot)
        .set("ROBOT_MAILTO", robot + "?subject=" + percent_encode(command));
}

}  // namespace

http::Response show_home(const Visit& visit)
{
    Page page = begin_page(visit, "web/home.html");
    const auto host = host_domain(visit);
    std::optional<model::DomainId> shown;
    std::set<std::string> taken;  // of two lists of one name, the second goes by its whole address
    for (const model::List& list :
         store::all_lists(visit.db, host ? std::optional{host->id} : std::nullopt)) {
        const bool first = taken.insert(list.name()).second;
        if (!list.visible)
            continue;
        page.values.add("LISTS", row(visit, list, first ? list.name() : list.address.text()));
        if (!shown)
            shown = list.domain;
    }
    if (shown)
        show_robot(page, visit, store::find_domain(visit.db, *shown).value());
    else
        page.values.show("NO_LISTS");
    return finish(page);
}

}  // namespace colporteur::web
