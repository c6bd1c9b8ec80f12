// SPDX-License-Identifier: AGPL-3.0-or-later
#include "policy/tokens.hpp"

#include <algorithm>
#include <iterator>

#include "base/ascii.hpp"
#include "base/cursor.hpp"
#include "base/utf8.hpp"

namespace colporteur::policy {
namespace {

constexpr std::string_view blanks[] = {" ", "\t", "\r", "\u00A0", "\u202F", "\u2009"};
constexpr std::string_view articles[] = {"the", "a", "an", "le", "la", "les", "un", "une"};

struct Quotes {
    std::string_view open;
    std::string_view close;
};

constexpr Quotes quotes[] = {{"\"", "\""}, {"“", "”"}, {"«", "»"}};

bool skip_blank(Cursor& in)
{
    return std::any_of(std::begin(blanks), std::end(blanks),
                       [&](std::string_view blank) { return in.skip(blank); });
}

std::string without_blanks(std::string_view text)
{
    Cursor in{text};
    while (skip_blank(in)) {
    }
    text = in.rest();
    bool shorter = true;
    while (shorter) {
        shorter = false;
        for (const std::string_view blank : blanks)
            if (text.ends_with(blank)) {
                text.remove_suffix(blank.size());
                shorter = true;
            }
    }
    return std::string{text};
}

bool is_control(char c)
{
    const auto octet = static_cast<unsigned char>(c);
    return (octet < 0x20 && c != '\t' && c != '\r' && c != '\n') || octet == 0x7F;
}

/// Cuts a text that is known to be UTF-8.
class Tokenizer {
public:
    explicit Tokenizer(std::string_view text) : in_{text} {}

    Result<std::vector<Token>> read()
    {
        while (!in_.at_end()) {
            if (skip_blank(in_) || take_sign())
                continue;
            if (const auto* const pair = open_quotes()) {
                if (!take_quoted(*pair))
                    return fail(Code::invalid, "a quote is opened and not closed in its line");
            } else {
                take_word();
            }
        }
        found_.push_back({});
        return std::move(found_);
    }

private:
    bool take_sign()
    {
        using Kind = Token::Kind;
        const char c = in_.peek();
        if (c != ':' && c != ',' && c != ';' && c != '\n')
            return false;
        in_.take();
        found_.push_back({c == ':'   ? Kind::colon
                          : c == ',' ? Kind::comma
                                     : Kind::rule_end,
                          std::string{c == '\n' ? "the end of the line" : std::string{c}}});
        return true;
    }

    const Quotes* open_quotes()
    {
        const auto* const pair = std::find_if(std::begin(quotes), std::end(quotes),
                                              [&](const Quotes& q) { return in_.skip(q.open); });
        return pair != std::end(quotes) ? pair : nullptr;
    }

    bool take_quoted(const Quotes& pair)
    {
        std::string text;
        while (!in_.skip(pair.close)) {
            if (in_.at_end() || in_.peek() == '\n' || in_.peek() == '\r')
                return false;
            in_.skip("\\");
            text += in_.take();
        }
        const bool typographic = pair.open != "\"";
        found_.push_back({Token::Kind::quoted, typographic ? without_blanks(text) : text});
        return true;
    }

    void take_word()
    {
        std::string word;
        digit_before_ = false;
        while (!ends_word())
            word += in_.take();
        std::string folded = plain_word(word);
        found_.push_back({Token::Kind::word, std::move(word), std::move(folded)});
    }

    // A colon between two digits belongs to the word: 08:30.
    bool ends_word()
    {
        const std::string_view rest = in_.rest();
        const bool clock = rest.size() > 1 && rest[0] == ':' && is_digit(rest[1]) && digit_before_;
        if (rest.empty() || (std::string_view{";:,\"\n"}.find(rest[0]) != rest.npos && !clock))
            return true;
        const auto begins = [&](std::string_view sign) { return rest.starts_with(sign); };
        const auto opens = [&](const Quotes& pair) { return begins(pair.open); };
        digit_before_ = is_digit(rest[0]);
        return std::any_of(std::begin(blanks), std::end(blanks), begins) ||
               std::any_of(std::begin(quotes), std::end(quotes), opens);
    }

    Cursor in_;
    std::vector<Token> found_;
    bool digit_before_ = false;
};

bool is_plain(char c)
{
    return is_alpha(c) || is_digit(c) || std::string_view{"@._*?+-=/"}.find(c) != std::string::npos;
}

}  // namespace

std::string plain_word(std::string_view word)
{
    std::string plain = fold(word);
    if (plain.size() > 3 && plain.ends_with('s'))
        plain.pop_back();
    return plain;
}

bool is_article(std::string_view plain_word)
{
    return std::find(std::begin(articles), std::end(articles), plain_word) != std::end(articles);
}

// text   = *( token / blank )
// token  = quoted / word / ":" / "," / ";" / LF
// quoted = DQUOTE *( "\" any / any ) DQUOTE, or between “ ” or « », all within a line
// word   = 1*( any but blanks, quotes and the signs; but ":" between two digits )
// blank  = space, tab, CR, the no-break spaces U+00A0 and U+202F, thin space U+2009

Result<std::vector<Token>> tokenize(std::string_view text)
{
    if (!is_utf8(text))
        return fail(Code::invalid, "a policy is a text in UTF-8");
    if (std::any_of(text.begin(), text.end(), is_control))
        return fail(Code::invalid, "a policy holds no control characters");
    return Tokenizer{text}.read();
}

std::string quote(std::string_view text)
{
    std::string quoted = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\')
            quoted += '\\';
        quoted += c;
    }
    return quoted + '"';
}

std::string quote_if_needed(std::string_view text)
{
    const bool plain = !text.empty() && std::all_of(text.begin(), text.end(), is_plain);
    return plain ? std::string{text} : quote(text);
}

}  // namespace colporteur::policy
