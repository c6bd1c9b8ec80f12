// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/commands/mailings.hpp"

#include "app/letter_state.hpp"
#include "store/ledger.hpp"
#include "store/lists.hpp"

namespace colporteur::app {

Result<store::QueuedMailing> need_mailing(Call& call)
{
    const auto id = need_id<model::MailingId>(call);
    if (!id)
        return fail(id.error());
    auto mailing = store::queued_mailing(call.db(), *id);
    if (!mailing)
        return call.fail(Code::not_found,
                         N_("there is no mailing {}: see `colporteur queue list --all`"),
                         model::number(*id));
    return *std::move(mailing);
}

Result<store::QueuedMailing> need_letter(Call& call)
{
    const auto id = need_id<model::MailingId>(call);
    if (!id)
        return fail(id.error());
    auto mailing = store::queued_mailing(call.db(), *id);
    if (!mailing || !is_letter(*mailing))
        return call.fail(Code::not_found,
                         N_("there is no letter {}: see `colporteur letter list --all`"),
                         model::number(*id));
    return *std::move(mailing);
}

Result<model::Delivery> need_recipient(Call& call, const store::QueuedMailing& letter)
{
    const auto address = need_address(call, "ADDRESS");
    if (!address)
        return fail(address.error());
    auto delivery = store::find_delivery(call.db(), letter.id, *address);
    if (!delivery)
        return call.fail(Code::not_found,
                         N_("{} is not among the recipients of letter {}: see `colporteur queue "
                            "show {} --all`"),
                         address->text(), model::number(letter.id), model::number(letter.id));
    return *std::move(delivery);
}

Value list_of(Call& call, const store::QueuedMailing& mailing)
{
    const auto list = mailing.list ? store::find_list(call.db(), *mailing.list) : std::nullopt;
    return list ? Value{list->address.text()} : Value{};
}

void warn_of_pause(Call& call)
{
    if (const auto reason = store::sending_paused(call.db()))
        call.terminal.complain(describe_pause(call.terminal, *reason));
}

}  // namespace colporteur::app
