// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/commands/support.hpp"

#include "base/cursor.hpp"
#include "base/utf8.hpp"
#include "lists/lists.hpp"
#include "mail/domain.hpp"
#include "store/lists.hpp"
#include "store/people.hpp"

namespace colporteur::app {
namespace {

// The domains that `typed` may mean: the one after its "@", or all.
std::vector<model::Domain> domains_for(store::Db& db, std::string_view typed)
{
    const auto at = typed.rfind('@');
    if (at == std::string_view::npos)
        return store::all_domains(db);
    const auto name = mail::normal_domain(typed.substr(at + 1));
    const auto domain = name ? store::find_domain(db, *name) : std::nullopt;
    return domain ? std::vector{*domain} : std::vector<model::Domain>{};
}

tl::unexpected<Error> no_such_list(Call& call, const std::vector<model::Domain>& domains,
                                   std::string_view typed)
{
    const std::string shown = one_line(typed);
    for (const model::Domain& domain : domains)
        if (const auto near = lists::nearest(call.db(), domain.id, typed))
            return call.fail(Code::not_found, N_("there is no list {}; did you mean {}?"), shown,
                             near->address.text());
    return call.fail(Code::not_found,
                     N_("there is no list {}: see `colporteur list list` for those that exist"),
                     shown);
}

}  // namespace

const Parameter json_switch{"--json", "", N_("Answer in JSON")};
const Parameter list_word{"LIST", "", N_("The list's address, or its name when one domain has it"),
                          Parameter::Need::required};
const Parameter address_word{"ADDRESS", "", N_("A mail address"), Parameter::Need::required};
const Parameter id_word{"ID", "", N_("A number as the listing shows it"),
                        Parameter::Need::required};

Result<model::List> need_list(Call& call)
{
    const std::string& typed = call.given.word("LIST");
    const auto domains = domains_for(call.db(), typed);
    std::optional<model::List> found;
    for (const model::Domain& domain : domains) {
        auto list = lists::find(call.db(), domain, typed);
        if (list && found)
            return call.fail(
                Code::conflict,
                N_("several domains have a list {}: give the whole address, such as {}"),
                one_line(typed), list->address.text());
        if (list)
            found = std::move(list);
    }
    if (!found)
        return no_such_list(call, domains, typed);
    return *std::move(found);
}

Result<model::Domain> need_domain(Call& call)
{
    const std::string& typed = call.given.word("DOMAIN");
    const auto name = mail::normal_domain(typed);
    const auto domain = name ? store::find_domain(call.db(), *name) : std::nullopt;
    if (!domain)
        return call.fail(
            Code::not_found,
            N_("{} is not served here: see `colporteur domain list` for those that are"),
            one_line(typed));
    return *domain;
}

Result<mail::Address> need_address(const Call& call, std::string_view name)
{
    const std::string& typed = call.given.word(name);
    const auto address = mail::parse_address(typed);
    if (!address)
        return call.fail(Code::invalid, N_("{} is not a mail address ({})"), one_line(typed),
                         address.error().what);
    return address;
}

Result<std::vector<mail::Address>> need_addresses(const Call& call, std::string_view name)
{
    std::vector<mail::Address> addresses;
    for (const std::string& typed : call.given.all(name)) {
        const auto address = mail::parse_address(typed);
        if (!address)
            return call.fail(Code::invalid, N_("{} is not a mail address ({})"), one_line(typed),
                             address.error().what);
        addresses.push_back(*address);
    }
    return addresses;
}

Result<FoundMember> need_member(Call& call)
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
    return FoundMember{*list, *member};
}

template <class Id>
Result<Id> need_id(const Call& call)
{
    Cursor in{call.given.word("ID")};
    const auto number = in.take_number();
    if (!number || !in.at_end())
        return call.fail(Code::invalid, N_("{} is not a number: the listing shows them"),
                         one_line(call.given.word("ID")));
    return static_cast<Id>(*number);
}

template Result<model::MailingId> need_id(const Call& call);
template Result<model::JobId> need_id(const Call& call);
template Result<model::HeldId> need_id(const Call& call);

std::optional<bool> yes_or_no(const Call& call, std::string_view option)
{
    const auto given = call.given.option(option);
    return given ? std::optional{*given == "yes"} : std::nullopt;
}

std::vector<std::string> addresses_of(const std::vector<model::Person>& people)
{
    std::vector<std::string> addresses;
    for (const model::Person& person : people)
        addresses.push_back(person.address.text());
    return addresses;
}

Parameter language_option()
{
    static const std::vector<std::string>& known = text::languages();
    return {"--language", "CODE", N_("The language of its mails and pages"),
            Parameter::Need::optional, std::vector<std::string_view>(known.begin(), known.end())};
}

}  // namespace colporteur::app
