// SPDX-License-Identifier: AGPL-3.0-or-later
#include "robot/commands.hpp"
#include "robot/instructions.hpp"
#include "robot/run.hpp"

namespace colporteur::robot {

Answer help(const Request& request)
{
    const std::string language = language_for(request, std::nullopt);
    if (const auto about = parse_command(request.rest)) {
        Answer answer{.template_name = "mail/help_command.txt", .language = language};
        explain(answer.values, request, *about->command, language);
        return answer;
    }
    Answer answer{.template_name = "mail/help.txt", .language = language};
    add_instructions(answer.values, request, language);
    return answer;
}

}  // namespace colporteur::robot
