// SPDX-License-Identifier: AGPL-3.0-or-later
// /LIST: what it is; its two forms, which only ever lead to a mail.
#include "base/utf8.hpp"
#include "lists/subscription.hpp"
#include "web/errors.hpp"
#include "web/page.hpp"
#include "web/pages.hpp"

namespace colporteur::web {
namespace {

constexpr std::size_t longest_entry = 400;  // octets of what was typed; more than any address has

/// What was typed into one of the forms.
struct Entry {
    std::string email;
    std::string name;
    bool trapped = false;  ///< a person does not see that field (SEC-03)
};

/// The two forms differ in little.
struct FormKind {
    std::string section;  ///< of templates/web/asked.html; begins the names of the values
    lists::Asked (*ask)(store::Tx&, const model::Site&, const lists::Wish&, Time);
};

const FormKind subscription{"SUBSCRIBE", lists::ask_to_subscribe};
const FormKind unsubscription{"UNSUBSCRIBE", lists::ask_to_unsubscribe};

std::optional<Entry> read_entry(const http::Request& request)
{
    const auto form = http::parse_form(request);
    if (!form)
        return std::nullopt;
    return Entry{one_line(value_of(*form, "email"), longest_entry),
                 one_line(value_of(*form, "name"), longest_entry),
                 !value_of(*form, "website").empty()};
}

Page list_page(const Visit& visit, const model::List& list)
{
    Page page = begin_page(visit, "web/list.html", list);
    const std::string path = path_of(visit, list);
    page.values.set("SUBSCRIBE_URL", link(visit.request, path + "/subscribe"))
        .set("UNSUBSCRIBE_URL", link(visit.request, path + "/unsubscribe"))
        .set("SUBSCRIBE_ADDRESS", list.with("-subscribe").text())
        .set("UNSUBSCRIBE_ADDRESS", list.with("-unsubscribe").text())
        .show(list.kind == model::Kind::newsletter ? "NEWSLETTER" : "DISCUSSION")
        .show(list.open ? "OPEN" : "CLOSED");
    if (!list.description.empty())
        page.values.show("ABOUT").set("DESCRIPTION", list.description);
    return page;
}

/// The form again, with what was typed, and the error beside its field (A11Y-03).
http::Response show_fault(const Visit& visit, const model::List& list, const FormKind& kind,
                          const Entry& entry)
{
    Page page = list_page(visit, list);
    page.secret = true;
    page.values.show(kind.section + "_ERROR")
        .set(kind.section + "_EMAIL", entry.email)
        .set(kind.section + "_NAME", entry.name);
    return finish(page, 422);
}

/// The same words whatever became of the wish: nobody learns here who is subscribed (SEC-02).
http::Response show_asked(const Visit& visit, const model::List& list, const FormKind& kind,
                          const Entry& entry)
{
    Page page = begin_page(visit, "web/asked.html", list);
    page.secret = true;
    page.values.set("YOUR_ADDRESS", entry.email).show(kind.section);
    return finish(page);
}

http::Response answer_form(store::Tx& tx, const Visit& visit, const FormKind& kind)
{
    const auto list = find_list(visit, visit.path.front());
    if (!list)
        return no_such_list(visit);
    const auto entry = read_entry(visit.request);
    if (!entry)
        return bad_request(visit);
    if (entry->trapped)
        return show_asked(visit, *list, kind, *entry);
    const auto address = mail::parse_address(entry->email);
    if (!address)
        return show_fault(visit, *list, kind, *entry);

    const lists::Wish wish{
        .list = *list,
        .address = *address,
        .name = entry->name,
        .language = language_for(visit.request, list->language).code(),
        .way = model::Way::web,
    };
    kind.ask(tx, visit.place.site, wish, visit.now);
    return show_asked(visit, *list, kind, *entry);
}

}  // namespace

http::Response show_list(const Visit& visit)
{
    const auto list = find_list(visit, visit.path.front());
    return list ? finish(list_page(visit, *list)) : no_such_list(visit);
}

http::Response post_subscribe(store::Tx& tx, const Visit& visit)
{
    return answer_form(tx, visit, subscription);
}

http::Response post_unsubscribe(store::Tx& tx, const Visit& visit)
{
    return answer_form(tx, visit, unsubscription);
}

}  // namespace colporteur::web
