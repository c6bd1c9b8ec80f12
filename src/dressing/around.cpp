// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/format.h>

#include "base/ascii.hpp"
#include "base/encode.hpp"
#include "base/sha256.hpp"
#include "base/utf8.hpp"
#include "dressing/leaf.hpp"
#include "dressing/texts.hpp"

namespace colporteur::dressing {
namespace {

// From the content itself, so that the same post gives the same boundary and nobody can write a
// post that holds it.
std::string absent_boundary(std::string_view octets)
{
    std::string seed = sha256(octets);
    while (true) {
        std::string boundary = "=_" + to_hex(std::string_view{seed}.substr(0, 12));
        if (octets.find("--" + boundary) == std::string_view::npos)
            return boundary;
        seed = sha256(seed);
    }
}

std::string mime_version(const mail::Split& message)
{
    return mail::find_field(message, "MIME-Version") == nullptr ? "MIME-Version: 1.0\r\n" : "";
}

// -- a multipart/mixed takes more parts

bool is_open_mixed(const mail::OpenEntity& message, const mail::PartList& list)
{
    return message.shape == mail::Shape::parts && message.type.type == "multipart/mixed" &&
           !is_ambiguous(message) && !list.parts.empty();
}

// What stands between the parts is kept byte for byte, and so are they.
std::string mixed_with_parts(std::string_view octets, const mail::OpenEntity& message,
                             const mail::PartList& list, const Texts& texts)
{
    const std::string delimiter = "--" + message.type.boundary + "\r\n";
    const auto first = list.parts.front();
    const auto last = list.gaps.back();
    const auto body_end = mail::before_piece(octets, last);
    std::string result = std::string{message.split.header} + mime_version(message.split) + "\r\n" +
                         std::string{list.gaps.front()};
    if (!texts.header.empty())
        result += plain_part(texts.header) + "\r\n" + delimiter;
    result +=
        mail::after_piece(body_end, octets.substr(0, mail::before_piece(octets, first).size()));
    if (texts.footer.empty())
        return result.append(last);
    result += last.starts_with("--") ? "" : "\r\n";
    result += delimiter + plain_part(texts.footer);
    if (last.empty())  // there was no final delimiter: its end is said now
        return result + "\r\n--" + message.type.boundary + "--\r\n";
    return result.append(last);
}

// -- everything else becomes the part of a new one

bool is_content(const mail::Field& field)
{
    return starts_with_word(field.name, "Content-");
}

// 8-bit text without a Content-Type is not the US-ASCII that it would mean (RFC 2045 §5.2).
std::string missing_type(const mail::OpenEntity& message)
{
    if (mail::find_field(message.split, "Content-Type") != nullptr)
        return "";
    const auto body = message.split.body;
    const auto* const charset = is_ascii(body)  ? "us-ascii"
                                : is_utf8(body) ? "utf-8"
                                                : "unknown-8bit";
    return fmt::format("Content-Type: text/plain; charset={}\r\n", charset);
}

// The encoding of a multipart is that of its parts (RFC 2045 §6.4).
std::string outer_encoding(const mail::OpenEntity& message)
{
    if (message.encoding == "binary")
        return "Content-Transfer-Encoding: binary\r\n";
    return is_ascii(message.split.body) ? "" : "Content-Transfer-Encoding: 8bit\r\n";
}

std::string inner_encoding(const mail::OpenEntity& message)
{
    const bool said = mail::find_field(message.split, "Content-Transfer-Encoding") != nullptr;
    return said || is_ascii(message.split.body) ? "" : "Content-Transfer-Encoding: 8bit\r\n";
}

void end_line(std::string& header)
{
    if (!header.empty() && !header.ends_with("\r\n"))
        header += "\r\n";
}

std::string wrapped(std::string_view octets, const mail::OpenEntity& message, const Texts& texts)
{
    std::string outer;
    std::string inner;
    const auto sort = [&](const mail::Field& field) -> Result<std::string> {
        if (!is_content(field))
            return std::string{field.raw};
        inner += field.raw;
        return std::string{};
    };
    outer = *mail::rewrite_fields(message.split, sort);
    end_line(outer);
    end_line(inner);
    inner += missing_type(message) + inner_encoding(message);

    const std::string boundary = absent_boundary(octets);
    const std::string delimiter = "--" + boundary + "\r\n";
    outer += mime_version(message.split) + outer_encoding(message);
    outer += fmt::format("Content-Type: multipart/mixed; boundary=\"{}\"\r\n\r\n", boundary);
    if (!texts.header.empty())
        outer += delimiter + plain_part(texts.header) + "\r\n";
    outer += delimiter + inner + "\r\n";
    outer.append(message.split.body).append("\r\n");
    if (!texts.footer.empty())
        outer += delimiter + plain_part(texts.footer) + "\r\n";
    return outer + "--" + boundary + "--\r\n";
}

}  // namespace

std::string with_text_parts(std::string_view octets, const Texts& texts)
{
    const auto message = mail::open_entity({.octets = octets});
    const auto list = mail::list_parts(message->split.body, message->type.boundary);
    return is_open_mixed(*message, list) ? mixed_with_parts(octets, *message, list, texts)
                                         : wrapped(octets, *message, texts);
}

}  // namespace colporteur::dressing
