// SPDX-License-Identifier: AGPL-3.0-or-later
#include "mail/part.hpp"

#include <algorithm>
#include <cstring>

#include "base/cursor.hpp"
#include "base/utf8.hpp"
#include "mail/characters.hpp"
#include "mail/gmime.hpp"

namespace colporteur::mail {
namespace {

constexpr std::size_t longest_field =
    4096;  // GMime's parameter list is quadratic: no more is given to it
constexpr std::size_t longest_boundary = 200;  // RFC 2046 §5.1.1 says 70

std::string parameter(GMimeContentType* type, const char* name)
{
    const char* const value = g_mime_content_type_get_parameter(type, name);
    return value != nullptr ? value : "";
}

// A parameter that is one word; a comment after it is none of it.
std::string word_parameter(GMimeContentType* type, const char* name)
{
    const std::string value = parameter(type, name);
    return value.substr(0, value.find_first_of(" \t("));
}

std::string body_in_utf8(const std::string& body)
{
    const Owned<GMimeContentType> type{g_mime_content_type_parse(nullptr, body.c_str())};
    g_mime_content_type_set_parameter(type.get(), "charset", "utf-8");
    const std::unique_ptr<char, void (*)(gpointer)> encoded{
        g_mime_content_type_encode(type.get(), nullptr), g_free};
    return encoded.get();
}

// A damaged field may not say the same any more.
bool is_same_text(const ContentType& old, const ContentType& written)
{
    return written.type == old.type && same_word(written.charset, "utf-8") &&
           written.flowed == old.flowed && written.del_space == old.del_space;
}

}  // namespace

ContentType content_type(const Split& entity)
{
    const Field* const field = find_field(entity, "Content-Type");
    if (field == nullptr)
        return {};
    init_gmime();
    const std::string body = unfold(field->body.substr(0, longest_field));
    if (body.find('/') == std::string::npos)
        return {};
    const Owned<GMimeContentType> parsed{g_mime_content_type_parse(nullptr, body.c_str())};

    ContentType result;
    result.type = to_lower(g_mime_content_type_get_media_type(parsed.get())) + "/" +
                  to_lower(g_mime_content_type_get_media_subtype(parsed.get()));
    result.charset = word_parameter(parsed.get(), "charset");
    result.boundary = parameter(parsed.get(), "boundary");
    const bool blank = trim(result.boundary).empty();  // else "-- " above a signature would divide
    if (blank || result.boundary.size() > longest_boundary)
        result.boundary.clear();
    result.flowed = same_word(word_parameter(parsed.get(), "format"), "flowed");
    result.del_space = same_word(word_parameter(parsed.get(), "delsp"), "yes");
    return result;
}

std::string utf8_content_type(const Split& entity)
{
    const ContentType old = content_type(entity);
    const Field* const field = find_field(entity, "Content-Type");
    if (field != nullptr && field->body.size() <= longest_field &&
        field->body.find('/') != std::string_view::npos) {
        if (same_word(old.charset, "utf-8"))
            return std::string{field->raw};
        std::string written = format_field("Content-Type", body_in_utf8(unfold(field->body)));
        if (is_same_text(old, content_type(split_message(written))))
            return written;
    }
    return format_field("Content-Type", old.type + "; charset=utf-8" +
                                            (old.flowed ? "; format=flowed" : "") +
                                            (old.del_space ? "; delsp=yes" : ""));
}

std::string first_word(const Split& entity, std::string_view name)
{
    const Field* const field = find_field(entity, name);
    if (field == nullptr)
        return "";
    const std::string body = unfold(field->body);
    return to_lower(trim(Cursor{body}.take_until("; \t(")));
}

BodyParts::BodyParts(std::string_view body, std::string_view boundary)
    : body_{body}, dashes_{"--" + std::string{boundary}}
{
    if (!boundary.empty())
        before_ = find_delimiter(0);
}

// multipart = [ preamble CRLF ] delimiter *( part CRLF delimiter ) [ epilogue ]    RFC 2046 §5.1.1
// delimiter = "--" boundary [ "--" ] *WSP CRLF          ; at the start of a line

std::optional<std::string_view> BodyParts::next()
{
    if (!before_ || before_->last)
        return std::nullopt;
    const std::size_t start = before_->end;
    before_ = find_delimiter(start);
    if (!before_)
        return start < body_.size() ? std::optional{body_.substr(start)} : std::nullopt;
    auto part = body_.substr(start, before_->start - start);
    if (part.ends_with("\r\n"))
        part.remove_suffix(2);
    return part;
}

std::optional<BodyParts::Delimiter> BodyParts::find_delimiter(std::size_t from) const
{
    while (from < body_.size()) {
        // memmem is linear whatever the boundary; std::string_view::find is not
        const void* const hit =
            memmem(body_.data() + from, body_.size() - from, dashes_.data(), dashes_.size());
        if (hit == nullptr)
            return std::nullopt;
        const auto at = static_cast<std::size_t>(static_cast<const char*>(hit) - body_.data());
        if (auto delimiter = read_delimiter(at))
            return delimiter;
        const auto line_end = body_.find('\n', at);
        from = line_end == std::string_view::npos ? body_.size() : line_end + 1;
    }
    return std::nullopt;
}

std::optional<BodyParts::Delimiter> BodyParts::read_delimiter(std::size_t at) const
{
    if (at > 0 && body_[at - 1] != '\n')
        return std::nullopt;
    Cursor in{body_.substr(at + dashes_.size())};
    const bool last = in.skip("--");
    in.take_while(is_blank);
    if (!in.at_end() && !in.skip("\r\n") && !in.skip("\n"))
        return std::nullopt;
    return Delimiter{at, body_.size() - in.rest().size(), last};
}

}  // namespace colporteur::mail
