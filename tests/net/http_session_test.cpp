// SPDX-License-Identifier: AGPL-3.0-or-later
#include "net/http_session.hpp"

#include <doctest/doctest.h>

#include "base/time.hpp"
#include "net/house.hpp"
#include "net/http_head.hpp"

namespace colporteur::net {

namespace {

constexpr std::string_view tarball = "octets that live for ever";

/// Says what it was asked.
class EchoDesk : public PageDesk {
public:
    awaitable<http::Response> answer(http::Request request) override
    {
        if (request.path == "/broken")
            throw std::runtime_error{"out of paper"};
        http::Response response;
        if (request.path == "/source") {
            response.fixed_body = tarball;
        } else if (request.path == "/evil") {
            response.status = 303;
            response.fields = {{"Location", "/a\r\nSet-Cookie: x=1"}, {"Content-Length", "7"}};
        } else if (request.path == "/nothing") {
            response.status = 204;
        } else {
            response.body = fmt::format("{} {} ? {} [{}] {}", request.method, request.path,
                                        request.query, request.body, request.peer);
        }
        co_return response;
    }
};

/// What comes back for `octets`, after which the client waits for the end; "Connection: close" is
/// its own concern.
std::string ask(std::string octets, HttpLimits limits = {})
{
    asio::io_context io;
    const auto desk = std::make_shared<EchoDesk>();
    Serve serve = [=](std::shared_ptr<Stream> stream) {
        return run_http_session(std::move(stream), desk, limits);
    };
    const auto listener = Listener::open(io.get_executor(), "127.0.0.1:0", {}, serve).value();
    const auto heard = std::make_shared<std::string>();
    run(io, converse(listener->port(), std::move(octets), heard), listener);
    return *heard;
}

bool holds(const std::string& text, std::string_view part)
{
    return text.find(part) != std::string::npos;
}

const std::string last = "Host: x\r\nConnection: close\r\n\r\n";

}  // namespace

TEST_CASE("a request reaches the desk in parts and its answer is framed")
{
    const auto heard = ask("GET /lettre/m%20x?lang=fr&a=1 HTTP/1.1\r\n" + last);
    CHECK(heard.starts_with("HTTP/1.1 200 OK\r\nDate: "));
    CHECK(holds(heard,
                "\r\nContent-Length: 44\r\nConnection: close\r\n\r\nGET /lettre/m%20x ? "
                "lang=fr&a=1 [] 127.0.0.1"));
}

TEST_CASE("HEAD has the fields of GET and no body")
{
    const auto heard = ask("HEAD /source HTTP/1.1\r\n" + last);
    CHECK(holds(heard, "Content-Length: 25\r\n"));
    CHECK(heard.ends_with("\r\n\r\n"));
}

TEST_CASE("octets that live for ever are sent as body")
{
    CHECK(ask("GET /source HTTP/1.1\r\n" + last).ends_with("\r\n\r\noctets that live for ever"));
}

TEST_CASE("requests follow one another on one connection, pipelined or not")
{
    const auto heard =
        ask("GET /1 HTTP/1.1\r\nHost: x\r\n\r\nPOST /2 HTTP/1.1\r\nHost: x\r\nContent-Length: "
            "3\r\n\r\na=bGET /3 HTTP/1.1\r\n" +
            last);
    CHECK(holds(heard, "GET /1 ?  [] "));
    CHECK(holds(heard, "POST /2 ?  [a=b] "));
    CHECK(holds(heard, "GET /3 ?  [] "));
}

TEST_CASE("a chunked body arrives whole")
{
    CHECK(holds(ask("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n" + last +
                    "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"),
                "[abcde]"));
}

TEST_CASE("HTTP/1.0 ends after its answer")
{
    CHECK(holds(ask("GET / HTTP/1.0\r\n\r\n"), "Connection: close"));
}

TEST_CASE("what is malformed is 400, what is too large 413 or 431")
{
    struct Row {
        std::string octets;
        int status;
    };

    const HttpLimits small{.header = 500, .body = 10};
    for (const auto& [octets, status] : {
             Row{"nonsense\r\n\r\n", 400},
             Row{"GET / HTTP/1.1\r\n\r\n", 400},
             Row{"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400},
             Row{"GET nowhere HTTP/1.1\r\nHost: x\r\n\r\n", 400},
             Row{"GET / HTTP/1.1\r\nHost: x\r\nBad Field: y\r\n\r\n", 400},
             Row{"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n", 400},
             Row{"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 11\r\n\r\n", 413},
             Row{"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: "
                 "chunked\r\n\r\n20\r\n0123456789abcdef0123456789abcdef\r\n0\r\n\r\n",
                 413},
             Row{"GET / HTTP/1.1\r\nHost: x\r\nX: " + std::string(600, 'x') + "\r\n\r\n", 431},
         }) {
        CAPTURE(octets);
        const auto heard = ask(octets, small);
        CHECK(heard.starts_with(fmt::format("HTTP/1.1 {} ", status)));
        CHECK(holds(heard, "Connection: close"));
    }
}

TEST_CASE("a request that does not come to its end is 408; none at all is no error")
{
    HttpLimits hasty;
    hasty.read = std::chrono::seconds{0};
    CHECK(ask("GET / HTT", hasty).starts_with("HTTP/1.1 408 "));
    hasty.keep_alive = std::chrono::seconds{0};
    CHECK(ask("", hasty).empty());
}

TEST_CASE("a client that asks before it sends its body is told to go on, RFC 9110 10.1.1")
{
    HttpLimits hasty;
    hasty.read = std::chrono::seconds{0};
    const std::string head =
        "POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 2\r\n" + last;
    CHECK(ask(head, hasty).starts_with("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 408 "));
    CHECK(ask(head + "hi").starts_with("HTTP/1.1 200 "));
}

TEST_CASE("a desk that fails is 500, and the next request is answered")
{
    const auto heard = ask("GET /broken HTTP/1.1\r\nHost: x\r\n\r\nGET /fine HTTP/1.1\r\n" + last);
    CHECK(heard.starts_with("HTTP/1.1 500 "));
    CHECK_FALSE(holds(heard, "out of paper"));
    CHECK(holds(heard, "GET /fine"));
}

TEST_CASE("no field of an answer can begin another, and the framing is ours")
{
    const auto heard = ask("GET /evil HTTP/1.1\r\n" + last);
    CHECK(holds(heard, "Location: /a  Set-Cookie: x=1\r\n"));
    CHECK(holds(heard, "Content-Length: 0\r\n"));
    CHECK_FALSE(holds(heard, "Content-Length: 7"));
    CHECK_FALSE(holds(ask("GET /nothing HTTP/1.1\r\n" + last), "Content-Length"));
}

TEST_CASE("a date is written as RFC 9110 5.6.7 wants it")
{
    CHECK(http_date(parse_time("1994-11-06T08:49:37Z").value()) == "Sun, 06 Nov 1994 08:49:37 GMT");
}

}  // namespace colporteur::net
