// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/format.h>

#include "base/utf8.hpp"
#include "policy/reading.hpp"

namespace colporteur::policy {
namespace {

using Kind = Token::Kind;

constexpr std::size_t longest_words = 500;  // octets

// verdict  = fate *modifier
// fate     = "accept" / "confirm" / "hold" / "reject" / "discard"
// modifier = "quietly" / "and notify"
//          / "for owners"                 ; to hold
//          / quoted                       ; to reject: words for the sender

class VerdictReader {
public:
    explicit VerdictReader(TokenReader& in) : in_{in} {}

    Result<Verdict> read()
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

private:
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
        return named(in_.peek()) + " cannot stand there";
    }

    TokenReader& in_;
    TokenReader before_word_ = in_;
};

}  // namespace

Result<Verdict> read_verdict(TokenReader& in)
{
    return VerdictReader{in}.read();
}

}  // namespace colporteur::policy
