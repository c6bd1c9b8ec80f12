// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/ascii.hpp"
#include "base/cursor.hpp"
#include "base/utf8.hpp"
#include "dressing/leaf.hpp"
#include "dressing/texts.hpp"
#include "mail/characters.hpp"
#include "mail/charset.hpp"

namespace colporteur::dressing {
namespace {

constexpr std::string_view byte_order_mark = "\uFEFF";

// Fixed lines of a format=flowed text (RFC 3676 §4.2, §4.4): no white space at their ends but in
// "-- ", and a space before what would mean something else.
std::string fixed_lines(std::string_view lines)
{
    std::string result;
    for (Cursor in{lines}; !in.at_end(); in.take()) {
        auto line = in.take_until("\n");
        while (line != "-- " && line.ends_with(' '))
            line.remove_suffix(1);
        if (line.starts_with(' ') || line.starts_with('>') || line.starts_with("From "))
            result += ' ';
        result.append(line).append("\n");
    }
    return result;
}

std::string_view last_line(std::string_view text)
{
    for (const char c : {'\n', '\r'})
        if (text.ends_with(c))
            text.remove_suffix(1);
    return text.substr(text.rfind('\n') + 1);
}

/// What is put before and after a text.
struct Frame {
    std::string before;
    std::string after;
};

// Line ends are those of the text. A text that flows on gets an empty line, so that it does not
// swallow the footer (3676-01).
Frame frame_for(std::string_view text, const mail::ContentType& type, const Texts& texts)
{
    Frame frame{texts.header, texts.footer};
    if (type.flowed)
        frame = {fixed_lines(frame.before), fixed_lines(frame.after)};
    if (!frame.after.empty() && type.flowed && last_line(text).ends_with(' ') &&
        last_line(text) != "-- ")
        frame.after.insert(0, "\n");
    if (!frame.after.empty() && !text.empty() && !text.ends_with('\n'))
        frame.after.insert(0, "\n");
    const bool bare_ends =
        text.find('\n') != std::string_view::npos && text.find("\r\n") == std::string_view::npos;
    if (!bare_ends)
        frame = {with_crlf(frame.before), with_crlf(frame.after)};
    return frame;
}

std::string framed(std::string_view text, const Frame& frame)
{
    const std::size_t start = text.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
    std::string result{text.substr(0, start)};
    return result.append(frame.before).append(text.substr(start)).append(frame.after);
}

bool names_no_charset(std::string_view charset)
{
    return charset.empty() || same_word(charset, "us-ascii") || same_word(charset, "ascii");
}

// The author's octets as they are, between ours in the same charset, if that says what it should.
std::optional<std::string> in_own_charset(std::string_view charset, std::string_view octets,
                                          const Frame& frame, const std::string& wanted)
{
    auto result = mail::from_utf8(charset, frame.before);
    const auto after = mail::from_utf8(charset, frame.after);
    if (!result || !after)
        return std::nullopt;
    result->append(octets).append(*after);
    return mail::to_utf8(charset, *result) == wanted ? result : std::nullopt;
}

}  // namespace

std::string tidy_text(std::string_view text)
{
    std::string result = to_valid_utf8(text);
    std::erase_if(result, [](char c) { return mail::is_control(c) && c != '\n' && c != '\t'; });
    if (trim(result).empty())
        return "";
    while (result.ends_with("\n\n"))
        result.pop_back();
    return result.ends_with('\n') ? result : result + "\n";
}

std::optional<std::string> plain_with_texts(const BodyText& text, const Texts& texts)
{
    const mail::ContentType& type = text.open.type;
    const auto octets = decoded(text.open);
    const auto utf8 = octets ? mail::to_utf8(type.charset, *octets) : std::nullopt;
    if (!utf8)
        return std::nullopt;

    const Frame frame = frame_for(*utf8, type, texts);
    const std::string wanted = framed(*utf8, frame);
    NewText content;
    content.may_be_raw = !must_be_encoded(frame.before + frame.after, text.boundaries);
    if (auto own = in_own_charset(type.charset, *octets, frame, wanted)) {
        content.octets = *std::move(own);
    } else if (!names_no_charset(type.charset) || is_utf8(*octets)) {
        content.octets = wanted;
        content.to_utf8 = true;
    } else {
        return std::nullopt;  // 8-bit octets of no charset that is named
    }
    return rewritten_text(text, content);
}

}  // namespace colporteur::dressing
