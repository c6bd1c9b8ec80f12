// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/commands/support.hpp"
#include "base/utf8.hpp"
#include "delivery/notice.hpp"
#include "lists/lists.hpp"
#include "store/lists.hpp"

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

Result<void> set(Call& call)
{
    auto domain = need_domain(call);
    if (!domain)
        return fail(domain.error());
    store::Tx tx{call.db()};
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
         {domain_word, title_option, language_option()},
         {"colporteur domain set info.example.org --language fr"},
         set},
        {"domain remove",
         N_("Stop serving a domain that has no list left"),
         {domain_word},
         {"colporteur domain remove info.example.org"},
         remove},
    };
}

}  // namespace colporteur::app
