// SPDX-License-Identifier: AGPL-3.0-or-later
#include "net/smtp_session.hpp"

#include <utility>

#include <boost/asio/error.hpp>
#include <boost/system/system_error.hpp>

#include "base/log.hpp"

namespace colporteur::net {

namespace {

using boost::system::error_code;
using boost::system::system_error;
using smtp::Action;
using Kind = Action::Kind;

const smtp::Reply desk_failed{451, "4.3.0", "Try again later"};
constexpr std::chrono::seconds farewell{2};  // for the peer to read our last words

class SmtpSession {
public:
    SmtpSession(std::shared_ptr<Stream> stream, smtp::Server server, std::shared_ptr<MailDesk> desk,
                SessionLimits limits)
        : stream_{std::move(stream)},
          server_{std::move(server)},
          desk_{std::move(desk)},
          limits_{std::move(limits)}
    {
    }

    awaitable<void> run();

private:
    awaitable<Action> obey(Action action);
    awaitable<Action> read_line();
    awaitable<Action> read_message();
    awaitable<Action> check_recipient(mail::Address recipient);
    awaitable<Action> take_message();
    awaitable<Action> start_tls();
    awaitable<void> flush();
    Action last_word(const error_code& failure);

    std::shared_ptr<Stream> stream_;
    smtp::Server server_;
    std::shared_ptr<MailDesk> desk_;
    SessionLimits limits_;
    std::string
        replies_{};  ///< not yet sent: pipelined commands are answered in one write (RFC 2920 §3.2)
    mail::RawMessage message_{};
};

awaitable<void> SmtpSession::run()
{
    Action next = server_.greet();
    while (true) {
        for (const smtp::Reply& reply : next.replies)
            replies_ += to_wire(reply);
        if (next.kind == Kind::close)
            break;
        auto obeying = obey(std::move(next));
        next = co_await std::move(obeying);
    }
    co_await flush();
    co_await stream_->hang_up(farewell);
}

awaitable<Action> SmtpSession::obey(Action action)
{
    switch (action.kind) {
    case Kind::read_line: return read_line();
    case Kind::check_recipient: return check_recipient(std::move(*action.recipient));
    case Kind::read_message: return read_message();
    case Kind::take_message: return take_message();
    case Kind::start_tls: return start_tls();
    case Kind::close: break;
    }
    throw std::logic_error{"nothing follows a close"};
}

awaitable<void> SmtpSession::flush()
{
    if (replies_.empty())
        co_return;
    auto writing = stream_->write(std::exchange(replies_, {}), limits_.write);
    co_await std::move(writing);
}

/// A silent peer and a stopping server are told so; a lost peer ends the session.
Action SmtpSession::last_word(const error_code& failure)
{
    if (failure == boost::asio::error::timed_out)
        return server_.on_timeout();
    if (failure == boost::asio::error::operation_aborted)
        return server_.on_shutdown();
    throw system_error{failure};
}

awaitable<Action> SmtpSession::read_line()
{
    if (!stream_->line_ready())
        co_await flush();
    std::optional<std::string> line;
    error_code failure;
    try {
        auto reading = stream_->read_line(server_.limits().command_line, limits_.command);
        line = co_await std::move(reading);
    } catch (const system_error& error) {
        failure = error.code();
    }
    if (failure)
        co_return last_word(failure);
    co_return line ? server_.on_line(*line) : server_.on_bad_line();
}

awaitable<Action> SmtpSession::read_message()
{
    co_await flush();
    smtp::DataReader reader{server_.data_limits()};
    error_code failure;
    try {
        while (true) {
            stream_->consume(reader.feed(stream_->buffered()));
            if (reader.complete())
                break;
            co_await stream_->fill(limits_.data);
        }
    } catch (const system_error& error) {
        failure = error.code();
    }
    if (failure)
        co_return last_word(failure);
    message_ = reader.take_message();
    co_return server_.on_message(reader.damage(), reader.octets());
}

awaitable<Action> SmtpSession::check_recipient(mail::Address recipient)
{
    smtp::Reply verdict = desk_failed;
    try {
        auto checking = desk_->check_recipient(std::move(recipient));
        verdict = co_await std::move(checking);
    } catch (const std::exception& error) {
        log::error("recipient-check-failed why={}", error.what());
    }
    co_return server_.on_verdict(std::move(verdict));
}

awaitable<Action> SmtpSession::take_message()
{
    std::vector<smtp::Reply> replies(server_.envelope().recipients.size(), desk_failed);
    try {
        auto taking = desk_->take(server_.envelope(), std::move(message_), stream_->peer());
        replies = co_await std::move(taking);
    } catch (const std::exception& error) {
        log::error("take-failed why={}", error.what());
    }
    co_return server_.on_taken(replies);
}

awaitable<Action> SmtpSession::start_tls()
{
    if (!limits_.tls)
        throw std::logic_error{"STARTTLS is offered without a certificate"};
    co_await flush();
    auto handshake = stream_->accept_tls(limits_.tls, limits_.handshake);
    co_await std::move(handshake);
    co_return server_.on_tls();
}

}  // namespace

awaitable<void> run_smtp_session(std::shared_ptr<Stream> stream, smtp::Server server,
                                 std::shared_ptr<MailDesk> desk, SessionLimits limits)
{
    SmtpSession session{std::move(stream), std::move(server), std::move(desk), std::move(limits)};
    co_await session.run();
}

}  // namespace colporteur::net
