// SPDX-License-Identifier: AGPL-3.0-or-later
#include "smtp/client.hpp"

#include <algorithm>
#include <utility>

#include "base/encode.hpp"
#include "smtp/client_reply.hpp"

namespace colporteur::smtp {

namespace {

using Kind = Step::Kind;
using std::chrono::minutes;

/// Whether the reply repeats `secret`: some servers quote the line that they did not like.
bool quotes(const Reply& reply, const std::string& secret)
{
    const auto holds = [&](const std::string& line) { return line.find(secret) != line.npos; };
    return holds(reply.text) || std::any_of(reply.more.begin(), reply.more.end(), holds);
}

std::string plain_secret(const ClientWishes& wishes)
{
    return to_base64('\0' + wishes.user + '\0' + wishes.password);
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
    case Expect::login_user:
    case Expect::login_password: return on_challenge(asked, reply);
    case Expect::auth: return on_auth(reply);
    case Expect::mail: return on_mail(reply);
    case Expect::rcpt: return on_rcpt(reply);
    case Expect::data: return on_data(reply);
    case Expect::content: return on_content(reply);
    case Expect::lone_dot: return advance(!is_class(reply, 2));
    case Expect::rset: return on_rset(reply);
    case Expect::quit: break;
    }
    return {.kind = Kind::close};
}

Step Client::give_up(const Reply& reply)
{
    return {.kind = Kind::close, .failure = as_refusal(reply)};
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

/// PLAIN with an initial response (RFC 4954 §4, RFC 4616 §2); LOGIN asks for its two words one by
/// one.
Step Client::authenticate()
{
    if (wishes_.user.empty())
        return next_copy();
    if (can_.auth_plain)
        return command(Expect::auth, "AUTH PLAIN " + plain_secret(wishes_));
    if (can_.auth_login)
        return command(Expect::login_user, "AUTH LOGIN");
    return give_up({454, "4.7.0", "The relay offers neither AUTH PLAIN nor AUTH LOGIN"});
}

Step Client::on_challenge(Expect asked, const Reply& reply)
{
    if (!is_class(reply, 3))
        return give_up(without_secrets(reply));
    return asked == Expect::login_user ? command(Expect::login_password, to_base64(wishes_.user))
                                       : command(Expect::auth, to_base64(wishes_.password));
}

Step Client::on_auth(const Reply& reply)
{
    return is_class(reply, 2) ? next_copy() : give_up(without_secrets(reply));
}

Reply Client::without_secrets(const Reply& reply) const
{
    for (const auto& secret :
         {wishes_.password, to_base64(wishes_.password), plain_secret(wishes_)})
        if (!secret.empty() && quotes(reply, secret))
            return {reply.code, reply.enhanced, "The relay refused AUTH"};
    return reply;
}

}  // namespace colporteur::smtp
