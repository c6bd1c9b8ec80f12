// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>

#include "base/ascii.hpp"
#include "base/cursor.hpp"
#include "robot/decision.hpp"
#include "robot/line.hpp"
#include "robot/run.hpp"

namespace colporteur::robot {
namespace {

constexpr std::size_t token_octets = 26;

bool is_token_octet(char c)
{
    return is_alpha(c) || (c >= '2' && c <= '7');
}

// token = 26( ALPHA / "2" / "3" / "4" / "5" / "6" / "7" )      see accounts::new_token

std::string token_at(std::string_view text)
{
    Cursor in{text};
    const auto token = in.take_while(is_token_octet);
    return token.size() == token_octets ? to_lower(token) : std::string{};
}

}  // namespace

bool is_token(std::string_view word)
{
    return word.size() == token_octets && !token_at(word).empty();
}

// quoted = ( "/confirm/" / "+confirm-" ) token

std::vector<std::string> quoted_tokens(std::string_view text)
{
    std::vector<std::string> tokens;
    for (const std::string_view mark : {"/confirm/", "+confirm-"})
        for (auto at = text.find(mark); at != std::string_view::npos; at = text.find(mark, at + 1))
            if (auto token = token_at(text.substr(at + mark.size()));
                !token.empty() && std::find(tokens.begin(), tokens.end(), token) == tokens.end())
                tokens.push_back(std::move(token));
    return tokens;
}

Answer confirm(const Request& request)
{
    if (auto token = token_at(request.rest); !token.empty())
        return decide(request, token, {});
    // Of several questions, as a moderators' reminder quotes them, none is meant for sure.
    const auto quoted = quoted_tokens(request.everything);
    if (quoted.size() != 1)
        return {.template_name = "mail/which_question.txt"};
    return decide(request, quoted.front(), {});
}

}  // namespace colporteur::robot
