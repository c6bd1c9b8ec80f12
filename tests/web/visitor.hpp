// SPDX-License-Identifier: AGPL-3.0-or-later
// Somebody with a browser, in front of a house with real lists.
#pragma once

#include <doctest/doctest.h>

#include "base/encode.hpp"
#include "support/builders.hpp"
#include "web/web.hpp"

namespace colporteur::web {

using support::a_list;
using support::House;

/// The body of the first field of that name; "" when there is none.
inline std::string field(const http::Response& response, std::string_view name)
{
    for (const auto& [known, value] : response.fields)
        if (known == name)
            return value;
    return {};
}

inline bool has(const http::Response& response, std::string_view words)
{
    return response.body.find(words) != std::string::npos;
}

inline std::string form_of(std::string_view name, std::string_view value)
{
    return std::string{name} + "=" + percent_encode(value);
}

/// Speaks English, writes to info.example.org, from this machine.
struct Visitor {
    House house{};
    Place place{.site = support::a_site()};
    Time now = support::at("2026-03-01 10:00");
    std::string host = "info.example.org";
    std::string language = "en";
    std::string peer = "127.0.0.1";
    std::vector<std::pair<std::string, std::string>> more{};  ///< further fields of each request

    http::Request request(std::string method, const std::string& target) const
    {
        http::Request request;
        request.method = std::move(method);
        request.path = target.substr(0, target.find('?'));
        request.peer = peer;
        if (request.path != target)
            request.query = target.substr(request.path.size() + 1);
        request.fields = more;
        request.fields.emplace_back("Host", host);
        if (!language.empty())
            request.fields.emplace_back("Accept-Language", language);
        return request;
    }

    http::Response get(const std::string& target) { return ask("GET", target); }

    http::Response ask(const std::string& method, const std::string& target)
    {
        return show(house.db(), place, request(method, target), now);
    }

    http::Response post(const std::string& target, const std::string& body,
                        const std::string& type = "application/x-www-form-urlencoded")
    {
        http::Request sent = request("POST", target);
        sent.fields.emplace_back("Content-Type", type);
        sent.body = body;
        REQUIRE(acts(sent));
        store::Tx tx{house.db()};
        http::Response response = act(tx, place, sent, now);
        tx.commit();
        return response;
    }

    /// The path of the first link in a mail that begins with `start`: "/confirm/".
    static std::string link_in(const std::string& octets, const std::string& start)
    {
        const auto begin = octets.find(start);
        REQUIRE(begin != std::string::npos);
        return octets.substr(begin, octets.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789",
                                                             begin + start.size()) -
                                        begin);
    }

    /// Asks on the page to join `list`; gives the path of the question in the mail.
    std::string ask_to_join(const std::string& list, std::string_view who)
    {
        CHECK(post("/" + list + "/subscribe", form_of("email", who)).status == 200);
        const auto mail = house.new_mail();
        REQUIRE(mail.size() == 1);
        return link_in(mail.front().octets, "/confirm/");
    }
};

}  // namespace colporteur::web
