// SPDX-License-Identifier: AGPL-3.0-or-later
// What stands beside the pages: how they look, what robots leave alone.
#include <fmt/format.h>

#include "accounts/tokens.hpp"
#include "base/encode.hpp"
#include "text/template.hpp"
#include "web/page.hpp"
#include "web/pages.hpp"

namespace colporteur::web {
namespace {

constexpr std::string_view for_a_day = "public, max-age=86400";

/// A strong validator (RFC 9110 §8.8.3): other octets, another tag.
std::string tag_of(std::string_view octets)
{
    return fmt::format("\"{}\"", to_hex(accounts::token_hash(octets)).substr(0, 32));
}

}  // namespace

http::Response show_style(const Visit& visit)
{
    http::Response response{
        .status = 200, .fields = {}, .body = text::fill("web/style.css", text::language("en"), {})};
    const std::string tag = tag_of(response.body);
    response.with("Content-Type", "text/css; charset=utf-8")
        .with("ETag", tag)
        .with("Cache-Control", "public, max-age=3600");
    const std::string_view known = visit.request.field("If-None-Match").value_or("");
    if (known == "*" || known.find(tag) != std::string_view::npos) {
        response.status = 304;
        response.body.clear();
    }
    return response;
}

http::Response show_robots(const Visit&)
{
    http::Response response = plain(200,
                                    "User-agent: *\n"
                                    "Disallow: /confirm\n"
                                    "Disallow: /unsubscribe\n"
                                    "Disallow: /outbox\n"
                                    "Disallow: /part\n");
    response.fields.back().second = for_a_day;
    return response;
}

http::Response show_favicon(const Visit&)
{
    http::Response response{.status = 204, .fields = {}, .body = {}};
    response.with("Cache-Control", std::string{for_a_day});
    return response;
}

}  // namespace colporteur::web
