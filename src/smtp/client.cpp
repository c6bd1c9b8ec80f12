// SPDX-License-Identifier: AGPL-3.0-or-later
#include "smtp/client.hpp"

#include <utility>

#include "base/encode.hpp"

namespace colporteur::smtp {

namespace {

using Kind = Step::Kind;
using std::chrono::minutes;

bool is_class(const Reply& reply, int first_digit)
{
    return reply.code / 100 == first_digit;
}

}  // namespace

// ---- what we write

Step Client::read()
{
    const auto patience = [](Expect expect) -> std::chrono::seconds {  // RFC 5321 §4.5.3.2
        switch (expect) {
        case Expect::data: return minutes{2};
        case Expect::content:
        case Expect::lone_dot: return minutes{10};
        case Expect::quit: return std::chrono::seconds{10};
        default: return minutes{5};
        }
    };
    return {.kind = Kind::read_reply, .patience = patience(expected_.front())};
}

void Client::append(Expect expect, const std::string& line)
{
    expected_.push_back(expect);
    commands_ += line + "\r\n";
}

Step Client::write_commands()
{
    Step step = read();
    step.octets.push_back(commands_);
    return step;
}

Step Client::command(Expect expect, const std::string& line)
{
    commands_.clear();
    append(expect, line);
    return write_commands();
}

// ---- before the first copy

Step Client::start()
{
    expected_ = {Expect::greeting};
    return read();
}

Step Client::on_reply(Reply reply)
{
    if (expected_.empty())
        return on_lost();
    const Expect asked = expected_.front();
    expected_.pop_front();
    if (reply.code == 421)
        return end_by(reply);

    switch (asked) {
    case Expect::greeting: return on_greeting(reply);
    case Expect::ehlo: return on_ehlo(reply);
    case Expect::helo: return on_helo(reply);
    case Expect::start_tls: return on_start_tls(reply);
    case Expect::auth: return on_auth(reply);
    case Expect::mail:
    case Expect::rcpt: return on_envelope(asked, reply);
    case Expect::data: return on_data(reply);
    case Expect::content: return on_content(reply);
    case Expect::lone_dot: return advance();
    case Expect::rset: return on_rset();
    case Expect::quit: break;
    }
    return {.kind = Kind::close};
}

Step Client::give_up(Reply reply)
{
    return {.kind = Kind::close, .failure = std::move(reply)};
}

/// 421: the relay closes, whatever was asked (RFC 5321 §4.2.1). The copy in hand gets this reply.
Step Client::end_by(const Reply& reply)
{
    Step step{.kind = Kind::close};
    if (current_)
        step.settled = settle(reply);
    if (following_)
        step.unsent.push_back(std::move(*std::exchange(following_, std::nullopt)));
    if (!at_work_)
        step.failure = reply;
    return step;
}

Step Client::on_greeting(const Reply& reply)
{
    return is_class(reply, 2) ? command(Expect::ehlo, "EHLO " + wishes_.our_name) : give_up(reply);
}

Step Client::on_ehlo(const Reply& reply)
{
    if (is_class(reply, 5))
        return command(Expect::helo, "HELO " + wishes_.our_name);
    if (!is_class(reply, 2))
        return give_up(reply);
    can_ = read_extensions(reply);
    return hello_done();
}

Step Client::on_helo(const Reply& reply)
{
    can_ = {};
    return is_class(reply, 2) ? hello_done() : give_up(reply);
}

Step Client::hello_done()
{
    using StartTls = ClientWishes::StartTls;
    if (!secured_ && wishes_.start_tls != StartTls::no && can_.start_tls)
        return command(Expect::start_tls, "STARTTLS");
    if (!secured_ && wishes_.start_tls == StartTls::required)
        return give_up({454, "4.7.0", "The relay does not offer STARTTLS"});
    return authenticate();
}

Step Client::on_start_tls(const Reply& reply)
{
    if (is_class(reply, 2))
        return {.kind = Kind::start_tls, .patience = minutes{1}};
    return wishes_.start_tls == ClientWishes::StartTls::required ? give_up(reply) : authenticate();
}

Step Client::on_tls()
{
    secured_ = true;
    can_ = {};  // what was offered before does not count, RFC 3207 §4.2
    return command(Expect::ehlo, "EHLO " + wishes_.our_name);
}

/// AUTH PLAIN with an initial response (RFC 4954 §4, RFC 4616 §2).
Step Client::authenticate()
{
    if (wishes_.user.empty())
        return next_copy();
    if (!can_.auth_plain)
        return give_up({454, "4.7.0", "The relay does not offer AUTH PLAIN"});
    const std::string secret = '\0' + wishes_.user + '\0' + wishes_.password;
    return command(Expect::auth, "AUTH PLAIN " + to_base64(secret));
}

Step Client::on_auth(const Reply& reply)
{
    return is_class(reply, 2) ? next_copy() : give_up(reply);
}

}  // namespace colporteur::smtp
