// SPDX-License-Identifier: AGPL-3.0-or-later
// The part of the client that sends copies; client.cpp has what comes before the first.
#include <algorithm>
#include <utility>

#include "base/utf8.hpp"
#include "smtp/client.hpp"

namespace colporteur::smtp {

namespace {

using Kind = Step::Kind;

constexpr std::string_view lone_dot_line = ".\r\n";

bool is_class(const Reply& reply, int first_digit)
{
    return reply.code / 100 == first_digit;
}

/// A refusal that says yes ("250" to DATA) must not pass for a success.
Reply as_refusal(const Reply& reply)
{
    if (!reply.positive())
        return reply;
    return {451, "4.5.0", "The relay's reply made no sense: " + std::to_string(reply.code)};
}

bool has_control(std::string_view text)
{
    return std::any_of(text.begin(), text.end(), [](char c) {
        const auto octet = static_cast<unsigned char>(c);
        return octet < 0x20 || octet == 0x7f;
    });
}

std::size_t size_of(const Copy& copy)
{
    std::size_t sum = 0;
    for (const auto piece : copy.pieces)
        sum += piece.size();
    return sum;
}

/// Whether the lone dot would stand at the start of a line.
bool ends_line(const Copy& copy)
{
    std::string end;
    for (auto piece = copy.pieces.rbegin(); piece != copy.pieces.rend() && end.size() < 2; ++piece)
        end.insert(0, piece->substr(piece->size() - std::min<std::size_t>(piece->size(), 2)));
    return end.empty() || end.ends_with("\r\n");
}

}  // namespace

std::string Client::mail_line(const Copy& copy) const
{
    std::string line = "MAIL FROM:<" + copy.sender + ">";
    if (can_.size)
        line += " SIZE=" + std::to_string(size_of(copy));
    if (can_.eight_bit && (copy.eight_bit || copy.utf8))
        line += " BODY=8BITMIME";
    if (copy.utf8)
        line += " SMTPUTF8";
    return line;
}

/// MAIL, RCPT and DATA in one group, DATA last (RFC 2920 §3.1).
void Client::append_envelope(const Copy& copy)
{
    append(Expect::mail, mail_line(copy));
    append(Expect::rcpt, "RCPT TO:<" + copy.recipient + ">");
    append(Expect::data, "DATA");
}

Step Client::next_copy()
{
    at_work_ = true;
    content_next_ = false;
    return {.kind = Kind::next_copy};
}

/// Why the relay cannot have this copy at all (RFC 6152 §3, RFC 6531 §3.5).
std::optional<Reply> Client::cannot_send(const Copy& copy) const
{
    if (has_control(copy.sender) || has_control(copy.recipient))
        return Reply{553, "5.1.3", "Address holds a control character"};
    const bool utf8 = copy.utf8 || !is_ascii(copy.sender) || !is_ascii(copy.recipient);
    if (utf8 && (!copy.utf8 || !can_.utf8))
        return Reply{553, "5.6.7", "The relay does not take UTF-8 addresses or headers"};
    if (copy.eight_bit && !can_.eight_bit)
        return Reply{554, "5.6.3", "The relay does not take 8-bit messages"};
    return std::nullopt;
}

Step Client::on_copy(std::optional<Copy> copy)
{
    if (copy) {
        if (const auto why = cannot_send(*copy))
            return {.kind = content_next_ ? Kind::ready_copy : Kind::next_copy,
                    .settled = Outcome{std::move(*copy), *why}};
    }
    if (content_next_)
        return send_content(std::move(copy));
    return copy ? begin(std::move(*copy)) : command(Expect::quit, "QUIT");
}

Step Client::begin(Copy copy)
{
    current_ = std::move(copy);
    refused_ = false;
    commands_.clear();
    if (std::exchange(mail_open_, false))
        append(Expect::rset, "RSET");
    if (can_.pipelining)
        append_envelope(*current_);
    else if (expected_.empty())
        append(Expect::mail, mail_line(*current_));
    return write_commands();
}

Step Client::on_rset()
{
    return can_.pipelining ? read() : command(Expect::mail, mail_line(*current_));
}

Step Client::on_envelope(Expect asked, const Reply& reply)
{
    if (!is_class(reply, 2)) {
        Outcome outcome = refused_ ? Outcome{} : settle(as_refusal(reply));
        Step step = can_.pipelining ? read() : next_copy();
        if (!std::exchange(refused_, true))
            step.settled = std::move(outcome);
        return step;
    }
    mail_open_ |= asked == Expect::mail;
    if (can_.pipelining)
        return read();
    return asked == Expect::mail ? command(Expect::rcpt, "RCPT TO:<" + current_->recipient + ">")
                                 : command(Expect::data, "DATA");
}

Step Client::on_data(const Reply& reply)
{
    if (is_class(reply, 3)) {
        mail_open_ = false;  // the dot to come ends the transaction, even when it stands alone
        content_next_ = true;
        return can_.pipelining ? Step{.kind = Kind::ready_copy} : send_content(std::nullopt);
    }
    Step step = next_copy();
    if (!refused_)
        step.settled = settle(as_refusal(reply));
    return step;
}

/// The content and its dot, and behind them the next envelope. After a refused recipient the dot
/// stands alone and the reply to it means nothing (RFC 2920 §3.1).
Step Client::send_content(std::optional<Copy> following)
{
    content_next_ = false;
    content_sent_ = !refused_;
    expected_.push_back(refused_ ? Expect::lone_dot : Expect::content);
    Step step = read();
    if (!refused_) {
        step.octets = current_->pieces;
        if (!ends_line(*current_))
            step.octets.push_back("\r\n");
    }
    step.octets.push_back(lone_dot_line);
    refused_ = false;

    following_ = std::move(following);
    if (following_) {
        commands_.clear();
        append_envelope(*following_);
        step.octets.push_back(commands_);
    }
    return step;
}

Step Client::on_content(const Reply& reply)
{
    Outcome outcome = settle(is_class(reply, 2) ? reply : as_refusal(reply));
    Step step = advance();
    step.settled = std::move(outcome);
    return step;
}

/// The dot was answered: on to the copy whose envelope went with it, if one did.
Step Client::advance()
{
    if (!following_)
        return next_copy();
    current_ = std::exchange(following_, std::nullopt);
    return read();
}

Outcome Client::settle(const Reply& reply)
{
    content_sent_ = false;
    return {std::move(*std::exchange(current_, std::nullopt)), reply};
}

Step Client::on_lost()
{
    Step step{.kind = Kind::close};
    if (current_ && content_sent_)
        step.settled = settle({421, "4.4.2", "Connection lost before the relay answered"});
    else if (current_)
        step.unsent.push_back(std::move(*std::exchange(current_, std::nullopt)));
    if (following_)
        step.unsent.push_back(std::move(*std::exchange(following_, std::nullopt)));
    expected_.clear();
    return step;
}

}  // namespace colporteur::smtp
