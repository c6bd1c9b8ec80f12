// SPDX-License-Identifier: AGPL-3.0-or-later
#include "mail/loop.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/ascii.hpp"
#include "base/cursor.hpp"
#include "base/encode.hpp"

namespace colporteur::mail {
namespace {

constexpr std::string_view between_words = " \t<>,;()\"";

/// Whether one of the words of a field body is that one, whatever the case.
bool has_word(std::string_view body, std::string_view word)
{
    Cursor in{body};
    while (!word.empty() && !in.at_end()) {
        if (same_word(in.take_until(between_words), word))
            return true;
        in.take();
    }
    return false;
}

template <class Matches>
bool any_field(const Message& message, std::string_view name, Matches matches)
{
    const auto& fields = message.split().fields;
    return std::any_of(fields.begin(), fields.end(), [&](const Field& field) {
        return same_word(field.name, name) && matches(unfold(field.body));
    });
}

// list-id = [ phrase ] "<" id ">" / id            RFC 2919 §3, and without the brackets
bool is_list_id(std::string_view body, std::string_view ours)
{
    if (const auto open = body.rfind('<'); open != std::string_view::npos)
        body = body.substr(open + 1, body.rfind('>') - open - 1);
    return !ours.empty() && same_word(trim(body), ours);
}

// list-post = "<mailto:" address [ "?" … ] ">" *( "," … ) / "NO"     RFC 2369 §3.4
bool posts_to(std::string_view body, std::string_view address)
{
    Cursor in{body};
    while (!in.at_end()) {
        in.take_until("<");
        in.take();
        if (in.skip_word("mailto:") &&
            same_word(percent_decode(in.take_until("?>")).value_or(""), address))
            return true;
    }
    return false;
}

/// Fields stand above those that were there before: ours on top, then what the server that hands
/// over to us has written above its own Received.
bool was_delivered_before(const Message& message, std::string_view address)
{
    int above = 0;
    const int all = message.count("Received");
    for (const Field& field : message.split().fields) {
        if (same_word(field.name, "Received"))
            ++above;
        const bool first_delivery = above <= 1 && all > above;
        if (same_word(field.name, "Delivered-To") && has_word(unfold(field.body), address) &&
            !first_delivery)
            return true;
    }
    return false;
}

}  // namespace

std::optional<std::string> loop_reason(const Message& message, const OwnMarks& ours)
{
    const auto ours_in = [&](std::string_view name, auto matches) {
        return any_field(message, name, matches);
    };
    if (ours_in("List-Id", [&](const std::string& body) { return is_list_id(body, ours.list_id); }))
        return "it has our List-Id";
    if (ours_in("List-Post", [&](const std::string& body) { return posts_to(body, ours.address); }))
        return "its List-Post is ours";
    if (ours_in("X-Loop", [&](const std::string& body) { return has_word(body, ours.mark); }))
        return "it has our X-Loop";
    if (was_delivered_before(message, ours.address))
        return "it has our Delivered-To";
    return std::nullopt;
}

std::optional<std::string> loop_claim(const Message& message, const OwnMarks& ours)
{
    for (const std::string_view name : {"X-Loop", "X-BeenThere", "Mailing-List"})
        if (any_field(message, name,
                      [&](const std::string& body) { return has_word(body, ours.address); }))
            return fmt::format("{} names us", name);
    return std::nullopt;
}

std::string loop_field(const OwnMarks& ours)
{
    return format_field("X-Loop", fmt::format("{} {}", ours.address, ours.mark));
}

}  // namespace colporteur::mail
