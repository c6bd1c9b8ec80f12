// SPDX-License-Identifier: AGPL-3.0-or-later
#include "lists/addresses.hpp"

#include "base/ascii.hpp"
#include "robot/line.hpp"
#include "robot/ours.hpp"
#include "robot/run.hpp"
#include "store/people.hpp"

namespace colporteur::robot {
namespace {

using lists::AddressWish;

/// All words that are meant as addresses; `damaged`: one of them is none.
struct Typed {
    std::vector<mail::Address> addresses{};
    bool damaged = false;
};

// `<ana@example.org>`, "mailto:ana@example.org"
std::string_view bare(std::string_view word)
{
    if (word.starts_with("mailto:"))
        word.remove_prefix(7);
    while (!word.empty() && std::string_view{"<([\"'"}.find(word.front()) != word.npos)
        word.remove_prefix(1);
    while (!word.empty() && std::string_view{">)]\"',;.:"}.find(word.back()) != word.npos)
        word.remove_suffix(1);
    return word;
}

Typed read_addresses(const std::string& rest)
{
    Typed typed;
    for (const std::string_view word : words_of(rest)) {
        if (word.find('@') == std::string_view::npos)
            continue;
        if (auto address = mail::parse_address(bare(word)))
            typed.addresses.push_back(*std::move(address));
        else
            typed.damaged = true;
    }
    return typed;
}

Answer tell(const std::string& section, text::Values row = {})
{
    Answer answer{.template_name = "mail/addresses.txt"};
    answer.values.add(section, std::move(row));
    return answer;
}

bool is_mine(const Request& request, const mail::Address& address)
{
    if (same_word(address.text(), request.from.address.text()))
        return true;
    const auto me = store::find_person(request.tx, request.from.address);
    const auto person = store::find_person(request.tx, address);
    return me && person && me->main == person->main;
}

/// Why an address cannot be asked, if so.
std::optional<Answer> fault_of(const Request& request, const mail::Address& address)
{
    if (is_ours(request.tx, request.site, address))
        return tell("OURS", text::Values{}.set("ADDRESS", address.text()));
    return std::nullopt;
}

Answer list_mine(const Request& request)
{
    const auto person = store::find_person(request.tx, request.from.address);
    if (!person)
        return {.template_name = "mail/nothing_known.txt"};
    Answer answer = tell("MINE");
    for (const model::Person& each : store::addresses_of(request.tx, *person))
        answer.values.add("ADDRESSES", text::Values{}.set("ADDRESS", each.address.text()));
    return answer;
}

Answer ask(const Request& request, const AddressWish& wish)
{
    if (!request.proven)
        return needs_proof(std::nullopt);
    lists::ask_other_address(request.tx, request.site, request.domain, wish, request.now);
    return tell("ASKED", text::Values{}.set("ADDRESS", wish.other.text()));
}

AddressWish wish_of(const Request& request, AddressWish::Kind kind, const mail::Address& mine,
                    const mail::Address& other)
{
    return {.kind = kind,
            .asker = request.from,
            .asker_address = mine,
            .other = other,
            .language = language_for(request, std::nullopt)};
}

}  // namespace

Answer addresses(const Request& request)
{
    const Typed typed = read_addresses(request.rest);
    if (typed.damaged)
        return tell("DAMAGED");
    if (typed.addresses.empty())
        return list_mine(request);
    const mail::Address& other = typed.addresses.front();
    if (is_mine(request, other))
        return list_mine(request);
    if (const auto fault = fault_of(request, other))
        return *fault;
    return ask(request, wish_of(request, AddressWish::Kind::add, request.from.address, other));
}

Answer move(const Request& request)
{
    const Typed typed = read_addresses(request.rest);
    if (typed.damaged)
        return tell("DAMAGED");
    if (typed.addresses.empty())
        return tell("WHICH");
    const mail::Address& fresh = typed.addresses.back();
    const mail::Address& old =
        typed.addresses.size() > 1 ? typed.addresses.front() : request.from.address;
    if (same_word(old.text(), fresh.text()))
        return tell("SAME");
    if (const auto fault = fault_of(request, fresh))
        return *fault;
    if (!is_mine(request, old))
        return is_mine(request, fresh)
                   ? ask(request, wish_of(request, AddressWish::Kind::move_here, fresh, old))
                   : tell("NOT_YOURS");
    if (!store::find_person(request.tx, old))
        return {.template_name = "mail/nothing_known.txt"};
    return ask(request, wish_of(request, AddressWish::Kind::move_there, old, fresh));
}

}  // namespace colporteur::robot
