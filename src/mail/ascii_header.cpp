// SPDX-License-Identifier: AGPL-3.0-or-later
#include "mail/ascii_header.hpp"

#include "base/ascii.hpp"
#include "base/utf8.hpp"
#include "mail/part.hpp"
#include "mail/recode.hpp"
#include "mail/transfer.hpp"
#include "mail/tree.hpp"

namespace colporteur::mail {
namespace {

struct Structured {
    std::string_view name;
    Syntax syntax;
};

// Fields that are neither here nor in `has_parameters` are unstructured text.
constexpr Structured structured_fields[] = {
    {"From", Syntax::addresses},
    {"Sender", Syntax::addresses},
    {"Reply-To", Syntax::addresses},
    {"To", Syntax::addresses},
    {"Cc", Syntax::addresses},
    {"Bcc", Syntax::addresses},
    {"Resent-From", Syntax::addresses},
    {"Resent-Sender", Syntax::addresses},
    {"Resent-Reply-To", Syntax::addresses},
    {"Resent-To", Syntax::addresses},
    {"Resent-Cc", Syntax::addresses},
    {"Resent-Bcc", Syntax::addresses},
    {"Return-Path", Syntax::addresses},
    {"Delivered-To", Syntax::addresses},
    {"Errors-To", Syntax::addresses},
    {"Mail-Followup-To", Syntax::addresses},
    {"Mail-Reply-To", Syntax::addresses},
    {"Disposition-Notification-To", Syntax::addresses},
    {"Return-Receipt-To", Syntax::addresses},
    {"Keywords", Syntax::addresses},  // phrases between commas
    {"Message-ID", Syntax::ids},
    {"Resent-Message-ID", Syntax::ids},
    {"In-Reply-To", Syntax::ids},
    {"References", Syntax::ids},
    {"Content-ID", Syntax::ids},
    {"List-Id", Syntax::ids},
    {"List-Help", Syntax::uris},
    {"List-Subscribe", Syntax::uris},
    {"List-Unsubscribe", Syntax::uris},
    {"List-Post", Syntax::uris},
    {"List-Owner", Syntax::uris},
    {"List-Archive", Syntax::uris},
    {"Archived-At", Syntax::uris},
    {"Date", Syntax::tokens},
    {"Resent-Date", Syntax::tokens},
    {"Received", Syntax::tokens},
    {"MIME-Version", Syntax::tokens},
    {"Content-Transfer-Encoding", Syntax::tokens},
    {"Content-Language", Syntax::tokens},
    {"Auto-Submitted", Syntax::tokens},
    {"List-Unsubscribe-Post", Syntax::tokens},
    {"DKIM-Signature", Syntax::tokens},
    {"Authentication-Results", Syntax::tokens},
    {"ARC-Authentication-Results", Syntax::tokens},
    {"ARC-Message-Signature", Syntax::tokens},
    {"ARC-Seal", Syntax::tokens},
};

const Structured* find_structured(std::string_view name)
{
    for (const Structured& field : structured_fields)
        if (same_word(field.name, name))
            return &field;
    return nullptr;
}

bool has_parameters(std::string_view name)
{
    return same_word(name, "Content-Type") || same_word(name, "Content-Disposition");
}

Result<std::string> ascii_body(std::string_view name, const std::string& line)
{
    if (is_ascii(line))
        return line;
    const Structured* const structured = find_structured(name);
    if (structured == nullptr && !has_parameters(name))
        return encode_text(decode_text(line));
    if (!is_utf8(line))
        return fail(Code::unsupported, "a structured field holds octets that are not UTF-8");
    return structured != nullptr ? ascii_structured(line, structured->syntax)
                                 : ascii_parameters(line);
}

// Whether a field says the same as before, should it be a Content-Type; a damaged one may not.
bool is_same_type(std::string_view before, std::string_view after)
{
    const ContentType was = content_type(split_message(before));
    const ContentType is = content_type(split_message(after));
    return was.type == is.type && was.charset == is.charset && was.boundary == is.boundary;
}

Result<std::string> ascii_field(const Field& field)
{
    if (is_seven_bit(field.raw))
        return std::string{field.raw};
    const auto body = ascii_body(field.name, unfold(field.body));
    if (!body)
        return fail(body.error());
    std::string written = format_field(field.name, *body);
    if (!is_same_type(field.raw, written))
        return fail(Code::unsupported, "a damaged Content-Type is not ASCII");
    return written;
}

Result<std::string> ascii_entity(const Entity& entity);

Result<std::string> ascii_inside(const OpenEntity& open)
{
    if (open.shape == Shape::leaf)
        return std::string{open.split.body};
    auto body = rewrite_inside(open, open.split.body, ascii_entity);
    if (body && is_sealed(open.type) && *body != open.split.body)
        return fail(Code::unsupported, "a signed or encrypted part has a header that is not ASCII");
    return body;
}

Result<std::string> ascii_entity(const Entity& entity)
{
    if (is_ascii(entity.octets))
        return std::string{entity.octets};
    const auto open = open_entity(entity);
    if (!open)
        return fail(open.error());
    auto header = ascii_header(open->split);
    if (!header)
        return header;
    auto body = ascii_inside(*open);
    if (!body)
        return body;
    return joined(entity, open->split, *header, *body);
}

}  // namespace

Result<std::string> ascii_header(const Split& entity)
{
    auto result = rewrite_fields(entity, ascii_field);
    if (result && !is_ascii(*result))
        return fail(Code::unsupported, "a line of a header that is no field is not ASCII");
    return result;
}

Result<std::string> to_ascii_header(std::string_view octets)
{
    return ascii_entity({.octets = octets});
}

}  // namespace colporteur::mail
