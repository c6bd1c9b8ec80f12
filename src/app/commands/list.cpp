// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/account.hpp"
#include "app/commands/list_words.hpp"
#include "app/commands/support.hpp"
#include "lists/lists.hpp"
#include "mail/domain.hpp"
#include "settings/change.hpp"
#include "settings/presets.hpp"
#include "settings/toml.hpp"
#include "store/lists.hpp"
#include "store/people.hpp"

namespace colporteur::app {
namespace {

using Need = Parameter::Need;

Record to_row(Call& call, const model::List& list)
{
    return {
        {"address", list.address.text(), N_("Address")},
        {"kind", std::string{model::to_word(list.kind)}, N_("Kind")},
        {"members", store::count_members(call.db(), list.id), N_("Members")},
        {"open", list.open, N_("Open")},
        {"title", list.title, N_("Title")},
        {"language", list.language},
    };
}

Record to_record(Call& call, const model::List& list)
{
    const auto people = [&](model::Role role) {
        return addresses_of(store::people_with_role(call.db(), list.id, role));
    };
    return {
        {"address", list.address.text(), N_("Address")},
        {"kind", std::string{model::to_word(list.kind)}, N_("Kind")},
        {"title", list.title, N_("Title")},
        {"description", list.description, N_("Description")},
        {"language", list.language, N_("Language")},
        {"members", store::count_members(call.db(), list.id), N_("Members")},
        {"owners", people(model::Role::owner), N_("Owners")},
        {"moderators", people(model::Role::moderator), N_("Moderators")},
        {"authors", people(model::Role::author), N_("Authors")},
        {"confirm_posts", list.confirm_posts, N_("Letters by mail wait for their author's answer")},
        {"copies", std::string{list.personal_copies ? "personal" : "shared"}, N_("Copies")},
        {"visible", list.visible, N_("Named in public")},
        {"open", list.open, N_("Open")},
        {"list_id", list.list_id, N_("List-Id")},
    };
}

Result<lists::NewList> wanted_list(const Call& call)
{
    const auto address = need_address(call, "ADDRESS");
    if (!address)
        return fail(address.error());
    const auto owners = need_addresses(call, "--owner");
    if (!owners)
        return fail(owners.error());
    const auto authors = need_addresses(call, "--author");
    if (!authors)
        return fail(authors.error());
    const auto* preset = settings::find_preset(call.given.option("--preset", "newsletter"));
    const auto kind = call.given.option("--kind");
    return lists::NewList{
        .address = *address,
        .kind = kind ? *model::from_word<model::Kind>(*kind) : preset->kind,
        .title = call.given.option("--title", ""),
        .description = call.given.option("--description", ""),
        .language = call.given.option("--language", ""),
        .owners = *owners,
        .authors = *authors,
        .confirm_posts = yes_or_no(call, "--confirm-posts"),
    };
}

// What the options say goes before the preset.
Result<void> use_preset(Call& call, store::Tx& tx, model::List& list)
{
    const auto preset = call.given.option("--preset");
    if (!preset)
        return {};
    auto wanted = settings::settings_for(*settings::find_preset(*preset));
    wanted.push_back({"kind", std::string{model::to_word(list.kind)}});
    wanted.push_back({"confirm_posts", list.confirm_posts ? "yes" : "no"});
    const auto done =
        settings::change_each(tx, list, wanted, who_commands(call.terminal), call.now);
    return done ? Result<void>{} : fail(done.error());
}

Result<void> create(Call& call)
{
    const auto wanted = wanted_list(call);
    if (!wanted)
        return fail(wanted.error());
    const model::Site& site = call.site();
    store::Tx tx{call.db()};
    auto list = lists::create(tx, site, *wanted);
    if (!list)
        return fail(list.error());
    if (auto done = use_preset(call, tx, *list); !done)
        return done;
    tx.commit();
    call.terminal.say(N_("Created {}. People join by writing to {}."), list->address.text(),
                      list->with("-subscribe").text());
    return {};
}

Result<void> list(Call& call)
{
    std::optional<model::DomainId> of;
    if (const auto name = call.given.option("--domain")) {
        const auto normal = mail::normal_domain(*name);
        const auto domain = normal ? store::find_domain(call.db(), *normal) : std::nullopt;
        if (!domain)
            return call.fail(
                Code::not_found,
                N_("{} is not served here: see `colporteur domain list` for those that are"),
                *name);
        of = domain->id;
    }
    Listing listing{call.terminal};
    for (const model::List& each : store::all_lists(call.db(), of))
        listing.add(to_row(call, each));
    return {};
}

Result<void> show(Call& call)
{
    const auto list = need_list(call);
    if (!list)
        return fail(list.error());
    if (call.given.has("--toml"))
        call.terminal.out() << settings::to_toml(call.db(), *list,
                                                 text::language(call.terminal.language()));
    else
        call.terminal.show(to_record(call, *list));
    return {};
}

Result<void> remove(Call& call)
{
    const auto list = need_list(call);
    if (!list)
        return fail(list.error());
    store::Tx tx{call.db()};
    const auto members = store::count_members(tx, list->id);
    if (members > 0 && !call.given.has("--yes"))
        return call.fail(
            Code::conflict,
            N_("{} has members ({}), who would be forgotten with it: add --yes if you mean it"),
            list->address.text(), members);
    store::remove_list(tx, list->id);
    tx.commit();
    call.terminal.say(N_("{} is removed, with everything that was kept of it."),
                      list->address.text());
    return {};
}

}  // namespace

std::vector<Command> list_commands()
{
    return {
        {"list create",
         N_("Make a mailing list"),
         {{"ADDRESS", "", N_("Where posts go: NAME@DOMAIN"), Need::required},
          {"--owner", "ADDRESS", N_("An owner; may be given several times"), Need::repeated},
          {"--author", "ADDRESS", N_("Somebody who may post; may be given several times"),
           Need::repeated},
          {"--kind",
           "KIND",
           N_("newsletter: only its authors post; discussion: members post"),
           Need::optional,
           {"newsletter", "discussion"}},
          preset_option(),
          {"--title", "TEXT", N_("What pages and mails call it")},
          {"--description", "TEXT", N_("What it is about, in a sentence or two")},
          language_option(),
          {"--confirm-posts",
           "yes|no",
           N_("Letters by mail wait for their author's answer"),
           Need::optional,
           {"yes", "no"}}},
         {"colporteur list create lettre@info.example.org --title \"La lettre\" --language fr "
          "--owner ana@example.org",
          "colporteur list create debat@info.example.org --preset working-group --owner "
          "ana@example.org"},
         create},
        {"list list",
         N_("List the mailing lists"),
         {{"--domain", "DOMAIN", N_("Only those of this domain")}, json_switch},
         {"colporteur list list", "colporteur list list --json"},
         list},
        {"list show",
         N_("Show one list with its owners and authors"),
         {list_word,
          json_switch,
          {"--toml", "", N_("All its settings, as `list edit` takes them")}},
         {"colporteur list show lettre@info.example.org",
          "colporteur list show lettre@info.example.org --toml"},
         show},
        {"list remove",
         N_("Remove a list and everything kept of it"),
         {list_word, {"--yes", "", N_("Also when it has members")}},
         {"colporteur list remove lettre@info.example.org --yes"},
         remove},
    };
}

}  // namespace colporteur::app
