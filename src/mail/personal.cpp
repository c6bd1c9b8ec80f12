// SPDX-License-Identifier: AGPL-3.0-or-later
#include "mail/personal.hpp"

#include "base/utf8.hpp"
#include "mail/personal_writer.hpp"
#include "mail/transfer.hpp"

namespace colporteur::mail {
namespace {

constexpr std::size_t longest_value = 1000;
constexpr std::size_t longest_subject = 1000;  // a longer one is nothing that people read

std::string escape_html(std::string_view text)
{
    std::string result;
    for (const char c : text) {
        switch (c) {
        case '&': result += "&amp;"; break;
        case '<': result += "&lt;"; break;
        case '>': result += "&gt;"; break;
        case '"': result += "&quot;"; break;
        case '\'': result += "&#39;"; break;
        default: result += c;
        }
    }
    return result;
}

std::string shown(const PersonalField& field, const std::string& value)
{
    const std::string line = one_line(value, longest_value);
    if (line.empty())
        return field.fallback;
    return field.place == FieldPlace::html ? escape_html(line) : line;
}

// A space in front of what would mean something else to a format=flowed reader (RFC 3676 §4.4).
std::string stuffed(std::string line)
{
    const bool odd = line.starts_with('>') || line.starts_with("From ");
    return odd ? " " + std::move(line) : line;
}

std::string written(const PersonalField& field, std::string text)
{
    switch (field.place) {
    case FieldPlace::subject: return text;
    case FieldPlace::flowed_line: return encode_quoted_printable_piece(stuffed(std::move(text)));
    case FieldPlace::plain:
    case FieldPlace::html: break;
    }
    return encode_quoted_printable_piece(text);
}

/// A message without its Subject, and that decoded.
struct WithoutSubject {
    std::string octets;
    std::string subject;
};

// In a damaged header everything stays where it is: what follows could become a body.
std::optional<WithoutSubject> without_subject(std::string_view octets)
{
    const Split split = split_message(octets);
    const Field* const field = find_field(split, "Subject");
    if (field == nullptr || field->body.size() > 4 * longest_subject)
        return std::nullopt;
    WithoutSubject result{
        std::string{before_piece(octets, field->raw)}.append(after_piece(octets, field->raw)),
        decode_text(unfold(field->body))};
    const Split rest = split_message(result.octets);
    if (result.subject.size() > longest_subject || rest.body.size() != split.body.size() ||
        rest.fields.size() + 1 != split.fields.size())
        return std::nullopt;
    return result;
}

}  // namespace

PersonalMessage find_personal(std::string_view octets, const std::vector<std::string>& names)
{
    PersonalWriter writer{names};
    const auto apart = without_subject(octets);
    const bool personal = apart && writer.take_subject(apart->subject);
    writer.write({.octets = personal ? std::string_view{apart->octets} : octets});
    return writer.take_result();
}

std::vector<std::string> unknown_fields(std::string_view octets,
                                        const std::vector<std::string>& names)
{
    return find_personal(octets, names).unknown;
}

std::vector<std::string> fill(const Filling& filling, const ValueOf& value_of)
{
    std::vector<std::string> filled;
    filled.reserve(filling.fields.size());
    for (const PersonalField& field : filling.fields)
        filled.push_back(written(field, shown(field, value_of(field.name))));
    return filled;
}

std::string subject_field(const Filling& filling, const std::vector<std::string>& filled)
{
    if (!filling.subject)
        return "";
    std::string text;
    for (const auto& [before, field] : filling.subject->pieces)
        text.append(before).append(filled[field]);
    text += filling.subject->end;
    return format_field("Subject", encode_text(text));
}

std::string filled_message(std::string_view octets, const Filling& filling,
                           const std::vector<std::string>& filled)
{
    std::string result = subject_field(filling, filled);
    std::size_t from = 0;
    for (const auto& [at, field] : filling.slots) {
        result.append(octets.substr(from, at - from)).append(filled[field]);
        from = at;
    }
    return result.append(octets.substr(from));
}

std::string as_typed(std::string_view octets, const Filling& filling)
{
    std::vector<std::string> typed;
    for (const PersonalField& field : filling.fields)
        typed.push_back(field.place == FieldPlace::subject
                            ? field.typed
                            : encode_quoted_printable_piece(field.typed));
    return filled_message(octets, filling, typed);
}

}  // namespace colporteur::mail
