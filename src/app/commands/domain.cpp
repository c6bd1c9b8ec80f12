// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/account.hpp"
#include "app/commands/support.hpp"
#include "base/utf8.hpp"
#include "delivery/notice.hpp"
#include "lists/lists.hpp"
#include "store/lists.hpp"
#include "store/people.hpp"
#include "store/settings.hpp"

namespace colporteur::app {
namespace {

const Parameter domain_word{"DOMAIN", "", N_("A mail domain, such as info.example.org"),
                            Parameter::Need::required};
const Parameter title_option{"--title", "TEXT", N_("What pages and mails call it")};

Record to_record(Call& call, const model::Domain& domain)
{
    return {
        {"name", domain.name, N_("Domain")},
        {"title", domain.title, N_("Title")},
        {"language", domain.language, N_("Language")},
        {"listmasters", addresses_of(store::listmasters(call.db(), domain.id)), N_("Listmasters")},
        {"lists", std::int64_t(store::all_lists(call.db(), domain.id).size()), N_("Lists")},
        {"robot", delivery::robot_address(call.site(), domain).text(), N_("Automaton")},
    };
}

Result<void> add(Call& call)
{
    store::Tx tx{call.db()};
    const auto domain =
        lists::create_domain(tx, call.given.word("DOMAIN"), call.given.option("--title", ""),
                             call.given.option("--language", ""));
    if (!domain)
        return fail(domain.error());
    tx.commit();
    call.terminal.say(N_("{} is served from now on. Its first list: colporteur list create NAME@{} "
                         "--owner ADDRESS"),
                      domain->name, domain->name);
    return {};
}

Result<void> list(Call& call)
{
    Listing listing{call.terminal};
    for (const model::Domain& domain : store::all_domains(call.db()))
        listing.add(to_record(call, domain));
    return {};
}

Result<void> show(Call& call)
{
    const auto domain = need_domain(call);
    if (!domain)
        return fail(domain.error());
    call.terminal.show(to_record(call, *domain));
    return {};
}

void record(store::Tx& tx, const Call& call, const model::Domain& domain, std::string before,
            std::string after)
{
    store::add_change(tx, {.domain = domain.id,
                           .what = "listmaster",
                           .before = std::move(before),
                           .after = std::move(after),
                           .who = account_name(),
                           .way = model::Way::command_line,
                           .at = call.now});
}

Result<void> change_listmasters(store::Tx& tx, const Call& call, const model::Domain& domain)
{
    const auto added = need_addresses(call, "--add-listmaster");
    if (!added)
        return fail(added.error());
    const auto removed = need_addresses(call, "--remove-listmaster");
    if (!removed)
        return fail(removed.error());
    for (const mail::Address& address : *added) {
        const auto person = store::get_or_add_person(tx, address, "", "");
        if (store::is_listmaster(tx, domain.id, person))
            continue;
        store::add_listmaster(tx, domain.id, person.id);
        record(tx, call, domain, "", address.text());
    }
    for (const mail::Address& address : *removed) {
        const auto person = store::find_person(tx, address);
        if (!person || !store::is_listmaster(tx, domain.id, *person))
            return call.fail(Code::not_found,
                             N_("{} is no listmaster of {}: see `colporteur domain show {}`"),
                             address.text(), domain.name, domain.name);
        store::remove_listmaster(tx, domain.id, person->id);
        record(tx, call, domain, address.text(), "");
    }
    return {};
}

Result<void> set(Call& call)
{
    auto domain = need_domain(call);
    if (!domain)
        return fail(domain.error());
    store::Tx tx{call.db()};
    if (auto done = change_listmasters(tx, call, *domain); !done)
        return done;
    domain->title = one_line(call.given.option("--title", domain->title));
    domain->language = call.given.option("--language", domain->language);
    store::update_domain(tx, *domain);
    tx.commit();
    call.terminal.say(N_("{} is changed."), domain->name);
    return {};
}

Result<void> remove(Call& call)
{
    const auto domain = need_domain(call);
    if (!domain)
        return fail(domain.error());
    store::Tx tx{call.db()};
    if (const auto lists = store::all_lists(tx, domain->id); !lists.empty())
        return call.fail(Code::conflict, N_("{} still has lists, such as {}: remove them first"),
                         domain->name, lists.front().address.text());
    store::remove_domain(tx, domain->id);
    tx.commit();
    call.terminal.say(N_("{} is no longer served."), domain->name);
    return {};
}

}  // namespace

std::vector<Command> domain_commands()
{
    return {
        {"domain add",
         N_("Serve a mail domain"),
         {domain_word, title_option, language_option()},
         {"colporteur domain add info.example.org --title \"Le collectif\" --language fr"},
         add},
        {"domain list",
         N_("List the domains served"),
         {json_switch},
         {"colporteur domain list"},
         list},
        {"domain show",
         N_("Show one domain"),
         {domain_word, json_switch},
         {"colporteur domain show info.example.org"},
         show},
        {"domain set",
         N_("Change a domain"),
         {domain_word,
          title_option,
          language_option(),
          {"--add-listmaster", "ADDRESS",
           N_("Somebody who looks after all lists of the domain; may be given several times"),
           Parameter::Need::repeated},
          {"--remove-listmaster", "ADDRESS", N_("No longer a listmaster"),
           Parameter::Need::repeated}},
         {"colporteur domain set info.example.org --language fr",
          "colporteur domain set info.example.org --add-listmaster lea@example.org"},
         set},
        {"domain remove",
         N_("Stop serving a domain that has no list left"),
         {domain_word},
         {"colporteur domain remove info.example.org"},
         remove},
    };
}

}  // namespace colporteur::app
