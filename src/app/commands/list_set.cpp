// SPDX-License-Identifier: AGPL-3.0-or-later
// Changes to a list that exists.
#include "app/commands/support.hpp"
#include "base/utf8.hpp"
#include "lists/lists.hpp"
#include "store/lists.hpp"
#include "store/people.hpp"

namespace colporteur::app {
namespace {

using Need = Parameter::Need;

void take_settings(const Call& call, model::List& list)
{
    list.title = one_line(call.given.option("--title", list.title));
    list.description = call.given.option("--description", list.description);
    list.language = call.given.option("--language", list.language);
    list.confirm_posts = yes_or_no(call, "--confirm-posts").value_or(list.confirm_posts);
    list.personal_copies =
        call.given.option("--copies", list.personal_copies ? "personal" : "shared") == "personal";
    list.visible = yes_or_no(call, "--visible").value_or(list.visible);
    if (const auto kind = call.given.option("--kind"))
        list.kind = *model::from_word<model::Kind>(*kind);
}

Result<void> add_people(store::Tx& tx, const Call& call, const model::List& list,
                        std::string_view option, model::Role role)
{
    const auto addresses = need_addresses(call, option);
    if (!addresses)
        return fail(addresses.error());
    for (const mail::Address& address : *addresses)
        store::add_role(tx, list.id, store::get_or_add_person(tx, address, "", "").id, role);
    return {};
}

Result<void> remove_people(store::Tx& tx, const Call& call, const model::List& list,
                           std::string_view option, model::Role role)
{
    const auto addresses = need_addresses(call, option);
    if (!addresses)
        return fail(addresses.error());
    for (const mail::Address& address : *addresses) {
        const auto person = store::find_person(tx, address);
        if (!person || !store::has_role(tx, list.id, *person, role))
            return call.fail(Code::not_found,
                             N_("{} has no such role on {}: see `colporteur list show {}`"),
                             address.text(), list.address.text(), list.address.text());
        store::remove_role(tx, list.id, person->id, role);
    }
    return {};
}

Result<void> change_people(store::Tx& tx, const Call& call, const model::List& list)
{
    struct Change {
        std::string_view option;
        model::Role role;
        Result<void> (*make)(store::Tx&, const Call&, const model::List&, std::string_view,
                             model::Role);
    };

    for (const Change& change : {Change{"--add-owner", model::Role::owner, add_people},
                                 Change{"--add-author", model::Role::author, add_people},
                                 Change{"--remove-owner", model::Role::owner, remove_people},
                                 Change{"--remove-author", model::Role::author, remove_people}})
        if (auto done = change.make(tx, call, list, change.option, change.role); !done)
            return done;
    if (store::people_with_role(tx, list.id, model::Role::owner).empty())
        return call.fail(Code::conflict, N_("{} would have no owner left: add another one first"),
                         list.address.text());
    return {};
}

Result<void> set(Call& call)
{
    auto list = need_list(call);
    if (!list)
        return fail(list.error());
    store::Tx tx{call.db()};
    take_settings(call, *list);
    store::update_list(tx, *list);
    if (auto done = change_people(tx, call, *list); !done)
        return done;
    tx.commit();
    call.terminal.say(N_("{} is changed."), list->address.text());
    return {};
}

Result<void> rename(Call& call)
{
    const auto list = need_list(call);
    if (!list)
        return fail(list.error());
    const model::Site& site = call.site();
    store::Tx tx{call.db()};
    const auto renamed = lists::rename(tx, site, *list, call.given.word("NAME"));
    if (!renamed)
        return fail(renamed.error());
    tx.commit();
    call.terminal.say(
        N_("{} is now {}. Mail to the old address is refused from now on: tell its members."),
        list->address.text(), renamed->address.text());
    return {};
}

Result<model::List> set_open(Call& call, bool open)
{
    auto list = need_list(call);
    if (!list)
        return list;
    store::Tx tx{call.db()};
    list->open = open;
    store::update_list(tx, *list);
    tx.commit();
    return list;
}

Result<void> close(Call& call)
{
    const auto list = set_open(call, false);
    if (!list)
        return fail(list.error());
    call.terminal.say(N_("{} is closed: nobody posts, nobody joins; people may still leave."),
                      list->address.text());
    return {};
}

Result<void> open(Call& call)
{
    const auto list = set_open(call, true);
    if (!list)
        return fail(list.error());
    call.terminal.say(N_("{} is open."), list->address.text());
    return {};
}

}  // namespace

std::vector<Command> list_setting_commands()
{
    return {
        {"list set",
         N_("Change a list's settings, owners and authors"),
         {list_word,
          {"--title", "TEXT", N_("What pages and mails call it")},
          {"--description", "TEXT", N_("What it is about, in a sentence or two")},
          language_option(),
          {"--kind",
           "KIND",
           N_("newsletter: only its authors post; discussion: members post"),
           Need::optional,
           {"newsletter", "discussion"}},
          {"--confirm-posts",
           "yes|no",
           N_("Letters by mail wait for their author's answer"),
           Need::optional,
           {"yes", "no"}},
          {"--copies",
           "COPIES",
           N_("personal: each reader has an unsubscribe link and a return address of their own; "
              "shared: many readers get one and the same copy at once, which is faster, but "
              "without one-click unsubscribing, and bounces do not tell whose they are"),
           Need::optional,
           {"personal", "shared"}},
          {"--visible",
           "yes|no",
           N_("Named on the home page and by the command lists"),
           Need::optional,
           {"yes", "no"}},
          {"--add-owner", "ADDRESS", N_("One more owner; may be given several times"),
           Need::repeated},
          {"--remove-owner", "ADDRESS", N_("No longer an owner"), Need::repeated},
          {"--add-author", "ADDRESS", N_("One more author; may be given several times"),
           Need::repeated},
          {"--remove-author", "ADDRESS", N_("No longer an author"), Need::repeated}},
         {"colporteur list set lettre@info.example.org --add-author zoe@example.net",
          "colporteur list set lettre@info.example.org --confirm-posts no"},
         set},
        {"list rename",
         N_("Give a list another name in its domain"),
         {list_word, {"NAME", "", N_("The new name, before the @"), Need::required}},
         {"colporteur list rename lettre@info.example.org journal"},
         rename},
        {"list close",
         N_("Close a list: nobody posts, nobody joins"),
         {list_word},
         {"colporteur list close lettre@info.example.org"},
         close},
        {"list open",
         N_("Open a closed list again"),
         {list_word},
         {"colporteur list open lettre@info.example.org"},
         open},
    };
}

}  // namespace colporteur::app
