// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>

#include <fmt/format.h>

#include "accounts/tokens.hpp"
#include "base/ascii.hpp"
#include "intake/intake.hpp"
#include "lists/lists.hpp"
#include "store/lists.hpp"

namespace colporteur::intake {
namespace {

using model::Purpose;

struct Suffix {
    std::string_view text;
    Purpose purpose;
};

constexpr Suffix suffixes[] = {
    {"-subscribe", Purpose::subscribe},     {"-join", Purpose::subscribe},
    {"-unsubscribe", Purpose::unsubscribe}, {"-leave", Purpose::unsubscribe},
    {"-request", Purpose::request},         {"-owner", Purpose::owner},
    {"-editor", Purpose::editor},
};

constexpr std::size_t decision_token_octets = 26;

bool is_decision_token(std::string_view text)
{
    return text.size() == decision_token_octets &&
           std::all_of(text.begin(), text.end(),
                       [](char c) { return is_alpha(c) || (c >= '2' && c <= '7'); });
}

/// What stands behind the "+" of an address: "bounce-TOKEN", "leave-TOKEN", "confirm-TOKEN", or for
/// the robot "TOKEN" alone.
std::optional<Route> detail_route(const model::Site& site, std::string_view detail, bool robot)
{
    const auto signed_for = [&](std::string_view prefix, accounts::Use use) {
        return detail.starts_with(prefix) &&
               accounts::verify(site.secret, use, detail.substr(prefix.size()));
    };
    const auto after = [&](std::string_view prefix) {
        return std::string{detail.substr(prefix.size())};
    };

    if (signed_for("bounce-", accounts::Use::bounce) ||
        signed_for("bounce-", accounts::Use::letter))
        return Route{.purpose = Purpose::bounce, .token = after("bounce-")};
    if (signed_for("leave-", accounts::Use::leave))
        return Route{.purpose = Purpose::leave, .token = after("leave-")};
    if (detail.starts_with("confirm-") && is_decision_token(after("confirm-")))
        return Route{.purpose = Purpose::confirm, .token = after("confirm-")};
    if (robot && is_decision_token(detail))
        return Route{.purpose = Purpose::confirm, .token = std::string{detail}};
    return std::nullopt;
}

std::optional<model::List> find_list(store::Db& db, std::string_view name, std::string_view domain)
{
    const auto address = mail::parse_address(fmt::format("{}@{}", name, domain));
    return address ? store::find_list(db, *address) : std::nullopt;
}

/// `lettre`, `lettre-owner`, `owner-lettre`, `lettre+leave-TOKEN`.
std::optional<Route> list_route(store::Db& db, const model::Site& site, const std::string& local,
                                std::string_view domain)
{
    if (auto list = find_list(db, local, domain))
        return Route{.purpose = Purpose::post, .list = std::move(list)};
    for (const Suffix& suffix : suffixes) {
        if (!local.ends_with(suffix.text))
            continue;
        if (auto list = find_list(db, local.substr(0, local.size() - suffix.text.size()), domain))
            return Route{.purpose = suffix.purpose, .list = std::move(list)};
    }
    if (local.starts_with(lists::owner_prefix))  // 2142-01
        if (auto list = find_list(db, local.substr(lists::owner_prefix.size()), domain))
            return Route{.purpose = Purpose::owner, .list = std::move(list)};
    const auto plus = local.rfind('+');
    if (plus == std::string::npos)
        return std::nullopt;
    auto list = find_list(db, local.substr(0, plus), domain);
    if (!list)
        return std::nullopt;
    auto route = detail_route(site, std::string_view{local}.substr(plus + 1), false);
    if (route)
        route->list = std::move(list);
    return route;
}

std::optional<Route> robot_route(const model::Site& site, const std::string& local)
{
    for (const std::string& robot : site.robots) {
        if (local == robot)
            return Route{.purpose = Purpose::command};
        if (local.starts_with(robot + "+"))
            return detail_route(site, std::string_view{local}.substr(robot.size() + 1), true);
    }
    return std::nullopt;
}

}  // namespace

std::optional<Route> resolve(store::Db& db, const model::Site& site, const mail::Address& address)
{
    if (!store::find_domain(db, address.domain()))
        return std::nullopt;
    const std::string local = to_lower(address.local());
    if (local == "postmaster" || local == "abuse")  // 5321-11, 2142-01
        return Route{.purpose = Purpose::admins};
    if (auto route = robot_route(site, local))
        return route;
    return list_route(db, site, local, address.domain());
}

smtp::Reply check_recipient(store::Db& db, const model::Site& site, const mail::Address& recipient)
{
    if (resolve(db, site, recipient))
        return {250, "2.1.5", "Ok"};
    return {550, "5.1.1", "No such address here"};
}

}  // namespace colporteur::intake
