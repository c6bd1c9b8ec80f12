// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/account.hpp"
#include "app/commands/support.hpp"
#include "base/utf8.hpp"
#include "lists/care/blocking.hpp"
#include "mail/domain.hpp"
#include "store/blocks.hpp"
#include "store/lists.hpp"

namespace colporteur::app {
namespace {

const Parameter place_word{"LIST", "", N_("A list, or a mail domain: then all its lists"),
                           Parameter::Need::required};
const Parameter pattern_word{"PATTERN", "",
                             N_("An address, or one with * in it: *@example.net for all there"),
                             Parameter::Need::required};

/// A list, or all of a domain.
struct Place {
    model::Domain domain;
    std::optional<model::List> list{};

    std::string name() const { return list ? list->address.text() : domain.name; }
};

Result<Place> need_place(Call& call)
{
    const auto name = mail::normal_domain(call.given.word("LIST"));
    if (const auto domain = name ? store::find_domain(call.db(), *name) : std::nullopt)
        return Place{*domain};
    auto list = need_list(call);
    if (!list)
        return fail(list.error());
    return Place{store::find_domain(call.db(), list->domain).value(), *std::move(list)};
}

lists::Blocking blocking_of(const Call& call, const Place& place)
{
    return {.domain = place.domain,
            .list = place.list,
            .pattern = call.given.word("PATTERN"),
            .note = call.given.option("--note", "")};
}

lists::Actor actor_of(const Call& call)
{
    return {.name = account_name(),
            .way = model::Way::command_line,
            .language = call.terminal.language()};
}

Result<void> add(Call& call)
{
    const auto place = need_place(call);
    if (!place)
        return fail(place.error());
    const model::Site& site = call.site();
    store::Tx tx{call.db()};
    const lists::Blocking blocking = blocking_of(call, *place);
    const auto done = lists::block(tx, site, blocking, actor_of(call), call.now);
    if (!done)
        return fail(done.error());
    tx.commit();
    call.terminal.say(*done ? N_("{} is blocked on {}.") : N_("{} was blocked on {} already."),
                      one_line(blocking.pattern), place->name());
    return {};
}

Result<void> remove(Call& call)
{
    const auto place = need_place(call);
    if (!place)
        return fail(place.error());
    store::Tx tx{call.db()};
    const lists::Blocking blocking = blocking_of(call, *place);
    const auto done = lists::unblock(tx, blocking, actor_of(call), call.now);
    if (!done)
        return fail(done.error());
    if (!*done)
        return call.fail(Code::not_found, N_("{} is not blocked on {}"), one_line(blocking.pattern),
                         place->name());
    tx.commit();
    call.terminal.say(N_("{} is no longer blocked on {}."), one_line(blocking.pattern),
                      place->name());
    return {};
}

Result<void> list(Call& call)
{
    const auto place = need_place(call);
    if (!place)
        return fail(place.error());
    const auto blocks = place->list
                            ? store::blocks_for(call.db(), place->domain.id, place->list->id)
                            : store::blocks_of(call.db(), place->domain.id);
    Listing listing{call.terminal};
    for (const store::Block& block : blocks)
        listing.add({{"pattern", block.pattern, N_("Address")},
                     {"where", block.list ? place->name() : place->domain.name, N_("Where")},
                     {"note", block.note, N_("Note")},
                     {"who", block.who, N_("Who")},
                     {"at", to_value(block.at), N_("When")}});
    return {};
}

}  // namespace

std::vector<Command> block_commands()
{
    return {
        {"block add",
         N_("Block addresses: they can neither join nor write"),
         {place_word, pattern_word, {"--note", "TEXT", N_("Why, for those who look after it")}},
         {"colporteur block add lettre@info.example.org '*@spam.example'",
          "colporteur block add info.example.org spam@example.net --note advertising"},
         add},
        {"block list",
         N_("List what is blocked on a list, or in a whole domain"),
         {place_word, json_switch},
         {"colporteur block list lettre@info.example.org"},
         list},
        {"block remove",
         N_("Block addresses no longer"),
         {place_word, pattern_word},
         {"colporteur block remove lettre@info.example.org '*@spam.example'"},
         remove},
    };
}

}  // namespace colporteur::app
