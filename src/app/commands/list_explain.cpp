// SPDX-License-Identifier: AGPL-3.0-or-later
// Which rule decides about a message, and why, without anything being done.
#include "app/commands/support.hpp"
#include "lists/explain.hpp"
#include "lists/permission.hpp"
#include "mail/message.hpp"
#include "policy/stock.hpp"
#include "robot/misaddressed.hpp"
#include "settings/settings.hpp"

namespace colporteur::app {
namespace {

using Need = Parameter::Need;
using lists::Decider;

constexpr std::string_view fates[] = {"accept", "confirm", "hold", "reject", "discard"};

std::string fate_word(policy::Fate fate)
{
    return std::string{fates[static_cast<std::size_t>(fate)]};
}

Result<lists::Origin> origin_of(const Call& call, const model::List& list,
                                const mail::Message& message)
{
    lists::Origin origin{.confirmed = call.given.has("--confirmed"),
                         .looks_like_command = robot::looks_like_command(message, list.name())};
    if (call.given.has("--as")) {
        const auto author = need_address(call, "--as");
        if (!author)
            return fail(author.error());
        origin.author = *author;
    }
    const auto from = message.from();
    origin.envelope_sender = origin.author ? origin.author->text()
                             : from        ? from->address.text()
                                           : "";
    return origin;
}

/// The policy to judge by: another one to try, or the list's own.
Result<policy::Policy> policy_to_try(const Call& call, const model::List& list,
                                     const model::Settings& settings)
{
    const auto wanted = call.given.option("--policy");
    if (!wanted)
        return lists::policy_of(list, settings, policy::Act::post);
    auto parsed = policy::parse(policy::Act::post, *wanted);
    if (!parsed)
        return call.fail(Code::invalid, N_("{} is neither a policy’s name nor its rules: {}"),
                         *wanted, parsed.error().what);
    return parsed;
}

/// What decided, for people.
std::string decider_words(const Call& call, const lists::Explanation& found)
{
    const Terminal& terminal = call.terminal;
    switch (found.decider) {
    case Decider::guard: return terminal.words(N_("a rule that holds for every list"));
    case Decider::rule:
        return terminal.words(N_("rule {} of the policy: {}"), *found.rule + 1,
                              found.rules[*found.rule].text);
    case Decider::no_rule: return terminal.words(N_("no rule of the policy holds"));
    case Decider::trusted: return terminal.words(N_("its author is trusted"));
    case Decider::brake: return terminal.words(N_("a brake, which the policy does not know"));
    case Decider::confirmation:
        return terminal.words(N_("the list asks authors to answer for their letters"));
    case Decider::command_line: break;
    }
    return terminal.words(N_("it is handed over on this machine"));
}

std::vector<std::string> reasons_of(const Call& call, const lists::Explanation& found)
{
    const text::Language& language = text::language(call.terminal.language());
    std::vector<std::string> reasons;
    for (const lists::Check& guard : found.guards)
        if (found.decider == Decider::guard && guard.holds)
            reasons.push_back(language.say(guard.sentence));
    for (const policy::Reason& reason : found.verdict.reasons)
        for (const policy::Sentence& sentence : reason.sentences)
            reasons.push_back(policy::say(sentence, language));
    return reasons;
}

std::vector<Record> records_of(const std::vector<lists::Check>& checks)
{
    std::vector<Record> records;
    for (const lists::Check& check : checks)
        records.push_back({{"name", std::string{check.name}}, {"holds", check.holds}});
    return records;
}

std::vector<Record> records_of(const std::vector<policy::RuleTrace>& rules)
{
    std::vector<Record> records;
    for (const policy::RuleTrace& rule : rules) {
        std::vector<Record> conditions;
        for (const policy::ConditionTrace& condition : rule.conditions)
            conditions.push_back({{"condition", condition.text}, {"holds", condition.holds}});
        records.push_back(
            {{"rule", rule.text}, {"holds", rule.holds}, {"conditions", std::move(conditions)}});
    }
    return records;
}

Record to_record(const Call& call, const lists::Explanation& found)
{
    const lists::Verdict& verdict = found.verdict;
    return {
        {"fate", fate_word(verdict.fate), N_("Fate")},
        {"decider", std::string{lists::to_word(found.decider)}},
        {"decided_by", decider_words(call, found), N_("Decided by")},
        {"reason", verdict.reason},
        {"reasons", reasons_of(call, found), N_("Reasons")},
        {"words", verdict.words, N_("In the owners’ words")},
        {"for_owners", verdict.for_owners},
        {"quietly", verdict.quietly, N_("Its author is not told")},
        {"notify", verdict.notify, N_("The owners are told")},
        {"rule", found.rule ? Value{static_cast<std::int64_t>(*found.rule) + 1} : Value{}},
        {"guards", records_of(found.guards)},
        {"rules", records_of(found.rules)},
        {"brakes", records_of(found.brakes)},
    };
}

void say_line(Call& call, const std::string& indent, bool holds, std::string_view what)
{
    call.terminal.out() << indent << call.terminal.words(holds ? N_("yes") : N_("no")) << ": "
                        << what << '\n';
}

void say_checks(Call& call, const std::vector<lists::Check>& checks)
{
    for (const lists::Check& check : checks)
        say_line(call, "  ", check.holds, call.terminal.words(check.sentence));
}

/// Everything that was looked at, in its order, for people.
void say_steps(Call& call, const lists::Explanation& found)
{
    call.terminal.out() << '\n';
    call.terminal.say(N_("Rules that hold for every list:"));
    say_checks(call, found.guards);
    call.terminal.say(N_("Rules of the policy:"));
    for (std::size_t i = 0; i < found.rules.size(); ++i) {
        const policy::RuleTrace& rule = found.rules[i];
        say_line(call, "  " + std::to_string(i + 1) + ". ", rule.holds, rule.text);
        for (const policy::ConditionTrace& condition : rule.conditions)
            say_line(call, "      ", condition.holds, condition.text);
    }
    call.terminal.say(N_("Brakes:"));
    say_checks(call, found.brakes);
    call.terminal.say(
        N_("How fast mail comes, and whether this message came before, is not looked at."));
}

Result<void> explain(Call& call)
{
    const auto list = need_list(call);
    if (!list)
        return fail(list.error());
    const auto octets = need_message(call);
    if (!octets)
        return fail(octets.error());
    const mail::Message message{*octets};
    const auto origin = origin_of(call, *list, message);
    if (!origin)
        return fail(origin.error());
    const model::Settings settings = settings::settings_of(call.db(), *list);
    auto policy = policy_to_try(call, *list, settings);
    if (!policy)
        return fail(policy.error());
    lists::Posting posting =
        lists::posting_of(call.db(), call.site(), *list, settings, message, *origin, call.now);
    posting.policy = *std::move(policy);
    const lists::Explanation found = lists::explain(posting);
    call.terminal.show(to_record(call, found));
    if (!call.terminal.speaks_json())
        say_steps(call, found);
    return {};
}

}  // namespace

std::vector<Command> explain_commands()
{
    return {{
        "list explain",
        N_("Say what would become of a message to a list, and why; nothing is done"),
        {list_word,
         {"FILE", "", N_("A mail message (RFC 5322), or - for standard input"), Need::required},
         {"--as", "ADDRESS", N_("As if this address had sent it")},
         {"--confirmed", "", N_("As if its author had answered for it")},
         {"--policy", "POLICY", N_("Another policy to try: its name, or its rules")},
         json_switch},
        {"colporteur list explain debat@info.example.org message.eml",
         "colporteur list explain debat@info.example.org - --as zoe@example.net --policy "
         "privateoreditorkey"},
        explain,
    }};
}

}  // namespace colporteur::app
