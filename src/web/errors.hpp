// SPDX-License-Identifier: AGPL-3.0-or-later
// Private to web/: the pages that say what went wrong and what to do.
#pragma once

#include "web/routes.hpp"

namespace colporteur::web {

/// 400: a form that cannot be read.
http::Response bad_request(const Visit& visit);

/// 404.
http::Response not_found(const Visit& visit);

/// 404: there is no list of the name that the path begins with; perhaps another one was meant.
http::Response no_such_list(const Visit& visit);

/// 410: a message that was there and is taken away (RFC 9110 §15.5.11).
http::Response gone(const Visit& visit);

/// 405, with the methods that would do (RFC 9110 §10.2.1); of no page in particular when `route` is
/// null.
http::Response not_allowed(const Visit& visit, const Route* route);

/// 503: the store failed, so it is not asked for anything.
http::Response failed(const http::Request& request);

}  // namespace colporteur::web
