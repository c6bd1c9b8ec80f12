// SPDX-License-Identifier: AGPL-3.0-or-later
// What dressing promises for any octets; the property test and the fuzz target ask the same.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "base/ascii.hpp"
#include "base/utf8.hpp"
#include "dressing/filter.hpp"
#include "dressing/footer.hpp"
#include "dressing/reception.hpp"
#include "mail/charset.hpp"
#include "mail/disposition.hpp"
#include "mail/transfer.hpp"
#include "mail/tree.hpp"

namespace colporteur::dressing {

/// A part that a reader shows by itself, told apart without the code under test.
struct Shown {
    std::string_view octets;
    std::string_view body;
    std::string type;
    std::string charset;
    std::string decoded;
    bool root = false;
    bool sealed = false;
    bool flowed = false;
    bool deep = false;  ///< nearly too deep to be looked at
};

enum class Messages { closed, opened };

inline bool looks_sealed(const mail::OpenEntity& open)
{
    for (const mail::Field& field : open.split.fields) {
        const std::string body = to_lower(mail::unfold(field.body));
        const std::string word = body.substr(0, body.find_first_of("; \t("));
        for (const std::string_view sealed : {"multipart/signed", "multipart/encrypted",
                                              "application/pkcs7-mime", "application/x-pkcs7-mime"})
            if (same_word(field.name, "Content-Type") &&
                (word == sealed || open.type.type == sealed))
                return true;
    }
    return false;
}

inline bool holds_pgp(const std::string& text, bool html)
{
    for (const std::string_view begin :
         {"-----BEGIN PGP SIGNED MESSAGE-----", "-----BEGIN PGP MESSAGE"})
        for (auto at = text.find(begin); at != std::string::npos; at = text.find(begin, at + 1))
            if (at == 0 || text[at - 1] == '\n' || (html && text[at - 1] == '>'))
                return true;
    return false;
}

inline void add_shown(std::vector<Shown>& parts, const mail::Entity& entity, Messages messages)
{
    const auto open = mail::open_entity(entity);
    if (!open) {
        Shown part;
        part.octets = part.body = entity.octets;
        part.sealed = part.deep = true;
        parts.push_back(part);
        return;
    }
    const bool sealed = looks_sealed(*open);
    if (!sealed && open->shape == mail::Shape::message && messages == Messages::opened)
        return add_shown(parts, mail::inner_entity(*open, open->split.body), messages);
    const auto list = sealed || open->shape != mail::Shape::parts
                          ? mail::PartList{}
                          : mail::list_parts(open->split.body, open->type.boundary);
    for (const auto part : list.parts)
        add_shown(parts, mail::inner_entity(*open, part), messages);
    if (!list.parts.empty())
        return;
    const std::string decoded = mail::decode_transfer(open->encoding, open->split.body);
    const bool never =
        open->type.type == "message/partial" || open->type.type == "message/external-body";
    const bool text = (open->type.type == "text/plain" || open->type.type == "text/html") &&
                      mail::file_name(open->split).empty() &&
                      mail::first_word(open->split, "Content-Disposition") != "attachment";
    const bool pgp = text && holds_pgp(mail::to_readable_utf8(open->type.charset, decoded),
                                       open->type.type == "text/html");
    parts.push_back({.octets = entity.octets,
                     .body = open->split.body,
                     .type = open->type.type,
                     .charset = open->type.charset,
                     .decoded = decoded,
                     .root = entity.depth == 0,
                     .sealed = sealed || never || pgp,
                     .flowed = open->type.flowed,
                     .deep = entity.depth > 90});
}

inline std::vector<Shown> shown(std::string_view octets, Messages messages = Messages::closed)
{
    std::vector<Shown> parts;
    add_shown(parts, {.octets = octets}, messages);
    return parts;
}

inline bool any_sealed(const std::vector<Shown>& parts)
{
    return std::any_of(parts.begin(), parts.end(), [](const Shown& part) { return part.sealed; });
}

inline bool any_deep(const std::vector<Shown>& parts)
{
    return std::any_of(parts.begin(), parts.end(), [](const Shown& part) { return part.deep; });
}

/// The text of a part with LF line ends.
inline std::string said(const Shown& part)
{
    std::string text = mail::to_readable_utf8(part.charset, part.decoded);
    for (auto at = text.find("\r\n"); at != std::string::npos; at = text.find("\r\n", at))
        text.erase(at, 1);
    return text;
}

inline bool is_part_text(const Shown& part, std::string_view text)
{
    const std::string now = said(part);  // before a bare LF one line end is lost
    return part.type == "text/plain" && part.charset == "utf-8" &&
           (now == text || now + "\n" == text);
}

// -- with_texts

inline std::string as_paragraph(std::string_view text)
{
    std::string result = "<p>";
    text.remove_suffix(1);
    while (!text.empty()) {
        const char32_t c = take_code_point(text);
        if (c == '\n')
            result += "\n<br>";
        else
            result += c < 0x80 ? std::string(1, static_cast<char>(c))
                               : fmt::format("&#{};", static_cast<std::uint32_t>(c));
    }
    return result + "</p>\n";
}

inline bool take_out(std::string& page, std::string_view text)
{
    const std::string paragraph = text.empty() ? "" : as_paragraph(text);
    const auto at = page.rfind(paragraph);
    if (at != std::string::npos)
        page.erase(at, paragraph.size());
    return at != std::string::npos;
}

inline bool is_framed_page(const std::string& was, const std::string& now, std::string_view header,
                           std::string_view footer)
{
    const auto end = footer.empty() ? now.size() : now.rfind(as_paragraph(footer));
    std::string without = now;
    if (!take_out(without, footer) || !take_out(without, header))
        return false;
    if (without == was || without == was + "\n")
        return true;
    std::string shorter = now.substr(0, end);  // the footer began a line of its own
    if (!shorter.ends_with('\n'))
        return false;
    shorter.pop_back();
    shorter += now.substr(end);
    return take_out(shorter, footer) && take_out(shorter, header) && shorter == was;
}

inline bool is_framed_text(const std::string& was, const std::string& now, std::string_view header,
                           std::string_view footer)
{
    const std::string mark = was.starts_with("\uFEFF") ? "\uFEFF" : "";
    const std::string text = mark + std::string{header} + was.substr(mark.size());
    for (const std::string_view between : {"", "\n", "\n\n"}) {
        std::string wanted = text + std::string{between} + std::string{footer};
        const bool apart = footer.empty() || was.empty() || between != "" || was.ends_with('\n');
        if (apart && now == wanted)
            return true;
    }
    return false;
}

/// Whether a text part says what it said between the texts, and nothing else.
inline bool is_framed(const Shown& before, const Shown& after, const std::string& header,
                      const std::string& footer)
{
    if (before.sealed || before.type != after.type)
        return false;
    const std::string now = said(after);
    const auto holds = before.type == "text/html" ? is_framed_page : is_framed_text;
    return holds(said(before), now, header, footer) ||
           holds(said(before), now + "\n", header, footer);  // before a bare LF one end is lost
}

inline std::string broken_by_texts(std::string_view octets, const std::string& header,
                                   const std::string& footer, Place place)
{
    const std::string dressed = with_texts(octets, header, footer, place);
    const auto before = shown(octets);
    if (any_deep(before))
        return "";
    if (dressed == octets)
        return any_sealed(before) || (header.empty() && footer.empty()) ? "" : "nothing was added";
    auto after = shown(dressed);
    const std::size_t added = (header.empty() ? 0 : 1) + (footer.empty() ? 0 : 1);
    const bool apart = after.size() == before.size() + added;
    if (!apart && after.size() != before.size())
        return fmt::format("{} parts became {}", before.size(), after.size());
    if (apart) {
        if (!header.empty() && !is_part_text(after.front(), header))
            return "the header part says something else";
        if (!footer.empty() && !is_part_text(after.back(), footer))
            return "the footer part says something else";
        after.erase(after.begin(), after.begin() + (header.empty() ? 0 : 1));
        after.resize(before.size());
    } else if (place == Place::part) {
        return "no parts were added";
    }
    std::size_t framed = 0;
    for (std::size_t i = 0; i < before.size(); ++i) {
        const bool same = before[i].octets == after[i].octets ||
                          (apart && before[i].root && before[i].body == after[i].body);
        if (same)
            continue;
        if (apart || !is_framed(before[i], after[i], header, footer))
            return fmt::format("part {} was changed", i);
        ++framed;
    }
    return apart || framed > 0 ? "" : "the texts are nowhere";
}

// -- filter

inline std::string_view without_end(std::string_view body)
{
    return body.ends_with("\r\n") ? body.substr(0, body.size() - 2) : body;
}

inline std::string broken_by_filter(std::string_view octets, const Options& options)
{
    const Filtered result = filter(octets, options);
    if (result.nothing_left)
        return result.octets == octets ? "" : "nothing is left, and something changed";
    const auto before = shown(octets, Messages::opened);
    const auto after = shown(result.octets, Messages::opened);
    if (any_deep(before))
        return "";
    if (result.removed.empty() && !options.html_to_text && result.octets != octets)
        return "nothing was removed, and something changed";
    auto next = before.begin();
    for (const Shown& part : after) {
        const auto same = std::find_if(next, before.end(), [&](const Shown& old) {
            const bool whole =
                old.type == part.type && without_end(old.body) == without_end(part.body);
            const bool turned = options.html_to_text && !old.sealed && old.type == "text/html" &&
                                part.type == "text/plain" && part.charset == "utf-8";
            return whole || turned;
        });
        if (same == before.end())
            return "a part was made up or changed: " + std::string{part.octets};
        next = same + 1;
        const bool unwanted = std::find(options.drop_types.begin(), options.drop_types.end(),
                                        part.type) != options.drop_types.end();
        if (unwanted && !part.sealed && part.type != "text/html")
            return "an unwanted part is left";
    }
    if (options.largest_part > 0)  // text may be larger than the HTML that it was
        return "";
    return filter(result.octets, options).octets == result.octets ? "" : "twice is not once";
}

// -- reception

inline std::string broken_by_links(std::string_view octets, std::size_t over)
{
    const auto link = [](int number) { return fmt::format("https://example.org/{}", number); };
    const std::string linked = with_links(octets, over, link, text::language("en"));
    const auto before = shown(octets);
    const auto after = shown(linked);
    if (before.size() != after.size())
        return fmt::format("{} parts became {}", before.size(), after.size());
    for (std::size_t i = 0; i < before.size(); ++i) {
        if (before[i].octets == after[i].octets)
            continue;
        const int number = static_cast<int>(i) + 1;
        const auto found = attachment(octets, number);
        if (before[i].sealed || !found || found->octets != before[i].decoded ||
            !trim(said(after[i])).ends_with("\n" + link(number)))
            return fmt::format("part {} was lost", number);
    }
    return "";
}

inline std::string broken_by_text_only(std::string_view octets)
{
    const std::string plain = text_only(octets, text::language("en"));
    const auto before = shown(octets);
    if (plain == octets)
        return "";
    const auto after = shown(plain);
    if (after.size() != 1 || after[0].type != "text/plain" || after[0].charset != "utf-8" ||
        !is_utf8(after[0].decoded))
        return "not one text in UTF-8";
    return mail::split_message(notice(octets)).body.empty() ? "" : "a notice has a body";
}

/// The promise that these octets break; "" when all are kept.
inline std::string broken_promise(std::string_view octets, const Options& options)
{
    if (auto broken =
            broken_by_texts(octets, options.header_text, options.footer_text, options.place);
        !broken.empty())
        return "with_texts: " + broken;
    if (auto broken = broken_by_filter(octets, options); !broken.empty())
        return "filter: " + broken;
    if (auto broken = broken_by_links(octets, options.largest_part); !broken.empty())
        return "with_links: " + broken;
    if (auto broken = broken_by_text_only(octets); !broken.empty())
        return "text_only: " + broken;
    return "";
}

}  // namespace colporteur::dressing
