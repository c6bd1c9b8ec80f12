// SPDX-License-Identifier: AGPL-3.0-or-later
// Private to web/: what a page is told, and what it needs to know of its visitor.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "http/message.hpp"
#include "model/list.hpp"
#include "store/db.hpp"
#include "text/translation.hpp"
#include "web/web.hpp"

namespace colporteur::web {

/// One request on its way to its page.
struct Visit {
    store::Db& db;
    const Place& place;
    const http::Request& request;
    Time now;
    std::vector<std::string> path{};  ///< its pieces, decoded
};

/// The domain that the Host field names, if we serve it; the only one where there is but one.
std::optional<model::Domain> host_domain(const Visit& visit);

/// The list of that name, or of that address, whatever the case; of the Host's domain if it has one
/// so named.
std::optional<model::List> find_list(const Visit& visit, std::string_view name);

/// `?lang=`, when it is one of ours; else "".
std::string chosen_language(const http::Request& request);

/// The one to speak to this visitor: chosen, else accepted by the browser (RFC 9110 §12.5.4), else
/// `otherwise`.
const text::Language& language_for(const http::Request& request, std::string_view otherwise);

/// A link inside the site, which stays in the language that was chosen: "/lettre?lang=fr".
std::string link(const http::Request& request, std::string_view path);

/// `/lettre`, or `/lettre@info.example.org` when this visitor would find another list under that
/// name.
std::string path_of(const Visit& visit, const model::List& list);

/// That field of a form; "" when it is missing.
std::string value_of(const http::Form& form, const std::string& field);

}  // namespace colporteur::web
