// SPDX-License-Identifier: AGPL-3.0-or-later
// Addresses whose owners want no mail that they did not ask for. Digests alone are kept, so they
// cannot be listed; one address can be looked up.
#include "accounts/tokens.hpp"
#include "app/commands/support.hpp"
#include "base/utf8.hpp"
#include "store/blocks.hpp"

namespace colporteur::app {
namespace {

/// What stands for the address given as ADDRESS.
Result<std::string> need_digest(Call& call)
{
    const auto address = need_address(call, "ADDRESS");
    if (!address)
        return fail(address.error());
    return accounts::address_digest(call.site().secret, address->text());
}

Result<void> add(Call& call)
{
    const auto digest = need_digest(call);
    if (!digest)
        return fail(digest.error());
    store::Tx tx{call.db()};
    store::suppress(tx, *digest, one_line(call.given.option("--reason", "command line")), call.now);
    tx.commit();
    call.terminal.say(N_("{} is brought onto no list any more but by its owner."),
                      one_line(call.given.word("ADDRESS")));
    return {};
}

Result<void> check(Call& call)
{
    const auto digest = need_digest(call);
    if (!digest)
        return fail(digest.error());
    const auto reason = store::suppression(call.db(), *digest);
    call.terminal.show({{"suppressed", reason.has_value(), N_("Suppressed")},
                        {"reason", reason.value_or(""), N_("Reason")}});
    return {};
}

Result<void> remove(Call& call)
{
    const auto digest = need_digest(call);
    if (!digest)
        return fail(digest.error());
    if (!store::suppression(call.db(), *digest))
        return call.fail(Code::not_found, N_("{} is not suppressed"),
                         one_line(call.given.word("ADDRESS")));
    store::Tx tx{call.db()};
    store::lift_suppression(tx, *digest);
    tx.commit();
    call.terminal.say(N_("{} may be added and invited again."),
                      one_line(call.given.word("ADDRESS")));
    return {};
}

}  // namespace

std::vector<Command> suppression_commands()
{
    return {
        {"suppression add",
         N_("Note that somebody wants no mail that they did not ask for"),
         {address_word, {"--reason", "TEXT", N_("Why, in a few words without their address")}},
         {"colporteur suppression add zoe@example.net"},
         add},
        {"suppression check",
         N_("Say whether an address is suppressed"),
         {address_word, json_switch},
         {"colporteur suppression check zoe@example.net"},
         check},
        {"suppression remove",
         N_("Let an address be added and invited again, because its owner said so"),
         {address_word},
         {"colporteur suppression remove zoe@example.net"},
         remove},
    };
}

}  // namespace colporteur::app
