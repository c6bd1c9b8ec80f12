// SPDX-License-Identifier: AGPL-3.0-or-later
// The part of the client that takes copies, sends their content and hands out what became of them;
// client_ask.cpp has their envelopes.
#include <algorithm>
#include <utility>

#include "smtp/client.hpp"
#include "smtp/client_envelope.hpp"
#include "smtp/client_reply.hpp"

namespace colporteur::smtp {

namespace {

using Kind = Step::Kind;

constexpr std::string_view lone_dot_line = ".\r\n";

/// Whether the lone dot would stand at the start of a line.
bool ends_line(const Copy& copy)
{
    std::string end;
    for (auto piece = copy.pieces.rbegin(); piece != copy.pieces.rend() && end.size() < 2; ++piece)
        end.insert(0, piece->substr(piece->size() - std::min<std::size_t>(piece->size(), 2)));
    return end.empty() || end.ends_with("\r\n");
}

/// Leaves with a step what was not tried.
void give_back(std::optional<Copy>& copy, Step& step)
{
    auto back = std::exchange(copy, std::nullopt);
    if (!back || back->recipients.empty())
        return;
    back->id = back->recipients.front().id;
    step.unsent.push_back(std::move(*back));
}

}  // namespace

// ---- which copy comes next

Step Client::next_copy()
{
    at_work_ = true;
    content_next_ = false;
    if (rest_)
        return begin(take_rest());
    return {.kind = Kind::next_copy};
}

Step Client::on_copy(std::optional<Copy> copy)
{
    if (!copy)
        return content_next_ ? send_content(std::nullopt) : command(Expect::quit, "QUIT");

    Step step{.kind = content_next_ ? Kind::ready_copy : Kind::next_copy};
    step.settled = take_unsendable(*copy, can_);
    if (copy->recipients.empty())
        return step;
    if (const auto lack = lacking(*copy, can_)) {
        step.unsuited = Unsuited{std::move(*copy), *lack};
        return step;
    }
    keep_to_limit(*copy);
    auto settled = std::move(step.settled);
    step = content_next_ ? send_content(std::move(copy)) : begin(std::move(*copy));
    step.settled = std::move(settled);
    return step;
}

// ---- the content

/// The envelope is answered: its content comes next, and behind that another envelope if there is
/// one.
Step Client::go_to_content()
{
    if (!can_.pipelining)
        return send_content(std::nullopt);
    if (rest_)
        return send_content(take_rest());
    content_next_ = true;
    return {.kind = Kind::ready_copy};
}

/// When all recipients were refused and DATA was not, the dot stands alone and the reply to it
/// means nothing (RFC 2920 §3.1).
Step Client::send_content(std::optional<Copy> following)
{
    content_next_ = false;
    mail_open_ = false;
    in_doubt_ = !current_->recipients.empty();
    expected_.push_back(in_doubt_ ? Expect::content : Expect::lone_dot);
    Step step = read();
    if (in_doubt_)
        show_content(step.octets);
    if (!can_.chunking)
        step.octets.push_back(lone_dot_line);

    following_ = std::move(following);
    if (following_) {
        commands_.clear();
        append_envelope(*following_);
        step.octets.push_back(commands_);
    }
    return step;
}

void Client::show_content(std::vector<std::string_view>& octets)
{
    const bool ended = ends_line(*current_);
    if (can_.chunking) {
        const auto size = size_of(*current_) + (ended ? 0 : 2);
        chunk_ = "BDAT " + std::to_string(size) + " LAST\r\n";
        octets.push_back(chunk_);
    }
    const bool stuff = !can_.chunking && !current_->stuffed.empty();
    const auto& pieces = stuff ? current_->stuffed : current_->pieces;
    octets.insert(octets.end(), pieces.begin(), pieces.end());
    if (!ended)
        octets.push_back("\r\n");
}

Step Client::on_content(const Reply& reply)
{
    const bool refused = !is_class(reply, 2);
    auto settled = settle(refused ? as_refusal(reply) : reply);
    Step step = advance(refused);
    step.settled = std::move(settled);
    return step;
}

/// The content was answered: on to the copy whose envelope went with it, if one did.
Step Client::advance(bool refused)
{
    mail_open_ = refused && can_.chunking;
    current_.reset();
    if (!following_)
        return next_copy();
    current_ = std::exchange(following_, std::nullopt);
    envelope_ = {.behind_refusal = refused};
    return read();
}

// ---- how it ends

/// Every recipient of the copy under way who has no outcome yet gets this one.
std::vector<Outcome> Client::settle(const Reply& reply)
{
    std::vector<Outcome> settled;
    for (const auto& recipient : current_->recipients)
        settled.push_back({recipient.id, reply});
    current_->recipients.clear();
    in_doubt_ = false;
    return settled;
}

/// 421: the relay closes, whatever was asked (RFC 5321 §4.2.1). The copy under way gets this reply.
Step Client::end_by(const Reply& reply)
{
    Step step{.kind = Kind::close};
    if (current_)
        step.settled = settle(reply);
    give_back(following_, step);
    give_back(rest_, step);
    if (!at_work_)
        step.failure = without_secrets(reply);
    return step;
}

Step Client::on_lost()
{
    Step step{.kind = Kind::close};
    if (in_doubt_)
        step.settled = settle({421, "4.4.2", "Connection lost before the relay answered"});
    for (Outcome& outcome : step.settled)
        outcome.ours = true;
    give_back(current_, step);
    give_back(following_, step);
    give_back(rest_, step);
    expected_.clear();
    return step;
}

}  // namespace colporteur::smtp
