// SPDX-License-Identifier: AGPL-3.0-or-later
#include "lists/care/blocking.hpp"

#include <algorithm>

#include "base/ascii.hpp"
#include "base/utf8.hpp"
#include "mail/domain.hpp"
#include "policy/match.hpp"
#include "settings/value.hpp"
#include "store/blocks.hpp"
#include "store/lists.hpp"
#include "store/settings.hpp"

namespace colporteur::lists {
namespace {

constexpr std::size_t longest_pattern = 254;  // octets, as an address (RFC 5321 §4.5.3.1)
constexpr std::size_t longest_note = 200;
constexpr std::ptrdiff_t least_letters = 4;  // `*@*.fr` would shut out a country

bool is_pattern_octet(char c)
{
    return static_cast<unsigned char>(c) > ' ' && c != 127 && c != '<' && c != '>' && c != ',' &&
           c != ';';
}

bool is_wild(char c)
{
    return c == '*' || c == '?';
}

/// `*@example.net` for `example.net`; an international name as its A-labels.
std::string complete(std::string_view typed)
{
    std::string pattern = to_lower(trim(typed));
    const auto at = pattern.rfind('@');
    const std::string local = at == std::string::npos || at == 0 ? "*" : pattern.substr(0, at);
    std::string domain = at == std::string::npos ? pattern : pattern.substr(at + 1);
    if (std::none_of(domain.begin(), domain.end(), is_wild))
        if (auto normal = mail::normal_domain(domain))
            domain = *std::move(normal);
    return local + "@" + domain;
}

/// Everybody who looks after what the block is about.
std::vector<mail::Address> caretakers(store::Db& db, const model::Site& site,
                                      const Blocking& blocking)
{
    std::vector<mail::Address> people = site.admins;
    const auto add = [&](const std::vector<model::Person>& more) {
        for (const model::Person& person : more)
            people.push_back(person.address);
    };
    add(store::listmasters(db, blocking.domain.id));
    const auto lists =
        blocking.list ? std::vector{*blocking.list} : store::all_lists(db, blocking.domain.id);
    for (const model::List& list : lists)
        for (const model::Role role :
             {model::Role::owner, model::Role::moderator, model::Role::author})
            add(store::people_with_role(db, list.id, role));
    return people;
}

std::optional<mail::Address> who_is_shut_out(store::Db& db, const model::Site& site,
                                             const Blocking& blocking, std::string_view pattern)
{
    const auto people = caretakers(db, site, blocking);
    const auto found = std::find_if(people.begin(), people.end(), [&](const auto& address) {
        return policy::fits_glob(to_lower(address.text()), pattern);
    });
    return found == people.end() ? std::nullopt : std::optional{*found};
}

std::optional<model::ListId> list_of(const Blocking& blocking)
{
    return blocking.list ? std::optional{blocking.list->id} : std::nullopt;
}

void record(store::Tx& tx, const Blocking& blocking, std::string before, std::string after,
            const Actor& actor, Time now)
{
    store::add_change(tx, {.list = list_of(blocking),
                           .domain = blocking.domain.id,
                           .what = "block",
                           .before = std::move(before),
                           .after = std::move(after),
                           .who = actor.name,
                           .way = actor.way,
                           .at = now});
}

}  // namespace

Result<std::string> read_pattern(std::string_view typed, const std::string& language)
{
    const std::string pattern = complete(typed);
    const auto letters = std::count_if(pattern.begin(), pattern.end(),
                                       [](char c) { return !is_wild(c) && c != '@' && c != '.'; });
    const text::Language& words = text::language(language);
    if (trim(typed).empty() || pattern.size() > longest_pattern ||
        !std::all_of(pattern.begin(), pattern.end(), is_pattern_octet) || pattern.ends_with('@'))
        return fail(Code::invalid,
                    settings::say(words,
                                  N_("“{}” is no address: expected one such as ana@example.net, or "
                                     "*@example.net for all addresses there"),
                                  one_line(typed, 80)));
    if (letters < least_letters)
        return fail(Code::invalid, settings::say(words, N_("“{}” would fit nearly everybody"),
                                                 one_line(pattern, 80)));
    return pattern;
}

Result<bool> block(store::Tx& tx, const model::Site& site, const Blocking& blocking,
                   const Actor& actor, Time now)
{
    const auto pattern = read_pattern(blocking.pattern, actor.language);
    if (!pattern)
        return fail(pattern.error());
    if (const auto caretaker = who_is_shut_out(tx, site, blocking, *pattern))
        return fail(Code::conflict,
                    settings::say(text::language(actor.language),
                                  N_("“{}” also fits {}, who looks after a list here"), *pattern,
                                  caretaker->text()));
    const auto blocks = store::blocks_of(tx, blocking.domain.id, list_of(blocking));
    if (std::any_of(blocks.begin(), blocks.end(),
                    [&](const store::Block& each) { return each.pattern == *pattern; }))
        return false;
    store::add_block(tx, {.domain = blocking.domain.id,
                          .list = list_of(blocking),
                          .pattern = *pattern,
                          .note = one_line(blocking.note, longest_note),
                          .who = actor.name,
                          .at = now});
    record(tx, blocking, "", *pattern, actor, now);
    return true;
}

Result<bool> unblock(store::Tx& tx, const Blocking& blocking, const Actor& actor, Time now)
{
    // What stands there may be older than today's rules for patterns.
    const std::string typed = to_lower(trim(blocking.pattern));
    for (const std::string& pattern : {typed, complete(typed)})
        if (store::remove_block(tx, blocking.domain.id, list_of(blocking), pattern)) {
            record(tx, blocking, pattern, "", actor, now);
            return true;
        }
    const auto pattern = read_pattern(blocking.pattern, actor.language);
    return pattern ? Result<bool>{false} : fail(pattern.error());
}

}  // namespace colporteur::lists
