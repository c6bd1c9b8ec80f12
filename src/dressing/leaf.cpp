// SPDX-License-Identifier: AGPL-3.0-or-later
#include "dressing/leaf.hpp"

#include <algorithm>

#include "base/ascii.hpp"
#include "base/cursor.hpp"
#include "base/utf8.hpp"
#include "mail/charset.hpp"
#include "mail/parameters.hpp"

namespace colporteur::dressing {
namespace {

constexpr std::size_t longest_line = 998;   // RFC 5322 §2.1.1
constexpr std::size_t wrapped_column = 76;  // longer lines of ours go encoded

// What is raw and 7bit must stay 7bit; what holds 8-bit octets already may hold more.
bool may_stay_raw(const mail::OpenEntity& leaf, const NewText& content)
{
    const bool eight = leaf.encoding == "8bit" || leaf.encoding == "binary";
    return content.may_be_raw && (eight || is_ascii(content.octets) || !is_ascii(leaf.split.body));
}

mail::Encoded encoded(const mail::OpenEntity& leaf, const NewText& content)
{
    if (mail::is_identity(leaf.encoding) && may_stay_raw(leaf, content))
        return {leaf.encoding, content.octets};
    if (leaf.encoding == "quoted-printable")
        return {"quoted-printable", mail::encode_quoted_printable_octets(content.octets)};
    const bool wide = !content.to_utf8 && mail::is_wide(leaf.type.charset);
    if (leaf.encoding == "base64" || wide)
        return {"base64", mail::encode_base64_lines(content.octets)};
    return mail::encode_lines(content.octets);
}

std::string utf8_type(const mail::OpenEntity& leaf)
{
    const mail::Field* const field = mail::find_field(leaf.split, "Content-Type");
    const std::string line = field != nullptr ? mail::unfold(field->body) : "";
    const bool readable = mail::parameter_pieces(line).front().find('/') != std::string_view::npos;
    return mail::with_charset(readable ? line : leaf.type.type, "utf-8");
}

bool has_bad_line(std::string_view lines, std::size_t longest)
{
    for (Cursor in{lines}; !in.at_end(); in.take())
        if (in.take_until("\n").size() > longest)
            return true;
    return false;
}

// A line of dashes might be a delimiter somewhere; "-- " above a signature is none (RFC 3676 §4.3).
bool has_dashes(std::string_view lines)
{
    for (Cursor in{lines}; !in.at_end(); in.take()) {
        const auto line = in.take_until("\n");
        if (line.starts_with("--") && line != "-- ")
            return true;
    }
    return false;
}

// Quoted-printable as long as most of it can be read there.
mail::Encoded readable(std::string_view lines)
{
    mail::Encoded quoted{"quoted-printable", mail::encode_quoted_printable_octets(lines)};
    return quoted.octets.size() <= 2 * lines.size() ? std::move(quoted) : mail::encode_lines(lines);
}

}  // namespace

std::string with_crlf(std::string_view lines)
{
    std::string result;
    result.reserve(lines.size() + lines.size() / 32);
    for (const char c : lines) {
        if (c == '\n')
            result += '\r';
        result += c;
    }
    return result;
}

bool must_be_encoded(std::string_view lines, const std::vector<std::string>& boundaries)
{
    if (has_bad_line(lines, longest_line))
        return true;
    for (Cursor in{lines}; !in.at_end(); in.take()) {
        const auto line = in.take_until("\n");
        const auto divides = [line](const std::string& boundary) {
            return line.starts_with("--" + boundary);
        };
        if (line.starts_with("--") && std::any_of(boundaries.begin(), boundaries.end(), divides))
            return true;
    }
    return false;
}

std::string rewritten_text(const BodyText& text, const NewText& content)
{
    const mail::OpenEntity& leaf = text.open;
    const mail::Encoded body = encoded(leaf, content);
    std::string header{leaf.split.header};
    if (!leaf.is_part)
        header = with_mime_version(header);
    if (content.to_utf8)
        header = mail::with_field(header, "Content-Type", utf8_type(leaf));
    if (body.encoding != leaf.encoding)
        header = mail::with_field(header, "Content-Transfer-Encoding", body.encoding);
    return mail::joined({.octets = text.octets}, leaf.split, header, body.octets);
}

mail::Encoded plain_body(std::string_view utf8)
{
    std::string lines = with_crlf(utf8);
    if (mail::is_seven_bit(lines) && !has_bad_line(utf8, wrapped_column) && !has_dashes(utf8))
        return {"7bit", std::move(lines)};
    return readable(lines);
}

std::string plain_part(std::string_view utf8)
{
    const mail::Encoded body = plain_body(utf8);
    return "Content-Type: text/plain; charset=utf-8\r\n" +
           mail::format_field("Content-Transfer-Encoding", body.encoding) + "\r\n" + body.octets;
}

std::string with_mime_version(std::string_view header)
{
    const bool missing = mail::find_field(mail::split_message(header), "MIME-Version") == nullptr;
    return missing ? mail::with_field(header, "MIME-Version", "1.0") : std::string{header};
}

}  // namespace colporteur::dressing
