// SPDX-License-Identifier: AGPL-3.0-or-later
#include "lists/option_words.hpp"
#include "lists/options.hpp"
#include "robot/memberships.hpp"
#include "robot/pause.hpp"
#include "robot/run.hpp"

namespace colporteur::robot {
namespace {

void add_names(text::Values& values, const std::vector<Mine>& mine)
{
    for (const auto& [list, member] : mine)
        values.add("LISTS", text::Values{}.set("NAME", list.name()).set("TITLE", list.title));
}

bool is_paused(const Mine& mine, Time now)
{
    const auto& pause = mine.member.suspension;
    return pause && (!pause->until || *pause->until > now);
}

Answer say_paused(const Request& request, const std::vector<Mine>& mine,
                  const model::Suspension& pause)
{
    Answer answer{.template_name = "mail/suspended.txt"};
    const Zone& zone = request.site.zone;
    if (pause.from > request.now)
        answer.values.add("FROM", text::Values{}.set("DAY", lists::day_words(pause.from, zone)));
    else
        answer.values.show("NOW");
    if (pause.until)
        answer.values.add("UNTIL", text::Values{}.set("DAY", lists::day_words(*pause.until, zone)));
    else
        answer.values.show("NO_END");
    add_names(answer.values, mine);
    answer.values.set("EXAMPLE", "resume " + (mine.size() == 1 ? mine.front().list.name() : "*"));
    return answer;
}

}  // namespace

Answer suspend(const Request& request)
{
    const Chosen chosen = choose_mine(request, Tail::words);
    if (chosen.instead)
        return *chosen.instead;
    const auto pause = read_pause(chosen.rest, request.site.zone, request.now);
    if (!pause) {
        Answer answer{.template_name = "mail/which_days.txt"};
        const std::string list = chosen.every ? "*" : chosen.mine.front().list.name();
        answer.values.set("EXAMPLE", "suspend " + list);
        return answer;
    }
    if (!request.proven)
        return needs_proof(only_list(chosen.mine));
    for (const auto& [list, member] : chosen.mine)
        lists::suspend(request.tx, member, pause);
    return say_paused(request, chosen.mine, *pause);
}

Answer resume(const Request& request)
{
    Chosen chosen = choose_mine(request, Tail::none);
    if (chosen.instead)
        return *chosen.instead;
    std::erase_if(chosen.mine, [&](const Mine& mine) { return !is_paused(mine, request.now); });
    Answer answer{.template_name = "mail/resumed.txt"};
    answer.values.show(chosen.mine.empty() ? "NONE" : "DONE");
    if (chosen.mine.empty())
        return answer;
    if (!request.proven)
        return needs_proof(only_list(chosen.mine));
    for (const auto& [list, member] : chosen.mine)
        lists::suspend(request.tx, member, std::nullopt);
    add_names(answer.values, chosen.mine);
    return answer;
}

}  // namespace colporteur::robot
