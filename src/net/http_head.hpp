// SPDX-License-Identifier: AGPL-3.0-or-later
// Private to http_session.cpp: between Beast's messages, ours, and the octets of a response head.
#pragma once

#include <string>
#include <string_view>

#include <boost/beast/http/message.hpp>
#include <boost/beast/http/string_body.hpp>

#include "base/time.hpp"
#include "http/message.hpp"

namespace colporteur::net {

using BeastRequest = boost::beast::http::request<boost::beast::http::string_body>;

/// Takes method, target, fields and body over; false when the target or Host is not as RFC 9112
/// §3.2 wants them.
bool read_message(BeastRequest& from, http::Request& to);

bool expects_continue(const BeastRequest& request);

/// What the session adds to a response.
struct Framing {
    unsigned version = 11;
    bool keep_alive = false;
    bool head = false;
    Time now{};
};

/// Status line and fields, with the empty line. CR and LF in a field become spaces: a response
/// cannot be split.
std::string format_head(const http::Response& response, const Framing& framing);

bool may_have_body(int status);

std::string_view body_of(const http::Response& response);

/// One line of text that says the status.
http::Response plain_answer(int status);

/// `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110 §5.6.7).
std::string http_date(Time time);

}  // namespace colporteur::net
