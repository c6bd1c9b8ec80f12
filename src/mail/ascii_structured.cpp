// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <span>
#include <vector>

#include "base/cursor.hpp"
#include "base/encode.hpp"
#include "base/utf8.hpp"
#include "mail/ascii_header.hpp"
#include "mail/domain.hpp"
#include "mail/encoded_word.hpp"
#include "mail/header.hpp"
#include "mail/structured.hpp"

namespace colporteur::mail {
namespace {

using Kind = Token::Kind;

std::string comment_text(std::string_view comment)
{
    std::string result;
    for (Cursor in{comment.substr(1)}; !in.at_end() && in.rest() != ")"; result += in.take())
        in.skip("\\");
    return result;
}

std::string ascii_comment(std::string_view comment)
{
    if (is_ascii(comment))
        return std::string{comment};
    return "(" + encode_words(decode_text(comment_text(comment))) + ")";
}

Result<std::string> ascii_address(std::string_view address)
{
    if (is_ascii(address))
        return std::string{address};
    const auto at = address.rfind('@');
    if (at == std::string_view::npos || !is_ascii(address.substr(0, at)))
        return fail(Code::unsupported,
                    "an address whose local part is not ASCII has no other form");
    const auto domain = normal_domain(trim(address.substr(at + 1)));
    if (!domain)
        return fail(Code::unsupported, domain.error().what);
    return std::string{address.substr(0, at + 1)} + *domain;
}

// The words of an address without what may stand between them; other words stay apart (RFC 5322
// §4.4).
std::string joined_words(std::span<const Token> tokens)
{
    std::string result;
    bool apart = false;
    for (const Token& token : tokens) {
        if (token.kind == Kind::word || token.kind == Kind::quoted) {
            const bool joins = result.empty() || result.ends_with('.') || result.ends_with('@') ||
                               token.text.starts_with('.') || token.text.starts_with('@');
            result.append(apart && !joins ? " " : "").append(token.text);
            apart = false;
        } else {
            apart = true;
        }
    }
    return result;
}

// RFC 3987 §3.1: the octets of a UTF-8 character, each as %XX.
std::string ascii_uri(std::string_view uri)
{
    std::string result;
    for (const char& c : uri)
        result += is_ascii({&c, 1}) ? std::string{c} : percent_encode({&c, 1});
    return result;
}

/// Writes a field body anew, element by element: what ends an element tells what it was.
class StructuredWriter {
public:
    StructuredWriter(std::string_view line, Syntax syntax) : in_{line}, syntax_{syntax} {}

    Result<std::string> write()
    {
        while (!in_.at_end()) {
            const Token token = take_token(in_);
            const bool ends = token.kind == Kind::angle || token.kind == Kind::special;
            if (!ends)
                element_.push_back(token);
            else if (const auto written = end_element(token); !written)
                return fail(written.error());
        }
        if (const auto written = write_element(); !written)
            return fail(written.error());
        return std::move(result_);
    }

private:
    Result<void> end_element(const Token& end)
    {
        const bool was_name = end.kind == Kind::angle || end.text == ":";
        if (auto written = was_name ? write_words() : write_element(); !written)
            return written;
        const auto text = end.kind == Kind::angle ? ascii_angle(end.text) : std::string{end.text};
        if (!text)
            return fail(text.error());
        result_ += *text;
        return {};
    }

    Result<std::string> ascii_angle(std::string_view angle) const
    {
        if (syntax_ == Syntax::uris || is_ascii(angle))
            return ascii_uri(angle);
        if (syntax_ != Syntax::addresses)
            return fail(Code::unsupported, "an identifier in a header field is not ASCII");
        const auto inside = angle.substr(1, angle.size() - (angle.ends_with('>') ? 2 : 1));
        auto address = ascii_address(inside);
        if (!address)
            return address;
        return "<" + *address + ">";
    }

    // Words that nothing follows: an address, or else a phrase.
    Result<void> write_element()
    {
        const auto has_at = [](const Token& t) {
            return t.kind == Kind::word && t.text.find('@') != std::string_view::npos;
        };
        const bool address =
            syntax_ == Syntax::addresses && std::any_of(element_.begin(), element_.end(), has_at);
        return address && !words_are_ascii() ? write_address() : write_words();
    }

    Result<void> write_words()
    {
        if (!words_are_ascii() && syntax_ == Syntax::tokens)
            return fail(Code::unsupported, "a word that must be ASCII in a header field is not");
        if (words_are_ascii())
            write_as_they_stand();
        else
            write_phrase();
        element_.clear();
        return {};
    }

    void write_as_they_stand()
    {
        for (const Token& token : element_)
            result_ +=
                token.kind == Kind::comment ? ascii_comment(token.text) : std::string{token.text};
    }

    // Encoded-words stand between blanks (RFC 2047 §5 (3)); the comments come after them.
    void write_phrase()
    {
        std::string phrase;
        std::string comments;
        for (const Token& token : element_) {
            if (token.kind == Kind::comment)
                comments += " " + ascii_comment(token.text);
            else
                phrase += token.kind == Kind::quoted ? without_quotes(token.text)
                                                     : std::string{token.text};
        }
        result_ += result_.empty() ? "" : " ";
        result_ += encode_words(decode_text(phrase)) + comments + " ";
    }

    Result<void> write_address()
    {
        const auto address = ascii_address(joined_words(element_));
        if (!address)
            return fail(address.error());

        const auto is_other = [](const Token& t) {
            return t.kind == Kind::comment || t.kind == Kind::blank;
        };
        const auto first = std::find_if_not(element_.begin(), element_.end(), is_other);
        write_others({element_.begin(), first});
        result_ += *address;
        write_others({first, element_.end()});
        element_.clear();
        return {};
    }

    void write_others(std::span<const Token> tokens)
    {
        for (const Token& token : tokens)
            if (token.kind == Kind::comment)
                result_ += ascii_comment(token.text);
            else if (token.kind == Kind::blank)
                result_ += " ";
    }

    bool words_are_ascii() const
    {
        return std::all_of(element_.begin(), element_.end(), [](const Token& token) {
            return token.kind == Kind::comment || is_ascii(token.text);
        });
    }

    Cursor in_;
    Syntax syntax_;
    std::vector<Token> element_;
    std::string result_;
};

}  // namespace

Result<std::string> ascii_structured(std::string_view line, Syntax syntax)
{
    return StructuredWriter{line, syntax}.write();
}

}  // namespace colporteur::mail
