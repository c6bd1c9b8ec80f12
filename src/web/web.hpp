// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "http/message.hpp"
#include "model/site.hpp"
#include "store/db.hpp"

namespace colporteur::web {

/// What pages need besides the store. Read once at start, shared by all threads, never changed.
struct Place {
    model::Site site;
    std::filesystem::path outbox{};  ///< the folder shown at /outbox; empty when there is a relay:
                                     ///< then there is no such page
    std::string_view source{};       ///< the tarball of /source
    std::string source_version{};
};

/// Whether this request may change something, and so needs the writer: POST. GET and HEAD only ever
/// show (contract §5).
bool acts(const http::Request& request);

/// Answers a GET or a HEAD (its body is left out by the session); 405 for other methods than those
/// and POST.
http::Response show(store::Db& db, const Place& place, const http::Request& request, Time now);

/// Answers a POST; what it changed is to be committed before the answer is sent.
http::Response act(store::Tx& tx, const Place& place, const http::Request& request, Time now);

/// 503, for when the store could not take what a POST asks for. Asks the store for nothing.
http::Response unavailable(const http::Request& request);

}  // namespace colporteur::web
