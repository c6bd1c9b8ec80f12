// SPDX-License-Identifier: AGPL-3.0-or-later
// Relaxed canonical forms (RFC 6376 §3.4.2, §3.4.4).
#include <algorithm>
#include <utility>

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

// How many octets come before the next blank or CR.
std::size_t text_size(std::string_view octets)
{
    const auto* const end =
        std::find_if(octets.begin(), octets.end(), [](char c) { return is_blank(c) || c == '\r'; });
    return static_cast<std::size_t>(end - octets.begin());
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
    while (!octets.empty()) {
        const char c = octets.front();
        std::size_t size = 1;
        if (std::exchange(carriage_return_, false)) {
            size = c == '\n' ? 1 : 0;
            if (c == '\n')
                end_line(to);
            else
                add_text("\r", to);
        } else if (c == '\r') {
            carriage_return_ = true;
        } else if (is_blank(c)) {
            blanks_ = true;
        } else {
            size = text_size(octets);
            add_text(octets.substr(0, size), to);
        }
        octets.remove_prefix(size);
    }
}

void RelaxedBody::finish(std::string& to)
{
    if (carriage_return_)
        add_text("\r", to);
    if (in_text_)
        end_line(to);
}

void RelaxedBody::add_text(std::string_view text, std::string& to)
{
    for (; empty_lines_ > 0; --empty_lines_)
        to += crlf;
    if (std::exchange(blanks_, false))
        to += ' ';
    to += text;
    in_text_ = true;
}

void RelaxedBody::end_line(std::string& to)
{
    if (in_text_)
        to += crlf;
    else
        ++empty_lines_;
    blanks_ = false;
    in_text_ = false;
}

}  // namespace colporteur::mail
