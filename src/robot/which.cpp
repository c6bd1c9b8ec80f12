// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/ascii.hpp"
#include "lists/option_words.hpp"
#include "robot/memberships.hpp"
#include "robot/run.hpp"
#include "settings/sheet.hpp"

namespace colporteur::robot {

Answer which(const Request& request)
{
    const auto mine = my_memberships(request);
    Answer answer{.template_name = "mail/which.txt",
                  .language = language_for(request, std::nullopt)};
    answer.values.show(mine.empty() ? "NONE" : "SOME");
    for (const auto& [list, member] : mine) {
        text::Values row;
        row.set("NAME", list.name())
            .set("TITLE", list.title)
            .set("LEAVE_ADDRESS", list.with("-unsubscribe").text())
            .set("OPTIONS", lists::option_words(member, settings::settings_of(request.tx, list),
                                                request.site.zone, text::language(answer.language),
                                                request.now));
        if (!same_word(member.person.address.text(), request.from.address.text()))
            row.add("OTHER", text::Values{}.set("ADDRESS", member.person.address.text()));
        answer.values.add("LISTS", std::move(row));
    }
    return answer;
}

}  // namespace colporteur::robot
