// SPDX-License-Identifier: AGPL-3.0-or-later
// Whatever a subject (first line) and a body say: five commands at most, each with a word of the
// table, and what a command is made of reads as that command again.
#include <cstdint>
#include <cstdlib>

#include "robot/line.hpp"
#include "robot/read.hpp"
#include "robot/robot.hpp"

using namespace colporteur;

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    const auto end = std::min(text.find('\n'), text.size());
    const auto subject = text.substr(0, end);
    const auto body = text.substr(std::min(end + 1, text.size()));

    const robot::Reading reading = robot::read(subject, body);
    require(reading.commands.size() <= 5);
    require(reading.commands.empty() || reading.puzzle.empty());
    for (const robot::Typed& typed : reading.commands) {
        const auto again = robot::parse_command(typed.line);
        require(again && again->command == typed.command && again->rest == typed.rest);
    }
    require(robot::bare_subject(robot::bare_subject(subject)) == robot::bare_subject(subject));
    robot::is_bare_command(subject, "lettre");
    robot::nearest_word(subject);
    robot::says_no(body);
    return 0;
}
