// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <set>

#include <doctest/doctest.h>

#include "base/ascii.hpp"
#include "mail/message.hpp"
#include "robot/commands.hpp"
#include "robot/dialog.hpp"
#include "robot/read.hpp"

namespace colporteur::robot {
namespace {

using Spoken = std::set<std::pair<std::string, std::string>>;  ///< a command and a language

std::string octets_of(const dialogs::Step& step)
{
    std::string octets;
    for (const std::string& line : step.lines)
        octets += dialogs::unescape(line.size() > 2 ? line.substr(2) : "") + "\r\n";
    return octets;
}

/// The commands of mails to the automaton, as it reads them, each with the language of its answer:
/// that of the mail or the command's word, or, for a word of all languages, that of the list.
Spoken spoken_in(const dialogs::Dialog& dialog)
{
    std::string of_list = "en";
    Spoken spoken;
    for (const dialogs::Step& step : dialog.steps) {
        if (step.verb == "given" && step.rest.starts_with("list "))
            of_list = step.rest.find(" fr ") == std::string::npos ? "en" : "fr";
        if (step.verb != "send" || !step.rest.starts_with("colporteur"))
            continue;
        const mail::Message message{octets_of(step)};
        const std::string typed = mail::typed_text(mail::read_text(message).utf8);
        for (const Typed& command : read(message.subject(), typed).commands) {
            const std::string of_mail =
                message.language().empty() ? command.language : message.language();
            spoken.emplace(command.command->name, of_mail.empty() ? of_list : of_mail);
        }
    }
    return spoken;
}

}  // namespace

TEST_CASE("each command of the table is talked through, in English and in French")
{
    Spoken spoken;
    for (const dialogs::Dialog& dialog : dialogs::all_dialogs())
        spoken.merge(spoken_in(dialog));
    for (const Command& command : commands())
        for (const std::string language : {"en", "fr"}) {
            CAPTURE(command.name);
            CAPTURE(language);
            CHECK(spoken.contains({std::string{command.name}, language}));
        }
}

}  // namespace colporteur::robot
