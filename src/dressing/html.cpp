// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>

#include <fmt/format.h>

#include "base/ascii.hpp"
#include "base/cursor.hpp"
#include "base/utf8.hpp"
#include "dressing/leaf.hpp"
#include "dressing/texts.hpp"
#include "mail/charset.hpp"

namespace colporteur::dressing {
namespace {

std::string escaped(std::string_view utf8)
{
    std::string result;
    while (!utf8.empty()) {
        const char32_t c = take_code_point(utf8);
        switch (c) {
        case '&': result += "&amp;"; break;
        case '<': result += "&lt;"; break;
        case '>': result += "&gt;"; break;
        case '"': result += "&quot;"; break;
        default:
            if (c < 0x80)
                result += static_cast<char>(c);
            else
                result += fmt::format("&#{};", static_cast<std::uint32_t>(c));
        }
    }
    return result;
}

// Paragraphs where an empty line parts them, ASCII alone. No line begins with a dash.
std::string paragraphs(std::string_view text)
{
    std::string result;
    bool open = false;
    for (Cursor in{text}; !in.at_end(); in.take()) {
        const auto line = in.take_until("\n");
        if (trim(line).empty()) {
            result += open ? "</p>\r\n" : "";
            open = false;
            continue;
        }
        result += open ? "\r\n<br>" : "<p>";
        result += escaped(line);
        open = true;
    }
    return result + (open ? "</p>\r\n" : "");
}

/// Where the texts go in a page.
struct Places {
    std::size_t header = 0;
    std::size_t footer = 0;
};

// After a tag; a ">" in quotes that begin after "=" is none. Whether the tag ends.
bool skip_tag(Cursor& in)
{
    char before = '\0';
    while (!in.at_end()) {
        const char c = in.take();
        if (c == '>')
            return true;
        if ((c == '"' || c == '\'') && before == '=') {
            in.take_until({&c, 1});
            in.take();
        }
        before = is_space(c) ? before : c;
    }
    return false;
}

bool skip_to(Cursor& in, std::string_view end)
{
    const auto at = in.rest().find(end);
    in.skip(in.rest().substr(0, at == std::string_view::npos ? at : at + end.size()));
    return at != std::string_view::npos;
}

/// Reads a page from tag to tag, as far as its body must be found.
class PageReader {
public:
    explicit PageReader(std::string_view page) : page_{page}, in_{page} {}

    /// Nothing when the page ends inside a comment, script or tag: what comes after is not shown.
    std::optional<Places> read()
    {
        places_.footer = page_.size();
        for (in_.take_until("<"); !in_.at_end(); in_.take_until("<"))
            if (!read_tag())
                return std::nullopt;
        return places_;
    }

private:
    std::size_t here() const { return page_.size() - in_.rest().size(); }

    bool is_tag(std::string_view name) const
    {
        const auto rest = in_.rest();
        const auto after = rest.substr(std::min(rest.size(), name.size() + 1), 1);
        return starts_with_word(rest.substr(1), name) &&
               (after.empty() || after == ">" || after == "/" || is_space(after.front()));
    }

    bool read_tag()
    {
        if (in_.rest().starts_with("<!--"))
            return skip_to(in_, "-->");
        for (const std::string_view hidden : {"script", "style", "title", "textarea"})
            if (is_tag(hidden))
                return skip_element(hidden);
        if (is_tag("/body") || (is_tag("/html") && !body_ends_))
            places_.footer = here();
        body_ends_ |= is_tag("/body");
        const bool leads = !body_begins_ && (is_tag("!doctype") || is_tag("html") ||
                                             is_tag("/head") || is_tag("body"));
        body_begins_ |= is_tag("body");
        in_.take();
        const bool named = is_alpha(in_.peek()) || in_.peek() == '/' || in_.peek() == '!';
        if (named && !skip_tag(in_))
            return false;
        if (leads)
            places_.header = here();
        return true;
    }

    // Up to its end tag; what stands inside is no markup.
    bool skip_element(std::string_view name)
    {
        const std::string end = fmt::format("/{}", name);
        in_.take();
        for (in_.take_until("<"); !in_.at_end(); in_.take_until("<")) {
            if (is_tag(end))
                return skip_tag(in_);
            in_.take();
        }
        return false;
    }

    std::string_view page_;
    Cursor in_;
    Places places_;
    bool body_begins_ = false;
    bool body_ends_ = false;
};

std::optional<std::string> page_with(std::string_view page, const Texts& texts)
{
    auto places = PageReader{page}.read();
    if (!places)
        return std::nullopt;
    places->header = std::min(places->header, places->footer);
    std::string result{page.substr(0, places->header)};
    result += paragraphs(texts.header);
    result += page.substr(places->header, places->footer - places->header);
    if (!texts.footer.empty() && !result.empty() && !result.ends_with('\n'))
        result += "\r\n";
    return result.append(paragraphs(texts.footer)).append(page.substr(places->footer));
}

// Whether ASCII octets mean themselves anywhere in a text of that charset.
bool holds_ascii(std::string_view charset)
{
    std::string ascii;
    for (char c = ' '; c < 0x7F; ++c)
        ascii += c;
    const bool stateful = starts_with_word(charset, "iso-2022-");
    return !stateful && mail::to_utf8(charset, ascii) == ascii &&
           mail::from_utf8(charset, "<") == "<";
}

}  // namespace

std::optional<std::string> html_with_texts(const BodyText& text, const Texts& texts)
{
    const std::string& charset = text.open.type.charset;
    const auto octets = decoded(text.open);
    if (!octets)
        return std::nullopt;
    std::optional<std::string> page;
    if (holds_ascii(charset)) {
        page = page_with(*octets, texts);
    } else if (const auto utf8 = mail::to_utf8(charset, *octets)) {
        page = page_with(*utf8, texts);
        page = page ? mail::from_utf8(charset, *page) : page;
    }
    if (!page)
        return std::nullopt;
    return rewritten_text(text, {.octets = *std::move(page)});
}

}  // namespace colporteur::dressing
