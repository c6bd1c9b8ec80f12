// SPDX-License-Identifier: AGPL-3.0-or-later
// The doctor looks at the keys that sign mail.
#include "app/commands/diagnosis.hpp"
#include "app/dkim_keys.hpp"

namespace colporteur::app {
namespace {

constexpr int expected_bits = 2048;  // of RSA keys; RFC 8301 §3.2

Finding examine_key(const Call& call, const DkimKey& named)
{
    const std::string path = key_path(call.config, named);
    const auto key = read_key(call.config, named);
    if (!key)
        return {"dkim", Health::error, key.error().what,
                call.terminal.words(N_("put the key of {} back, or make and publish another: "
                                       "colporteur domain key create {}"),
                                    named.domain, named.domain)};
    if (is_open_to_others(path))
        return {"dkim", Health::error, call.terminal.words(N_("secret {} is open to others"), path),
                fmt::format("chmod o=,g-w {}", path)};
    if (key->kind() == mail::SigningKey::Kind::rsa && key->bits() < expected_bits)
        return {"dkim", Health::warning,
                call.terminal.words(N_("the key {} of {} is weak: RSA, {} bits"), named.selector,
                                    named.domain, key->bits()),
                call.terminal.words(
                    N_("make and publish a stronger one: colporteur domain key create {}"),
                    named.domain)};
    return {"dkim", Health::ok,
            call.terminal.words(N_("mail of {} is signed with the key {}: {}, {} bits"),
                                named.domain, named.selector, key->algorithm(), key->bits())};
}

}  // namespace

std::vector<Finding> examine_keys(Call& call)
{
    if (call.config.dkim_keys.empty())
        return {{"dkim", Health::ok,
                 call.terminal.words(N_("mail is not signed here (no [[dkim]]): let the relay "
                                        "sign, or see `colporteur domain key create --help`"))}};
    std::vector<Finding> findings;
    for (const DkimKey& named : call.config.dkim_keys)
        findings.push_back(examine_key(call, named));
    return findings;
}

}  // namespace colporteur::app
