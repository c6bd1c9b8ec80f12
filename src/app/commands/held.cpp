// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/commands/support.hpp"
#include "mail/message.hpp"
#include "store/jobs.hpp"
#include "store/lists.hpp"
#include "store/requests.hpp"

namespace colporteur::app {
namespace {

bool is_about_a_post(const model::Request& request)
{
    return request.kind == model::RequestKind::post || request.kind == model::RequestKind::approve;
}

Record to_record(Call& call, const model::Request& request)
{
    const auto list = request.list ? store::find_list(call.db(), *request.list) : std::nullopt;
    const mail::Message message{request.message ? store::get_message(call.db(), *request.message)
                                                : ""};
    return {
        {"id", model::number(request.id), N_("ID")},
        {"list", list ? Value{list->address.text()} : Value{}, N_("List")},
        {"kind", std::string{model::to_word(request.kind)}},
        {"waits_for", request.address.text(), N_("Waits for")},
        {"created", to_value(request.created), N_("Created")},
        {"expires", to_value(request.expires), N_("Expires")},
        {"subject", message.subject(), N_("Subject")},
    };
}

Result<void> list(Call& call)
{
    std::optional<model::ListId> of;
    if (call.given.has("LIST")) {
        const auto list = need_list(call);
        if (!list)
            return fail(list.error());
        of = list->id;
    }
    Listing listing{call.terminal};
    for (const model::Request& request : store::open_requests(call.db(), of, call.now))
        if (is_about_a_post(request))
            listing.add(to_record(call, request));
    return {};
}

}  // namespace

std::vector<Command> held_commands()
{
    return {{
        "held list",
        N_("List the posts that wait for somebody's answer"),
        {{"LIST", "", N_("Only those of this list")}, json_switch},
        {"colporteur held list"},
        list,
    }};
}

}  // namespace colporteur::app
