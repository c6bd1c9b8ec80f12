// SPDX-License-Identifier: AGPL-3.0-or-later
#include <span>

#include "base/ascii.hpp"
#include "base/cursor.hpp"
#include "smtp/client.hpp"

namespace colporteur::smtp {

namespace {

using Words = std::span<const std::string_view>;

void read_flag(Extensions& can, std::string_view keyword)
{
    can.pipelining |= same_word(keyword, "PIPELINING");
    can.eight_bit |= same_word(keyword, "8BITMIME");
    can.utf8 |= same_word(keyword, "SMTPUTF8");
    can.start_tls |= same_word(keyword, "STARTTLS");
    can.chunking |= same_word(keyword, "CHUNKING");
    can.dsn |= same_word(keyword, "DSN");
}

// size = "SIZE" [ SP 1*20DIGIT ]                        RFC 1870 §4; 0 is no limit
void read_size(Extensions& can, Words parameters)
{
    can.size = true;
    if (!parameters.empty())
        can.most_octets = Cursor{parameters[0]}.take_number().value_or(0);
}

// auth = "AUTH" *( SP mechanism )                       RFC 4954 §3
void read_auth(Extensions& can, Words mechanisms)
{
    for (const auto mechanism : mechanisms) {
        can.auth_plain |= same_word(mechanism, "PLAIN");
        can.auth_login |= same_word(mechanism, "LOGIN");
    }
}

}  // namespace

// ehlo-line = keyword *( SP parameter )                 RFC 5321 §4.1.1.1

Extensions read_extensions(const Reply& ehlo)
{
    Extensions can;
    for (const std::string& line : ehlo.more) {
        const auto words = split(trim(line), ' ');
        const Words parameters = Words{words}.subspan(1);
        read_flag(can, words[0]);
        if (same_word(words[0], "SIZE"))
            read_size(can, parameters);
        if (same_word(words[0], "AUTH"))
            read_auth(can, parameters);
    }
    return can;
}

}  // namespace colporteur::smtp
