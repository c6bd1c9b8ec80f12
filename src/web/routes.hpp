// SPDX-License-Identifier: AGPL-3.0-or-later
// Private to web/: which page stands where.
#pragma once

#include <string_view>

#include "http/message.hpp"
#include "store/db.hpp"
#include "web/visit.hpp"

namespace colporteur::web {

/// Answers GET and HEAD. It gets no transaction, so it can change nothing.
using Show = http::Response (*)(const Visit&);

/// Answers POST.
using Act = http::Response (*)(store::Tx&, const Visit&);

/// One page.
struct Route {
    std::string_view pattern;  ///< "/confirm/:token"; what begins with ":" stands for any one piece
    Show show;
    Act act = nullptr;  ///< nothing: POST is 405
};

/// The page for a path cut in pieces; nothing when there is none.
const Route* find_route(const std::vector<std::string>& path);

}  // namespace colporteur::web
