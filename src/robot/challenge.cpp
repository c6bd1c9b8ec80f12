// SPDX-License-Identifier: AGPL-3.0-or-later
#include "robot/challenge.hpp"

#include <fmt/format.h>

#include "accounts/tokens.hpp"
#include "base/ascii.hpp"
#include "base/encode.hpp"
#include "base/log.hpp"
#include "base/utf8.hpp"
#include "delivery/notice.hpp"
#include "delivery/plain_name.hpp"
#include "mail/message.hpp"
#include "robot/several.hpp"
#include "store/jobs.hpp"
#include "store/lists.hpp"
#include "store/requests.hpp"

namespace colporteur::robot {
namespace {

constexpr std::chrono::minutes quiet{10};
constexpr std::chrono::days answer_within{7};
constexpr std::size_t longest_echo = 200;  // octets of a line that we say back (3834-09)

std::string joined(const std::vector<std::string>& lines)
{
    std::string text;
    for (const std::string& line : lines)
        text += line + '\n';
    return text;
}

/// A detail keeps its place under its command.
std::string shown(const std::string& line)
{
    const bool is_detail = line.starts_with(detail_mark);
    return (is_detail ? std::string{detail_mark} : "") + one_line(line, longest_echo);
}

mail::Address answer_address(const Request& request, const std::string& token)
{
    if (request.list)
        return request.list->with("+confirm-" + token);
    const auto robot = delivery::robot_address(request.site, request.domain);
    return mail::parse_address(fmt::format("{}+{}@{}", robot.local(), token, robot.domain()))
        .value();
}

Reading reading_of(const std::string& command)
{
    Reading reading;
    for (const std::string_view line : split(std::string_view{command}, '\n'))
        if (auto typed = line.starts_with(detail_mark) ? std::nullopt : parse_command(line))
            reading.commands.push_back(std::move(*typed));
    return reading;
}

}  // namespace

void ask_for_proof(const Request& request, const std::vector<std::string>& lines,
                   const std::optional<model::List>& about)
{
    const std::string command = joined(lines);
    const std::string matter = "command:" + to_hex(accounts::token_hash(command).substr(0, 8));
    if (!delivery::may_mail(request.tx, request.from.address, matter, quiet, request.now)) {
        log::info("silenced command");
        return;
    }
    const std::string token = accounts::new_token();
    delivery::Notice notice{
        .to = request.from,
        .language = language_for(request, about ? about : request.list),
        .template_name = "mail/confirm_commands.txt",
        .values = {},
        .domain = request.domain,
        .list = request.list,
        .reply_to = answer_address(request, token),
        .in_reply_to = request.message_id,
    };
    for (const std::string& line : lines)
        notice.values.add("COMMANDS", text::Values{}.set("LINE", shown(line)));
    notice.values.set("LINK", fmt::format("{}/confirm/{}", request.site.web_url, token));
    delivery::notify(request.tx, request.site, notice, request.now);
    store::add_request(request.tx,
                       {
                           .kind = model::RequestKind::command,
                           .list = request.list ? std::optional{request.list->id} : std::nullopt,
                           .domain = request.domain.id,
                           .address = request.from.address,
                           .name = request.from.name,
                           .language = notice.language,
                           .message = request.message,
                           .command = command,
                           .created = request.now,
                           .expires = request.now + answer_within,
                       },
                       accounts::token_hash(token));
}

void carry_out(store::Tx& tx, const model::Site& site, const model::Request& asked,
               const lists::Evidence& evidence, Time now)
{
    const model::Domain domain = store::find_domain(tx, asked.domain.value()).value();
    const mail::Message message{asked.message ? store::get_message(tx, *asked.message) : ""};
    const std::string everything = mail::read_text(message).utf8;
    const bool by_mail = evidence.way == model::Way::mail;
    Request request{
        .tx = tx,
        .site = site,
        .domain = domain,
        .from = {asked.name, asked.address},
        .proven = true,
        .message = asked.message,
        .message_id = by_mail ? evidence.what : "",
        .language = asked.language,
        .list = asked.list ? store::find_list(tx, *asked.list) : std::nullopt,
        .word = {},
        .rest = {},
        .typed = mail::typed_text(everything),
        .everything = everything,
        .now = now,
    };
    log::info("carry-out request={} way={}", model::number(asked.id), model::to_word(evidence.way));
    answer_commands(request, reading_of(asked.command));
}

}  // namespace colporteur::robot
