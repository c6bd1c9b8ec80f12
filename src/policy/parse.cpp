// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/format.h>

#include "base/ascii.hpp"
#include "policy/meaning.hpp"
#include "policy/reading.hpp"
#include "policy/stock.hpp"
#include "policy/suggest.hpp"
#include "policy/tokens.hpp"

namespace colporteur::policy {
namespace {

using Kind = Token::Kind;

constexpr std::size_t longest_policy = 16 * 1024;  // octets, as typed and as printed
constexpr std::size_t most_rules = 100;
constexpr std::size_t most_conditions = 12;

// policy    = rule *( separator rule ) [ separator ]
// separator = 1*( ";" / LF )
// rule      = condition *( "and" condition ) ":" verdict
// condition: read_condition.cpp; verdict: read_verdict.cpp; tokens: tokens.cpp
//
// Case, accents, plural s and articles do not matter.

class Parser {
public:
    explicit Parser(const std::vector<Token>& tokens) : in_{tokens} {}

    Result<Policy> read()
    {
        Policy policy;
        while (true) {
            while (in_.skip(Kind::rule_end)) {
            }
            if (in_.peek().kind == Kind::end)
                break;
            auto rule = read_rule();
            if (!rule)
                return fail(rule.error().code,
                            fmt::format("rule {}: {}", policy.rules.size() + 1, rule.error().what));
            policy.rules.push_back(std::move(*rule));
            if (policy.rules.size() > most_rules)
                return fail(Code::too_large, fmt::format("more than {} rules", most_rules));
        }
        if (policy.rules.empty())
            return fail(Code::invalid, "a policy needs a rule, such as \"members: accept\"");
        return policy;
    }

private:
    Result<Rule> read_rule()
    {
        Rule rule;
        do {
            auto condition = read_condition(in_);
            if (!condition)
                return fail(condition.error());
            rule.conditions.push_back(std::move(*condition));
            if (rule.conditions.size() > most_conditions)
                return fail(Code::too_large,
                            fmt::format("more than {} conditions", most_conditions));
        } while (skip_any(in_, conjunctions));
        if (!in_.skip(Kind::colon))
            return fail(Code::invalid,
                        fmt::format("after {} a \":\" or \"and\" was expected, not {}",
                                    cite(to_text(rule.conditions.back())), named(in_.peek())));
        auto verdict = read_verdict(in_);
        if (!verdict)
            return fail(verdict.error());
        rule.verdict = std::move(*verdict);
        return rule;
    }

    TokenReader in_;
};

Result<void> check_act(Act act, const Policy& policy)
{
    if (act == Act::post)
        return {};
    for (const Rule& rule : policy.rules)
        for (const Condition& condition : rule.conditions)
            if (meaning_of(condition.what).of_message)
                return fail(Code::invalid,
                            fmt::format("{} speaks of a message, and only a post has one",
                                        cite(to_text(condition))));
    return {};
}

std::string unknown_name(Act act, std::string_view name)
{
    std::vector<std::string_view> known;
    for (const Stock& stock : stock_policies())
        if (stock.act == act)
            known.push_back(stock.name);
    return fmt::format("{} is neither rules nor the name of a policy for {}{}", cite(name),
                       to_word(act), suggest(name, known));
}

}  // namespace

Result<Policy> parse(std::string_view text)
{
    if (text.size() > longest_policy)
        return fail(Code::too_large, fmt::format("more than {} octets", longest_policy));
    const auto tokens = tokenize(text);
    if (!tokens)
        return fail(tokens.error());
    auto policy = Parser{*tokens}.read();
    if (policy && to_text(*policy).size() > longest_policy)
        return fail(Code::too_large, fmt::format("more than {} octets", longest_policy));
    return policy;
}

Result<Policy> parse(Act act, std::string_view text)
{
    const std::string_view name = trim(text);
    if (const Stock* const stock = find_stock(act, name))
        return parse(stock->rules);
    const bool one_word = name.find_first_of(": \n") == std::string_view::npos;
    if (one_word && !name.empty())
        return fail(Code::not_found, unknown_name(act, name));
    auto policy = parse(text);
    if (policy)
        if (const auto checked = check_act(act, *policy); !checked)
            return fail(checked.error());
    return policy;
}

}  // namespace colporteur::policy
