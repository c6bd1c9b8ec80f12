// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace colporteur::http {

/// A request, complete and decoded; framing is the door's work.
struct Request {
    std::string method;  ///< "GET"
    std::string path;    ///< "/lettre", still percent-encoded, without the query
    std::string query;   ///< "lang=fr", still encoded, without the "?"
    std::vector<std::pair<std::string, std::string>> fields;  ///< header fields in order
    std::string body;
    std::string peer;  ///< the other side's IP address

    /// The first field of that name (any case).
    std::optional<std::string_view> field(std::string_view name) const;
};

struct Response {
    int status = 200;
    std::vector<std::pair<std::string, std::string>> fields;
    std::string body;
    /// Octets that live for ever (the source tarball): sent instead of `body` without a copy.
    std::string_view fixed_body{};

    Response& with(std::string name, std::string value);
};

using Form = std::multimap<std::string, std::string>;

/// application/x-www-form-urlencoded (WHATWG URL §5.1): the fields, decoded, at most 100; bad
/// escapes are kept as they stand.
Form parse_query(std::string_view encoded);

/// The fields of a form body by its Content-Type: urlencoded or multipart/form-data (RFC 7578);
/// files are not kept. Nothing for other types or a damaged body.
std::optional<Form> parse_form(const Request& request);

/// The path cut at its slashes, each piece decoded: "/lettre/m/x%20y" gives {"lettre","m","x y"},
/// "/" gives {}; a slash at the end makes no difference. Nothing when it does not begin with a
/// slash, or a piece holds a bad escape, NUL or "/", is
/// "." or "..", or is not UTF-8.
std::optional<std::vector<std::string>> split_path(std::string_view path);

}  // namespace colporteur::http
