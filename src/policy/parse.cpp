// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <array>
#include <optional>

#include <fmt/format.h>

#include "base/ascii.hpp"
#include "base/utf8.hpp"
#include "policy/meaning.hpp"
#include "policy/phrases.hpp"
#include "policy/stock.hpp"
#include "policy/suggest.hpp"
#include "policy/tokens.hpp"

namespace colporteur::policy {
namespace {

using Kind = Token::Kind;

constexpr std::size_t longest_policy = 16 * 1024;  // octets, as typed and as printed
constexpr std::size_t most_rules = 100;
constexpr std::size_t most_conditions = 12;
constexpr std::size_t longest_words = 500;  // octets

constexpr std::array negations = {"not", "non", "pas"};
constexpr std::array conjunctions = {"and", "et"};

template <class Words>
bool skip_any(TokenReader& in, const Words& words)
{
    return std::any_of(words.begin(), words.end(), [&](auto word) { return in.skip_word(word); });
}

/// How far a phrase was followed before it failed, and what should have come there.
struct Miss {
    std::size_t position = 0;
    std::string_view expected;
    std::string found;
};

/// Steps over all pieces and fills the slots; else says where it stopped.
template <class Fill>
std::optional<Miss> follow(const std::vector<Piece>& pieces, TokenReader& in, Fill fill)
{
    for (const Piece& piece : pieces) {
        const Token& next = in.peek();
        const Miss miss{in.position(), "", next.text};
        if (const auto* const word = std::get_if<std::string>(&piece)) {
            if (!in.skip_word(*word))
                return miss;
        } else if (const Slot& slot = *std::get<const Slot*>(piece); !fill(slot)) {
            return Miss{miss.position, slot.expected, miss.found};
        }
    }
    return std::nullopt;
}

// policy    = rule *( separator rule ) [ separator ]
// separator = 1*( ";" / LF )
// rule      = condition *( "and" condition ) ":" verdict
// condition = [ "not" ] phrase                  ; phrases.cpp, phrases.fr.cpp
// verdict   = fate *modifier
// fate      = "accept" / "confirm" / "hold" [ "for owners" ] / "reject" [ quoted ] / "discard"
// modifier  = "quietly" / "and notify"
//
// Case, accents, plural s and articles do not matter. Of several phrases that fit, the longest is
// meant.

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
                return fail(Code::invalid,
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
            auto condition = read_condition();
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
                                    cite(to_text(rule.conditions.back())), found()));
        auto verdict = read_verdict();
        if (!verdict)
            return fail(verdict.error());
        rule.verdict = std::move(*verdict);
        return rule;
    }

    Result<Condition> read_condition()
    {
        const bool negated = skip_any(in_, negations);
        const TokenReader start = in_;
        std::optional<Condition> best;
        Miss furthest{start.position(), "", ""};
        for (const ReadyPhrase& phrase : ready_phrases()) {
            TokenReader ahead = start;
            Condition condition{.what = phrase.what, .negated = negated};
            const auto fill = [&](const Slot& slot) { return slot.read(ahead, condition); };
            if (auto miss = follow(phrase.pieces, ahead, fill)) {
                if (miss->position > furthest.position && !miss->expected.empty())
                    furthest = std::move(*miss);
            } else if (!best || ahead.position() > in_.position()) {
                best = std::move(condition);
                in_ = ahead;
            }
        }
        if (!best || furthest.position > in_.position())
            return no_condition(start, furthest);
        return *best;
    }

    static Result<Condition> no_condition(TokenReader start, const Miss& miss)
    {
        std::string typed;
        const bool with_value = !miss.expected.empty();
        const auto belongs = [&](TokenReader in) {
            return in.peek().kind == Kind::word &&
                   (with_value ? in.position() < miss.position : !skip_any(in, conjunctions));
        };
        while (belongs(start))
            typed.append(typed.empty() ? "" : " ").append(start.take().text);
        if (with_value)
            return fail(Code::invalid, fmt::format("after {} comes {}, not {}", cite(typed),
                                                   miss.expected, cite(miss.found)));
        if (typed.empty())
            return fail(Code::invalid, "a condition such as \"members\" was expected before " +
                                           named(start.peek()));
        return fail(Code::invalid,
                    fmt::format("{} is no condition{}", cite(typed), nearest_phrase(typed)));
    }

    // Compared with as many words of a phrase as stand before its first value.
    static std::string nearest_phrase(std::string_view typed)
    {
        std::vector<std::string_view> known;
        for (const ReadyPhrase& phrase : ready_phrases()) {
            const auto value = std::find_if(phrase.text.begin(), phrase.text.end(),
                                            [](char c) { return c >= 'A' && c <= 'Z'; });
            const auto length = static_cast<std::size_t>(value - phrase.text.begin());
            known.push_back(trim(phrase.text.substr(0, length)));
        }
        return suggest(typed, known);
    }

    Result<Verdict> read_verdict()
    {
        std::optional<Verdict> verdict;
        while (true) {
            if (in_.peek().kind == Kind::quoted && verdict && verdict->fate == Fate::reject) {
                verdict->words = one_line(in_.take().text, longest_words);
                continue;
            }
            const auto word = read_verdict_word();
            if (!word || !apply(*word, verdict))
                break;
        }
        if (!verdict)
            return no_verdict();
        if (in_.peek().kind != Kind::rule_end && in_.peek().kind != Kind::end)
            return fail(Code::invalid, fmt::format("after {} the rule ends with \";\"; {}",
                                                   cite(to_text(*verdict)), misplaced(*verdict)));
        return *verdict;
    }

    std::optional<VerdictWord> read_verdict_word()
    {
        for (const ReadyVerdict& phrase : ready_verdicts()) {
            TokenReader ahead = in_;
            const auto no_slots = [](const Slot&) { return false; };
            if (follow(phrase.pieces, ahead, no_slots))
                continue;
            before_word_ = in_;
            in_ = ahead;
            return phrase.word;
        }
        return std::nullopt;
    }

    // Whether the word may stand here; if not, it is given back.
    bool apply(VerdictWord word, std::optional<Verdict>& verdict)
    {
        const bool is_fate = word <= VerdictWord::discard;
        const bool fits = is_fate != verdict.has_value() &&
                          (word != VerdictWord::for_owners || verdict->fate == Fate::hold);
        if (!fits) {
            in_ = before_word_;
            return false;
        }
        if (is_fate)
            verdict = Verdict{.fate = static_cast<Fate>(word)};
        verdict->for_owners |= word == VerdictWord::for_owners;
        verdict->quietly |= word == VerdictWord::quietly;
        verdict->notify |= word == VerdictWord::notify;
        return true;
    }

    Result<Verdict> no_verdict()
    {
        const auto typed = in_.peek();
        const std::string expected =
            "a verdict was expected (accept, confirm, hold, reject, discard), not " + named(typed);
        const std::string hint =
            suggest(typed.text, {"accept", "confirm", "hold", "reject", "discard", "accepter",
                                 "confirmer", "retenir", "modérer", "refuser", "jeter"});
        return fail(Code::invalid, expected + hint);
    }

    std::string misplaced(const Verdict& verdict) const
    {
        if (in_.peek().kind == Kind::quoted && verdict.fate != Fate::reject)
            return "only \"reject\" takes words for the sender";
        return found() + " cannot stand there";
    }

    std::string found() const { return named(in_.peek()); }

    static std::string named(const Token& token)
    {
        return token.kind == Kind::end ? "the end" : cite(token.text);
    }

    TokenReader in_;
    TokenReader before_word_ = in_;
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
