// SPDX-License-Identifier: AGPL-3.0-or-later
// The part of the client that asks the relay to take a copy: its envelope, answered before any
// content is sent.
#include <algorithm>
#include <utility>

#include "smtp/client.hpp"
#include "smtp/client_envelope.hpp"
#include "smtp/client_reply.hpp"

namespace colporteur::smtp {

namespace {

/// Whether more recipients are welcome, only not in this transaction (RFC 5321 §4.5.3.1.10; 552 is
/// the older code).
bool too_many(const Reply& reply)
{
    return (reply.code == 452 || reply.code == 552) &&
           (reply.enhanced.empty() || reply.enhanced.ends_with(".5.3"));
}

}  // namespace

/// MAIL and RCPT, and with them DATA, which ends a group (RFC 2920 §3.1). BDAT waits for the
/// answers (RFC 3030 §2).
void Client::append_envelope(const Copy& copy)
{
    append(Expect::mail, mail_line(copy, can_));
    for (const auto& recipient : copy.recipients)
        append(Expect::rcpt, rcpt_line(copy, recipient, can_));
    if (!can_.chunking)
        append(Expect::data, "DATA");
}

Step Client::begin(Copy copy)
{
    current_ = std::move(copy);
    envelope_ = {};
    commands_.clear();
    if (std::exchange(mail_open_, false))
        append(Expect::rset, "RSET");
    if (can_.pipelining)
        append_envelope(*current_);
    else if (expected_.empty())
        append(Expect::mail, mail_line(*current_, can_));
    return write_commands();
}

Step Client::on_rset(const Reply& reply)
{
    if (!is_class(reply, 2))
        return on_lost();  // what stands there cannot be cleared
    return can_.pipelining ? read() : command(Expect::mail, mail_line(*current_, can_));
}

Step Client::on_mail(const Reply& reply)
{
    if (is_class(reply, 2)) {
        mail_open_ = true;
        return can_.pipelining ? read() : ask_recipient();
    }
    envelope_.sender_refused = true;
    std::vector<Outcome> settled;
    if (!envelope_.behind_refusal)
        settled = settle(as_refusal(reply));
    Step step = can_.pipelining ? read() : next_copy();
    step.settled = std::move(settled);
    return step;
}

Step Client::ask_recipient()
{
    const Recipient& recipient = current_->recipients[envelope_.accepted];
    return command(Expect::rcpt, rcpt_line(*current_, recipient, can_));
}

Step Client::on_rcpt(const Reply& reply)
{
    std::vector<Outcome> settled;
    if (is_class(reply, 2)) {
        mail_open_ = true;
        ++envelope_.accepted;
    } else if (!envelope_.sender_refused) {
        settled = refuse_recipient(reply);
    }
    Step step = after_recipient();
    step.settled = std::move(settled);
    return step;
}

/// Settles the recipient who was just asked for, or puts him off.
std::vector<Outcome> Client::refuse_recipient(const Reply& reply)
{
    std::vector<Outcome> settled;
    const auto recipient =
        current_->recipients.begin() + static_cast<std::ptrdiff_t>(envelope_.accepted);
    if (envelope_.accepted > 0 && too_many(reply)) {
        put_off(*current_, std::span{recipient, 1});
        if (!reply.enhanced.empty())
            most_recipients_ = std::min(most_recipients_, envelope_.accepted);
    } else {
        settled.push_back({recipient->id, as_refusal(reply)});
    }
    current_->recipients.erase(recipient);
    return settled;
}

Step Client::after_recipient()
{
    if (!expected_.empty())
        return read();
    if (envelope_.sender_refused)
        return envelope_.behind_refusal ? ask_again() : next_copy();
    if (envelope_.accepted < current_->recipients.size())
        return ask_recipient();
    if (current_->recipients.empty())
        return next_copy();
    return can_.chunking ? go_to_content() : command(Expect::data, "DATA");
}

/// A sender refused right behind a refused content: perhaps only because the relay does not count
/// that transaction as over (RFC 3030 §2 leaves it open). RSET, and the envelope once more.
Step Client::ask_again()
{
    mail_open_ = true;
    return begin(std::move(*std::exchange(current_, std::nullopt)));
}

Step Client::on_data(const Reply& reply)
{
    if (is_class(reply, 3)) {
        if (envelope_.sender_refused && (envelope_.behind_refusal || envelope_.accepted > 0))
            return on_lost();  // a transaction of whom? A lone dot would be an empty message
        return go_to_content();
    }
    if (envelope_.sender_refused && envelope_.behind_refusal)
        return ask_again();
    auto settled = settle(as_refusal(reply));
    Step step = next_copy();
    step.settled = std::move(settled);
    return step;
}

// ---- recipients beyond what the relay takes at once

void Client::put_off(const Copy& copy, std::span<const Recipient> recipients)
{
    if (!rest_) {
        rest_ = copy;
        rest_->recipients.clear();
    }
    rest_->recipients.insert(rest_->recipients.end(), recipients.begin(), recipients.end());
    rest_->id = rest_->recipients.front().id;
}

void Client::keep_to_limit(Copy& copy)
{
    if (copy.recipients.size() <= most_recipients_)
        return;
    put_off(copy, std::span{copy.recipients}.subspan(most_recipients_));
    copy.recipients.resize(most_recipients_);
}

Copy Client::take_rest()
{
    Copy copy = std::move(*std::exchange(rest_, std::nullopt));
    keep_to_limit(copy);
    return copy;
}

}  // namespace colporteur::smtp
