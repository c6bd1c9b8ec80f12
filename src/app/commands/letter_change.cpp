// SPDX-License-Identifier: AGPL-3.0-or-later
// Holding back, letting go, giving up, trying again: a whole letter, or one of its recipients.
#include "app/commands/mailings.hpp"
#include "base/zone.hpp"

namespace colporteur::app {
namespace {

using Need = Parameter::Need;
using model::DeliveryState;

constexpr std::string_view cancelled_by_hand = "cancelled by an administrator";

const Parameter recipient_word{"ADDRESS", "", N_("One recipient alone"), Need::optional};

bool names_one(const Call& call)
{
    return call.given.has("ADDRESS");
}

/// One recipient of a letter, as the ledger knows them while nobody else writes.
struct Chosen {
    store::QueuedMailing letter;
    model::Delivery delivery;
};

Result<Chosen> choose(Call& call)
{
    auto letter = need_letter(call);
    if (!letter)
        return fail(letter.error());
    auto delivery = need_recipient(call, *letter);
    if (!delivery)
        return fail(delivery.error());
    return Chosen{*std::move(letter), *std::move(delivery)};
}

// Why nothing can be done any more for a recipient who is settled.
tl::unexpected<Error> too_late(const Call& call, const Chosen& chosen)
{
    const auto id = model::number(chosen.letter.id);
    const std::string& who = chosen.delivery.recipient.text();
    const auto at = to_local_text(chosen.delivery.due, call.config.zone);
    switch (chosen.delivery.state) {
    case DeliveryState::sent:
        return call.fail(Code::conflict, N_("letter {} was sent to {} already, on {}"), id, who,
                         at);
    case DeliveryState::failed:
        return call.fail(Code::conflict,
                         N_("letter {} could not be sent to {} and was given up on {}: `colporteur "
                            "letter retry {} {}` tries again"),
                         id, who, at, id, who);
    case DeliveryState::cancelled:
        return call.fail(Code::conflict,
                         N_("letter {} was cancelled for {}: `colporteur letter retry {} {} "
                            "--cancelled` sends it all the same"),
                         id, who, id, who);
    case DeliveryState::paused:
        return call.fail(Code::conflict,
                         N_("letter {} is paused for {}: `colporteur letter resume {} {}` lets it "
                            "go on"),
                         id, who, id, who);
    case DeliveryState::due:
    case DeliveryState::leased: break;
    }
    return call.fail(Code::conflict, N_("letter {} is on its way to {} anyway"), id, who);
}

Result<void> say_of_one(Call& call, const Chosen& chosen, std::string_view sentence)
{
    call.terminal.say(sentence, model::number(chosen.letter.id), chosen.delivery.recipient.text());
    return {};
}

Result<void> pause_one(Call& call)
{
    store::Tx tx{call.db()};
    const auto chosen = choose(call);
    if (!chosen)
        return fail(chosen.error());
    const auto state = chosen->delivery.state;
    if (state != DeliveryState::paused && !store::pause_delivery(tx, chosen->delivery.id))
        return too_late(call, *chosen);
    tx.commit();
    return say_of_one(call, *chosen, N_("Letter {} is paused for {}."));
}

Result<void> resume_one(Call& call)
{
    store::Tx tx{call.db()};
    const auto chosen = choose(call);
    if (!chosen)
        return fail(chosen.error());
    if (chosen->delivery.state != DeliveryState::paused ||
        !store::resume_delivery(tx, chosen->delivery.id, call.now))
        return too_late(call, *chosen);
    tx.commit();
    return say_of_one(call, *chosen, N_("Letter {} goes on for {}."));
}

Result<void> cancel_one(Call& call)
{
    store::Tx tx{call.db()};
    const auto chosen = choose(call);
    if (!chosen)
        return fail(chosen.error());
    const auto state = chosen->delivery.state;
    if (state == DeliveryState::failed || state == DeliveryState::sent ||
        (state != DeliveryState::cancelled &&
         !store::cancel_delivery(tx, chosen->delivery.id, cancelled_by_hand)))
        return too_late(call, *chosen);
    tx.commit();
    return say_of_one(call, *chosen, N_("Letter {} will not be sent to {}."));
}

Result<void> retry_one(Call& call)
{
    store::Tx tx{call.db()};
    const auto chosen = choose(call);
    if (!chosen)
        return fail(chosen.error());
    const auto state = chosen->delivery.state;
    const bool wanted = state == DeliveryState::due || state == DeliveryState::failed ||
                        (state == DeliveryState::cancelled && call.given.has("--cancelled"));
    if (!wanted || !store::retry_delivery(tx, chosen->delivery.id, call.now))
        return too_late(call, *chosen);
    tx.commit();
    return say_of_one(call, *chosen, N_("Letter {} is due for {} again at once."));
}

Result<void> set_paused(Call& call, bool paused)
{
    store::Tx tx{call.db()};
    const auto letter = need_letter(call);
    if (!letter)
        return fail(letter.error());
    store::pause_mailing(tx, letter->id, paused);
    tx.commit();
    call.terminal.say(paused ? N_("Letter {} is paused. Sent: {}; left: {}.")
                             : N_("Letter {} goes on. Sent: {}; left: {}."),
                      model::number(letter->id), letter->tally.sent, letter->tally.left());
    warn_of_pause(call);
    return {};
}

Result<void> pause(Call& call)
{
    return names_one(call) ? pause_one(call) : set_paused(call, true);
}

Result<void> resume(Call& call)
{
    return names_one(call) ? resume_one(call) : set_paused(call, false);
}

Result<void> cancel(Call& call)
{
    if (names_one(call))
        return cancel_one(call);
    store::Tx tx{call.db()};
    const auto letter = need_letter(call);
    if (!letter)
        return fail(letter.error());
    const auto count = store::cancel_mailing(tx, letter->id, cancelled_by_hand);
    tx.commit();
    call.terminal.say(
        N_("Letter {} is cancelled. Who will not get it: {}; who had it already: {}."),
        model::number(letter->id), count, letter->tally.sent);
    return {};
}

Result<void> retry(Call& call)
{
    if (names_one(call))
        return retry_one(call);
    store::Tx tx{call.db()};
    const auto letter = need_letter(call);
    if (!letter)
        return fail(letter.error());
    const auto count =
        store::retry_mailing(tx, letter->id, call.given.has("--cancelled"), call.now);
    tx.commit();
    call.terminal.say(N_("Letter {}: copies that are due again at once: {}."),
                      model::number(letter->id), count);
    warn_of_pause(call);
    return {};
}

}  // namespace

std::vector<Command> letter_change_commands()
{
    return {
        {"letter pause",
         N_("Hold a letter back, or one recipient's copy"),
         {id_word, recipient_word},
         {"colporteur letter pause 12", "colporteur letter pause 12 ana@example.org"},
         pause},
        {"letter resume",
         N_("Let a paused letter go on"),
         {id_word, recipient_word},
         {"colporteur letter resume 12", "colporteur letter resume 12 ana@example.org"},
         resume},
        {"letter cancel",
         N_("Do not send a letter to those who have not got it yet"),
         {id_word, recipient_word},
         {"colporteur letter cancel 12", "colporteur letter cancel 12 ana@example.org"},
         cancel},
        {"letter retry",
         N_("Try failed and deferred copies again at once"),
         {id_word, recipient_word, {"--cancelled", "", N_("The cancelled ones too")}},
         {"colporteur letter retry 12", "colporteur letter retry 12 ana@example.org",
          "colporteur letter retry 12 --cancelled"},
         retry},
    };
}

}  // namespace colporteur::app
