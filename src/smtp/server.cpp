// SPDX-License-Identifier: AGPL-3.0-or-later
#include "smtp/server.hpp"

#include <algorithm>
#include <utility>

#include "base/ascii.hpp"
#include "base/utf8.hpp"

namespace colporteur::smtp {

namespace {

using Kind = Action::Kind;

const Reply no_utf8{553, "5.6.7", "Address needs SMTPUTF8"};  // RFC 6531 §3.5

Action hang_up(Reply reply)
{
    return {Kind::close, {std::move(reply)}};
}

/// What the peer calls itself goes into our Received field: one printable ASCII word.
bool is_host_word(std::string_view word)
{
    return !word.empty() && word.size() <= 255 &&
           std::all_of(word.begin(), word.end(), [](char c) { return c > ' ' && c < 0x7f; });
}

/// RFC 3463 §3.7 and §3.4; RFC 1870 §6.2 for the sizes.
Reply reply_for_damage(DataReader::Damage damage)
{
    switch (damage) {
    case DataReader::Damage::smuggled:
        return {550, "5.6.0", "Message holds a bare CR or LF; lines end with CRLF"};
    case DataReader::Damage::nul: return {550, "5.6.0", "Message holds a NUL octet"};
    case DataReader::Damage::line_too_long: return {550, "5.6.0", "Message holds too long a line"};
    case DataReader::Damage::header_too_large: return {552, "5.3.4", "Message header too large"};
    case DataReader::Damage::too_large:
    case DataReader::Damage::none: break;
    }
    return {552, "5.3.4", "Message too large"};
}

/// A temporary failure is worse than a permanent one: the client keeps the message and tries all
/// again.
int badness(const Reply& reply)
{
    if (reply.positive())
        return 0;
    return reply.temporary() ? 2 : 1;
}

}  // namespace

Server::Server(Role role, Limits limits) : role_{role}, limits_{std::move(limits)} {}

DataReader::Limits Server::data_limits() const
{
    return {.octets = limits_.message};
}

Action Server::greet()
{
    return say({220, "", limits_.host + (role_ == Role::lmtp ? " LMTP" : " ESMTP")});
}

Action Server::refuse(Reply reply)
{
    return hang_up(std::move(reply));
}

Action Server::say(Reply reply)
{
    return {Kind::read_line, {std::move(reply)}};
}

Action Server::error(Reply reply)
{
    if (++errors_ > limits_.errors)
        return hang_up({421, "4.7.0", "Too many errors"});
    return say(std::move(reply));
}

Action Server::on_bad_line()
{
    return error({500, "5.5.2", "Line too long, or not ended by CRLF"});
}

Action Server::on_timeout()
{
    return hang_up({421, "4.4.2", limits_.host + " waited too long"});
}

Action Server::on_shutdown()
{
    return hang_up({421, "4.3.2", limits_.host + " is shutting down"});
}

Action Server::on_line(std::string_view line)
{
    return run(parse_command(line));
}

Action Server::run(const Command& command)
{
    switch (command.verb) {
    case Verb::helo:
    case Verb::ehlo:
    case Verb::lhlo: return on_hello(command);
    case Verb::mail: return on_mail(command);
    case Verb::rcpt: return on_rcpt(command);
    case Verb::data: return on_data(command);
    case Verb::vrfy: return on_vrfy(command);
    case Verb::starttls: return on_starttls(command);
    case Verb::rset: reset(); return say({250, "2.0.0", "Forgotten"});
    case Verb::noop: return say({250, "2.0.0", "Still here"});
    case Verb::help:
        return say({214, "2.0.0", "MAIL RCPT DATA RSET NOOP QUIT VRFY HELP; see RFC 5321"});
    case Verb::quit: return hang_up({221, "2.0.0", limits_.host + " closing"});
    case Verb::expn: return error({550, "5.7.2", "Members are not disclosed"});  // RFC 5321 §7.3
    case Verb::bdat: return error({502, "5.5.1", "CHUNKING is not offered"});
    case Verb::unknown: break;
    }
    return error({500, "5.5.1", "Command not recognized"});
}

bool Server::speaks(Verb hello) const
{
    return (hello == Verb::lhlo) == (role_ == Role::lmtp);  // RFC 2033 §4.1
}

Action Server::on_hello(const Command& command)
{
    if (!speaks(command.verb))
        return error({500, "5.5.1", role_ == Role::lmtp ? "Say LHLO" : "Say EHLO"});
    const auto name = trim(command.arguments);
    if (!is_host_word(name))
        return error({501, "5.5.4", "Your host name is needed"});

    reset();
    state_ = State::greeted;
    envelope_.helo = name;
    return say(command.verb == Verb::helo ? Reply{250, "", limits_.host} : hello_reply());
}

Reply Server::hello_reply() const
{
    Reply hello{250, "", limits_.host};
    hello.more = {"PIPELINING", "SIZE " + std::to_string(limits_.message), "8BITMIME",
                  "ENHANCEDSTATUSCODES"};
    if (limits_.offer_tls && !envelope_.tls)
        hello.more.emplace_back("STARTTLS");
    hello.more.emplace_back("SMTPUTF8");
    return hello;
}

Action Server::on_mail(const Command& command)
{
    if (state_ == State::fresh)
        return error({503, "5.5.1", "Say hello first"});
    if (state_ == State::mail)
        return error({503, "5.5.1", "A transaction is open"});

    const auto mail = parse_mail_from(command.arguments);
    if (!mail)
        return error(reply_for(mail.error()));
    if (!mail->utf8 && !is_ascii(command.arguments))
        return say(no_utf8);
    if (mail->size.value_or(0) > limits_.message)
        return say({552, "5.3.4", "Message too large"});  // RFC 1870 §6.1

    state_ = State::mail;
    envelope_.reverse_path = mail->reverse_path;
    envelope_.utf8 = mail->utf8;
    return say({250, "2.1.0", "Sender noted"});
}

Action Server::on_rcpt(const Command& command)
{
    if (state_ != State::mail)
        return error({503, "5.5.1", "MAIL comes first"});
    if (envelope_.recipients.size() >= limits_.recipients)
        return say({452, "4.5.3", "Too many recipients"});  // RFC 5321 §4.5.3.1.10

    auto address = parse_rcpt_to(command.arguments, limits_.host);
    if (!address)
        return error(reply_for(address.error()));
    if (!envelope_.utf8 && !is_ascii(command.arguments))
        return say(no_utf8);
    asked_ = std::move(*address);
    return {Kind::check_recipient, {}, asked_};
}

Action Server::on_verdict(Reply reply)
{
    if (reply.positive() && asked_)
        envelope_.recipients.push_back(std::move(*asked_));
    asked_.reset();
    return say(std::move(reply));
}

Action Server::on_data(const Command& command)
{
    if (!trim(command.arguments).empty())
        return error({501, "5.5.4", "DATA takes no argument"});
    if (state_ != State::mail)
        return error({503, "5.5.1", "MAIL comes first"});
    if (envelope_.recipients.empty())
        return say({503, "5.5.1", "No valid recipient"});  // RFC 5321 §3.3, RFC 2033 §4.2
    return {Kind::read_message, {{354, "", "End with <CRLF>.<CRLF>"}}};
}

Action Server::on_message(DataReader::Damage damage, std::uint64_t octets)
{
    if (damage == DataReader::Damage::none && octets > limits_.message)
        damage = DataReader::Damage::too_large;
    if (damage == DataReader::Damage::none)
        return {Kind::take_message};
    return after_data(std::vector(envelope_.recipients.size(), reply_for_damage(damage)));
}

Action Server::on_taken(const std::vector<Reply>& replies)
{
    auto complete = replies;
    complete.resize(envelope_.recipients.size(), {451, "4.3.0", "Try again later"});
    return after_data(std::move(complete));
}

Action Server::after_data(std::vector<Reply> replies)
{
    reset();
    if (role_ == Role::lmtp)
        return {Kind::read_line, std::move(replies)};  // RFC 2033 §4.2: one for each
    const auto worst =
        std::max_element(replies.begin(), replies.end(),
                         [](const Reply& a, const Reply& b) { return badness(a) < badness(b); });
    return say(*worst);
}

Action Server::on_vrfy(const Command& command)
{
    if (trim(command.arguments).empty())
        return error({501, "5.5.4", "VRFY needs an address"});
    return say({252, "2.0.0", "Send to it and see"});  // RFC 5321 §3.5.3
}

Action Server::on_starttls(const Command& command)
{
    if (!limits_.offer_tls)
        return error({502, "5.5.1", "TLS is not offered"});
    if (envelope_.tls)
        return error({503, "5.5.1", "TLS is already on"});
    if (!command.arguments.empty())
        return error({501, "5.5.4", "STARTTLS takes no argument"});
    return {Kind::start_tls, {{220, "2.0.0", "Go ahead"}}};
}

Action Server::on_tls()
{
    reset();
    state_ = State::fresh;  // RFC 3207 §4.2: what was said before does not count
    envelope_.helo.clear();
    envelope_.tls = true;
    return {Kind::read_line};
}

void Server::reset()
{
    if (state_ == State::mail)
        state_ = State::greeted;
    envelope_.reverse_path.reset();
    envelope_.recipients.clear();
    envelope_.utf8 = false;
    asked_.reset();
}

}  // namespace colporteur::smtp
