// SPDX-License-Identifier: AGPL-3.0-or-later
#include "mail/parameters.hpp"

#include <map>

#include "base/ascii.hpp"
#include "base/cursor.hpp"
#include "base/encode.hpp"
#include "mail/charset.hpp"
#include "mail/header.hpp"
#include "mail/structured.hpp"

namespace colporteur::mail {
namespace {

// Up to a ";" that is neither in quotes nor in a comment.
std::string_view take_piece(Cursor& in)
{
    const auto start = in.rest();
    while (!in.at_end() && in.peek() != ';') {
        if (in.peek() == '"')
            take_quoted(in);
        else if (in.peek() == '(')
            take_comment(in);
        else
            in.take();
    }
    return start.substr(0, start.size() - in.rest().size());
}

std::string value_of(std::string_view piece)
{
    const auto equals = piece.find('=');
    if (equals == std::string_view::npos)
        return "";
    const auto value = trim(piece.substr(equals + 1));
    Cursor in{value};
    return value.starts_with('"') ? without_quotes(take_quoted(in)) : std::string{value};
}

// %XX undone where they are; a "%" that begins no octet stays.
std::string percent_undone(std::string_view text)
{
    std::string result;
    for (Cursor in{text}; !in.at_end();) {
        result += in.take_until("%");
        const auto octet = percent_decode(in.rest().substr(0, 3));
        const auto taken = in.rest().substr(0, octet ? 3 : 1);
        result += octet ? *octet : std::string{taken};
        in.skip(taken);
    }
    return result;
}

// section = attribute [ "*" number ] [ "*" ]       RFC 2231 §3, §4
struct Section {
    std::optional<std::uint64_t> number;
    bool extended = false;
    std::string value;
};

std::optional<Section> read_section(std::string_view piece, std::string_view name)
{
    Cursor in{parameter_name(piece)};
    if (!in.skip_word(name))
        return std::nullopt;
    Section section;
    if (in.skip("*")) {
        section.number = in.take_number();
        section.extended = !section.number || in.skip("*");
    }
    if (!in.at_end())
        return std::nullopt;
    section.value = value_of(piece);
    return section;
}

// ext-value = charset "'" [ language ] "'" value; without the quotes it is the value alone.
std::string ext_value_charset(std::string& value)
{
    const auto first = value.find('\'');
    const auto second = first == std::string::npos ? first : value.find('\'', first + 1);
    if (second == std::string::npos)
        return "";
    std::string charset = value.substr(0, first);
    value.erase(0, second + 1);
    return charset;
}

std::string joined_sections(std::map<std::uint64_t, Section>& sections)
{
    const bool extended = sections.begin()->second.extended;
    const std::string charset =
        extended ? ext_value_charset(sections.begin()->second.value) : std::string{};
    std::string octets;
    std::uint64_t next = 0;
    for (const auto& [number, section] : sections) {
        if (number != next++)  // what is missing in the middle cannot be guessed
            break;
        octets += section.extended ? percent_undone(section.value) : section.value;
    }
    return extended ? to_readable_utf8(charset, octets) : decode_text(octets);
}

}  // namespace

std::vector<std::string_view> parameter_pieces(std::string_view line)
{
    Cursor in{line};
    std::vector<std::string_view> pieces{take_piece(in)};
    while (in.skip(";"))
        pieces.push_back(take_piece(in));
    return pieces;
}

std::string_view parameter_name(std::string_view piece)
{
    return trim(Cursor{piece}.take_until("="));
}

std::optional<std::string> read_parameter(std::string_view line, std::string_view name)
{
    std::optional<std::string> plain;
    std::map<std::uint64_t, Section> sections;
    const auto pieces = parameter_pieces(line);
    for (auto piece = pieces.begin() + 1; piece != pieces.end(); ++piece) {
        const auto section = read_section(*piece, name);
        if (!section)
            continue;
        if (section->number || section->extended)
            sections.try_emplace(section->number.value_or(0), *section);
        else if (!plain)
            plain = section->value;
    }
    if (!sections.empty() && sections.begin()->first == 0)
        return joined_sections(sections);
    return plain ? std::optional{decode_text(*plain)} : std::nullopt;
}

std::string with_charset(std::string_view line, std::string_view charset)
{
    const auto pieces = parameter_pieces(line);
    std::string result{pieces.front()};
    for (auto piece = pieces.begin() + 1; piece != pieces.end(); ++piece)
        if (!read_section(*piece, "charset") && !trim(*piece).empty())
            result.append(";").append(*piece);
    return result.append("; charset=").append(charset);
}

}  // namespace colporteur::mail
