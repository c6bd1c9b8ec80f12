// SPDX-License-Identifier: AGPL-3.0-or-later
#include "mail/personal_writer.hpp"

#include <utility>

#include "base/ascii.hpp"
#include "base/utf8.hpp"
#include "mail/charset.hpp"
#include "mail/transfer.hpp"

namespace colporteur::mail {
namespace {

constexpr std::string_view crlf = "\r\n";
constexpr std::string_view soft_break = "=\r\n";

bool is_readable(std::string_view encoding)
{
    return is_identity(encoding) || encoding == "base64" || encoding == "quoted-printable";
}

// A few bad octets are shown to readers as such anyway; an unknown charset is left to their
// programs, which may know it.
std::optional<std::string> text_of(const OpenEntity& leaf)
{
    if (!is_readable(leaf.encoding) || !to_utf8(leaf.type.charset, ""))
        return std::nullopt;
    const std::string octets = decode_transfer(leaf.encoding, leaf.split.body);
    if (auto text = to_utf8(leaf.type.charset, octets))
        return text;
    return to_readable_utf8(leaf.type.charset, octets);
}

// OpenPGP without MIME: signed or encrypted as it stands.
bool is_armoured(std::string_view text)
{
    constexpr std::string_view armour = "-----BEGIN PGP ";
    for (auto at = text.find(armour); at != text.npos; at = text.find(armour, at + 1))
        if (at == 0 || text[at - 1] == '\n')
            return true;
    return false;
}

std::string header_of(const OpenEntity& leaf)
{
    const std::string encoding = "Content-Transfer-Encoding: quoted-printable\r\n";
    const std::string type = utf8_content_type(leaf.split);
    bool has_type = false;
    bool has_encoding = false;
    const auto write = [&](const Field& field) -> Result<std::string> {
        if (same_word(field.name, "Content-Type"))
            return std::exchange(has_type, true) ? "" : type;
        if (same_word(field.name, "Content-Transfer-Encoding"))
            return std::exchange(has_encoding, true) ? "" : encoding;
        const bool checksum =
            same_word(field.name, "Content-MD5");  // of what the part no longer is
        return checksum ? "" : std::string{field.raw};
    };
    std::string header = *rewrite_fields(leaf.split, write);
    if (!leaf.is_part && find_field(leaf.split, "MIME-Version") == nullptr)
        header += "MIME-Version: 1.0\r\n";
    return header + (has_type ? "" : type) + (has_encoding ? "" : encoding);
}

bool is_line_start(std::string_view before)
{
    return before.empty() || before.ends_with('\n');
}

}  // namespace

bool PersonalWriter::take_subject(std::string_view utf8)
{
    const CutText text = cut(utf8, FieldPlace::subject);
    if (text.cuts.empty())
        return false;
    PersonalSubject& subject = result_.filling.subject.emplace();
    for (const auto& [before, field] : text.cuts)
        subject.pieces.push_back({std::string{before}, field});
    subject.end = text.end;
    return true;
}

void PersonalWriter::write(const Entity& entity)
{
    const auto open = open_entity(entity);
    const Shape shape = open ? open->shape : Shape::message;
    if (shape == Shape::parts && !is_sealed(open->type))
        write_parts(entity, *open);
    else if (shape != Shape::leaf || !write_text(*open))
        result_.octets += entity.octets;
}

void PersonalWriter::write_parts(const Entity& entity, const OpenEntity& open)
{
    const bool digest = open.type.type == "multipart/digest";
    std::string_view rest = entity.octets;
    BodyParts parts{open.split.body, open.type.boundary};
    while (const auto part = parts.next()) {
        result_.octets += before_piece(rest, *part);
        write({.octets = *part, .depth = open.depth + 1, .is_part = true, .in_digest = digest});
        rest = after_piece(rest, *part);
        // Where a bare LF was the line end before a delimiter, it is part of the text.
        const bool is_rewritten = text_end_ == result_.octets.size();
        if (is_rewritten && !rest.empty() && !rest.starts_with(crlf))
            result_.octets += crlf;
    }
    result_.octets += rest;
}

bool PersonalWriter::write_text(const OpenEntity& leaf)
{
    const bool html = leaf.type.type == "text/html";
    if ((!html && leaf.type.type != "text/plain") ||
        first_word(leaf.split, "Content-Disposition") == "attachment")
        return false;
    const auto text = text_of(leaf);
    if (!text || is_armoured(*text))
        return false;
    const CutText cut_text = cut(*text, html               ? FieldPlace::html
                                        : leaf.type.flowed ? FieldPlace::flowed_line
                                                           : FieldPlace::plain);
    if (cut_text.cuts.empty())
        return false;
    result_.octets.append(header_of(leaf)).append(crlf);
    append_text(cut_text);
    return true;
}

// A slot is at the start of an encoded line, and what follows is on a line of its own again: either
// because the text has a line end there, or by a soft break, which readers never see.
void PersonalWriter::append_text(const CutText& text)
{
    std::string& octets = result_.octets;
    bool after_slot = false;
    const auto append = [&](std::string_view piece) {
        if (after_slot && !piece.starts_with(crlf))
            octets += soft_break;
        octets += encode_quoted_printable_piece(piece);
    };
    for (const auto& [before, field] : text.cuts) {
        append(before);
        if (!before.empty() && !before.ends_with(crlf))
            octets += soft_break;
        result_.filling.slots.push_back({octets.size(), field});
        after_slot = true;
    }
    if (!text.end.empty())
        append(text.end);
    text_end_ = octets.size();
}

PersonalWriter::CutText PersonalWriter::cut(std::string_view text, FieldPlace place)
{
    CutText result{{}, text};
    std::size_t seen = 0;
    while (const auto typed = next_field(text.substr(seen))) {
        const auto before = before_piece(result.end, typed->raw);
        seen = static_cast<std::size_t>(typed->raw.end() - text.begin());
        if (!names_.contains(typed->name)) {
            if (unknown_.insert(typed->name).second)
                result_.unknown.push_back(typed->name);
            continue;
        }
        const bool inside_line = !is_line_start(text.substr(0, seen - typed->raw.size()));
        const bool plain = place == FieldPlace::flowed_line && inside_line;
        result.cuts.push_back({before, number_of(*typed, plain ? FieldPlace::plain : place)});
        result.end = text.substr(seen);
    }
    return result;
}

std::size_t PersonalWriter::number_of(const TypedField& typed, FieldPlace place)
{
    PersonalField field{typed.name, one_line(typed.fallback), std::string{typed.raw}, place};
    auto& fields = result_.filling.fields;
    const auto [entry, is_new] = numbers_.try_emplace(std::move(field), fields.size());
    if (is_new)
        fields.push_back(entry->first);
    return entry->second;
}

}  // namespace colporteur::mail
