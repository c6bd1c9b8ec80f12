// SPDX-License-Identifier: AGPL-3.0-or-later
// /LIST/m/ID: one post of an archive that is open to everybody.
#include <algorithm>

#include "base/ascii.hpp"
#include "base/encode.hpp"
#include "base/utf8.hpp"
#include "delivery/notice.hpp"
#include "digests/part.hpp"
#include "dressing/reception.hpp"
#include "lists/posting.hpp"
#include "lists/visibility.hpp"
#include "mail/message.hpp"
#include "robot/commands.hpp"
#include "store/archive.hpp"
#include "store/lists.hpp"
#include "text/size.hpp"
#include "web/errors.hpp"
#include "web/mask.hpp"
#include "web/page.hpp"
#include "web/pages.hpp"

namespace colporteur::web {
namespace {

constexpr int most_in_thread = 1000;

/// A list, and a post of it.
struct Shown {
    const Visit& visit;
    const model::List& list;
    const model::Archived& post;
};

std::string subject_of(const Page& page, const model::Archived& post)
{
    return post.subject.empty() ? page.language.say(N_("(no subject)"))
                                : mask_addresses(one_line(post.subject));
}

std::string author_of(const Page& page, const model::Archived& post)
{
    return post.author.empty() ? page.language.say(N_("(author unknown)"))
                               : mask_addresses(one_line(post.author));
}

std::string shown_text(const mail::Message& message)
{
    std::string text = to_valid_utf8(mail::read_text(message).utf8);
    std::erase(text, '\r');
    return mask_addresses(text);
}

/// The links of parts begin with the site's address; here they stay on the host that was asked.
std::string part_path(const Shown& shown, int number)
{
    const auto& site = shown.visit.place.site;
    return link(shown.visit.request,
                lists::part_link(site, shown.post.id, number).substr(site.web_url.size()));
}

void add_attachments(Page& page, const Shown& shown, std::string_view octets)
{
    const auto attachments = dressing::attachments(octets);
    if (!attachments.empty())
        page.values.show("HAS_ATTACHMENTS");
    for (const dressing::AttachmentLabel& each : attachments)
        page.values.add("ATTACHMENTS", text::Values{}
                                           .set("NAME", each.name)
                                           .set("SIZE", text::human_size(each.size, page.language))
                                           .set("URL", part_path(shown, each.number)));
}

void add_neighbour(Page& page, const Shown& shown, const std::string& section,
                   const model::Archived& other)
{
    page.values.add(
        section, text::Values{}
                     .set("URL", link(shown.visit.request,
                                      path_of(shown.visit, shown.list) + "/m/" + other.permalink))
                     .set("SUBJECT", subject_of(page, other))
                     .set("AUTHOR", author_of(page, other)));
}

/// What stands before and behind it in its thread, by number.
void add_neighbours(Page& page, const Shown& shown)
{
    const auto thread =
        store::archived_thread(shown.visit.db, shown.list.id, shown.post.thread, most_in_thread);
    const auto self = std::ranges::find(thread, shown.post.number, &model::Archived::number);
    if (self == thread.end() || thread.size() < 2)
        return;
    page.values.show("HAS_THREAD");
    if (self != thread.begin())
        add_neighbour(page, shown, "PREVIOUS", *std::prev(self));
    if (std::next(self) != thread.end())
        add_neighbour(page, shown, "NEXT", *std::next(self));
}

http::Response post_page(const Shown& shown)
{
    const mail::Message message{
        digests::as_read(store::distributed_octets(shown.visit.db, shown.post.id))};
    Page page = begin_page(shown.visit, "web/post.html", shown.list);
    page.values.set("SUBJECT", subject_of(page, shown.post))
        .set("AUTHOR", author_of(page, shown.post))
        .set("DATE", to_local_text(shown.post.at, shown.visit.place.site.zone))
        .set("MACHINE_DATE", to_iso(shown.post.at));
    const std::string text = shown_text(message);
    if (trim(text).empty())
        page.values.show("NO_TEXT");
    else
        page.values.add("BODY", text::Values{}.set("TEXT", text));
    add_attachments(page, shown, message.octets());
    add_neighbours(page, shown);
    auto response = finish(page);
    response.with("X-Robots-Tag", "noindex");
    return response;
}

/// Members get it by mail, at an address that is theirs.
http::Response closed_archive(const Visit& visit, const model::List& list)
{
    const auto domain = store::find_domain(visit.db, list.domain).value();
    const std::string robot = delivery::robot_address(visit.place.site, domain).text();
    Page page = begin_page(visit, "web/post_closed.html", list);
    const std::string command =
        robot::example(*robot::find_command("get"), page.language.code(), list.name()) + " " +
        one_line(visit.path.back(), 60);
    page.values.set("ROBOT_ADDRESS", robot)
        .set("COMMAND", command)
        .set("ROBOT_MAILTO", robot + "?subject=" + percent_encode(command));
    auto response = finish(page, 403);
    response.with("X-Robots-Tag", "noindex");
    return response;
}

}  // namespace

http::Response show_post(const Visit& visit)
{
    const auto list = find_list(visit, visit.path.front());
    if (!list)
        return no_such_list(visit);
    // Asked first: who may not read the archive does not learn what is in it.
    if (lists::anybody_may(visit.db, visit.place.site, *list, policy::Act::archive, visit.now)
            .fate != policy::Fate::accept)
        return closed_archive(visit, *list);
    const std::string id = to_lower(visit.path.back());
    const auto post = store::find_archived(visit.db, list->id, id);
    if (post && post->listed)
        return post_page({visit, *list, *post});
    return !post && store::was_removed(visit.db, list->id, id) ? gone(visit) : not_found(visit);
}

}  // namespace colporteur::web
