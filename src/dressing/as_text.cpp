// SPDX-License-Identifier: AGPL-3.0-or-later
#include "dressing/as_text.hpp"

#include <algorithm>

#include "base/ascii.hpp"
#include "base/utf8.hpp"
#include "dressing/leaf.hpp"
#include "dressing/texts.hpp"
#include "mail/charset.hpp"
#include "mail/flowed.hpp"
#include "mail/html_text.hpp"
#include "mail/transfer.hpp"

namespace colporteur::dressing {
namespace {

constexpr std::ptrdiff_t most_tags = 10'000;     // of mail::html_to_text
constexpr std::size_t longest_page = 4'000'000;  // octets

std::string readable(const mail::OpenEntity& leaf)
{
    std::string utf8 = mail::to_readable_utf8(
        leaf.type.charset, mail::decode_transfer(leaf.encoding, leaf.split.body));
    if (utf8.starts_with("\uFEFF"))
        utf8.erase(0, std::string_view{"\uFEFF"}.size());
    return utf8;
}

std::string with_lf(std::string_view text)
{
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool crlf = text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n';
        if (!crlf && text[i] != '\0')
            result += text[i] == '\r' ? '\n' : text[i];
    }
    return result;
}

// Fields that speak of the octets that were.
bool speaks_of_octets(const mail::Field& field)
{
    return same_word(field.name, "Content-MD5") || same_word(field.name, "Content-Length") ||
           same_word(field.name, "Content-Base") || same_word(field.name, "Content-Location");
}

std::string with_plain_body(const mail::Entity& entity, const mail::OpenEntity& open,
                            std::string_view utf8, bool (*goes)(const mail::Field&))
{
    const auto write = [goes](const mail::Field& field) -> Result<std::string> {
        return goes(field) ? std::string{} : std::string{field.raw};
    };
    const mail::Encoded body = plain_body(tidy_text(utf8));
    std::string header = *mail::rewrite_fields(open.split, write);
    header = mail::with_field(header, "Content-Type", "text/plain; charset=utf-8");
    header = mail::with_field(header, "Content-Transfer-Encoding", body.encoding);
    if (!open.is_part)
        header = with_mime_version(header);
    return mail::joined(entity, open.split, header, body.octets);
}

}  // namespace

std::optional<std::string> html_as_text(const mail::OpenEntity& leaf)
{
    const std::string page = readable(leaf);
    if (page.size() > longest_page || std::count(page.begin(), page.end(), '<') >= most_tags)
        return std::nullopt;
    return mail::html_to_text(page);
}

std::string plain_as_text(const mail::OpenEntity& leaf)
{
    std::string text = with_lf(readable(leaf));
    return leaf.type.flowed ? mail::join_flowed(text, leaf.type.del_space) : text;
}

std::string as_plain_text(const mail::Entity& entity, const mail::OpenEntity& open,
                          std::string_view utf8)
{
    return with_plain_body(entity, open, utf8, speaks_of_octets);
}

std::string as_plain_message(const mail::Entity& entity, const mail::OpenEntity& open,
                             std::string_view utf8)
{
    return with_plain_body(entity, open, utf8, [](const mail::Field& field) {
        return starts_with_word(field.name, "Content-") &&
               !same_word(field.name, "Content-Language");
    });
}

}  // namespace colporteur::dressing
