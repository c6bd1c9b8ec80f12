// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>

#include "base/ascii.hpp"
#include "mail/charset.hpp"
#include "mail/flowed.hpp"
#include "mail/html_text.hpp"
#include "mail/message.hpp"
#include "mail/part.hpp"
#include "mail/transfer.hpp"

namespace colporteur::mail {
namespace {

constexpr int deepest_part = 20;
constexpr int most_parts = 100;
constexpr std::size_t longest_text = 256 * 1024;
constexpr std::size_t longest_body = 1024 * 1024;  // octets of a part that are decoded

// LF line ends, without NUL and byte order mark.
std::string tidy(std::string_view text)
{
    if (text.starts_with("\uFEFF"))
        text.remove_prefix(std::string_view{"\uFEFF"}.size());
    std::string result;
    result.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool line_end = text[i] == '\r';
        if (line_end && text.substr(i, 2) == "\r\n")
            ++i;
        if (text[i] != '\0')
            result += line_end ? '\n' : text[i];
    }
    return result;
}

void shorten(std::string& utf8, std::size_t most)
{
    if (utf8.size() <= most)
        return;
    while (most > 0 && (static_cast<unsigned char>(utf8[most]) & 0xC0) == 0x80)
        --most;
    utf8.resize(most);
}

/// Looks through a tree of parts for the text a person would read first.
class TextFinder {
public:
    std::optional<Text> find(const Split& entity, int depth)
    {
        if (depth > deepest_part || parts_left_ == 0)
            return std::nullopt;
        --parts_left_;
        const ContentType type = content_type(entity);
        if (type.type.starts_with("multipart/"))
            return find_in_parts(entity, type, depth);
        if (first_word(entity, "Content-Disposition") == "attachment")
            return std::nullopt;
        if (type.type == "text/plain" || type.type == "text/html")
            return read_leaf(entity, type);
        return std::nullopt;
    }

private:
    std::optional<Text> find_in_parts(const Split& entity, const ContentType& type, int depth)
    {
        if (type.type == "multipart/digest")  // of attached messages, RFC 2046 §5.1.5
            return std::nullopt;
        const bool choice = type.type == "multipart/alternative";
        std::optional<Text> html;
        BodyParts parts{entity.body, type.boundary};
        while (const auto part = parts.next()) {
            auto text = find(split_message(*part), depth + 1);
            if (text && (!choice || !text->from_html))
                return text;
            if (text && !html)
                html = std::move(text);
            if (parts_left_ == 0)
                break;
        }
        return html;
    }

    static std::optional<Text> read_leaf(const Split& entity, const ContentType& type)
    {
        const std::string encoding = first_word(entity, "Content-Transfer-Encoding");
        const std::string octets = decode_transfer(encoding, entity.body.substr(0, longest_body));
        Text text{tidy(to_readable_utf8(type.charset, octets)), type.type == "text/html"};
        if (text.from_html) {
            shorten(text.utf8, longest_body);
            text.utf8 = html_to_text(text.utf8);
        } else if (type.flowed) {
            text.utf8 = join_flowed(text.utf8, type.del_space);
        }
        shorten(text.utf8, longest_text);
        if (trim(text.utf8).empty())
            return std::nullopt;
        return text;
    }

    int parts_left_ = most_parts;
};

}  // namespace

Text read_text(const Message& message)
{
    return TextFinder{}.find(message.split(), 1).value_or(Text{});
}

}  // namespace colporteur::mail
