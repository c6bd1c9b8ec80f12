// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>

#include "base/ascii.hpp"
#include "base/utf8.hpp"
#include "policy/match.hpp"
#include "policy/meaning.hpp"
#include "policy/witness.hpp"
#include "text/translation.hpp"

namespace colporteur::policy {
namespace {

constexpr int posts_of_new_members = 3;  // accepted ones, after which a member is new no more

// domain-pattern of slots.cpp: "*.example.org" is every domain below it, not itself.
bool is_from(const Condition& condition, Witness& witness)
{
    const std::string& sender = witness.sender();
    const auto at = sender.rfind('@');
    if (at == std::string::npos)
        return false;
    const auto domain = std::string_view{sender}.substr(at + 1);
    const std::string_view wanted = condition.patterns.front();
    return wanted.starts_with("*.") ? domain.ends_with(wanted.substr(1)) : domain == wanted;
}

bool has_address(const Condition& condition, Witness& witness)
{
    return std::any_of(condition.patterns.begin(), condition.patterns.end(),
                       [&](const auto& pattern) { return fits_glob(witness.sender(), pattern); });
}

bool is_member_of(const Condition& condition, Witness& witness)
{
    const auto& ask = witness.facts().is_member_of;
    return ask && ask(condition.name);
}

bool is_self(const Condition&, Witness& witness)
{
    const Facts& facts = witness.facts();
    return !facts.sender.empty() && same_word(facts.sender, facts.target);
}

std::int64_t local_day(const Facts& facts)
{
    return std::chrono::floor<std::chrono::days>(facts.zone.to_local(facts.now))
        .time_since_epoch()
        .count();
}

bool is_between(const Condition& condition, Witness& witness)
{
    using std::chrono::floor;
    const LocalTime local = witness.facts().zone.to_local(witness.facts().now);
    const auto midnight = floor<std::chrono::days>(local);
    const auto minute = floor<std::chrono::minutes>(local - midnight).count();
    const bool over_midnight = condition.amount > condition.until;
    const bool begun = minute >= condition.amount;
    const bool ended = minute >= condition.until;
    return over_midnight ? begun || !ended : begun && !ended;
}

constexpr Meaning meanings[] = {
    {What::everyone, false, [](const Condition&, Witness&) { return true; },
     N_("this holds for everyone"), N_("this holds for nobody")},
    {What::members, false, [](const Condition&, Witness& w) { return w.facts().roles.member; },
     N_("the sender is a member of the list"), N_("the sender is not a member of the list")},
    {What::owners, false, [](const Condition&, Witness& w) { return w.facts().roles.owner; },
     N_("the sender is an owner of the list"), N_("the sender is not an owner of the list")},
    {What::moderators, false,
     [](const Condition&, Witness& w) { return w.facts().roles.moderator; },
     N_("the sender is a moderator of the list"), N_("the sender is not a moderator of the list")},
    {What::authors, false,
     [](const Condition&, Witness& w) { return w.facts().roles.author || w.facts().roles.owner; },
     N_("the sender is an author of the list"), N_("the sender is not an author of the list")},
    {What::listmasters, false,
     [](const Condition&, Witness& w) {
         return w.facts().roles.listmaster || w.facts().roles.admin;
     },
     N_("the sender is a listmaster"), N_("the sender is not a listmaster")},
    {What::admins, false, [](const Condition&, Witness& w) { return w.facts().roles.admin; },
     N_("the sender is an administrator of this site"),
     N_("the sender is not an administrator of this site")},
    {What::themselves, false, is_self, N_("it is about the sender’s own address"),
     N_("it is about somebody else’s address")},
    {What::from_domain, false, is_from, N_("the sender’s address is at {}"),
     N_("the sender’s address is not at {}")},
    {What::addresses, false, has_address, N_("the sender’s address is among {}"),
     N_("the sender’s address is not among {}")},
    {What::address_contains, false,
     [](const Condition& c, Witness& w) { return contains(fold(w.sender()), fold(c.patterns[0])); },
     N_("the sender’s address contains {}"), N_("the sender’s address does not contain {}")},
    {What::members_of, false, is_member_of, N_("the sender is a member of the list {}"),
     N_("the sender is not a member of the list {}")},
    {What::new_members, false,
     [](const Condition&, Witness& w) {
         return w.facts().roles.member && w.facts().posts < posts_of_new_members;
     },
     N_("the sender is a new member"), N_("the sender is not a new member")},
    {What::first_posts, false,
     [](const Condition& c, Witness& w) { return w.facts().posts < c.amount; },
     N_("fewer than {} posts of the sender have been accepted"),
     N_("at least {} posts of the sender have been accepted")},
    {What::moderated, false,
     [](const Condition&, Witness& w) { return w.facts().standing == Standing::moderated; },
     N_("the sender’s posts are moderated"), N_("the sender’s posts are not moderated")},
    {What::trusted, false,
     [](const Condition&, Witness& w) { return w.facts().standing == Standing::trusted; },
     N_("the sender is trusted"), N_("the sender is not specially trusted")},
    {What::banned, false, [](const Condition&, Witness& w) { return w.facts().banned; },
     N_("the sender is banned"), N_("the sender is not banned")},
    {What::identified, false,
     [](const Condition&, Witness& w) { return !w.facts().sender.empty(); },
     N_("the visitor has said who they are"), N_("the visitor has not said who they are")},
    {What::confirmed, false, [](const Condition&, Witness& w) { return w.confirmed(); },
     N_("the request has been confirmed"), N_("the request has not been confirmed")},
    {What::verified, false, [](const Condition&, Witness& w) { return w.facts().verified; },
     N_("the signature of the sender’s domain was verified"),
     N_("no signature of the sender’s domain was verified")},
    {What::proven, false, [](const Condition&, Witness& w) { return w.facts().proven; },
     N_("it was handed over on this machine"), N_("it was not handed over on this machine")},
    {What::emergency, false, [](const Condition&, Witness& w) { return w.facts().emergency; },
     N_("everything is held on this list at present"),
     N_("the list is not in a state of emergency")},
    {What::after, false,
     [](const Condition& c, Witness& w) { return local_day(w.facts()) > c.amount; },
     N_("it is after {}"), N_("it is not yet after {}")},
    {What::before, false,
     [](const Condition& c, Witness& w) { return local_day(w.facts()) < c.amount; },
     N_("it is before {}"), N_("it is not before {} any more")},
    {What::between, false, is_between, N_("it is between {} and {}"),
     N_("it is not between {} and {}")},
};

}  // namespace

std::span<const Meaning> meanings_of_people()
{
    return meanings;
}

}  // namespace colporteur::policy
