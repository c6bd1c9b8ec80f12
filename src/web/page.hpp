// SPDX-License-Identifier: AGPL-3.0-or-later
// Private to web/: what every page has in common.
#pragma once

#include <string_view>

#include "text/template.hpp"
#include "web/visit.hpp"

namespace colporteur::web {

/// A page in the making: the values of its frame are set, its own are to come.
struct Page {
    std::string_view template_name;  ///< "web/home.html"
    const text::Language& language;
    text::Values values{};
    bool secret = false;  ///< its address is a token's, or it answers a form: no cache may keep it
};

/// A page of the Host's domain.
Page begin_page(const Visit& visit, std::string_view template_name);

/// A page about a list, with LIST_TITLE and the like.
Page begin_page(const Visit& visit, std::string_view template_name, const model::List& list);

/// A page for when the store cannot be asked whose it is.
Page begin_bare_page(const http::Request& request, std::string_view template_name);

/// The page filled in, with the fields of every page.
http::Response finish(const Page& page, int status = 200);

/// A text for programs.
http::Response plain(int status, std::string text);

/// What every answer says: nothing from elsewhere, no frame around it (unless it has a policy of
/// its own), no trace of where one came from.
void protect(http::Response& response);

}  // namespace colporteur::web
