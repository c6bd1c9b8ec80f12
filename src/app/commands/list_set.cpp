// SPDX-License-Identifier: AGPL-3.0-or-later
// Changes to a list that exists.
#include "app/account.hpp"
#include "app/commands/list_words.hpp"
#include "app/commands/support.hpp"
#include "base/ascii.hpp"
#include "lists/lists.hpp"
#include "settings/change.hpp"
#include "settings/presets.hpp"
#include "store/lists.hpp"
#include "store/people.hpp"
#include "store/settings.hpp"

namespace colporteur::app {
namespace {

using Need = Parameter::Need;

/// Options of `list set` that are keys of their own.
constexpr std::pair<std::string_view, std::string_view> keys_of_options[] = {
    {"--title", "title"},     {"--description", "description"},     {"--language", "language"},
    {"--kind", "kind"},       {"--confirm-posts", "confirm_posts"}, {"--copies", "copies"},
    {"--visible", "visible"},
};

struct RoleOptions {
    std::string_view add;
    std::string_view remove;
    std::string_view key;
    model::Role role;
};

constexpr RoleOptions role_options[] = {
    {"--add-owner", "--remove-owner", "owners", model::Role::owner},
    {"--add-moderator", "--remove-moderator", "moderators", model::Role::moderator},
    {"--add-author", "--remove-author", "authors", model::Role::author},
};

// Who holds the role once the options are obeyed, as the value of its key.
Result<std::string> changed_people(Call& call, const model::List& list, const RoleOptions& options)
{
    const auto added = need_addresses(call, options.add);
    if (!added)
        return fail(added.error());
    const auto removed = need_addresses(call, options.remove);
    if (!removed)
        return fail(removed.error());
    auto people = addresses_of(store::people_with_role(call.db(), list.id, options.role));
    for (const mail::Address& address : *added)
        people.push_back(address.text());
    for (const mail::Address& address : *removed) {
        const auto none = std::erase_if(people, [&](const std::string& one) {
                              return same_word(one, address.text());
                          }) == 0;
        if (none)
            return call.fail(Code::not_found,
                             N_("{} has no such role on {}: see `colporteur list show {}`"),
                             address.text(), list.address.text(), list.address.text());
    }
    return fmt::format("{}", fmt::join(people, ", "));
}

Result<std::vector<settings::Setting>> wanted_settings(Call& call, const model::List& list)
{
    std::vector<settings::Setting> wanted;
    if (const auto preset = call.given.option("--preset"))
        wanted = settings::settings_for(*settings::find_preset(*preset));
    if (call.given.has("KEY") && !call.given.has("VALUE"))
        return call.fail(Code::invalid,
                         N_("the value is missing: give one, or say `colporteur list reset` for "
                            "the default"));
    if (call.given.has("KEY"))
        wanted.push_back({call.given.word("KEY"), call.given.word("VALUE")});
    for (const auto& [option, key] : keys_of_options)
        if (const auto value = call.given.option(option))
            wanted.push_back({std::string{key}, value});
    for (const RoleOptions& options : role_options) {
        if (!call.given.has(options.add) && !call.given.has(options.remove))
            continue;
        const auto people = changed_people(call, list, options);
        if (!people)
            return fail(people.error());
        wanted.push_back({std::string{options.key}, *people});
    }
    return wanted;
}

Result<void> set(Call& call)
{
    auto list = need_list(call);
    if (!list)
        return fail(list.error());
    const auto wanted = wanted_settings(call, *list);
    if (!wanted)
        return fail(wanted.error());
    store::Tx tx{call.db()};
    const auto changes =
        settings::change_each(tx, *list, *wanted, who_commands(call.terminal), call.now);
    if (!changes)
        return fail(changes.error());
    tx.commit();
    say_changes(call, *list, *changes);
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
    store::add_change(tx, {.list = list->id,
                           .what = "address",
                           .before = list->address.text(),
                           .after = renamed->address.text(),
                           .who = account_name(),
                           .way = model::Way::command_line,
                           .at = call.now});
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
    const auto done = settings::change(tx, *list, "open", open ? "yes" : "no",
                                       who_commands(call.terminal), call.now);
    if (!done)
        return fail(done.error());
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
          {"KEY",
           "",
           N_("What to set, by its name: `colporteur list keys` names them"),
           Need::optional,
           {},
           key_names()},
          {"VALUE", "", N_("The new value of KEY")},
          preset_option(),
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
          {"--add-moderator", "ADDRESS", N_("One more moderator; may be given several times"),
           Need::repeated},
          {"--remove-moderator", "ADDRESS", N_("No longer a moderator"), Need::repeated},
          {"--add-author", "ADDRESS", N_("One more author; may be given several times"),
           Need::repeated},
          {"--remove-author", "ADDRESS", N_("No longer an author"), Need::repeated}},
         {"colporteur list set lettre@info.example.org dress.subject_tag \"La lettre\"",
          "colporteur list set lettre@info.example.org --preset private",
          "colporteur list set lettre@info.example.org --add-author zoe@example.net",
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
