// SPDX-License-Identifier: AGPL-3.0-or-later
#include "net/http_session.hpp"

#include <utility>

#include <boost/asio/buffer.hpp>
#include <boost/asio/error.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/status.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/system/system_error.hpp>

#include "base/ascii.hpp"
#include "base/log.hpp"
#include "base/time.hpp"
#include "net/http_head.hpp"

namespace colporteur::net {

namespace {

namespace beast = boost::beast::http;
using boost::system::error_code;
using boost::system::system_error;
using Clock = std::chrono::steady_clock;
using Parser = beast::request_parser<beast::string_body>;

constexpr std::chrono::seconds farewell{2};

/// One request as it came, or the status that says why it cannot be answered.
struct Arrived {
    int refusal = 0;     ///< 0: none
    bool ended = false;  ///< the peer hung up or fell silent between requests
    http::Request request{};
    unsigned version = 11;
    bool keep_alive = false;
};

int status_for(const error_code& error)
{
    if (error == beast::error::header_limit)
        return 431;
    return error == beast::error::body_limit ? 413 : 400;
}

class HttpSession {
public:
    HttpSession(std::shared_ptr<Stream> stream, std::shared_ptr<PageDesk> desk, HttpLimits limits)
        : stream_{std::move(stream)}, desk_{std::move(desk)}, limits_{limits}
    {
    }

    awaitable<void> run();

private:
    awaitable<bool> wait_for_request();
    awaitable<Arrived> read_request();
    awaitable<void> feed(std::shared_ptr<Parser> parser);
    awaitable<void> say_continue();
    awaitable<http::Response> ask_desk(http::Request request);
    awaitable<void> send(http::Response response, Framing framing);

    std::shared_ptr<Stream> stream_;
    std::shared_ptr<PageDesk> desk_;
    HttpLimits limits_;
};

awaitable<void> HttpSession::run()
{
    bool keep_alive = true;
    while (keep_alive) {
        auto reading = read_request();
        Arrived arrived = co_await std::move(reading);
        if (arrived.ended)
            break;
        keep_alive = arrived.keep_alive && arrived.refusal == 0;
        const Framing framing{.version = arrived.version,
                              .keep_alive = keep_alive,
                              .head = arrived.request.method == "HEAD",
                              .now = now()};
        http::Response response;
        if (arrived.refusal != 0) {
            response = plain_answer(arrived.refusal);
        } else {
            auto answering = ask_desk(std::move(arrived.request));
            response = co_await std::move(answering);
        }
        auto sending = send(std::move(response), framing);
        co_await std::move(sending);
    }
    co_await stream_->hang_up(farewell);
}

/// False when none comes: that is how connections end.
awaitable<bool> HttpSession::wait_for_request()
{
    try {
        if (stream_->buffered().empty())
            co_await stream_->fill(limits_.keep_alive);
    } catch (const system_error&) {
        co_return false;
    }
    co_return true;
}

awaitable<Arrived> HttpSession::read_request()
{
    auto waiting = wait_for_request();
    const bool begun = co_await std::move(waiting);
    if (!begun)
        co_return Arrived{.ended = true};

    const auto parser = std::make_shared<Parser>();
    error_code failure;
    try {
        co_await feed(parser);
    } catch (const system_error& error) {
        failure = error.code();
    }
    if (failure == boost::asio::error::timed_out)
        co_return Arrived{.refusal = 408};
    if (failure == boost::asio::error::operation_aborted)
        co_return Arrived{.refusal = 503};
    if (failure && failure.category() != beast::make_error_code(beast::error::need_more).category())
        throw system_error{failure};
    if (failure)
        co_return Arrived{.refusal = status_for(failure)};

    Arrived arrived{.version = parser->get().version(), .keep_alive = parser->keep_alive()};
    const bool well = read_message(parser->get(), arrived.request);
    arrived.request.peer = stream_->peer();
    arrived.refusal = well ? 0 : 400;
    co_return arrived;
}

/// Feeds the parser until the request is whole. The header has one deadline, each piece of the body
/// another.
awaitable<void> HttpSession::feed(std::shared_ptr<Parser> parser)
{
    parser->header_limit(limits_.header);
    parser->body_limit(limits_.body);
    parser->eager(true);
    const auto header_by = Clock::now() + limits_.read;
    bool continued = false;
    while (true) {
        error_code error;
        const auto octets = stream_->buffered();
        stream_->consume(parser->put(boost::asio::buffer(octets.data(), octets.size()), error));
        if (error && error != beast::error::need_more)
            throw system_error{error};
        if (parser->is_done())
            co_return;
        if (parser->is_header_done() && !std::exchange(continued, true) &&
            expects_continue(parser->get()))
            co_await say_continue();
        Stream::Timeout patience = limits_.read;
        if (!parser->is_header_done())
            patience = std::chrono::ceil<Stream::Timeout>(header_by - Clock::now());
        co_await stream_->fill(patience);
    }
}

/// RFC 9110 §10.1.1.
awaitable<void> HttpSession::say_continue()
{
    auto writing = stream_->write("HTTP/1.1 100 Continue\r\n\r\n", limits_.write);
    co_await std::move(writing);
}

awaitable<http::Response> HttpSession::ask_desk(http::Request request)
{
    http::Response response = plain_answer(500);
    try {
        auto answering = desk_->answer(std::move(request));
        response = co_await std::move(answering);
    } catch (const std::exception& error) {
        log::error("page-failed why={}", error.what());
    }
    co_return response;
}

awaitable<void> HttpSession::send(http::Response response, Framing framing)
{
    const std::string head = format_head(response, framing);
    std::vector<std::string_view> pieces{head};
    if (!framing.head && may_have_body(response.status))
        pieces.push_back(body_of(response));
    auto writing = stream_->write_pieces(std::move(pieces), limits_.write);
    co_await std::move(writing);
}

}  // namespace

awaitable<void> run_http_session(std::shared_ptr<Stream> stream, std::shared_ptr<PageDesk> desk,
                                 HttpLimits limits)
{
    HttpSession session{std::move(stream), std::move(desk), limits};
    co_await session.run();
}

}  // namespace colporteur::net
