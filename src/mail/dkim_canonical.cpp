// SPDX-License-Identifier: AGPL-3.0-or-later
// Relaxed canonical forms (RFC 6376 §3.4.2, §3.4.4).
#include "base/ascii.hpp"
#include "mail/characters.hpp"
#include "mail/dkim.hpp"
#include "mail/dkim_body.hpp"

namespace colporteur::mail {
namespace {

constexpr std::string_view crlf = "\r\n";

// Each run of blanks as one space, those at the end left out.
void append_squeezed(std::string& to, std::string_view line)
{
    bool blanks = false;
    for (const char c : line) {
        if (is_blank(c)) {
            blanks = true;
            continue;
        }
        if (blanks)
            to += ' ';
        blanks = false;
        to += c;
    }
}

std::string without_folds(std::string_view text)
{
    std::string result;
    for (auto end = text.find(crlf); end != text.npos; end = text.find(crlf)) {
        result += text.substr(0, end);
        text.remove_prefix(end + crlf.size());
    }
    result += text;
    return result;
}

std::string_view without_blanks_before(std::string_view text)
{
    while (!text.empty() && is_blank(text.front()))
        text.remove_prefix(1);
    return text;
}

std::string_view without_blanks_behind(std::string_view text)
{
    while (!text.empty() && is_blank(text.back()))
        text.remove_suffix(1);
    return text;
}

}  // namespace

std::string relaxed_field(std::string_view raw_field)
{
    const auto colon = std::min(raw_field.find(':'), raw_field.size());
    const std::string body = without_folds(raw_field.substr(std::min(colon + 1, raw_field.size())));
    std::string result = to_lower(without_blanks_behind(raw_field.substr(0, colon)));
    result += ':';
    append_squeezed(result, without_blanks_before(body));
    result += crlf;
    return result;
}

std::string relaxed_body(std::string_view body)
{
    std::string result;
    result.reserve(body.size() + crlf.size());
    RelaxedBody relaxed;
    relaxed.add(body, result);
    relaxed.finish(result);
    return result;
}

void RelaxedBody::add(std::string_view octets, std::string& to)
{
    for (const char c : octets) {
        if (carriage_return_ && c == '\n') {
            end_line(to);
            continue;
        }
        if (carriage_return_)
            add_text('\r', to);
        carriage_return_ = c == '\r';
        if (is_blank(c))
            blanks_ = true;
        else if (!carriage_return_)
            add_text(c, to);
    }
}

void RelaxedBody::finish(std::string& to)
{
    if (carriage_return_)
        add_text('\r', to);
    if (in_text_)
        end_line(to);
}

void RelaxedBody::add_text(char c, std::string& to)
{
    for (; empty_lines_ > 0; --empty_lines_)
        to += crlf;
    if (blanks_)
        to += ' ';
    to += c;
    blanks_ = false;
    in_text_ = true;
    carriage_return_ = false;
}

void RelaxedBody::end_line(std::string& to)
{
    if (in_text_)
        to += crlf;
    else
        ++empty_lines_;
    blanks_ = false;
    in_text_ = false;
    carriage_return_ = false;
}

}  // namespace colporteur::mail
