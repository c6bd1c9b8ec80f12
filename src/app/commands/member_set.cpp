// SPDX-License-Identifier: AGPL-3.0-or-later
// What is known of a member, and how they are served.
#include <algorithm>

#include "app/account.hpp"
#include "app/commands/support.hpp"
#include "base/utf8.hpp"
#include "lists/care/members.hpp"
#include "settings/sheet.hpp"
#include "store/people.hpp"

namespace colporteur::app {
namespace {

using Need = Parameter::Need;

/// One attribute, `city=Brest`.
struct Attribute {
    std::string name;
    std::string value;
};

Result<std::vector<Attribute>> wanted_attributes(Call& call, const model::List& list)
{
    const auto settings = settings::settings_of(call.db(), list);
    std::vector<Attribute> wanted;
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
        wanted.push_back({name, one_line(typed.substr(equals + 1))});
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

Result<void> take_options(Call& call, model::Member& member)
{
    if (const auto word = call.given.option("--reception"))
        lists::want_reception(call.db(), member, *model::from_word<model::Reception>(*word));
    member.concealed = yes_or_no(call, "--conceal").value_or(member.concealed);
    member.own_posts = yes_or_no(call, "--own-posts").value_or(member.own_posts);
    if (call.given.has("--suspend")) {
        const auto suspension = wanted_suspension(call);
        if (!suspension)
            return fail(suspension.error());
        member.suspension = *suspension;
    }
    return {};
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
    if (auto done = take_options(call, member); !done)
        return done;

    store::Tx tx{call.db()};
    if (const auto name = call.given.option("--name"))
        store::rename_person(tx, member.person.id, one_line(*name));
    store::set_options(tx, member);
    for (const Attribute& attribute : *attributes)
        store::set_attribute(tx, member.id, attribute.name, attribute.value);
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
