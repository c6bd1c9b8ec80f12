// SPDX-License-Identifier: AGPL-3.0-or-later
#include "net/relay_session.hpp"

#include <algorithm>
#include <utility>

#include <boost/asio/error.hpp>
#include <boost/system/system_error.hpp>

namespace colporteur::net {

namespace {

using boost::system::system_error;
using smtp::Step;
using Kind = Step::Kind;
using Tls = RelayTarget::Tls;
using Clock = std::chrono::steady_clock;

constexpr std::size_t longest_reply_line = 4096;  // RFC 5321 §4.5.3.1.5 says 512; relays say more
// Each block of data, RFC 5321 §4.5.3.2.5.
constexpr Stream::Timeout block_patience = std::chrono::minutes{3};

smtp::ClientWishes wishes_of(const RelayTarget& target)
{
    using StartTls = smtp::ClientWishes::StartTls;
    return {.our_name = target.our_name,
            .start_tls = target.tls == Tls::starttls ? StartTls::required : StartTls::no,
            .user = target.user,
            .password = target.password};
}

[[noreturn]] void throw_not_smtp(const std::string& what)
{
    throw system_error{make_error_code(boost::system::errc::protocol_error), what};
}

/// Moves octets between the relay and smtp::Client, and copies between it and their source; decides
/// nothing.
class RelaySession {
public:
    RelaySession(RelayTarget target, std::shared_ptr<CopySource> source,
                 std::shared_ptr<Stream> stream)
        : target_{std::move(target)},
          source_{std::move(source)},
          stream_{std::move(stream)},
          client_{wishes_of(target_)}
    {
    }

    awaitable<void> run();

private:
    awaitable<void> converse();
    awaitable<Step> perform(Step step);
    awaitable<Step> ask(Step step);
    awaitable<smtp::Reply> read_reply(Stream::Timeout patience);
    awaitable<Step> start_tls(std::chrono::seconds patience);
    awaitable<Step> next_copy(bool may_wait);
    void hand_out(Step& step);

    RelayTarget target_;
    std::shared_ptr<CopySource> source_;
    std::shared_ptr<Stream> stream_;
    smtp::Client client_;
    bool leaving_ = false;  ///< the relay may hang up now without harm
};

awaitable<void> RelaySession::run()
{
    std::exception_ptr failure;
    try {
        co_await converse();
    } catch (const RelayRefused&) {
        failure = std::current_exception();
    } catch (...) {
        failure = std::current_exception();
        Step lost = client_.on_lost();
        hand_out(lost);
    }
    stream_->close();
    if (failure && !leaving_)
        std::rethrow_exception(failure);
}

awaitable<void> RelaySession::converse()
{
    if (target_.tls == Tls::implicit) {
        auto handshake =
            stream_->connect_tls(client_tls(target_.verify), target_.host, target_.connect_timeout);
        co_await std::move(handshake);
    }
    Step step = client_.start();
    while (step.kind != Kind::close) {
        hand_out(step);
        auto performing = perform(std::move(step));
        step = co_await std::move(performing);
    }
    hand_out(step);
    if (step.failure)
        throw RelayRefused{*step.failure};
}

/// Outcomes before anything else: see CopySource::settled.
void RelaySession::hand_out(Step& step)
{
    for (const auto& outcome : std::exchange(step.settled, {}))
        source_->settled(outcome);
    if (auto unsuited = std::exchange(step.unsuited, std::nullopt))
        source_->unsuited(std::move(unsuited->copy), unsuited->lack);
    for (auto& copy : std::exchange(step.unsent, {}))
        source_->give_back(std::move(copy));
}

awaitable<Step> RelaySession::perform(Step step)
{
    switch (step.kind) {
    case Kind::read_reply: return ask(std::move(step));
    case Kind::start_tls: return start_tls(step.patience);
    case Kind::ready_copy:
    case Kind::next_copy: return next_copy(step.kind == Kind::next_copy);
    case Kind::close: break;
    }
    throw std::logic_error{"nothing follows a close"};
}

awaitable<Step> RelaySession::ask(Step step)
{
    if (!step.octets.empty()) {
        if (!stream_->buffered().empty())  // nothing was asked: its next replies would be misread
            throw_not_smtp("a reply without a question");
        const auto patience = std::min(block_patience, target_.longest_wait);
        auto writing = stream_->write_pieces(std::move(step.octets), patience);
        co_await std::move(writing);
    }
    auto reading = read_reply(std::min<Stream::Timeout>(step.patience, target_.longest_wait));
    smtp::Reply reply = co_await std::move(reading);
    co_return client_.on_reply(std::move(reply));
}

/// `patience` is for the whole reply: a line now and then does not prolong it.
awaitable<smtp::Reply> RelaySession::read_reply(Stream::Timeout patience)
{
    const auto until = Clock::now() + patience;
    smtp::ReplyReader reader;
    while (true) {
        const auto left = std::chrono::ceil<Stream::Timeout>(until - Clock::now());
        auto reading = stream_->read_line(longest_reply_line, left);
        const auto line = co_await std::move(reading);
        auto reply = reader.feed(line.value_or(""));
        if (!reply)
            throw_not_smtp(reply.error().what);
        if (*reply)
            co_return std::move(**reply);
    }
}

awaitable<Step> RelaySession::start_tls(std::chrono::seconds patience)
{
    auto handshake = stream_->connect_tls(client_tls(target_.verify), target_.host, patience);
    co_await std::move(handshake);
    co_return client_.on_tls();
}

awaitable<Step> RelaySession::next_copy(bool may_wait)
{
    std::optional<smtp::Copy> copy = source_->ready();
    if (copy || !may_wait)
        co_return client_.on_copy(std::move(copy));

    auto waiting = source_->next(target_.idle);
    copy = co_await std::move(waiting);
    leaving_ = !copy;
    if (copy && !stream_->quiet()) {  // the relay grew tired of waiting: no attempt was made
        source_->give_back(std::move(*copy));
        co_return Step{.kind = Kind::close};
    }
    co_return client_.on_copy(std::move(copy));
}

}  // namespace

RelayRefused::RelayRefused(smtp::Reply reply)
    : std::runtime_error{fmt::format("the relay answered {} {} {}", reply.code, reply.enhanced,
                                     reply.text)},
      reply_{std::move(reply)}
{
}

awaitable<void> run_relay_session(RelayTarget target, std::shared_ptr<CopySource> source)
{
    auto connecting = connect_tcp(target.host, target.port, target.connect_timeout);
    auto stream = co_await std::move(connecting);
    RelaySession session{std::move(target), std::move(source), std::move(stream)};
    co_await session.run();
}

}  // namespace colporteur::net
