// SPDX-License-Identifier: AGPL-3.0-or-later
// All settings of a list in one's own editor.
#include "app/account.hpp"
#include "app/commands/list_words.hpp"
#include "app/commands/support.hpp"
#include "app/editor.hpp"
#include "settings/change.hpp"
#include "settings/toml.hpp"
#include "store/lists.hpp"

namespace colporteur::app {
namespace {

std::string toml_of(Call& call, store::Db& db, const model::List& list)
{
    return settings::to_toml(db, list, text::language(call.terminal.language()));
}

enum class After { edit_again, keep, done };

// One text that came back from the editor, all of it or nothing.
After take(Call& call, model::List& list, const std::string& shown, const std::string& edited)
{
    store::Tx tx{call.db()};
    // Somebody else may have changed the list in the meantime: the text would undo it.
    const auto current = store::find_list(tx, list.id);
    if (!current || toml_of(call, tx, *current) != shown) {
        call.terminal.complain(call.terminal.words(
            N_("{} was changed by somebody else in the meantime"), list.address.text()));
        return After::keep;
    }
    list = *current;
    const auto changes = settings::change_all(tx, list, edited, who_commands(call.terminal), now());
    if (!changes) {
        call.terminal.complain(changes.error().what);
        return After::edit_again;
    }
    tx.commit();
    say_changes(call, list, *changes);
    return After::done;
}

Result<void> keep(Call& call, EditedText& file)
{
    file.keep();
    return call.fail(Code::invalid, N_("nothing is changed; your text is kept in {}"), file.path());
}

Result<void> edit(Call& call, model::List& list, EditedText& file)
{
    const std::string shown = file.text();
    while (true) {
        const bool ended_well = file.edit();
        const std::string edited = file.text();
        if (!ended_well && edited == shown)
            return call.fail(Code::invalid,
                             N_("the editor did not end well: set VISUAL or EDITOR to the command "
                                "of yours"));
        if (!ended_well)
            return keep(call, file);
        const After after = take(call, list, shown, edited);
        if (after == After::done)
            return {};
        if (after == After::keep ||
            !person_agrees(call.terminal.words(N_("Edit it again? [yes/no]"))))
            return keep(call, file);
    }
}

Result<void> edit(Call& call)
{
    auto list = need_list(call);
    if (!list)
        return fail(list.error());
    EditedText file{"colporteur-" + list->name(), toml_of(call, call.db(), *list)};
    try {
        return edit(call, *list, file);
    } catch (const store::Failure&) {
        call.terminal.complain(keep(call, file).error().what);
        throw;
    }
}

}  // namespace

std::vector<Command> list_edit_commands()
{
    return {{
        "list edit",
        N_("Change all settings of a list in your editor"),
        {list_word},
        {"colporteur list edit lettre@info.example.org"},
        edit,
    }};
}

}  // namespace colporteur::app
