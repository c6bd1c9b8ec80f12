// SPDX-License-Identifier: AGPL-3.0-or-later
#include "dressing/subject.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/cursor.hpp"
#include "base/utf8.hpp"
#include "dressing/octets.hpp"
#include "mail/characters.hpp"
#include "mail/reply_prefix.hpp"

namespace colporteur::dressing {
namespace {

constexpr std::string_view number_mark = "{number}";
constexpr std::size_t longest_number = 18;

std::string without_brackets(std::string_view text)
{
    std::string result;
    std::copy_if(text.begin(), text.end(), std::back_inserter(result),
                 [](char c) { return c != '[' && c != ']'; });
    return one_line(result);
}

std::string with_number(std::string_view pattern, std::int64_t number)
{
    std::string result;
    for (Cursor in{pattern}; !in.at_end();) {
        if (in.skip(number_mark))
            result += std::to_string(number);
        else
            result += in.take();
    }
    return result;
}

std::string with_single_blanks(std::string_view text)
{
    std::string result;
    for (const char c : text) {
        const bool blank = mail::is_blank(mail::harmless(c));
        if (!blank)
            result += c;
        else if (!result.empty() && !result.ends_with(' '))
            result += ' ';
    }
    return std::string{trim(result)};
}

/// Whether a tag may begin behind `before`.
bool opens(std::string_view before)
{
    return before.empty() || before.ends_with(' ') || before.ends_with(':') ||
           before.ends_with(']') || before.ends_with("\uFF1A");
}

/// Whether a tag may end before `after`.
bool closes(std::string_view after)
{
    return after.empty() || after.starts_with(' ') || after.starts_with('[');
}

/// The octets of the tag that `text` ends with and that begin no other word; 0 when there are none.
std::size_t tag_at_end(std::string_view text, const SubjectTag& tag)
{
    const auto window = text.substr(text.size() - std::min(text.size(), tag.longest()));
    const auto start = window.rfind('[');
    if (start == std::string_view::npos)
        return 0;
    const auto found = window.substr(start);
    const auto before = text.substr(0, text.size() - found.size());
    return tag.match(found) == found.size() && opens(before) ? found.size() : 0;
}

/// Without the tag wherever it stands as a word of its own.
std::string without_tag(std::string_view text, const SubjectTag& tag)
{
    std::string result;
    for (Cursor in{text}; !in.at_end();) {
        result += in.take();
        if (!result.ends_with(']') || !closes(in.rest()))
            continue;
        const auto size = tag_at_end(result, tag);
        result.resize(result.size() - size);
        if (size > 0 && (result.empty() || result.ends_with(' ')))
            in.skip(" ");
    }
    return std::string{trim(result)};
}

/// What stands before the author's own words.
struct Head {
    std::string_view prefix{};  ///< "Re", of the first of them
    std::string others{};       ///< tags of other lists, a space behind each
    std::string_view text{};    ///< the author's words
};

// A single letter is a prefix at the front of a subject or among its like ("R: I: x", Italian);
// elsewhere it is the author's ("Re: R: a language").
bool is_prefix(const mail::ReplyPrefix& found, const Head& head, bool behind_others)
{
    return found.word.size() > 1 || (!behind_others && head.prefix.size() <= 1);
}

/// "[Other]": octets of the brackets that `text` begins with; 0 when it does not.
std::size_t other_tag(std::string_view text)
{
    Cursor in{text};
    if (!in.skip("["))
        return 0;
    const auto inside = in.take_until("[]");
    return !inside.empty() && in.skip("]") ? inside.size() + 2 : 0;
}

// subject = *( prefix / tag / other ) text
// other   = "[" 1*( any but brackets ) "]"
//
// Blanks may stand between any two. The last of the others, with no prefix and no tag of ours
// behind them, are the author's text.
Head read_head(std::string_view subject, const SubjectTag& tag)
{
    Head head{.text = subject};
    std::string others;
    std::size_t behind = 0;  // octets of `others` that are no text
    for (std::string_view rest = subject;; rest = trim(rest)) {
        const auto prefix = mail::read_reply_prefix(rest);
        if (prefix && is_prefix(*prefix, head, !others.empty())) {
            if (head.prefix.empty())
                head.prefix = prefix->word;
            rest.remove_prefix(prefix->size);
        } else if (const auto ours = tag.match(rest); ours > 0) {
            rest.remove_prefix(ours);
        } else if (const auto other = other_tag(rest); other > 0) {
            others.append(rest.substr(0, other)).append(" ");
            rest.remove_prefix(other);
            continue;
        } else {
            head.others = others.substr(0, behind);
            return head;
        }
        head.text = trim(rest);
        behind = others.size();
    }
}

}  // namespace

SubjectTag::SubjectTag(std::string_view text, std::int64_t number)
{
    const std::string inside = without_brackets(text);
    if (inside.empty())
        return;
    pattern_ = fmt::format("[{}]", inside);
    shown_ = with_number(pattern_, number);
}

// tag = the pattern's octets, with 1*18DIGIT for each "{number}"

std::size_t SubjectTag::match(std::string_view text) const
{
    Cursor in{text};
    for (Cursor pattern{pattern_}; !pattern.at_end();) {
        const bool fits = pattern.skip(number_mark) ? in.take_number().has_value()
                                                    : lower(in.take()) == lower(pattern.take());
        if (!fits)
            return 0;
    }
    return text.size() - in.rest().size();
}

std::size_t SubjectTag::longest() const
{
    return pattern_.size() / number_mark.size() * longest_number + pattern_.size();
}

std::string tag_subject(std::string_view utf8, const SubjectTag& tag)
{
    if (tag.empty())
        return std::string{utf8};
    const std::string subject = without_tag(with_single_blanks(utf8), tag);
    const Head head = read_head(subject, tag);

    std::string tagged = head.prefix.empty() ? "" : fmt::format("{}: ", head.prefix);
    tagged += fmt::format("{} {}{}", tag.shown(), head.others, head.text);
    return std::string{trim(tagged)};
}

std::string subject_field(const mail::Split& post, const SubjectTag& tag)
{
    const mail::Field* const field = mail::find_field(post, "Subject");
    const std::string line = field ? mail::unfold(field->body) : "";
    const auto readable = line.substr(0, mail::decodable_size(line));
    const auto foreign = line.substr(readable.size());
    const std::string subject = with_single_blanks(mail::decode_text(readable));
    const std::string tagged = tag_subject(subject, tag);
    if (field && tagged == subject)
        return octets_of(*field);

    std::string body = mail::encode_text(tagged);
    if (foreign.empty())
        return mail::format_field("Subject", body);
    // Between two encoded-words a blank means nothing (RFC 2047 §6.2), where a word ended it does.
    if (body.ends_with("?=") && !trim(readable).ends_with("?="))
        body = mail::encode_text(tagged + ' ');
    return mail::format_field("Subject", fmt::format("{} {}", body, foreign));
}

}  // namespace colporteur::dressing
