// SPDX-License-Identifier: AGPL-3.0-or-later
#include "robot/instructions.hpp"
#include "robot/run.hpp"

namespace colporteur::robot {

Answer help(const Request& request)
{
    Answer answer{.template_name = "mail/help.txt",
                  .language = language_for(request, std::nullopt)};
    add_instructions(answer.values, request, answer.language);
    return answer;
}

}  // namespace colporteur::robot
