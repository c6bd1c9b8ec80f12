// SPDX-License-Identifier: AGPL-3.0-or-later
#include "lists/person_data.hpp"
#include "robot/run.hpp"
#include "text/translation.hpp"

namespace colporteur::robot {

Answer data(const Request& request)
{
    const auto held =
        lists::person_data(request.tx, request.site, request.from.address, request.now);
    if (held.empty())
        return {.template_name = "mail/nothing_known.txt"};
    Answer answer{.template_name = "mail/my_data.txt",
                  .language = language_for(request, std::nullopt)};
    answer.values.sections["SOMETHING"] = {
        lists::values_of(held, request.site.zone, text::language(answer.language))};
    answer.files.push_back(
        {.name = "data.json", .type = "application/json", .octets = lists::to_json_text(held)});
    return answer;
}

}  // namespace colporteur::robot
