// SPDX-License-Identifier: AGPL-3.0-or-later
// What approve, reject and discard have in common: which things are meant, and who may.
#include <charconv>

#include "base/ascii.hpp"
#include "lists/moderation/question.hpp"
#include "lists/moderation/settle.hpp"
#include "robot/decision.hpp"
#include "robot/line.hpp"
#include "robot/reply.hpp"
#include "robot/target.hpp"
#include "store/held.hpp"
#include "text/translation.hpp"

namespace colporteur::robot {
namespace {

using Did = lists::Decision::Kind;

// named  = [ list SP ] 1*( token / number ) [ reason ]
// number = [ "#" ] 1*DIGIT                               of something held on that list

constexpr std::size_t most_things = 50;

/// What a command decides about.
struct Named {
    std::optional<model::List> list{};
    std::vector<std::string> tokens{};
    std::vector<model::HeldId> numbers{};
    std::string reason{};
};

std::optional<model::HeldId> number_in(std::string_view word)
{
    if (word.starts_with('#'))
        word.remove_prefix(1);
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
    const bool all = error == std::errc{} && end == word.data() + word.size() && number > 0;
    return all ? std::optional{model::HeldId{number}} : std::nullopt;
}

/// A word without the comma or colon that people put behind it.
std::string_view bare(std::string_view word)
{
    const auto last = word.find_last_not_of(",;:");
    return word.substr(0, last == std::string_view::npos ? 0 : last + 1);
}

void take_things(Named& named, const std::string& rest)
{
    const auto words = words_of(rest);
    for (const std::string_view word : words) {
        const auto thing = bare(word);
        if (named.tokens.size() + named.numbers.size() >= most_things)
            return;
        if (is_token(thing))
            named.tokens.push_back(to_lower(thing));
        else if (const auto number = number_in(thing))
            named.numbers.push_back(*number);
        else {
            named.reason = rest.substr(static_cast<std::size_t>(word.data() - rest.data()));
            return;
        }
    }
}

Named read_named(const Request& request)
{
    Named named{.list = request.list};
    const auto words = words_of(request.rest);
    std::string rest = request.rest;
    if (!words.empty() && !is_token(bare(words.front())) && !number_in(bare(words.front())))
        if (Target target = find_target(request); target.list) {
            named.list = std::move(target.list);
            rest = std::move(target.rest);
        }
    take_things(named, rest);
    if (named.tokens.empty() && named.numbers.empty())
        if (auto quoted = quoted_tokens(request.everything); quoted.size() == 1)
            named.tokens = std::move(quoted);
    return named;
}

/// `approve TOKEN trust` and `discard TOKEN ban` say more than their command.
lists::Decision decision_of(Did kind, const Request& request, const Named& named)
{
    const auto more = named.reason.empty() ? Reply::Kind::unclear
                                           : read_decision(named.reason, Otherwise::unclear).kind;
    if (kind == Did::accept)
        return {more == Reply::Kind::trust ? Did::trust : Did::accept};
    if (kind == Did::discard)
        return {more == Reply::Kind::ban ? Did::ban : Did::discard};
    if (request.quiet)
        return {Did::discard};
    return {kind, named.reason};
}

lists::Outcome settle_number(const Request& request, const model::List& list, model::HeldId id,
                             const lists::Decision& decision)
{
    const auto held = store::find_held(request.tx, id);
    if (!held || held->list != list.id ||
        !lists::may_decide(request.tx, request.site, list, *held, request.from.address))
        return {};
    return lists::settle(request.tx, request.site, id, decision, request.from.address.text(),
                         request.now);
}

bool is_moderator(const Request& request, const model::List& list)
{
    const auto roles = lists::roles_of(request.tx, request.site, list, request.from.address);
    return roles.moderator || roles.owner || roles.listmaster;
}

}  // namespace

Answer decide_named(const Request& request, lists::Decision::Kind kind)
{
    const Named named = read_named(request);
    const lists::Decision decision = decision_of(kind, request, named);
    if (named.tokens.empty() && (named.numbers.empty() || !named.list))
        return {.template_name = "mail/which_held.txt",
                .values = text::Values{}.set(
                    "EXAMPLE",
                    request.word + " " + (named.list ? named.list->name() : "LIST") + " 12")};
    if (!named.numbers.empty() && named.list && !is_moderator(request, *named.list))
        return {.template_name = "mail/moderators_only.txt", .list = named.list};
    if (!named.numbers.empty() && !request.proven)
        return needs_proof(named.list);
    if (named.tokens.size() == 1 && named.numbers.empty())
        return decide(request, named.tokens.front(), decision);

    std::vector<lists::Outcome> outcomes;
    const lists::Evidence evidence{model::Way::mail, request.message_id};
    for (const std::string& token : named.tokens) {
        const auto asked = lists::look_at(request.tx, token, request.now);
        outcomes.push_back(asked.held ? lists::decide(request.tx, request.site, token, decision,
                                                      evidence, request.now)
                                      : lists::Outcome{});
    }
    for (const model::HeldId id : named.numbers)
        outcomes.push_back(named.list ? settle_number(request, *named.list, id, decision)
                                      : lists::Outcome{});
    return note_decisions(request, outcomes, language_for(request, named.list));
}

}  // namespace colporteur::robot
