// SPDX-License-Identifier: AGPL-3.0-or-later
#include <array>

#include "lists/posting.hpp"
#include "mail/automatic.hpp"
#include "mail/loop.hpp"

namespace colporteur::lists {
namespace {

/// One posting rule: a verdict, or nothing when it has no opinion.
using Rule = std::optional<Verdict> (*)(const Posting&);

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

/// Perhaps our own message coming back; anybody can forge what says so, and must not make a post
/// vanish with it.
std::optional<Verdict> perhaps_loop(const Posting& posting)
{
    if (!posting.proven && mail::loop_claim(posting.message, marks_of(posting)))
        return Verdict{Fate::hold, "perhaps_loop"};
    return std::nullopt;
}

/// Vacation mail and bounces that went to the list's address are nobody's post (3834-11). A wish
/// for silence, or another list's fields, are no machine's (3834-10).
std::optional<Verdict> automatic(const Posting& posting)
{
    if (posting.proven || !mail::machine_reason(posting.message, posting.envelope_sender))
        return std::nullopt;
    return Verdict{Fate::discard, "automatic"};
}

std::optional<Verdict> closed(const Posting& posting)
{
    if (posting.list.open)
        return std::nullopt;
    return Verdict{Fate::reject, "closed"};
}

std::optional<Verdict> not_an_author(const Posting& posting)
{
    if (posting.proven || posting.from_author || posting.list.kind != model::Kind::newsletter)
        return std::nullopt;
    return Verdict{Fate::reject, "not_author"};
}

std::optional<Verdict> not_a_member(const Posting& posting)
{
    if (posting.proven || posting.from_author || posting.from_member)
        return std::nullopt;
    return Verdict{Fate::hold, "not_member"};
}

/// From proves nothing, and a forged letter to all is a collective's nightmare.
std::optional<Verdict> unconfirmed(const Posting& posting)
{
    if (posting.proven || !posting.list.confirm_posts)
        return std::nullopt;
    return Verdict{Fate::confirm, "confirm"};
}

// The order is the policy: the first rule with an opinion decides.
constexpr std::array<Rule, 7> rules = {
    loop, automatic, closed, not_an_author, not_a_member, perhaps_loop, unconfirmed,
};

}  // namespace

Verdict judge(const Posting& posting)
{
    for (const Rule rule : rules)
        if (auto verdict = rule(posting))
            return *verdict;
    return {};
}

}  // namespace colporteur::lists
