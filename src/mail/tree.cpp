// SPDX-License-Identifier: AGPL-3.0-or-later
#include "mail/tree.hpp"

#include <algorithm>
#include <utility>

#include "base/ascii.hpp"

namespace colporteur::mail {
namespace {

constexpr int deepest = 100;
constexpr std::string_view crlf = "\r\n";

ContentType type_of(const Entity& entity, const Split& split)
{
    ContentType type = content_type(split);
    if (entity.in_digest && find_field(split, "Content-Type") == nullptr)
        type.type = "message/rfc822";
    return type;
}

// What is encoded as a whole, against RFC 2045 §6.4, is a leaf: it is not opened (2045-01).
Shape shape_of(const OpenEntity& entity)
{
    if (!is_identity(entity.encoding))
        return Shape::leaf;
    if (entity.type.type.starts_with("multipart/"))
        return Shape::parts;
    return entity.type.type == "message/rfc822" ? Shape::message : Shape::leaf;
}

// A part that ended with a bare LF, and does no more, must not run into the delimiter after it.
bool needs_line_end(std::string_view part, std::string_view after)
{
    return !part.empty() && !part.ends_with('\n') && !after.empty() && !after.starts_with(crlf);
}

}  // namespace

bool is_identity(std::string_view encoding)
{
    return encoding.empty() || encoding == "7bit" || encoding == "8bit" || encoding == "binary";
}

bool is_sealed(const ContentType& type)
{
    constexpr std::string_view sealed[] = {"multipart/signed", "multipart/encrypted",
                                           "application/pkcs7-mime", "application/x-pkcs7-mime"};
    return std::find(std::begin(sealed), std::end(sealed), type.type) != std::end(sealed);
}

Result<OpenEntity> open_entity(const Entity& entity)
{
    if (entity.depth > deepest)
        return fail(Code::unsupported, "more than 100 parts inside each other");
    OpenEntity open;
    open.depth = entity.depth;
    open.is_part = entity.is_part;
    open.split = split_message(entity.octets);
    open.type = type_of(entity, open.split);
    open.encoding = first_word(open.split, "Content-Transfer-Encoding");
    open.shape = shape_of(open);
    return open;
}

std::string_view before_piece(std::string_view whole, std::string_view piece)
{
    return whole.substr(0, static_cast<std::size_t>(piece.begin() - whole.begin()));
}

std::string_view after_piece(std::string_view whole, std::string_view piece)
{
    return whole.substr(before_piece(whole, piece).size() + piece.size());
}

Result<std::string> rewrite_fields(const Split& entity,
                                   const std::function<Result<std::string>(const Field&)>& write)
{
    std::string result;
    std::string_view rest = entity.header;
    const auto append_damaged = [&result](std::string_view lines) {
        result += result.empty() ? "" : lines;
    };
    for (const Field& field : entity.fields) {
        const auto written = write(field);
        if (!written)
            return written;
        append_damaged(before_piece(rest, field.raw));
        result += *written;
        rest = after_piece(rest, field.raw);
    }
    append_damaged(rest);
    return result;
}

std::string with_field(std::string_view header, std::string_view name, std::string_view body)
{
    const std::string field = format_field(name, body);
    bool said = false;
    const auto write = [&](const Field& old) -> Result<std::string> {
        if (!same_word(old.name, name))
            return std::string{old.raw};
        return std::exchange(said, true) ? "" : field;
    };
    std::string result = *rewrite_fields(split_message(header), write);
    if (said)
        return result;
    if (!result.empty() && !result.ends_with(crlf))
        result += crlf;
    return result + field;
}

Entity inner_entity(const OpenEntity& around, std::string_view octets)
{
    const bool is_part = around.shape == Shape::parts;
    return {.octets = octets,
            .depth = around.depth + 1,
            .is_part = is_part,
            .in_digest = is_part && around.type.type == "multipart/digest"};
}

PartList list_parts(std::string_view body, std::string_view boundary)
{
    PartList list;
    BodyParts parts{body, boundary};
    while (const auto part = parts.next()) {
        list.gaps.push_back(before_piece(body, *part));
        list.parts.push_back(*part);
        body = after_piece(body, *part);
    }
    list.gaps.push_back(body);
    return list;
}

std::string join_parts(const PartList& list, const std::vector<std::optional<std::string>>& parts)
{
    std::string result{list.gaps.front()};
    std::string_view last;
    bool first = true;
    const auto append_gap = [&](std::string_view gap) {
        if (needs_line_end(last, gap))
            result += crlf;
        result += gap;
    };
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (!parts[i])
            continue;
        if (!std::exchange(first, false))
            append_gap(list.gaps[i]);
        last = *parts[i];
        result += last;
    }
    append_gap(list.gaps.back());
    return result;
}

Result<std::string> rewrite_inside(const OpenEntity& entity, std::string_view body,
                                   const Rewrite& rewrite)
{
    if (entity.shape == Shape::message)
        return rewrite(inner_entity(entity, body));

    const PartList list = list_parts(body, entity.type.boundary);
    if (list.parts.empty())
        return std::string{body};
    std::vector<std::optional<std::string>> rewritten;
    for (const auto part : list.parts) {
        auto written = rewrite(inner_entity(entity, part));
        if (!written)
            return written;
        rewritten.emplace_back(*std::move(written));
    }
    return join_parts(list, rewritten);
}

std::string joined(const Entity& entity, const Split& split, std::string_view header,
                   std::string_view body)
{
    const std::size_t separator = entity.octets.size() - split.header.size() - split.body.size();
    std::string result{header};
    if (separator > 0 || header != split.header || body != split.body) {
        if (!result.empty() && !result.ends_with(crlf))  // a last field without its line end
            result += crlf;
        result += crlf;
    }
    return result.append(body);
}

}  // namespace colporteur::mail
