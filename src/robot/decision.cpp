// SPDX-License-Identifier: AGPL-3.0-or-later
#include "robot/decision.hpp"

#include <algorithm>

#include "base/ascii.hpp"
#include "lists/moderation/outcome_text.hpp"
#include "lists/moderation/question.hpp"
#include "robot/challenge.hpp"
#include "robot/line.hpp"
#include "robot/reply.hpp"
#include "text/translation.hpp"

namespace colporteur::robot {
namespace {

using Kind = lists::Outcome::Kind;
using Did = lists::Decision::Kind;

/// A subject that its sender wrote, not our own coming back.
bool is_own_subject(std::string_view subject)
{
    const std::string bare = bare_subject(subject);
    return !bare.empty() && bare == tidy(subject);
}

Reply read_answer(const Request& request, std::string_view subject, bool about_others)
{
    const bool says_something = !trim(request.typed).empty();
    if (says_something)
        if (Reply reply = read_decision(request.typed, Otherwise::unclear);
            reply.kind != Reply::Kind::unclear)
            return reply;
    if (is_own_subject(subject))
        if (Reply reply = read_decision(subject, Otherwise::unclear);
            reply.kind != Reply::Kind::unclear) {
            if (reply.reason.empty())
                reply.reason = trim(request.typed);
            return reply;
        }
    // To answer was asked for: an answer to our mail without a word says yes.
    const bool says_nothing = !says_something && !is_own_subject(subject);
    return {.kind = about_others && !says_nothing ? Reply::Kind::unclear : Reply::Kind::yes};
}

lists::Decision decision_of(Reply reply)
{
    switch (reply.kind) {
    case Reply::Kind::never:  // to a moderator's question it is a no
    case Reply::Kind::no: return {Did::reject, std::move(reply.reason)};
    case Reply::Kind::discard: return {Did::discard};
    case Reply::Kind::ban: return {Did::ban, std::move(reply.reason)};
    case Reply::Kind::trust: return {Did::trust};
    case Reply::Kind::yes:
    case Reply::Kind::unclear: break;
    }
    return {};
}

bool is_about(const lists::Outcome& outcome, model::RequestKind kind)
{
    return outcome.request && outcome.request->kind == kind;
}

/// Who was added by others stays by a plain yes alone: whatever else they answer, they were not
/// pleased.
bool says_plainly_yes(const Request& request)
{
    return read_decision(request.typed, Otherwise::unclear).kind == Reply::Kind::yes;
}

/// The guest wants no more invitations.
bool says_never(Reply::Kind kind)
{
    return kind == Reply::Kind::never || kind == Reply::Kind::ban || kind == Reply::Kind::discard;
}

Answer unclear(const Request& request, const lists::Outcome& outcome, const std::string& token)
{
    Answer answer{.template_name = "mail/unclear_answer.txt",
                  .list = outcome.list,
                  .language = outcome.request->language};
    lists::add_links(answer.values, request.site, *outcome.list, token);
    return answer;
}

Answer settled(const lists::Outcome& outcome, std::string template_name)
{
    return {.template_name = std::move(template_name),
            .list = outcome.list,
            .language = outcome.request->language};
}

}  // namespace

Answer note_decisions(const Request& request, const std::vector<lists::Outcome>& outcomes,
                      const std::string& language)
{
    Answer answer{.template_name = "mail/decision_noted.txt",
                  .list = outcomes.front().list,
                  .language = language,
                  .to_keeper = true};
    for (const lists::Outcome& outcome : outcomes)
        answer.values.add("DECISIONS", lists::decision_values(request.tx, request.site, outcome,
                                                              text::language(language)));
    const bool done = std::any_of(outcomes.begin(), outcomes.end(), [](const auto& outcome) {
        return outcome.kind == Kind::approved || outcome.kind == Kind::rejected;
    });
    answer.values.show(done ? "DONE" : "NOT_DONE");
    return answer;
}

Answer decide(const Request& request, std::string_view token, const lists::Decision& decision)
{
    const lists::Evidence evidence{model::Way::mail, request.message_id};
    const lists::Outcome outcome =
        lists::decide(request.tx, request.site, token, decision, evidence, request.now);
    if (outcome.held)
        return note_decisions(request, {outcome}, outcome.request->language);
    switch (outcome.kind) {
    case Kind::commands:
        carry_out(request.tx, request.site, *outcome.request, evidence, request.now);
        return {};
    case Kind::rejected: return settled(outcome, "mail/declined.txt");
    case Kind::already: return settled(outcome, "mail/already_done.txt");
    case Kind::expired: return settled(outcome, "mail/expired.txt");
    case Kind::unknown: return {.template_name = "mail/expired.txt", .list = request.list};
    default: break;
    }
    return {.list = outcome.list};  // what was done has a mail of its own
}

Answer answer_question(const Request& request, std::string_view token, std::string_view subject)
{
    const auto outcome = lists::look_at(request.tx, token, request.now);
    const bool about_others = outcome.kind == Kind::approved;
    Reply reply = read_answer(request, subject, about_others);
    if (about_others && reply.kind == Reply::Kind::unclear)
        return unclear(request, outcome, std::string{token});
    if (is_about(outcome, model::RequestKind::keep) && !says_plainly_yes(request))
        return decide(request, token, {Did::reject});
    if (is_about(outcome, model::RequestKind::invite) && says_never(reply.kind))
        return decide(request, token, {Did::ban});
    return decide(request, token, decision_of(std::move(reply)));
}

}  // namespace colporteur::robot
