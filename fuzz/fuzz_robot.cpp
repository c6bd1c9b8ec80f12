// SPDX-License-Identifier: AGPL-3.0-or-later
// Whatever a subject (first line) and a body say: fifty commands at most, each with a word of the
// vocabulary, and what a command is made of reads as that command again; a letter to people holds
// none; a decision about others is never taken from an unclear word, and its reason can be shown. A
// subject that names posts of an archive names them within bounds.
#include <cstdint>
#include <cstdlib>

#include "base/utf8.hpp"
#include "robot/letter.hpp"
#include "robot/line.hpp"
#include "robot/options.hpp"
#include "robot/read.hpp"
#include "robot/reply.hpp"
#include "robot/robot.hpp"
#include "robot/selection.hpp"

using namespace colporteur;

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

void check_decision(std::string_view typed)
{
    using robot::Otherwise;
    using Kind = robot::Reply::Kind;
    const robot::Reply own = robot::read_decision(typed, Otherwise::yes);
    const robot::Reply others = robot::read_decision(typed, Otherwise::unclear);
    require(own.kind != Kind::unclear);
    require(others.kind == own.kind || others.kind == Kind::unclear);
    require(others.reason.size() <= 2000);
    require(is_utf8(others.reason) || !is_utf8(typed));
    if (others.kind == Kind::yes || others.kind == Kind::trust || others.kind == Kind::unclear)
        require(others.reason.empty());
    require(robot::says_no(typed) ==
            (own.kind == Kind::no || own.kind == Kind::discard || own.kind == Kind::ban));
}

/// Whatever is taken for posts of an archive: ranges are at most fifty and not turned round, months
/// are in the calendar.
void check_selection(std::string_view typed)
{
    const auto selection = robot::read_selection(typed, Time{std::chrono::days{20'000}});
    if (!selection)
        return;
    if (const auto* const ranges = std::get_if<archive::Ranges>(&*selection)) {
        require(!ranges->empty() && ranges->size() <= 50);
        for (const archive::Range& range : *ranges)
            require(range.first >= 0 && range.first <= range.last);
    }
    if (const auto* const month = std::get_if<archive::Month>(&*selection))
        require(month->ok() && month->year() >= std::chrono::year{1970});
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    const auto end = std::min(text.find('\n'), text.size());
    const auto subject = text.substr(0, end);
    const auto body = text.substr(std::min(end + 1, text.size()));

    check_selection(subject);
    const robot::Reading reading = robot::read(subject, body);
    require(reading.commands.size() <= 50);
    require(reading.commands.empty() || reading.puzzle.empty());
    require(reading.letter == robot::is_letter_to_people(subject, body));
    require(!reading.letter || reading.commands.empty());
    require(!reading.perhaps_letter || !reading.commands.empty());
    for (const robot::Typed& typed : reading.commands) {
        const auto again = robot::parse_command(typed.line);
        require(again && again->command == typed.command && again->rest == typed.rest &&
                again->quiet == typed.quiet);
    }
    require(robot::bare_subject(robot::bare_subject(subject)) == robot::bare_subject(subject));
    robot::is_bare_command(subject, "lettre");
    robot::nearest_word(subject);
    robot::is_greeting(subject);
    check_decision(body);
    if (const auto day = robot::read_until(subject, Time{}))
        require(day->ok() && std::chrono::sys_days{*day} >= std::chrono::sys_days{});
    if (const auto option = robot::take_setting(subject))
        require(option->rest.size() < subject.size());
    return 0;
}
