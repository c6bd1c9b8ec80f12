// SPDX-License-Identifier: AGPL-3.0-or-later

#include "base/ascii.hpp"
#include "base/utf8.hpp"
#include "mail/ascii_header.hpp"
#include "mail/charset.hpp"
#include "mail/recode.hpp"
#include "mail/transfer.hpp"
#include "mail/tree.hpp"

namespace colporteur::mail {
namespace {

constexpr std::string_view encoding_field = "Content-Transfer-Encoding";

// Text whose CRLF are line ends: not that of the wide charsets, where they are halves of
// characters.
bool is_lines_of_text(const ContentType& type)
{
    const bool text = type.type.starts_with("text/") || type.type.starts_with("message/");
    return text && !is_wide(type.charset);
}

Encoded encoded(const ContentType& type, std::string_view body)
{
    return is_lines_of_text(type) ? encode_lines(body)
                                  : Encoded{"base64", encode_base64_lines(body)};
}

// What is encoded already, but in lines too long or with stray octets that mean nothing.
Result<std::string> encoded_again(const OpenEntity& leaf)
{
    if (!is_ascii(leaf.split.body))
        return fail(Code::unsupported, "an encoded part holds 8-bit octets");
    const std::string content = decode_transfer(leaf.encoding, leaf.split.body);
    if (leaf.encoding == "base64")
        return encode_base64_lines(content);
    if (leaf.encoding == "quoted-printable")
        return encode_quoted_printable_octets(content);
    return fail(Code::unsupported, "a part in an unknown encoding is not 7bit");
}

// A transfer encoding counts in MIME messages alone (RFC 2045 §4), and 8-bit text without a
// Content-Type is not the US-ASCII that it would mean (RFC 2045 §5.2).
std::string missing_mime_fields(const OpenEntity& leaf)
{
    std::string fields;
    if (!leaf.is_part && find_field(leaf.split, "MIME-Version") == nullptr)
        fields += "MIME-Version: 1.0\r\n";
    if (find_field(leaf.split, "Content-Type") == nullptr && !is_ascii(leaf.split.body))
        fields += fmt::format("Content-Type: text/plain; charset={}\r\n",
                              is_utf8(leaf.split.body) ? "utf-8" : "unknown-8bit");
    return fields;
}

/// A header and a body that were rewritten.
struct Written {
    std::string header;
    std::string body;
};

Result<Written> write_leaf(const OpenEntity& leaf, std::string header)
{
    if (is_identity(leaf.encoding)) {
        Encoded body = encoded(leaf.type, leaf.split.body);
        header = with_field(header + missing_mime_fields(leaf), encoding_field, body.encoding);
        return Written{std::move(header), std::move(body.octets)};
    }
    auto body = encoded_again(leaf);
    if (!body)
        return fail(body.error());
    return Written{std::move(header), *std::move(body)};
}

// A multipart body without a preamble or an epilogue that is not 7bit: readers skip both (RFC 2046
// §5.1.1), and neither can be encoded.
std::string_view without_odd_ends(std::string_view body, const std::string& boundary)
{
    BodyParts parts{body, boundary};
    auto part = parts.next();
    if (!part)
        return body;
    const auto before = before_piece(body, *part);
    auto after = body;
    for (; part; part = parts.next())
        after = after_piece(body, *part);

    if (!is_seven_bit(after)) {
        const auto line_end = after.find('\n', after.find("--"));
        body.remove_suffix(line_end == std::string_view::npos ? 0 : after.size() - line_end - 1);
    }
    if (!is_seven_bit(before))
        body.remove_prefix(before.rfind('\n', before.size() - 2) + 1);
    return body;
}

Result<std::string> seven_bit_entity(const Entity& entity);

Result<Written> write_composite(const OpenEntity& composite, std::string header)
{
    const std::string_view body =
        composite.shape == Shape::parts
            ? without_odd_ends(composite.split.body, composite.type.boundary)
            : composite.split.body;
    auto written = rewrite_inside(composite, body, seven_bit_entity);
    if (!written)
        return fail(written.error());
    if (!composite.encoding.empty() && composite.encoding != "7bit")
        header = with_field(header, encoding_field, "7bit");
    return Written{std::move(header), *std::move(written)};
}

// RFC 2046 §5.2.2, §5.2.3: always 7bit, and never encoded.
bool is_never_encoded(const ContentType& type)
{
    return type.type == "message/partial" || type.type == "message/external-body";
}

Result<std::string> seven_bit_entity(const Entity& entity)
{
    if (entity.depth > 0 && is_seven_bit(entity.octets))
        return std::string{entity.octets};
    const auto open = open_entity(entity);
    if (!open)
        return fail(open.error());
    const Split& split = open->split;
    auto header = entity.depth > 0 ? ascii_header(split) : std::string{split.header};
    if (!header || is_seven_bit(split.body))
        return header ? joined(entity, split, *header, split.body) : header;
    if (is_sealed(open->type) || is_never_encoded(open->type))
        return fail(Code::unsupported, "a part that must not be changed is not 7bit");

    const auto written = open->shape == Shape::leaf ? write_leaf(*open, *std::move(header))
                                                    : write_composite(*open, *std::move(header));
    if (!written)
        return fail(written.error());
    return joined(entity, split, written->header, written->body);
}

}  // namespace

Result<std::string> to_seven_bit(std::string_view octets)
{
    auto result = seven_bit_entity({.octets = octets});
    if (result && !is_seven_bit(split_message(*result).body))
        return fail(Code::unsupported, "what is not 7bit stands outside the parts of the message");
    return result;
}

}  // namespace colporteur::mail
