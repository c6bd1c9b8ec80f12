// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>

#include "archive/selection.hpp"
#include "robot/access.hpp"
#include "robot/run.hpp"
#include "store/archive.hpp"
#include "store/people.hpp"

namespace colporteur::robot {
namespace {

constexpr int months_shown = 12;

/// How members get posts, for people.
struct Form {
    model::Reception reception;
    std::string_view words;
};

constexpr Form forms[] = {
    {model::Reception::mail, N_("each message as it comes")},
    {model::Reception::notice, N_("a notice of each message")},
    {model::Reception::text, N_("the text of each message alone")},
    {model::Reception::links, N_("each message, with links for attachments")},
    {model::Reception::digest, N_("a digest")},
    {model::Reception::plain_digest, N_("a digest as plain text")},
    {model::Reception::summary, N_("a summary")},
    {model::Reception::none, N_("nothing for now")},
};

void add_members(text::Values& values, const Request& request, const model::List& list,
                 const text::Language& words)
{
    values.set("MEMBERS", words.count("{} subscriber", "{} subscribers",
                                      store::count_members(request.tx, list.id)));
    const auto counts = store::count_receptions(request.tx, list.id);
    for (const Form& form : forms)
        if (const auto found = counts.find(form.reception); found != counts.end())
            values.add("FORMS", text::Values{}
                                    .set("COUNT", std::to_string(found->second))
                                    .set("FORM", words.say(form.words)));
}

void add_months(text::Values& values, const Request& request, const model::List& list)
{
    const Zone& zone = request.site.zone;
    auto month = archive::month_of(request.now, zone);
    for (int i = 0; i < months_shown; ++i, month -= std::chrono::months{1}) {
        const auto posts = store::count_archived(
            request.tx, list.id, archive::start_of(month, zone),
            archive::start_of(month + std::chrono::months{1}, zone), store::Posts::all);
        values.add("MONTHS", text::Values{}
                                 .set("MONTH", archive::to_text(month))
                                 .set("COUNT", std::to_string(posts)));
    }
}

}  // namespace

Answer stats(const Request& request)
{
    const Access access = access_to(request, policy::Act::see_members);
    if (!access.list)
        return access.answer;
    Answer answer{.template_name = "mail/stats.txt", .list = access.list};
    add_members(answer.values, request, *access.list,
                text::language(language_for(request, access.list)));
    add_months(answer.values, request, *access.list);
    if (const auto last = store::last_posted(request.tx, access.list->id))
        answer.values.add("LAST",
                          text::Values{}.set("DATE", to_local_text(*last, request.site.zone)));
    else
        answer.values.show("NO_POST");
    return answer;
}

}  // namespace colporteur::robot
