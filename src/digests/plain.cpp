// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>

#include <fmt/format.h>

#include "base/ascii.hpp"
#include "base/utf8.hpp"
#include "digests/forms.hpp"
#include "digests/post_text.hpp"
#include "mail/header.hpp"
#include "mail/message.hpp"
#include "text/translation.hpp"

namespace colporteur::digests {
namespace {

constexpr std::size_t longest_line = 998;  // octets, RFC 5322 §2.1.1
constexpr std::size_t longest_field_body = 900;
constexpr std::size_t shortest_rule = 20;  // programs that cut digests ask for 27, 30, 55 or 70

// RFC 1153: these, in this order, and no others.
constexpr std::string_view kept_fields[] = {
    "Date", "From", "To", "Cc", "Subject", "Message-ID", "Keywords",
};

// A line that could be taken for one of the digest's own: hyphens between its messages, asterisks
// at its end.
bool is_rule(std::string_view line)
{
    const auto marks = trim(line);
    return line.starts_with(marks) && marks.size() >= shortest_rule &&
           (marks.front() == '-' || marks.front() == '*') &&
           marks.find_first_not_of(marks.front()) == std::string_view::npos;
}

// How many octets of a long line stand on the next one: up to a space, else whole characters.
std::size_t piece_of(std::string_view line)
{
    if (line.size() <= longest_line)
        return line.size();
    const auto space = line.rfind(' ', longest_line - 1);
    if (space != std::string_view::npos && space > 0)
        return space + 1;
    std::size_t end = longest_line;
    while (end > 1 && (static_cast<unsigned char>(line[end]) & 0xC0) == 0x80)
        --end;
    return end;
}

void append_line(std::string& to, std::string_view line)
{
    to += is_rule(line) ? " " : "";
    do {
        const std::size_t size = piece_of(line);
        to.append(line.substr(0, size)).append("\n");
        line.remove_prefix(size);
    } while (!line.empty());
}

std::string header_text(const mail::Message& post)
{
    std::string header;
    for (const std::string_view name : kept_fields)
        if (const auto body = post.field(name))
            header += fmt::format("{}: {}\n", name,
                                  one_line(mail::decode_text(*body), longest_field_body));
    return header;
}

// message = header, empty line, text, empty line, 30 hyphens, empty line
std::string message_text(const Item& item, const text::Language& language)
{
    const mail::Message post{std::string{item.octets}};
    std::string message = header_text(post) + "\n";
    const std::string words = post_text(post, item.permalink, language);
    for (const std::string_view line : split(words, '\n'))
        append_line(message, line);
    return message + std::string(30, '-') + "\n\n";
}

// The words that programs look for, in whatever language the list speaks.
std::string end_text(const Issue& issue)
{
    const std::string end = fmt::format("End of {} Digest", one_line(issue.list_title));
    std::string_view rest = end;
    std::size_t characters = 0;
    for (; !rest.empty(); ++characters)
        take_code_point(rest);
    return end + "\n" + std::string(characters, '*') + "\n";
}

}  // namespace

// plain-digest = preamble 70"-" empty-line 1*message end [ footer ]     RFC 1153

std::string plain_text(const Issue& issue, const std::string& opening)
{
    std::string text = opening + "\n" + std::string(70, '-') + "\n\n";
    for (const Item& item : issue.items)
        text += message_text(item, text::language(issue.language));
    text += end_text(issue);
    if (!issue.footer.empty())
        text += "\n" + issue.footer + "\n";
    return text;
}

}  // namespace colporteur::digests
