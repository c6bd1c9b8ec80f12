// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <iterator>

#include "lists/explain.hpp"
#include "lists/posting.hpp"
#include "mail/automatic.hpp"
#include "mail/loop.hpp"
#include "text/translation.hpp"

namespace colporteur::lists {
namespace {

/// One rule that holds for every list: a verdict, or nothing when it has no opinion.
struct Rule {
    std::optional<Verdict> (*judge)(const Posting&);
    std::string_view name;      ///< the reason of its verdict
    std::string_view sentence;  ///< what is so when it has one
};

mail::OwnMarks marks_of(const Posting& posting)
{
    return {posting.list.address.text(), posting.list.list_id, posting.loop_mark};
}

/// Our own message coming back, through a forwarder, another list or an auto-responder (2919-02).
std::optional<Verdict> loop(const Posting& posting)
{
    if (mail::loop_reason(posting.message, marks_of(posting)))
        return Verdict{Fate::discard, "loop"};
    return std::nullopt;
}

/// Vacation mail and bounces that went to the list's address are nobody's post (3834-11). A wish
/// for silence, or another list's fields, are no machine's (3834-10).
std::optional<Verdict> automatic(const Posting& posting)
{
    if (posting.facts.proven || !mail::machine_reason(posting.message, posting.envelope_sender))
        return std::nullopt;
    return Verdict{Fate::discard, "automatic"};
}

std::optional<Verdict> closed(const Posting& posting)
{
    if (posting.list.open)
        return std::nullopt;
    return Verdict{Fate::reject, "closed"};
}

std::optional<Verdict> blocked(const Posting& posting)
{
    if (!posting.facts.banned || posting.facts.proven)
        return std::nullopt;
    return Verdict{Fate::discard, "blocked"};
}

/// A command that went to the list, unless the list's own policy has something to say about those.
std::optional<Verdict> command(const Posting& posting)
{
    if (!posting.facts.looks_like_command || posting.facts.proven ||
        policy::mentions(posting.policy, policy::What::looks_like_command))
        return std::nullopt;
    return Verdict{Fate::reject, "command"};
}

/// The list wants none of its parts.
std::optional<Verdict> empty(const Posting& posting)
{
    if (!posting.nothing_left)
        return std::nullopt;
    return Verdict{Fate::reject, "nothing_left"};
}

/// The same words again and again are an auto-responder's that hides it.
std::optional<Verdict> echo(const Posting& posting)
{
    if (posting.storm != Storm::echo && posting.storm != Storm::silenced)
        return std::nullopt;
    return Verdict{Fate::discard, "echo"};
}

// The order is the policy: the first rule with an opinion decides.
constexpr Rule rules[] = {
    {loop, "loop", N_("it is one of the list’s own messages, coming back")},
    {automatic, "automatic", N_("a machine has sent it")},
    {closed, "closed", N_("the list is closed")},
    {blocked, "blocked", N_("its sender is blocked")},
    {echo, "echo", N_("the same words come again and again")},
    {command, "command", N_("it is a command for the automaton")},
    {empty, "nothing_left", N_("the list wants none of its parts")},
};

/// A reason to wait that no rule of the list's own stands for.
struct Brake {
    bool (*holds)(const Posting&);
    std::string_view name;
    std::string_view sentence;
};

bool is_moderator(const Posting& posting)
{
    return posting.facts.roles.moderator || posting.facts.roles.owner;
}

constexpr Brake brakes[] = {
    {[](const Posting& posting) { return posting.facts.emergency; }, "emergency",
     N_("the list’s emergency brake is pulled: every message waits")},
    {[](const Posting& posting) {
         return posting.facts.standing == policy::Standing::moderated && !is_moderator(posting);
     },
     "moderated", N_("its author’s messages wait for the moderators")},
    // Perhaps our own message coming back; anybody can forge what says so, and must not make a post
    // vanish with it.
    {[](const Posting& posting) {
         return mail::loop_claim(posting.message, marks_of(posting)).has_value();
     },
     "perhaps_loop", N_("it says that it has been on this list already")},
    {[](const Posting& posting) {
         return posting.storm == Storm::sender || posting.storm == Storm::everybody;
     },
     "rate", N_("more messages came in an hour than people write")},
};

Verdict from_policy(const Posting& posting)
{
    policy::Judgement judgement = policy::judge(posting.policy, posting.facts);
    const policy::Verdict& said = judgement.verdict;
    Verdict verdict{
        .fate = said.fate,
        .reason = said.fate == Fate::accept ? "" : "policy",
        .for_owners = said.for_owners,
        .quietly = said.quietly,
        .notify = said.notify,
        .words = said.words,
        .reasons = std::move(judgement.reasons),
    };
    const bool trusted = posting.facts.standing == policy::Standing::trusted;
    if (verdict.fate == Fate::hold && trusted)
        return {};
    if (verdict.fate == Fate::reject && verdict.words.empty() &&
        posting.list.kind == model::Kind::newsletter)
        verdict.reason = "not_author";
    return verdict;
}

void brake(const Posting& posting, Verdict& verdict)
{
    for (const Brake& each : brakes) {
        if (!each.holds(posting) || posting.facts.proven)
            continue;
        if (verdict.fate < Fate::hold) {
            verdict.fate = Fate::hold;
            verdict.reason = each.name;
        }
        verdict.reasons.push_back({.sentences = {{.english = each.sentence}}});
    }
}

bool is_name_of_brake(std::string_view reason)
{
    return std::ranges::find(brakes, reason, &Brake::name) != std::end(brakes);
}

Decider decider_of(const Posting& posting, const Explanation& found)
{
    const Verdict& verdict = found.verdict;
    if (std::ranges::any_of(found.guards, &Check::holds))
        return Decider::guard;
    if (posting.facts.proven)
        return Decider::command_line;
    if (is_name_of_brake(verdict.reason))
        return Decider::brake;
    if (verdict.reason == "confirm")
        return Decider::confirmation;
    const auto judged = policy::judge(posting.policy, posting.facts);
    if (judged.verdict.fate == Fate::hold && verdict.fate == Fate::accept)
        return Decider::trusted;
    return judged.rule ? Decider::rule : Decider::no_rule;
}

}  // namespace

std::string_view to_word(Decider decider)
{
    constexpr std::string_view words[] = {"guard", "rule",         "no_rule",     "trusted",
                                          "brake", "confirmation", "command_line"};
    return words[static_cast<std::size_t>(decider)];
}

Explanation explain(const Posting& posting)
{
    Explanation found{.verdict = judge(posting),
                      .rule = policy::judge(posting.policy, posting.facts).rule,
                      .rules = policy::trace(posting.policy, posting.facts)};
    for (const Rule& rule : rules)
        found.guards.push_back({rule.name, rule.sentence, rule.judge(posting).has_value()});
    for (const Brake& each : brakes)
        found.brakes.push_back(
            {each.name, each.sentence, each.holds(posting) && !posting.facts.proven});
    found.decider = decider_of(posting, found);
    return found;
}

Verdict judge(const Posting& posting)
{
    for (const Rule& rule : rules)
        if (auto verdict = rule.judge(posting))
            return *verdict;
    Verdict verdict = posting.facts.proven ? Verdict{} : from_policy(posting);
    brake(posting, verdict);
    // From proves nothing, and a forged letter to all is a collective's nightmare.
    if (verdict.fate == Fate::accept && posting.list.confirm_posts && !posting.facts.confirmed)
        return {.fate = Fate::confirm, .reason = "confirm"};
    return verdict;
}

}  // namespace colporteur::lists
