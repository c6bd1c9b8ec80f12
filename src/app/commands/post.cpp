// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/commands/support.hpp"
#include "intake/intake.hpp"
#include "mail/message.hpp"

namespace colporteur::app {
namespace {

using Need = Parameter::Need;

Result<void> post(Call& call)
{
    const auto list = need_list(call);
    if (!list)
        return fail(list.error());
    auto octets = need_message(call);
    if (!octets)
        return fail(octets.error());

    const auto from = mail::Message{*octets}.from();
    const intake::Arrival arrival{
        .envelope = {.reverse_path = from ? from->address : list->with("-owner"),
                     .recipients = {list->address},
                     .helo = {}},
        .octets = *std::move(octets),
        .peer = {},
        .protocol = "local",
        .received = call.now,
    };
    const model::Site& site = call.site();
    store::Tx tx{call.db()};
    const smtp::Reply reply = intake::take(tx, site, arrival).front();
    if (reply.code >= 300)
        return call.fail(Code::denied, N_("the message was not taken: {}"), reply.text);
    tx.commit();
    call.terminal.say(
        N_("Taken for {}. A running server sends it out at once; see `colporteur letter status`."),
        list->address.text());
    return {};
}

}  // namespace

std::vector<Command> post_commands()
{
    return {{
        "post",
        N_("Post a message to a list as if its author had confirmed it"),
        {list_word,
         {"FILE", "", N_("A mail message (RFC 5322), or - for standard input"), Need::required}},
        {"colporteur post lettre@info.example.org letter.eml"},
        post,
    }};
}

}  // namespace colporteur::app
