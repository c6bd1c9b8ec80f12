// SPDX-License-Identifier: AGPL-3.0-or-later
#include "net/http_head.hpp"

#include <array>

#include <boost/beast/http/status.hpp>

#include "base/ascii.hpp"

namespace colporteur::net {

namespace {

namespace beast = boost::beast::http;

std::string to_string(boost::beast::string_view text)
{
    return {text.data(), text.size()};
}

std::string_view reason(int status)
{
    const auto text = beast::obsolete_reason(beast::int_to_status(static_cast<unsigned>(status)));
    return {text.data(), text.size()};
}

// target = origin-form / absolute-form            RFC 9112 §3.2
bool read_target(std::string target, http::Request& to)
{
    if (const auto scheme = target.find("://");
        scheme != std::string::npos && !target.starts_with('/')) {
        const auto path = target.find('/', scheme + 3);
        target = path == std::string::npos ? "/" : target.substr(path);
    }
    if (!target.starts_with('/') && target != "*")
        return false;
    const auto mark = target.find('?');
    to.path = target.substr(0, mark);
    to.query = mark == std::string::npos ? "" : target.substr(mark + 1);
    return true;
}

/// The fields that are the session's own.
bool is_framing(std::string_view name)
{
    for (const std::string_view ours :
         {"Connection", "Content-Length", "Transfer-Encoding", "Date"})
        if (same_word(name, ours))
            return true;
    return false;
}

void append_field(std::string& head, std::string_view name, std::string_view value)
{
    head += name;
    head += ": ";
    for (const char c : value)
        head += c == '\r' || c == '\n' || c == '\0' ? ' ' : c;
    head += "\r\n";
}

}  // namespace

bool read_message(BeastRequest& from, http::Request& to)
{
    to.method = to_string(from.method_string());
    for (const auto& field : from)
        to.fields.emplace_back(to_string(field.name_string()), to_string(field.value()));
    to.body = std::move(from.body());
    const bool has_host = from.version() < 11 || from.count(beast::field::host) == 1;
    return has_host && read_target(to_string(from.target()), to);
}

bool expects_continue(const BeastRequest& request)
{
    return request.version() >= 11 &&
           same_word(to_string(request[beast::field::expect]), "100-continue");
}

std::string_view body_of(const http::Response& response)
{
    return response.fixed_body.empty() ? std::string_view{response.body} : response.fixed_body;
}

bool may_have_body(int status)
{
    return status >= 200 && status != 204 && status != 304;
}

std::string format_head(const http::Response& response, const Framing& framing)
{
    std::string head = fmt::format("HTTP/1.1 {} {}\r\n", response.status, reason(response.status));
    append_field(head, "Date", http_date(framing.now));
    for (const auto& [name, value] : response.fields)
        if (!is_framing(name))
            append_field(head, name, value);
    if (may_have_body(response.status))
        append_field(head, "Content-Length", std::to_string(body_of(response).size()));
    if (!framing.keep_alive)
        append_field(head, "Connection", "close");
    else if (framing.version < 11)
        append_field(head, "Connection", "keep-alive");
    return head + "\r\n";
}

http::Response plain_answer(int status)
{
    return {.status = status,
            .fields = {{"Content-Type", "text/plain; charset=utf-8"},
                       {"Cache-Control", "no-store"},
                       {"Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"},
                       {"X-Content-Type-Options", "nosniff"}},
            .body = fmt::format("{} {}\n", status, reason(status))};
}

std::string http_date(Time time)
{
    constexpr std::array days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date{day};
    const std::chrono::hh_mm_ss clock{std::chrono::floor<std::chrono::seconds>(time - day)};
    return fmt::format(
        "{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT", days[std::chrono::weekday{day}.c_encoding()],
        static_cast<unsigned>(date.day()), months[static_cast<unsigned>(date.month()) - 1],
        static_cast<int>(date.year()), clock.hours().count(), clock.minutes().count(),
        clock.seconds().count());
}

}  // namespace colporteur::net
