// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>

#include "base/ascii.hpp"
#include "smtp/client.hpp"

namespace colporteur::smtp {

// ehlo-line = keyword *( SP parameter )                 RFC 5321 §4.1.1.1

Extensions read_extensions(const Reply& ehlo)
{
    Extensions can;
    for (const std::string& line : ehlo.more) {
        const auto words = split(trim(line), ' ');
        can.pipelining |= same_word(words[0], "PIPELINING");
        can.size |= same_word(words[0], "SIZE");
        can.eight_bit |= same_word(words[0], "8BITMIME");
        can.utf8 |= same_word(words[0], "SMTPUTF8");
        can.start_tls |= same_word(words[0], "STARTTLS");
        if (same_word(words[0], "AUTH"))
            can.auth_plain |=
                std::any_of(words.begin() + 1, words.end(),
                            [](std::string_view word) { return same_word(word, "PLAIN"); });
    }
    return can;
}

}  // namespace colporteur::smtp
