// SPDX-License-Identifier: AGPL-3.0-or-later
#include "web/page.hpp"

#include <algorithm>

#include "base/encode.hpp"
#include "store/lists.hpp"

namespace colporteur::web {
namespace {

constexpr std::string_view nobody = "Colporteur";  // signs pages that are of no domain

/// How a language calls itself; its code when we do not know.
std::string_view own_name(std::string_view code)
{
    struct Name {
        std::string_view code, name;
    };

    constexpr Name names[] = {{"en", "English"},    {"fr", "Français"}, {"es", "Español"},
                              {"de", "Deutsch"},    {"it", "Italiano"}, {"pt", "Português"},
                              {"nl", "Nederlands"}, {"pl", "Polski"}};
    for (const Name& known : names)
        if (known.code == code)
            return known.name;
    return code;
}

/// The path of the page itself. Empty pieces are left out: "//elsewhere" would lead away.
std::string own_path(const http::Request& request)
{
    std::string path;
    for (const std::string& piece :
         http::split_path(request.path).value_or(std::vector<std::string>{}))
        if (!piece.empty())
            path += "/" + percent_encode(piece);
    return path.empty() ? "/" : path;
}

void add_languages(Page& page, const http::Request& request)
{
    const std::string path = own_path(request);
    for (const std::string& code : text::languages()) {
        text::Values row;
        row.set("CODE", code)
            .set("NAME", std::string{own_name(code)})
            .set("URL", path + "?lang=" + code);
        if (code == page.language.code())
            row.show("CURRENT");
        page.values.add("LANGUAGES", std::move(row));
    }
}

Page begin(const http::Request& request, std::string_view template_name, std::string_view otherwise)
{
    Page page{template_name, language_for(request, otherwise)};
    page.values.set("SITE", std::string{nobody}).set("HOME_URL", link(request, "/"));
    add_languages(page, request);
    return page;
}

void set_contact(Page& page, const std::string& address)
{
    page.values.add("CONTACT", text::Values{}.set("ADDRESS", address));
}

}  // namespace

Page begin_page(const Visit& visit, std::string_view template_name)
{
    const auto domain = host_domain(visit);
    Page page = begin(visit.request, template_name, domain ? domain->language : "en");
    if (domain) {
        page.values.set("SITE", domain->title);
        set_contact(page, "postmaster@" + domain->name);  // RFC 2142
    }
    return page;
}

Page begin_page(const Visit& visit, std::string_view template_name, const model::List& list)
{
    const model::Domain domain = store::find_domain(visit.db, list.domain).value();
    const std::string owner = list.with("-owner").text();
    Page page = begin(visit.request, template_name, list.language);
    page.values.set("SITE", domain.title)
        .set("LIST_TITLE", list.title)
        .set("LIST_LANG", list.language)
        .set("LIST_ADDRESS", list.address.text())
        .set("LIST_URL", link(visit.request, path_of(visit, list)))
        .set("OWNER_ADDRESS", owner);
    set_contact(page, owner);
    return page;
}

Page begin_bare_page(const http::Request& request, std::string_view template_name)
{
    return begin(request, template_name, "en");
}

http::Response finish(const Page& page, int status)
{
    http::Response response{.status = status,
                            .fields = {},
                            .body = text::fill(page.template_name, page.language, page.values)};
    response.with("Content-Type", "text/html; charset=utf-8")
        .with("Content-Language", page.language.code())
        .with("Vary", "Accept-Language")
        .with("Cache-Control", page.secret ? "no-store" : "no-cache");
    return response;
}

http::Response plain(int status, std::string text)
{
    http::Response response{.status = status, .fields = {}, .body = std::move(text)};
    response.with("Content-Type", "text/plain; charset=utf-8").with("Cache-Control", "no-store");
    return response;
}

void protect(http::Response& response)
{
    constexpr std::string_view policy = "Content-Security-Policy";
    if (std::ranges::count(response.fields, policy, &std::pair<std::string, std::string>::first) ==
        0)
        response.with(std::string{policy},
                      "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; "
                      "frame-ancestors 'none'");
    response.with("Referrer-Policy", "no-referrer").with("X-Content-Type-Options", "nosniff");
}

}  // namespace colporteur::web
