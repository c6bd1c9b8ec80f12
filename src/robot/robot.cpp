// SPDX-License-Identifier: AGPL-3.0-or-later
#include "robot/robot.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/ascii.hpp"
#include "base/log.hpp"
#include "base/sha256.hpp"
#include "base/utf8.hpp"
#include "delivery/notice.hpp"
#include "lists/lists.hpp"
#include "lists/storm.hpp"
#include "mail/automatic.hpp"
#include "mail/likeness.hpp"
#include "robot/decision.hpp"
#include "robot/hand_over.hpp"
#include "robot/instructions.hpp"
#include "robot/line.hpp"
#include "robot/ours.hpp"
#include "robot/read.hpp"
#include "robot/several.hpp"
#include "robot/wish.hpp"
#include "store/jobs.hpp"
#include "store/lists.hpp"
#include "store/people.hpp"
#include "store/seen.hpp"
#include "text/translation.hpp"

namespace colporteur::robot {
namespace {

using model::Purpose;

std::optional<std::string> reason_for_silence(store::Db& db, const model::Site& site,
                                              const model::Domain& domain, const model::Job& job,
                                              const mail::Message& message)
{
    const std::string sender = job.sender ? job.sender->text() : "";
    if (auto reason =
            mail::automatic_reason(message, sender, delivery::robot_address(site, domain).text()))
        return reason;
    if (is_ours(db, site, message.from()->address))
        return "From is one of our own addresses";
    return std::nullopt;
}

/// Everybody may write to the automaton, so no number is too many in all: a silence for everybody
/// is what a flood would be for. Whom forged mail names is protected by delivery::may_mail.
constexpr lists::StormLimits robot_limits{.by_all = std::nullopt};

/// The same mail once more, by another way or after a restart; or mail faster than people write.
/// Who answers a question has its token, and may decide about as much as waits for them.
std::optional<std::string> reason_of_weather(store::Tx& tx, const model::Domain& domain,
                                             Purpose purpose, const mail::Message& message,
                                             Time now)
{
    const std::string scope = fmt::format("robot:{}", model::number(domain.id));
    // A command often stands in the subject alone.
    const std::string content = sha256(mail::content_digest(message) + message.subject());
    if (!message.message_id().empty() && !store::see(tx, scope, content, now))
        return "it came before";
    if (purpose == Purpose::confirm)
        return std::nullopt;
    const lists::Coming coming{scope, message.from()->address.text(), mail::likeness(message)};
    if (lists::watch(tx, coming, robot_limits, now).storm != lists::Storm::none)
        return "mail comes faster than people write";
    return std::nullopt;
}

/// The language that the message itself tells, by its header, by a command's word, or by all its
/// words.
std::string language_of(const mail::Message& message, const Reading& reading,
                        const std::string& typed)
{
    const auto& known = text::languages();
    const std::string declared = message.language();
    if (std::find(known.begin(), known.end(), declared) != known.end())
        return declared;
    for (const Typed& command : reading.commands)
        if (!command.language.empty())
            return command.language;
    return text::guess_language(message.subject() + "\n" + typed);
}

/// Commands to the automaton, or a bare one to LIST-request@; or a letter to people.
void answer_mail(Request& request, const Reading& reading, const model::Job& job)
{
    if (job.purpose == Purpose::command && is_for_people(request, reading) &&
        hand_over(request, job))
        return;
    request.sweet_nothings = reading.sweet_nothings;
    if (reading.commands.empty())
        send(request, unknown_command(request, reading.puzzle));
    else
        answer_commands(request, reading);
}

/// The token in `lettre+confirm-TOKEN@` or `colporteur+TOKEN@`.
std::string_view token_in(const mail::Address& recipient)
{
    const auto local = recipient.local();
    return local.substr(local.find_last_of("+-") + 1);
}

void answer_person(store::Tx& tx, const model::Site& site, const model::Domain& domain,
                   const model::Job& job, const mail::Message& message, Time now)
{
    const std::string everything = mail::read_text(message).utf8;
    const std::string typed = mail::typed_text(everything);
    const Reading reading = read(message.subject(), job.purpose == Purpose::request ? "" : typed);
    Request request{
        .tx = tx,
        .site = site,
        .domain = domain,
        .from = *message.from(),
        .message = job.message,
        .message_id = message.message_id(),
        .language = language_of(message, reading, typed),
        .list = job.list ? store::find_list(tx, *job.list) : std::nullopt,
        .word = {},
        .rest = {},
        .typed = typed,
        .everything = everything,
        .now = now,
    };
    switch (job.purpose) {
    case Purpose::subscribe:
        lists::ask_to_subscribe(tx, site, wish_for(request, request.list.value()), now);
        break;
    case Purpose::leave:  // a token whose member is gone
    case Purpose::unsubscribe:
        lists::ask_to_unsubscribe(tx, site, wish_for(request, request.list.value()), now);
        break;
    case Purpose::confirm:
        send(request, answer_question(request, token_in(job.recipient), message.subject()));
        break;
    default: answer_mail(request, reading, job); break;
    }
}

}  // namespace

std::string language_for(const Request& request, const std::optional<model::List>& list)
{
    if (!request.language.empty())
        return request.language;
    const auto person = store::find_person(request.tx, request.from.address);
    if (person && !person->language.empty())
        return person->language;
    if (list)
        return list->language;
    return request.list ? request.list->language : request.domain.language;
}

void answer(store::Tx& tx, const model::Site& site, const model::Job& job, Time now)
{
    const mail::Message message{store::get_message(tx, job.message)};
    // List-Unsubscribe may be followed by a machine on its reader's behalf; the token is the proof.
    if (job.purpose == Purpose::leave &&
        lists::leave(tx, site, token_in(job.recipient), {model::Way::mail, message.message_id()},
                     now))
        return;

    const model::Domain domain = store::find_domain(tx, job.recipient.domain()).value();
    if (const auto reason = reason_for_silence(tx, site, domain, job, message)) {
        log::info("unanswered id=m{} reason=\"{}\"", model::number(job.message), *reason);
        return;
    }
    if (const auto reason = reason_of_weather(tx, domain, job.purpose, message, now)) {
        log::info("unanswered id=m{} reason=\"{}\"", model::number(job.message), *reason);
        return;
    }
    answer_person(tx, site, domain, job, message, now);
}

bool is_bare_command(std::string_view subject, std::string_view list_name)
{
    const auto typed = parse_command(bare_subject(subject));
    if (!typed)
        return false;
    const std::string_view name = typed->command->name;
    const bool executed = name == "subscribe" || name == "unsubscribe" || name == "help";
    return executed && (typed->rest.empty() || fold(typed->rest) == list_name);
}

}  // namespace colporteur::robot
