// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/commands/domain_key.hpp"

namespace colporteur::app {
namespace {

std::string_view to_word(mail::SigningKey::Kind kind)
{
    return kind == mail::SigningKey::Kind::rsa ? "rsa" : "ed25519";
}

std::string record_name(const DkimKey& key)
{
    return fmt::format("{}._domainkey.{}", key.selector, key.domain);
}

KnownKey look_at(const Config& config, const DkimKey& place, bool is_named)
{
    KnownKey known{.place = place, .is_named = is_named};
    if (auto key = read_key(config, place))
        known.key = *std::move(key);
    else
        known.problem = key.error().what;
    return known;
}

// A TXT record holds strings of at most 255 octets, which are read as one.
void print_for_zone(Terminal& terminal, const KnownKey& known)
{
    constexpr std::size_t longest = 255;
    const std::string record = known.key->dns_record();
    std::string_view rest = record;
    terminal.out() << fmt::format("{}. IN TXT (", record_name(known.place));
    for (; !rest.empty(); rest.remove_prefix(std::min(longest, rest.size())))
        terminal.out() << fmt::format("\n    \"{}\"", rest.substr(0, longest));
    terminal.out() << " )\n";
}

void print_for_form(Terminal& terminal, const KnownKey& known)
{
    terminal.out() << fmt::format("{}\n    {}\n", record_name(known.place),
                                  known.key->dns_record());
}

void print_for_configuration(Terminal& terminal, const KnownKey& known)
{
    const DkimKey& place = known.place;
    terminal.out() << fmt::format("\n[[dkim]]\ndomain = \"{}\"\nselector = \"{}\"\nkey = \"{}\"\n",
                                  place.domain, place.selector, place.key);
}

}  // namespace

std::vector<KnownKey> known_keys(const Config& config, std::string_view domain)
{
    std::vector<KnownKey> known;
    for (const DkimKey& named : config.dkim_keys)
        if (domain.empty() || named.domain == domain)
            known.push_back(look_at(config, named, true));
    for (const DkimKey& spare : spare_keys(config))
        if (domain.empty() || spare.domain == domain)
            known.push_back(look_at(config, spare, false));
    return known;
}

void say_what_to_publish(Terminal& terminal, const std::vector<KnownKey>& keys)
{
    terminal.say(N_("To publish in the DNS, as a zone file has it:"));
    terminal.out() << '\n';
    for (const KnownKey& known : keys)
        print_for_zone(terminal, known);
    terminal.out() << '\n';
    terminal.say(N_("The same where a form asks for the name of a TXT record and its value:"));
    terminal.out() << '\n';
    for (const KnownKey& known : keys)
        print_for_form(terminal, known);
    terminal.out() << '\n';
}

void say_what_to_configure(Call& call, const std::vector<KnownKey>& keys)
{
    call.terminal.say(
        N_("Once `dig +short TXT {}` shows it, to add to {}, before the server is started again:"),
        record_name(keys.front().place),
        call.config.file.empty() ? "colporteur.toml" : call.config.file);
    for (const KnownKey& known : keys)
        print_for_configuration(call.terminal, known);
    call.terminal.out() << '\n';
}

void say_how_to_rotate(Terminal& terminal)
{
    terminal.say(
        N_("To change keys later: make and publish new ones, which get another selector; once the "
           "DNS shows them, put them in the place of the old ones and start the server again; take "
           "the old records out of the DNS a week later, when no mail signed with them is under "
           "way any more."));
}

Record to_record(const Config& config, const KnownKey& known)
{
    Record record{
        {"domain", known.place.domain, N_("Domain")},
        {"selector", known.place.selector, N_("Selector")},
        {"kind", {}, N_("Kind")},
        {"bits", {}, N_("Bits")},
        {"signs", known.is_named, N_("Signs")},
        {"file", key_path(config, known.place), N_("File")},
        {"name", record_name(known.place)},
        {"record", {}},
        {"problem", known.problem, N_("Problem")},
    };
    if (known.key) {
        record[2].value = std::string{to_word(known.key->kind())};
        record[3].value = std::int64_t{known.key->bits()};
        record[7].value = known.key->dns_record();
    }
    return record;
}

}  // namespace colporteur::app
