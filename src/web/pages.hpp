// SPDX-License-Identifier: AGPL-3.0-or-later
// Private to web/: the pages that routes.cpp puts in their places.
#pragma once

#include "web/visit.hpp"

namespace colporteur::web {

http::Response show_home(const Visit& visit);

http::Response show_list(const Visit& visit);
http::Response post_subscribe(store::Tx& tx, const Visit& visit);
http::Response post_unsubscribe(store::Tx& tx, const Visit& visit);

http::Response show_post(const Visit& visit);
http::Response show_part(const Visit& visit);

http::Response show_confirm(const Visit& visit);
http::Response post_confirm(store::Tx& tx, const Visit& visit);

http::Response show_leave(const Visit& visit);
http::Response post_leave(store::Tx& tx, const Visit& visit);

http::Response show_outbox(const Visit& visit);
http::Response show_mail(const Visit& visit);

http::Response show_health(const Visit& visit);
http::Response show_source(const Visit& visit);
http::Response show_style(const Visit& visit);
http::Response show_robots(const Visit& visit);
http::Response show_favicon(const Visit& visit);

}  // namespace colporteur::web
