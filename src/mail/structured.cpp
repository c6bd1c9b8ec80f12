// SPDX-License-Identifier: AGPL-3.0-or-later
#include "mail/structured.hpp"

#include "mail/characters.hpp"

namespace colporteur::mail {
namespace {

std::string_view taken_since(std::string_view start, const Cursor& in)
{
    return start.substr(0, start.size() - in.rest().size());
}

// "<" … ">" with quoted strings inside; one that is never closed ends with the text.
std::string_view take_angle(Cursor& in)
{
    const auto start = in.rest();
    while (!in.at_end() && !in.skip(">")) {
        if (in.peek() == '"')
            take_quoted(in);
        else
            in.take();
    }
    return taken_since(start, in);
}

// A word ends where one of the others begins; an address literal may hold colons.
std::string_view take_word(Cursor& in)
{
    const auto start = in.rest();
    if (in.take() == '[')
        in.take_until("],; \t<");
    in.take_until(",;:( \t<\"[");
    return taken_since(start, in);
}

}  // namespace

std::string_view take_comment(Cursor& in)
{
    const auto start = in.rest();
    int depth = 0;
    do {
        const char c = in.take();
        if (c == '\\')
            in.take();
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
    } while (depth > 0 && !in.at_end());
    return taken_since(start, in);
}

std::string_view take_quoted(Cursor& in)
{
    const auto start = in.rest();
    in.take();
    while (!in.at_end()) {
        const char c = in.take();
        if (c == '\\')
            in.take();
        if (c == '"')
            break;
    }
    return taken_since(start, in);
}

std::string without_quotes(std::string_view quoted)
{
    std::string result;
    Cursor in{quoted.substr(1)};
    while (!in.at_end() && in.peek() != '"') {
        in.skip("\\");
        result += in.take();
    }
    return result;
}

// token = blanks / comment / quoted-string / "<" … ">" / "," / ";" / ":" / word    RFC 5322 §3.2
Token take_token(Cursor& in)
{
    using Kind = Token::Kind;
    switch (in.peek()) {
    case ' ':
    case '\t': return {Kind::blank, in.take_while(is_blank)};
    case '(': return {Kind::comment, take_comment(in)};
    case '"': return {Kind::quoted, take_quoted(in)};
    case '<': return {Kind::angle, take_angle(in)};
    case ',':
    case ';':
    case ':': {
        const auto special = in.rest().substr(0, 1);
        in.take();
        return {Kind::special, special};
    }
    default: return {Kind::word, take_word(in)};
    }
}

}  // namespace colporteur::mail
