// SPDX-License-Identifier: AGPL-3.0-or-later
#include "digests/post_text.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/ascii.hpp"
#include "base/utf8.hpp"
#include "mail/charset.hpp"
#include "mail/disposition.hpp"
#include "mail/flowed.hpp"
#include "mail/html_text.hpp"
#include "mail/part.hpp"
#include "mail/transfer.hpp"
#include "text/size.hpp"

namespace colporteur::digests {
namespace {

constexpr int deepest_part = 20;
constexpr int most_parts = 200;
constexpr std::size_t longest_body = 1024 * 1024;

/// One thing to be read, in the order of the post.
struct Piece {
    enum class Kind { text, html, name, inline_name };  ///< inline: a picture of an HTML page

    Kind kind;
    std::string utf8;
};

using Pieces = std::vector<Piece>;

bool has(const Pieces& pieces, Piece::Kind kind)
{
    return std::any_of(pieces.begin(), pieces.end(),
                       [kind](const Piece& piece) { return piece.kind == kind; });
}

// LF line ends; no control characters, byte order mark or damaged octets.
std::string tidy(std::string_view text)
{
    if (text.starts_with("\uFEFF"))
        text.remove_prefix(std::string_view{"\uFEFF"}.size());
    std::string result;
    result.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '\r' && text.substr(i, 2) != "\r\n")
            result += '\n';
        else if (c == '\n' || c == '\t' || (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F))
            result += c;
    }
    return to_valid_utf8(result);
}

/// Nothing when the octets are of a charset that nobody knows.
std::optional<std::string> decoded(std::string_view charset, std::string_view octets)
{
    if (auto text = mail::to_utf8(charset, octets))
        return text;
    const bool known = charset.empty() || mail::to_utf8(charset, "a").has_value();
    if (!known && !is_utf8(octets))
        return std::nullopt;
    return mail::to_readable_utf8(charset, octets);
}

std::size_t decoded_size(const mail::Split& entity)
{
    const std::size_t octets = entity.body.size();
    const bool base64 = mail::first_word(entity, "Content-Transfer-Encoding") == "base64";
    return base64 ? octets / 78 * 57 : octets;  // lines of 76 with their ends hold 57 octets
}

bool is_signature(const std::string& type)
{
    return type == "application/pgp-signature" || type == "application/pkcs7-signature" ||
           type == "application/x-pkcs7-signature";
}

bool is_sealed(const std::string& type)
{
    return type == "multipart/encrypted" || type == "application/pkcs7-mime" ||
           type == "application/x-pkcs7-mime" || type == "application/pgp-encrypted";
}

/// Reads the tree of one post.
class Reader {
public:
    Reader(std::string_view permalink, const text::Language& language)
        : permalink_{permalink}, language_{language}
    {
    }

    Pieces read(const mail::Split& entity, int depth, bool related = false)
    {
        const mail::ContentType type = mail::content_type(entity);
        if (--parts_left_ < 0 || depth > deepest_part)
            return {named(entity, type)};
        if (is_sealed(type.type))
            return {sealed(entity, type)};
        if (type.type == "multipart/digest")
            return {named(entity, type)};
        if (type.type.starts_with("multipart/"))
            return read_multipart(entity, type, depth);
        if (is_signature(type.type))
            return {};
        if (mail::first_word(entity, "Content-Disposition") == "attachment")
            return {named(entity, type)};
        if (type.type == "text/plain" || type.type == "text/html")
            return read_text(entity, type);
        Piece piece = named(entity, type);
        if (related)
            piece.kind = Piece::Kind::inline_name;
        return {piece};
    }

private:
    Pieces read_multipart(const mail::Split& entity, const mail::ContentType& type, int depth)
    {
        const bool related = type.type == "multipart/related";
        std::vector<Pieces> parts;
        mail::BodyParts body{entity.body, type.boundary};
        while (const auto part = body.next()) {
            parts.push_back(read(mail::split_message(*part), depth + 1, related && !parts.empty()));
            if (parts_left_ < 0)
                break;
        }
        if (parts.empty())
            return {named(entity, type)};
        if (type.type == "multipart/alternative")
            return chosen(std::move(parts));
        Pieces pieces;
        for (Pieces& part : parts)
            std::move(part.begin(), part.end(), std::back_inserter(pieces));
        return pieces;
    }

    // The plain one of the alternatives, else the first that can be read; files that were attached
    // to another one (some programs put them beside the HTML) are not lost.
    static Pieces chosen(std::vector<Pieces> parts)
    {
        const auto with = [&parts](Piece::Kind kind) {
            return std::find_if(parts.begin(), parts.end(),
                                [kind](const Pieces& part) { return has(part, kind); });
        };
        auto choice = with(Piece::Kind::text);
        if (choice == parts.end())
            choice = with(Piece::Kind::html);
        Pieces pieces;
        for (auto part = parts.begin(); part != parts.end(); ++part)
            for (Piece& piece : *part)
                if (part == choice || piece.kind == Piece::Kind::name)
                    pieces.push_back(std::move(piece));
        return pieces;
    }

    Pieces read_text(const mail::Split& entity, const mail::ContentType& type)
    {
        const std::string encoding = mail::first_word(entity, "Content-Transfer-Encoding");
        const std::string octets =
            mail::decode_transfer(encoding, entity.body.substr(0, longest_body));
        const auto text = decoded(type.charset, octets);
        if (!text)
            return {named(entity, type)};
        if (trim(*text).starts_with("-----BEGIN PGP MESSAGE-----"))
            return {sealed(entity, type)};

        Piece piece{Piece::Kind::text, tidy(*text)};
        if (type.type == "text/html")
            piece = {Piece::Kind::html, mail::html_to_text(piece.utf8)};
        else if (type.flowed)
            piece.utf8 = mail::join_flowed(piece.utf8, type.del_space);
        if (trim(piece.utf8).empty())
            return {};
        if (entity.body.size() <= longest_body)
            return {piece};
        return {piece, named(entity, type, language_.say(N_("the rest of this text")))};
    }

    Piece sealed(const mail::Split& entity, const mail::ContentType& type)
    {
        return named(entity, type, language_.say(N_("encrypted message")));
    }

    Piece named(const mail::Split& entity, const mail::ContentType& type,
                std::string name = "") const
    {
        if (name.empty())
            name = mail::file_name(entity);
        std::string line = "[";
        if (!name.empty())
            line += name + ", ";
        line += one_line(to_valid_utf8(type.type), 80) + ", ";
        line += text::human_size(decoded_size(entity), language_);
        if (!permalink_.empty())
            line += fmt::format(": {}", permalink_);
        return {Piece::Kind::name, line + "]"};
    }

    std::string_view permalink_;
    const text::Language& language_;
    int parts_left_ = most_parts;
};

std::string_view without_blank_lines(std::string_view text)
{
    for (auto end = text.find('\n'); end != std::string_view::npos; end = text.find('\n')) {
        if (!trim(text.substr(0, end)).empty())
            break;
        text.remove_prefix(end + 1);
    }
    while (!text.empty() && is_space(text.back()))
        text.remove_suffix(1);
    return text;
}

}  // namespace

std::string post_text(const mail::Message& post, std::string_view permalink,
                      const text::Language& language)
{
    std::string text;
    for (const Piece& piece : Reader{permalink, language}.read(post.split(), 1)) {
        text += text.empty() ? "" : "\n";
        text += without_blank_lines(piece.utf8);
        text += '\n';
    }
    return text;
}

}  // namespace colporteur::digests
