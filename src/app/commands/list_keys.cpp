// SPDX-License-Identifier: AGPL-3.0-or-later
// The settings of lists: which there are, which were changed, and back to the default.
#include "app/account.hpp"
#include "app/commands/list_words.hpp"
#include "app/commands/support.hpp"
#include "base/cursor.hpp"
#include "base/utf8.hpp"
#include "settings/change.hpp"
#include "settings/keys.hpp"
#include "settings/presets.hpp"
#include "store/settings.hpp"

namespace colporteur::app {
namespace {

using Need = Parameter::Need;

constexpr int usual_limit = 50;
constexpr int most_changes = 1'000'000;

// What a key is for a list of which nothing is known.
Value default_of(const settings::Key& key)
{
    if (!key.has_default())
        return {};
    const auto nowhere = mail::parse_address("list@example.org");
    const settings::Sheet usual = settings::by_default({.list = {.address = *nowhere}});
    return settings::to_text(settings::value_of(key, usual));
}

Result<void> keys(Call& call)
{
    const text::Language& language = text::language(call.terminal.language());
    Listing listing{call.terminal};
    for (const settings::Key& key : settings::keys())
        listing.add({{"key", std::string{key.name}, N_("Key")},
                     {"default", default_of(key), N_("Default")},
                     {"meaning", language.say(key.meaning), N_("Meaning")},
                     {"expects", settings::expected_of(key, language)}});
    return {};
}

Record to_record(const model::Change& change)
{
    return {
        {"at", to_value(change.at), N_("When")},
        {"who", change.who, N_("Who")},
        {"way", std::string{model::to_word(change.way)}, N_("How")},
        {"key", change.what, N_("Key")},
        {"before", change.before, N_("Before")},
        {"after", change.after, N_("After")},
    };
}

Result<int> wanted_limit(const Call& call)
{
    const auto typed = call.given.option("--limit");
    if (!typed)
        return usual_limit;
    Cursor in{*typed};
    const auto number = in.take_number();
    if (!number || !in.at_end() || *number == 0 || *number > most_changes)
        return call.fail(Code::invalid, N_("{} is not a whole number from 1 to {}"),
                         one_line(*typed), most_changes);
    return static_cast<int>(*number);
}

Result<void> history(Call& call)
{
    const auto list = need_list(call);
    if (!list)
        return fail(list.error());
    const auto limit = wanted_limit(call);
    if (!limit)
        return fail(limit.error());
    Listing listing{call.terminal};
    for (const model::Change& change : store::changes_of(call.db(), list->id, *limit))
        listing.add(to_record(change));
    return {};
}

Result<void> reset(Call& call)
{
    auto list = need_list(call);
    if (!list)
        return fail(list.error());
    store::Tx tx{call.db()};
    const auto changes = settings::change(tx, *list, call.given.word("KEY"), std::nullopt,
                                          who_commands(call.terminal), call.now);
    if (!changes)
        return fail(changes.error());
    tx.commit();
    say_changes(call, *list, *changes);
    return {};
}

Result<void> presets(Call& call)
{
    const text::Language& language = text::language(call.terminal.language());
    Listing listing{call.terminal};
    for (const settings::Preset& preset : settings::presets())
        listing.add({{"preset", std::string{preset.name}, N_("Preset")},
                     {"kind", std::string{model::to_word(preset.kind)}, N_("Kind")},
                     {"meaning", language.say(preset.meaning), N_("Meaning")}});
    return {};
}

}  // namespace

Parameter preset_option()
{
    std::vector<std::string_view> names;
    for (const settings::Preset& preset : settings::presets())
        names.push_back(preset.name);
    return {"--preset", "NAME",
            N_("The settings of a usual kind of list: `colporteur list presets` tells more"),
            Need::optional, std::move(names)};
}

std::vector<std::string_view> key_names()
{
    std::vector<std::string_view> names;
    for (const settings::Key& key : settings::keys())
        names.push_back(key.name);
    return names;
}

void say_changes(Call& call, const model::List& list, const std::vector<model::Change>& changes)
{
    if (changes.empty()) {
        call.terminal.say(N_("{} is as it was: nothing was to be changed."), list.address.text());
        return;
    }
    call.terminal.say(N_("{} is changed."), list.address.text());
    for (const model::Change& change : changes)
        call.terminal.out() << fmt::format("  {}: {} → {}\n", change.what,
                                           call.terminal.shown(change.before),
                                           call.terminal.shown(change.after));
}

std::vector<Command> list_key_commands()
{
    return {
        {"list reset",
         N_("Set one key of a list back to its default"),
         {list_word,
          {"KEY",
           "",
           N_("What to set back: `colporteur list keys` names them"),
           Need::required,
           {},
           key_names()}},
         {"colporteur list reset lettre@info.example.org dress.subject_tag"},
         reset},
        {"list history",
         N_("Tell who changed what of a list, newest first"),
         {list_word, {"--limit", "N", N_("How many changes; 50 without it")}, json_switch},
         {"colporteur list history lettre@info.example.org"},
         history},
        {"list keys",
         N_("List what can be set, with its default and its meaning"),
         {json_switch},
         {"colporteur list keys"},
         keys},
        {"list presets",
         N_("List the usual kinds of list that --preset knows"),
         {json_switch},
         {"colporteur list presets"},
         presets},
    };
}

}  // namespace colporteur::app
