// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/commands/domain_key.hpp"

#include "app/commands/support.hpp"
#include "base/ascii.hpp"
#include "base/utf8.hpp"
#include "mail/domain.hpp"

namespace colporteur::app {
namespace {

using Kind = mail::SigningKey::Kind;

const Parameter domain_word{"DOMAIN", "", N_("The domain that signs, such as info.example.org"),
                            Parameter::Need::required};
const Parameter any_domain{"DOMAIN", "", N_("The domain that signs, such as info.example.org")};
const Parameter selector_option{"--selector", "NAME",
                                N_("The key's name in the DNS; otherwise this year and month")};
const Parameter kind_option{"--kind",
                            "KIND",
                            N_("What kind of key; otherwise one of each, side by side"),
                            Parameter::Need::optional,
                            {"rsa", "ed25519", "both"}};

struct WantedKey {
    DkimKey place;
    Kind kind;
};

// -- what was asked

Result<std::string> domain_of(const Call& call)
{
    const std::string& typed = call.given.word("DOMAIN");
    const auto domain = mail::normal_domain(typed);
    if (!domain || domain->starts_with('['))
        return call.fail(Code::invalid, N_("{} is not a mail domain such as info.example.org"),
                         one_line(typed));
    return *domain;
}

// selector = 1*62( letter / digit / "-" )     RFC 6376 §3.1, without dots and with room for one
// more
bool is_selector(std::string_view text)
{
    return !text.empty() && text.size() <= 62 && text.front() != '-' && text.back() != '-' &&
           std::all_of(text.begin(), text.end(),
                       [](char c) { return is_alpha(c) || is_digit(c) || c == '-'; });
}

// `202611`
std::string year_and_month(Time now)
{
    const std::chrono::year_month_day day{std::chrono::floor<std::chrono::days>(now)};
    return fmt::format("{}{:02}", static_cast<int>(day.year()), static_cast<unsigned>(day.month()));
}

// One name in the DNS holds one key (RFC 6376 §3.6.2.2): beside an RSA key, the Ed25519 key's
// selector is the same with an "e". A selector that was given for one kind alone is that key's.
Result<std::vector<WantedKey>> wanted_keys(const Call& call, const std::string& domain)
{
    const auto given = call.given.option("--selector");
    const std::string selector = to_lower(given.value_or(year_and_month(call.now)));
    if (!is_selector(selector))
        return call.fail(
            Code::invalid,
            N_("{} is not a selector: letters, digits and \"-\", at most 62, such as 2026a"),
            one_line(selector));
    const std::string kind = call.given.option("--kind", "both");
    std::vector<WantedKey> wanted;
    if (kind != "ed25519")
        wanted.push_back({place_for_key(domain, selector, Kind::rsa), Kind::rsa});
    if (kind != "rsa") {
        const bool alone = given && kind == "ed25519";
        wanted.push_back(
            {place_for_key(domain, selector + (alone ? "" : "e"), Kind::ed25519), Kind::ed25519});
    }
    return wanted;
}

// A second key under a selector that is in use would make the mail of one of them fail.
Result<void> check_is_free(const Call& call, const DkimKey& wanted)
{
    for (const KnownKey& known : known_keys(call.config, wanted.domain))
        if (known.place.selector == wanted.selector)
            return call.fail(Code::conflict,
                             N_("{} has a key {} already, in {}: choose another selector, such as "
                                "--selector {}"),
                             wanted.domain, wanted.selector, key_path(call.config, known.place),
                             wanted.selector + "b");
    return {};
}

void print_list(Call& call, const std::vector<KnownKey>& keys)
{
    Listing listing{call.terminal};
    for (const KnownKey& known : keys)
        listing.add(to_record(call.config, known));
}

// -- the commands

Result<void> create(Call& call)
{
    const auto domain = domain_of(call);
    if (!domain)
        return fail(domain.error());
    const auto wanted = wanted_keys(call, *domain);
    if (!wanted)
        return fail(wanted.error());
    call.site();  // the folder
    for (const WantedKey& key : *wanted)
        if (auto is_free = check_is_free(call, key.place); !is_free)
            return is_free;

    std::vector<KnownKey> made;
    for (const auto& [place, kind] : *wanted) {
        auto key = make_key(call.config, place, kind);
        if (!key)
            return fail(key.error());
        made.push_back({.place = place, .key = *std::move(key)});
        call.terminal.say(N_("Made {}."), key_path(call.config, place));
    }
    call.terminal.out() << '\n';
    say_what_to_publish(call.terminal, made);
    say_what_to_configure(call, made);
    say_how_to_rotate(call.terminal);
    return {};
}

Result<void> list(Call& call)
{
    std::string domain;
    if (call.given.has("DOMAIN")) {
        const auto given = domain_of(call);
        if (!given)
            return fail(given.error());
        domain = *given;
    }
    print_list(call, known_keys(call.config, domain));
    return {};
}

Result<void> show(Call& call)
{
    const auto domain = domain_of(call);
    if (!domain)
        return fail(domain.error());
    auto keys = known_keys(call.config, *domain);
    if (keys.empty())
        return call.fail(Code::not_found,
                         N_("{} has no key; to make one: colporteur domain key create {}"), *domain,
                         *domain);
    if (call.terminal.speaks_json()) {
        print_list(call, keys);
        return {};
    }
    for (const KnownKey& known : keys)
        if (!known.key)
            return fail(Code::not_found, known.problem);
    say_what_to_publish(call.terminal, keys);
    std::erase_if(keys, [](const KnownKey& known) { return known.is_named; });
    if (!keys.empty())
        say_what_to_configure(call, keys);
    return {};
}

}  // namespace

std::vector<Command> domain_key_commands()
{
    return {
        {"domain key create",
         N_("Make keys that sign a domain's mail, and say what to publish"),
         {domain_word, selector_option, kind_option},
         {"colporteur domain key create info.example.org"},
         create},
        {"domain key list",
         N_("List the keys that sign, and those that lie ready"),
         {any_domain, json_switch},
         {"colporteur domain key list", "colporteur domain key list info.example.org --json"},
         list},
        {"domain key show",
         N_("Show what to publish for a domain's keys, and how to configure them"),
         {domain_word, json_switch},
         {"colporteur domain key show info.example.org"},
         show},
    };
}

}  // namespace colporteur::app
