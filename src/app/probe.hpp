// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"

namespace colporteur::app {

/// What came of trying to listen somewhere, at once given up again.
enum class Listen { possible, taken, forbidden, impossible };

/// `endpoint`: "127.0.0.1:2525", "[::1]:2525". For "unix:/path": whether its folder is there to
/// write in.
Listen try_listen(const std::string& endpoint);

/// Connects, sends `question`, and returns the first line of the answer. `patience`: seconds for
/// each step. `endpoint` as for try_listen, or a host name with a port. Code::not_found: nobody
/// answers.
Result<std::string> first_line_from(const std::string& endpoint, std::string_view question,
                                    int patience);

/// Whether somebody takes connections there.
Result<void> try_connect(const std::string& endpoint, int patience);

}  // namespace colporteur::app
