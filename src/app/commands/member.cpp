// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/commands/support.hpp"
#include "base/utf8.hpp"
#include "store/people.hpp"

namespace colporteur::app {
namespace {

using Need = Parameter::Need;

constexpr int page = 1000;

/// A person on a list, as LIST and ADDRESS name them.
struct Found {
    model::List list;
    model::Member member;
};

Result<Found> need_member(Call& call)
{
    const auto list = need_list(call);
    if (!list)
        return fail(list.error());
    const auto address = need_address(call, "ADDRESS");
    if (!address)
        return fail(address.error());
    const auto person = store::find_person(call.db(), *address);
    const auto member = person ? store::find_member(call.db(), list->id, person->id) : std::nullopt;
    if (!member)
        return call.fail(Code::not_found, N_("{} is not on {}"), address->text(),
                         list->address.text());
    return Found{*list, *member};
}

model::Consent consent(const Call& call, const model::Member& member, bool given)
{
    return {
        .list = member.list,
        .person = member.person.id,
        .given = given,
        .way = model::Way::command_line,
        .wording = {},
        .evidence = given ? "colporteur member add" : "colporteur member remove",
        .asked = call.now,
        .answered = call.now,
    };
}

// Subscribes one person; nobody who left comes back by accident.
Result<void> add_one(store::Tx& tx, const Call& call, const model::List& list,
                     const mail::Address& address)
{
    const std::string name = one_line(call.given.option("--name", ""));
    const model::Person person = store::get_or_add_person(tx, address, name, "");
    const auto member = store::find_member(tx, list.id, person.id);
    if (member && member->state == model::MemberState::subscribed)
        return call.fail(Code::conflict, N_("{} is on {} already"), address.text(),
                         list.address.text());
    if (member && !call.given.has("--again"))
        return call.fail(
            Code::conflict, N_("{} left {} on {}: add --again if they have asked you to come back"),
            address.text(), list.address.text(), to_iso(member->left.value_or(member->joined)));
    if (!name.empty())
        store::rename_person(tx, person.id, name);
    const auto id = store::subscribe(tx, list.id, person.id, call.now);
    store::add_consent(tx, consent(call, *store::find_member(tx, id), true));
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
    if (member.state == model::MemberState::left)
        return call.fail(Code::not_found, N_("{} is not on {}"), member.person.address.text(),
                         list.address.text());
    store::Tx tx{call.db()};
    store::unsubscribe(tx, member.id, call.now);
    store::add_consent(tx, consent(call, member, false));
    tx.commit();
    call.terminal.say(N_("{} is no longer on {}. No mail was sent to them."),
                      member.person.address.text(), list.address.text());
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

Result<void> set(Call& call)
{
    const auto found = need_member(call);
    if (!found)
        return fail(found.error());
    store::Tx tx{call.db()};
    store::rename_person(tx, found->member.person.id, one_line(call.given.option("--name", "")));
    tx.commit();
    call.terminal.say(N_("{} is changed."), found->member.person.address.text());
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
        {"member set",
         N_("Change what is known of somebody"),
         {list_word,
          address_word,
          {"--name", "TEXT", N_("The name of the person"), Need::required}},
         {"colporteur member set lettre@info.example.org zoe@example.net --name \"Zoé Lüders\""},
         set},
    };
}

}  // namespace colporteur::app
