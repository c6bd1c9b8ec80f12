// SPDX-License-Identifier: AGPL-3.0-or-later
// What is held about one person: shown, taken elsewhere, erased (GDPR art. 15, 17, 20).
#include <fstream>

#include "app/commands/support.hpp"
#include "lists/forget.hpp"
#include "lists/person_data.hpp"
#include "store/lists.hpp"
#include "text/template.hpp"

namespace colporteur::app {
namespace {

Result<lists::PersonData> need_data(Call& call)
{
    const auto address = need_address(call, "ADDRESS");
    if (!address)
        return fail(address.error());
    auto data = lists::person_data(call.db(), call.site(), *address, call.now);
    if (data.empty())
        return call.fail(Code::not_found, N_("nothing is held about {}"), address->text());
    return data;
}

Result<void> show(Call& call)
{
    const auto data = need_data(call);
    if (!data)
        return fail(data.error());
    if (call.terminal.speaks_json()) {
        call.terminal.out() << lists::to_json_text(*data);
        return {};
    }
    const text::Language& language = text::language(call.terminal.language());
    call.terminal.out() << text::fill("parts/person_data.txt", language,
                                      lists::values_of(*data, call.site().zone, language));
    return {};
}

Result<void> write(Call& call)
{
    const auto data = need_data(call);
    if (!data)
        return fail(data.error());
    const std::string name = call.given.option("FILE", "-");
    std::ofstream file;
    if (name != "-")
        file.open(name, std::ios::binary | std::ios::trunc);
    std::ostream& out = name == "-" ? call.terminal.out() : file;
    out << lists::to_json_text(*data);
    out.flush();
    if (!out)
        return call.fail(Code::not_found, N_("{} cannot be written"), name);
    return {};
}

/// The domain whose automaton says farewell: of a list that the person is on, else the first one.
std::optional<model::Domain> domain_for(store::Db& db, const lists::PersonData& data)
{
    if (!data.lists.empty())
        return store::find_domain(db, data.lists.begin()->second.domain);
    const auto domains = store::all_domains(db);
    return domains.empty() ? std::nullopt : std::optional{domains.front()};
}

std::string names_of(const std::vector<model::List>& lists)
{
    std::string names;
    for (const model::List& list : lists)
        names += (names.empty() ? "" : ", ") + list.address.text();
    return names;
}

Result<void> erase(Call& call)
{
    const auto data = need_data(call);
    if (!data)
        return fail(data.error());
    const model::Person& person = data->addresses.front();
    if (const auto alone = lists::lists_owned_alone(call.db(), person); !alone.empty())
        return call.fail(Code::conflict,
                         N_("{} is the only owner of {}: add another owner first (list set "
                            "--add-owner), or remove the list"),
                         person.address.text(), names_of(alone));
    if (!call.given.has("--yes"))
        return call.fail(Code::conflict,
                         N_("everything held about {} would be erased, and cannot be brought back: "
                            "look with \"person show\", then add --yes"),
                         person.address.text());
    const auto domain = domain_for(call.db(), *data);
    store::Tx tx{call.db()};
    const auto forgotten = lists::forget(tx, call.site(), person.address, call.now);
    if (domain && !call.given.has("--no-mail"))
        lists::say_farewell(
            tx, call.site(), forgotten,
            {.to = {"", person.address},
             .language = person.language.empty() ? domain->language : person.language,
             .template_name = {},
             .values = {},
             .domain = *domain,
             .answers = false},
            call.now);
    tx.commit();
    call.tell_server();
    call.terminal.say(N_("Everything held about {} is erased."), person.address.text());
    return {};
}

}  // namespace

std::vector<Command> person_commands()
{
    return {
        {"person show",
         N_("Show everything that is held about one person"),
         {address_word, json_switch},
         {"colporteur person show zoe@example.net"},
         show},
        {"person export",
         N_("Write everything that is held about one person as JSON, for them to keep"),
         {address_word, {"FILE", "", N_("Where to, or - for standard output (the default)")}},
         {"colporteur person export zoe@example.net zoe.json"},
         write},
        {"person erase",
         N_("Erase everything that is held about one person, who has asked for it"),
         {address_word,
          {"--yes", "", N_("They have asked, and it cannot be undone")},
          {"--no-mail", "", N_("Do not tell them by mail")}},
         {"colporteur person erase zoe@example.net --yes"},
         erase},
    };
}

}  // namespace colporteur::app
