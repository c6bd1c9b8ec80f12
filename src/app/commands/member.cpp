// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/account.hpp"
#include "app/commands/support.hpp"
#include "base/utf8.hpp"
#include "lists/care/invite.hpp"
#include "lists/care/members.hpp"
#include "store/people.hpp"

namespace colporteur::app {
namespace {

using Need = Parameter::Need;

constexpr int page = 1000;

/// Whoever runs this program.
lists::Actor actor_of(const Call& call, std::string evidence)
{
    return {.name = account_name(),
            .way = model::Way::command_line,
            .evidence = std::move(evidence),
            .language = call.terminal.language()};
}

Result<void> add_one(store::Tx& tx, Call& call, const model::List& list,
                     const mail::Address& address)
{
    const std::string name = one_line(call.given.option("--name", ""));
    const lists::Addition addition{.who = {name, address},
                                   .again = call.given.has("--again"),
                                   .telling = lists::Telling::none};
    switch (lists::add_member(tx, call.site(), list, addition,
                              actor_of(call, "colporteur member add"), call.now)) {
    case lists::Added::added: break;
    case lists::Added::already:
        return call.fail(Code::conflict, N_("{} is on {} already"), address.text(),
                         list.address.text());
    case lists::Added::left:
        return call.fail(Code::conflict,
                         N_("{} has left {}: add --again if they have asked you to come back"),
                         address.text(), list.address.text());
    case lists::Added::blocked:
        return call.fail(Code::conflict, N_("{} is blocked on {}: see `colporteur block list {}`"),
                         address.text(), list.address.text(), list.address.text());
    case lists::Added::suppressed:
        return call.fail(Code::conflict,
                         N_("{} wants no mail that they did not ask for: only they themselves can "
                            "join"),
                         address.text());
    }
    if (const auto person = store::find_person(tx, address); person && !name.empty())
        store::rename_person(tx, person->id, name);
    return {};
}

Result<void> add(Call& call)
{
    const auto list = need_list(call);
    if (!list)
        return fail(list.error());
    const auto address = need_address(call, "ADDRESS");
    if (!address)
        return fail(address.error());
    call.site();  // made ready before the database is written to
    store::Tx tx{call.db()};
    if (auto done = add_one(tx, call, *list, *address); !done)
        return done;
    tx.commit();
    call.terminal.say(N_("{} is on {} from now on. No mail was sent to them."), address->text(),
                      list->address.text());
    return {};
}

Result<void> remove(Call& call)
{
    const auto found = need_member(call);
    if (!found)
        return fail(found.error());
    const auto& [list, member] = *found;
    const model::Site& site = call.site();
    store::Tx tx{call.db()};
    const auto removed =
        lists::remove_member(tx, site, list, member.person.address, lists::Telling::none,
                             actor_of(call, "colporteur member remove"), call.now);
    if (removed == lists::Removed::not_there)
        return call.fail(Code::not_found, N_("{} is not on {}"), member.person.address.text(),
                         list.address.text());
    tx.commit();
    call.terminal.say(N_("{} is no longer on {}. No mail was sent to them."),
                      member.person.address.text(), list.address.text());
    return {};
}

Result<void> invite(Call& call)
{
    const auto list = need_list(call);
    if (!list)
        return fail(list.error());
    const auto address = need_address(call, "ADDRESS");
    if (!address)
        return fail(address.error());
    const model::Site& site = call.site();
    lists::Actor actor = actor_of(call, "colporteur member invite");
    actor.shown = list->with("-owner").text();
    store::Tx tx{call.db()};
    const auto invited = lists::invite(
        tx, site, *list, {one_line(call.given.option("--name", "")), *address}, actor, call.now);
    switch (invited) {
    case lists::Invited::invited: break;
    case lists::Invited::already:
        return call.fail(Code::conflict, N_("{} is on {} already"), address->text(),
                         list->address.text());
    case lists::Invited::barred:
        return call.fail(Code::conflict, N_("{} is blocked on {}, or wants no invitations"),
                         address->text(), list->address.text());
    case lists::Invited::lately:
        return call.fail(Code::conflict, N_("{} was invited to {} within the last 30 days"),
                         address->text(), list->address.text());
    case lists::Invited::closed:
        return call.fail(Code::conflict, N_("{} is closed"), list->address.text());
    case lists::Invited::too_many:
    case lists::Invited::silenced:
        return call.fail(Code::conflict,
                         N_("{} gets too many mails from us today: try again "
                            "tomorrow"),
                         address->text());
    }
    tx.commit();
    call.terminal.say(N_("{} is invited to {}: their answer decides."), address->text(),
                      list->address.text());
    return {};
}

Result<void> list(Call& call)
{
    const auto list = need_list(call);
    if (!list)
        return fail(list.error());
    Listing listing{call.terminal};
    model::MemberId last{};
    while (true) {
        const auto members = store::members_after(call.db(), list->id, last, page);
        if (members.empty())
            return {};
        for (const model::Member& member : members)
            listing.add({
                {"address", member.person.address.text(), N_("Address")},
                {"name", member.person.name, N_("Name")},
                {"joined", to_value(member.joined), N_("Joined")},
                {"state", std::string{model::to_word(member.state)}},
            });
        last = members.back().id;
    }
}

std::vector<Record> consents(Call& call, const model::Member& member)
{
    std::vector<Record> records;
    for (const model::Consent& each : store::consents_of(call.db(), member.person.id))
        if (each.list == member.list)
            records.push_back({
                {"given", each.given, N_("Consent given")},
                {"way", std::string{model::to_word(each.way)}, N_("Way")},
                {"asked", to_value(each.asked), N_("Asked")},
                {"answered", to_value(each.answered), N_("Answered")},
                {"evidence", each.evidence, N_("Evidence")},
                {"wording", each.wording},
            });
    return records;
}

Result<void> show(Call& call)
{
    const auto found = need_member(call);
    if (!found)
        return fail(found.error());
    const auto& [list, member] = *found;
    const auto history = consents(call, member);
    call.terminal.show({
        {"list", list.address.text(), N_("List")},
        {"address", member.person.address.text(), N_("Address")},
        {"name", member.person.name, N_("Name")},
        {"state", std::string{model::to_word(member.state)}, N_("State")},
        {"joined", to_value(member.joined), N_("Joined")},
        {"left", to_value(member.left), N_("Left")},
        {"consents", history, N_("Consents recorded")},
    });
    if (call.terminal.speaks_json())
        return {};
    for (const Record& record : history) {
        call.terminal.out() << '\n';
        call.terminal.show(record);
    }
    return {};
}

}  // namespace

std::vector<Command> member_commands()
{
    return {
        {"member add",
         N_("Subscribe somebody who has asked you to"),
         {list_word,
          address_word,
          {"--name", "TEXT", N_("The name of the person")},
          {"--again", "", N_("Also somebody who had left")}},
         {"colporteur member add lettre@info.example.org zoe@example.net --name \"Zoé Lüders\""},
         add},
        {"member remove",
         N_("Unsubscribe somebody"),
         {list_word, address_word},
         {"colporteur member remove lettre@info.example.org zoe@example.net"},
         remove},
        {"member list",
         N_("List the people on a list"),
         {list_word, json_switch},
         {"colporteur member list lettre@info.example.org"},
         list},
        {"member show",
         N_("Show one person on a list, and the consents recorded"),
         {list_word, address_word, json_switch},
         {"colporteur member show lettre@info.example.org zoe@example.net"},
         show},
        {"member invite",
         N_("Mail somebody an invitation; their answer decides"),
         {list_word, address_word, {"--name", "TEXT", N_("The name of the person")}},
         {"colporteur member invite lettre@info.example.org zoe@example.net"},
         invite},
    };
}

}  // namespace colporteur::app
