// SPDX-License-Identifier: AGPL-3.0-or-later
#include "lists/lists.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/ascii.hpp"
#include "base/utf8.hpp"
#include "mail/domain.hpp"
#include "settings/value.hpp"
#include "store/lists.hpp"
#include "store/people.hpp"

namespace colporteur::lists {
namespace {

constexpr std::size_t longest_name =
    29;  // leaves room for "+confirm-" and a token in 64 octets (RFC 5321 §4.5.3.1.1)

/// Names that mean somebody or something else: addresses of the domain, and pages of the web.
constexpr std::string_view reserved[] = {
    "postmaster", "abuse",   "mailer-daemon", "confirm",    "unsubscribe", "outbox",
    "healthz",    "metrics", "source",        "login",      "me",          "admin",
    "api",        "static",  "style.css",     "robots.txt", "favicon.ico", "part",
};

using settings::say;

std::string taken(const mail::Address& address, const text::Language& language)
{
    return say(language, N_("{} is or was the address of a list: choose another name"),
               address.text());
}

bool is_name_octet(char c)
{
    return (c >= 'a' && c <= 'z') || is_digit(c) || c == '.' || c == '_' || c == '-';
}

bool contains(const std::vector<std::string>& words, std::string_view word)
{
    return std::find(words.begin(), words.end(), word) != words.end();
}

/// What is wrong with the name, or nothing.
std::optional<std::string> fault_of(const model::Site& site, std::string_view name,
                                    const text::Language& language)
{
    if (name.size() > longest_name)
        return say(language, N_("the name of a list has at most {} characters"), longest_name);
    if (!std::all_of(name.begin(), name.end(), is_name_octet))
        return language.say(N_("the name of a list is made of a-z, 0-9, “.”, “_” and “-”"));
    if (contains(site.robots, name) ||
        std::find(std::begin(reserved), std::end(reserved), name) != std::end(reserved))
        return say(language, N_("“{}” means something else here: choose another name"), name);
    if (name.starts_with(owner_prefix))
        return say(language,
                   N_("a name that begins with {} would be taken for another list’s address"),
                   owner_prefix);
    for (const std::string_view suffix : suffixes())
        if (name.ends_with(suffix))
            return say(language,
                       N_("a name that ends in {} would be taken for another list’s address"),
                       suffix);
    return std::nullopt;
}

Result<mail::Address> address_of(const model::Site& site, const mail::Address& wanted,
                                 const text::Language& language)
{
    const std::string name = to_lower(wanted.local());
    if (const auto fault = fault_of(site, name, language))
        return fail(Code::invalid, *fault);
    return mail::parse_address(name + "@" + std::string{wanted.domain()});
}

bool is_taken(store::Db& db, const model::List& list)
{
    const auto lists = store::all_lists(db);
    return std::any_of(lists.begin(), lists.end(), [&](const model::List& other) {
        return other.id != list.id &&
               (other.address == list.address || other.list_id == list.list_id);
    });
}

model::List list_of(const NewList& wanted, const model::Domain& domain,
                    const mail::Address& address)
{
    const std::string name{address.local()};
    return {
        .domain = domain.id,
        .address = address,
        .kind = wanted.kind,
        .title = wanted.title.empty() ? name : one_line(wanted.title),
        .description = wanted.description,
        .language = wanted.language.empty() ? domain.language : wanted.language,
        .list_id = name + "." + domain.name,
        .confirm_posts = wanted.confirm_posts.value_or(wanted.kind == model::Kind::newsletter),
    };
}

void give_role(store::Tx& tx, const model::List& list, const std::vector<mail::Address>& people,
               model::Role role)
{
    for (const mail::Address& address : people)
        store::add_role(tx, list.id, store::get_or_add_person(tx, address, "", "").id, role);
}

/// `<lettre@info.example.org>`, `"lettre"` or `mailto:lettre@…`, folded, without what stands
/// around.
std::string bare(std::string_view typed)
{
    const std::string folded = fold(typed);
    const auto first = folded.find_first_not_of(" \t<\"'([");
    if (first == std::string::npos)
        return {};
    const auto last = folded.find_last_not_of(" \t>\"')].,;:!?");
    std::string inside = folded.substr(first, last < first ? 0 : last - first + 1);
    return inside.starts_with("mailto:") ? inside.substr(7) : inside;
}

/// How far a list is from what was typed; nothing when too far to be meant.
std::optional<std::size_t> distance(const model::List& list, std::string_view folded)
{
    std::optional<std::size_t> best;
    for (const std::string& known : {list.name(), fold(list.title)}) {
        const std::size_t edits = edit_distance(folded, known);
        const std::size_t near =
            std::max<std::size_t>(1, std::min(known.size(), folded.size()) / 3);
        if (edits <= near && (!best || edits < *best))
            best = edits;
    }
    return best;
}

}  // namespace

const std::vector<std::string_view>& suffixes()
{
    static const std::vector<std::string_view> all = {
        "-subscribe", "-join", "-unsubscribe", "-leave", "-request", "-owner", "-editor"};
    return all;
}

Result<model::Domain> create_domain(store::Tx& tx, std::string_view name, std::string_view title,
                                    std::string_view language)
{
    const auto normal = mail::normal_domain(name);
    if (!normal)
        return fail(normal.error());
    if (normal->starts_with('['))
        return fail(Code::invalid, "a mail domain is a name, not an IP address");
    if (store::find_domain(tx, *normal))
        return fail(Code::conflict, fmt::format("{} is served already", *normal));

    model::Domain domain{
        .name = *normal,
        .title = title.empty() ? *normal : one_line(title),
        .language = language.empty() ? "en" : std::string{language},
    };
    domain.id = store::add_domain(tx, domain);
    return domain;
}

Result<model::List> create(store::Tx& tx, const model::Site& site, const NewList& wanted)
{
    const auto domain = store::find_domain(tx, wanted.address.domain());
    if (!domain)
        return fail(Code::not_found,
                    fmt::format("{} is not served here: say `colporteur domain add {}` first",
                                wanted.address.domain(), wanted.address.domain()));
    const text::Language& language = text::language(wanted.errors_in);
    const auto address = address_of(site, wanted.address, language);
    if (!address)
        return fail(address.error());
    if (wanted.owners.empty())
        return fail(Code::invalid, "a list needs an owner: name one with --owner ADDRESS");

    model::List list = list_of(wanted, *domain, *address);
    if (is_taken(tx, list))
        return fail(Code::conflict, taken(*address, language));

    list.id = store::add_list(tx, list);
    give_role(tx, list, wanted.owners, model::Role::owner);
    give_role(tx, list, wanted.authors, model::Role::author);
    return list;
}

Result<model::List> rename(store::Tx& tx, const model::Site& site, model::List list,
                           std::string_view name)
{
    const std::string domain{list.address.domain()};
    const auto wanted = mail::parse_address(name.find('@') == std::string_view::npos
                                                ? fmt::format("{}@{}", name, domain)
                                                : std::string{name});
    if (!wanted)
        return fail(wanted.error());
    if (wanted->domain() != domain)
        return fail(Code::unsupported, fmt::format("a list stays in its domain, {}", domain));
    const text::Language& english = text::language("en");
    const auto address = address_of(site, *wanted, english);
    if (!address)
        return fail(address.error());
    list.address = *address;
    if (is_taken(tx, list))
        return fail(Code::conflict, taken(*address, english));
    store::update_list(tx, list);
    return list;
}

std::optional<model::List> nearest(store::Db& db, model::DomainId domain, std::string_view typed)
{
    const std::string folded = bare(typed.substr(0, typed.find('@')));
    if (folded.empty())
        return std::nullopt;
    std::optional<model::List> best;
    std::size_t best_distance = 0;
    for (model::List& list : store::all_lists(db, domain)) {
        const auto found = list.visible ? distance(list, folded) : std::nullopt;
        if (!found || (best && *found >= best_distance))
            continue;
        best_distance = *found;
        best = std::move(list);
    }
    return best;
}

std::optional<model::List> find(store::Db& db, const model::Domain& domain, std::string_view typed)
{
    const std::string folded = bare(typed);
    const auto at = folded.find('@');
    const std::string local = folded.substr(0, at);
    if (at != std::string::npos) {
        const auto named = mail::normal_domain(folded.substr(at + 1));
        if (!named || *named != domain.name)
            return std::nullopt;
    }
    const auto address = mail::parse_address(local + "@" + domain.name);
    return address ? store::find_list(db, *address) : std::nullopt;
}

}  // namespace colporteur::lists
