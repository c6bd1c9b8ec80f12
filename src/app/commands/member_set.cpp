// SPDX-License-Identifier: AGPL-3.0-or-later
// What is known of a member, and how they are served.
#include <algorithm>

#include "app/account.hpp"
#include "app/commands/support.hpp"
#include "base/utf8.hpp"
#include "lists/care/members.hpp"
#include "lists/options.hpp"
#include "settings/sheet.hpp"
#include "store/people.hpp"

namespace colporteur::app {
namespace {

using Need = Parameter::Need;

Result<store::Attributes> wanted_attributes(Call& call, const model::List& list)
{
    const auto settings = settings::settings_of(call.db(), list);
    store::Attributes wanted;
    for (const std::string& typed : call.given.all("--attribute")) {
        const auto equals = typed.find('=');
        const std::string name = typed.substr(0, equals);
        const auto is_it = [&](const model::Attribute& each) { return each.name == name; };
        const bool known =
            std::any_of(settings.attributes.begin(), settings.attributes.end(), is_it);
        if (equals == std::string::npos || !known)
            return call.fail(Code::invalid,
                             N_("{} is none of the list’s attributes: expected NAME=VALUE, see "
                                "`colporteur list show {} --toml`"),
                             one_line(typed), list.address.text());
        wanted[name] = one_line(typed.substr(equals + 1));
    }
    return wanted;
}

/// `2026-09-01`, up to the end of that day in UTC; `ever`; `no` ends a suspension.
Result<std::optional<model::Suspension>> wanted_suspension(const Call& call)
{
    const std::string& typed = call.given.word("--suspend");
    if (typed == "no")
        return std::optional<model::Suspension>{};
    model::Suspension suspension{.from = call.now};
    if (typed == "ever")
        return suspension;
    const auto day = parse_time(typed + " 00:00");
    if (!day || *day + std::chrono::days{1} <= call.now)
        return call.fail(
            Code::invalid,
            N_("{} is no day to come: expected one such as 2026-09-01, or ever, or no"),
            one_line(typed));
    suspension.until = *day + std::chrono::days{1};
    return suspension;
}

lists::OptionChange wanted_options(const Call& call, store::Attributes attributes)
{
    lists::OptionChange change{.own_posts = yes_or_no(call, "--own-posts"),
                               .concealed = yes_or_no(call, "--conceal"),
                               .attributes = std::move(attributes)};
    if (const auto word = call.given.option("--reception"))
        change.reception = model::from_word<model::Reception>(*word);
    return change;
}

Result<void> set(Call& call)
{
    auto found = need_member(call);
    if (!found)
        return fail(found.error());
    auto& [list, member] = *found;
    const auto attributes = wanted_attributes(call, list);
    if (!attributes)
        return fail(attributes.error());
    std::optional<model::Suspension> suspension = member.suspension;
    if (call.given.has("--suspend")) {
        const auto wanted = wanted_suspension(call);
        if (!wanted)
            return fail(wanted.error());
        suspension = *wanted;
    }

    const model::Site& site = call.site();
    store::Tx tx{call.db()};
    if (const auto name = call.given.option("--name"))
        store::rename_person(tx, member.person.id, one_line(*name));
    const auto served =
        lists::set_options(tx, site, list, member, wanted_options(call, *attributes), call.now);
    if (call.given.has("--suspend"))
        lists::suspend(tx, served, suspension);
    if (const auto word = call.given.option("--standing"))
        lists::set_standing(tx, list, member.person.address,
                            *model::from_word<model::Standing>(*word),
                            {.name = account_name(), .way = model::Way::command_line}, call.now);
    tx.commit();
    call.terminal.say(N_("{} is changed."), member.person.address.text());
    return {};
}

}  // namespace

std::vector<Command> member_option_commands()
{
    return {
        {"member set",
         N_("Change what is known of somebody, and how they get the posts"),
         {list_word,
          address_word,
          {"--name", "TEXT", N_("The name of the person")},
          {"--reception",
           "FORM",
           N_("How they get the posts"),
           Need::optional,
           {"mail", "notice", "text", "links", "digest", "plain-digest", "summary", "none"}},
          {"--conceal", "yes|no", N_("Not shown to other members"), Need::optional, {"yes", "no"}},
          {"--own-posts", "yes|no", N_("Also get their own posts"), Need::optional, {"yes", "no"}},
          {"--suspend", "DAY",
           N_("Get nothing up to that day; ever: until further word; no: go on")},
          {"--standing",
           "STANDING",
           N_("Whether their posts wait for the moderators"),
           Need::optional,
           {"usual", "moderated", "trusted"}},
          {"--attribute", "NAME=VALUE",
           N_("What the list asks of its members; empty takes it away; may be given several times"),
           Need::repeated}},
         {"colporteur member set lettre@info.example.org zoe@example.net --name \"Zoé Lüders\"",
          "colporteur member set debat@info.example.org zoe@example.net --reception digest "
          "--suspend 2026-09-01"},
         set},
    };
}

}  // namespace colporteur::app
