// SPDX-License-Identifier: AGPL-3.0-or-later
#include <doctest/doctest.h>

#include "net/relay_session.hpp"

namespace colporteur::net {

TEST_CASE("the relay's URL says host, port, TLS and user")
{
    const auto plain = parse_relay_url("smtp://127.0.0.1").value();
    CHECK(plain.host == "127.0.0.1");
    CHECK(plain.port == 25);
    CHECK(plain.tls == RelayTarget::Tls::none);

    const auto full =
        parse_relay_url("smtp+starttls://ana@us.org:/etc/colporteur/password@mail.example.org")
            .value();
    CHECK(full.user == "ana@us.org");
    CHECK(full.password_file == "/etc/colporteur/password");
    CHECK(full.host == "mail.example.org");
    CHECK(full.port == 587);
    CHECK(full.tls == RelayTarget::Tls::starttls);

    CHECK(parse_relay_url("smtps://[::1]:4650/")->host == "::1");
    CHECK(parse_relay_url("smtps://[::1]:4650/")->port == 4650);
    CHECK(parse_relay_url("smtps://x").value().port == 465);
}

TEST_CASE("a relay URL that says something else is refused")
{
    for (const std::string_view bad :
         {"", "smtp://", "localhost:25", "http://x", "smtp://x:0", "smtp://x:70000", "smtp://x/y",
          "smtp://x:25x", "smtp://[::1", "smtp://user:file@x", "smtps://user@x"}) {
        CAPTURE(bad);
        CHECK_FALSE(parse_relay_url(bad).has_value());
    }
}

}  // namespace colporteur::net
