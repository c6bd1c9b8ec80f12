// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/cursor.hpp"
#include "net/relay_session.hpp"

namespace colporteur::net {

namespace {

using Tls = RelayTarget::Tls;

struct Scheme {
    std::string_view prefix;
    Tls tls;
    std::uint16_t port;  ///< when the URL names none
};

constexpr Scheme schemes[] = {
    {"smtp://", Tls::none, 25},
    {"smtp+starttls://", Tls::starttls, 587},
    {"smtps://", Tls::implicit, 465},
};

tl::unexpected<Error> bad_url(std::string_view url)
{
    return fail(Code::invalid,
                fmt::format("relay {}: expected smtp://HOST:PORT, smtps://HOST:PORT or "
                            "smtp+starttls://USER:PASSWORD-FILE@HOST:PORT",
                            url));
}

// authority = [ user [ ":" password-file ] "@" ] host [ ":" port ] [ "/" ]
bool read_user(std::string_view& authority, RelayTarget& target)
{
    const auto at = authority.rfind('@');
    if (at == std::string_view::npos)
        return true;
    Cursor in{authority.substr(0, at)};
    target.user = in.take_until(":");
    in.take();
    target.password_file = in.rest();
    authority.remove_prefix(at + 1);
    return !target.user.empty() && !target.password_file.empty() && target.tls != Tls::none;
}

bool read_host(std::string_view authority, RelayTarget& target)
{
    Cursor in{authority};
    if (in.skip("[")) {
        target.host = in.take_until("]");
        if (!in.skip("]"))
            return false;
    } else {
        target.host = in.take_until(":/");
    }
    if (in.skip(":")) {
        const auto port = in.take_number().value_or(0);
        if (port == 0 || port > 65535)
            return false;
        target.port = static_cast<std::uint16_t>(port);
    }
    in.skip("/");
    return in.at_end() && !target.host.empty();
}

}  // namespace

Result<RelayTarget> parse_relay_url(std::string_view url)
{
    for (const auto& [prefix, tls, port] : schemes) {
        Cursor in{url};
        if (!in.skip_word(prefix))
            continue;
        RelayTarget target{.port = port, .tls = tls};
        auto authority = in.rest();
        if (!read_user(authority, target) || !read_host(authority, target))
            return bad_url(url);
        return target;
    }
    return bad_url(url);
}

}  // namespace colporteur::net
