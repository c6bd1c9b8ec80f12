// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "smtp/reply.hpp"

namespace colporteur::smtp {

/// One message for one recipient, ready to be sent.
struct Copy {
    std::uint64_t id = 0;
    std::string sender{};     ///< "" for the null reverse-path
    std::string recipient{};  ///< one address
    bool utf8 = false;        ///< needs SMTPUTF8 (RFC 6531)
    bool eight_bit = false;   ///< needs 8BITMIME (RFC 6152)
    /// The content in order: CRLF line ends, dots stuffed, without the lone dot.
    std::vector<std::string_view> pieces{};
    std::shared_ptr<const void> keeps{};  ///< owner of the octets that `pieces` show
};

/// What the other side said it can do (RFC 5321 §4.1.1.1).
struct Extensions {
    bool pipelining = false;
    bool size = false;
    bool eight_bit = false;
    bool utf8 = false;
    bool start_tls = false;
    bool auth_plain = false;
};

Extensions read_extensions(const Reply& ehlo);

/// What we ask of the session before the first copy.
struct ClientWishes {
    enum class StartTls { no, if_offered, required };

    std::string our_name = "localhost";
    StartTls start_tls = StartTls::no;
    std::string user{};  ///< "" is no AUTH (RFC 4954, PLAIN)
    std::string password{};
};

/// What became of a copy.
struct Outcome {
    Copy copy;
    Reply reply;  ///< the relay's, or our own when it was not sent or its fate is unknown
};

/// What the connection must do next. First hand out `settled`, then write, then the rest.
struct Step {
    enum class Kind {
        read_reply,  ///< write `octets`, wait up to `patience`, feed on_reply()
        start_tls,   ///< do the handshake, feed on_tls()
        ready_copy,  ///< feed on_copy() the next copy if one is at hand; do not wait
        next_copy,   ///< nothing is under way: wait for a copy, feed on_copy(); nothing ends the
                     ///< session
        close,       ///< hang up
    };

    Kind kind;
    std::vector<std::string_view> octets{};  ///< valid until the next call
    std::chrono::seconds patience{0};        ///< RFC 5321 §4.5.3.2
    std::optional<Outcome> settled{};
    std::vector<Copy>
        unsent{};  ///< with `close`: no content of these was sent, no attempt was made
    std::optional<Reply> failure{};  ///< with `close`: why the relay cannot be used at all
};

/// The client side of SMTP (RFC 5321), without a socket: one recipient per copy.
///
/// Where PIPELINING is offered (RFC 2920 §3.1) the content of one copy and the envelope of the next
/// leave in one write, so that a copy costs one round trip. The outcome of a copy is handed out
/// before any content octet of the next is written: however we are killed, at most one copy per
/// connection is in doubt. Content is never copied: `octets` shows the pieces themselves.
class Client {
public:
    explicit Client(ClientWishes wishes) : wishes_{std::move(wishes)} {}

    Step start();  ///< connected: wait for the greeting
    Step on_reply(Reply reply);
    Step on_tls();
    Step on_copy(std::optional<Copy> copy);
    /// The connection is gone, too slow, or spoke no SMTP: settles the copy in doubt with a local
    /// 421 4.4.2.
    Step on_lost();

private:
    enum class Expect {
        greeting,
        ehlo,
        helo,
        start_tls,
        auth,
        mail,
        rcpt,
        data,
        content,
        lone_dot,
        rset,
        quit,
    };

    Step read();
    Step command(Expect expect, const std::string& line);
    Step write_commands();
    Step give_up(Reply reply);
    Step end_by(const Reply& reply);
    Step on_greeting(const Reply& reply);
    Step on_ehlo(const Reply& reply);
    Step on_helo(const Reply& reply);
    Step on_start_tls(const Reply& reply);
    Step on_auth(const Reply& reply);
    Step on_rset();
    Step on_envelope(Expect asked, const Reply& reply);
    Step on_data(const Reply& reply);
    Step on_content(const Reply& reply);
    Step hello_done();
    Step authenticate();
    Step next_copy();
    Step advance();
    Step begin(Copy copy);
    Step send_content(std::optional<Copy> following);
    void append(Expect expect, const std::string& line);
    void append_envelope(const Copy& copy);
    std::string mail_line(const Copy& copy) const;
    std::optional<Reply> cannot_send(const Copy& copy) const;
    Outcome settle(const Reply& reply);

    ClientWishes wishes_;
    Extensions can_{};
    bool secured_ = false;             ///< STARTTLS is done
    bool at_work_ = false;             ///< hello, TLS and AUTH are done
    std::deque<Expect> expected_{};    ///< replies to come, in order
    std::string commands_{};           ///< what `octets` shows besides content
    std::optional<Copy> current_{};    ///< under way and not settled
    std::optional<Copy> following_{};  ///< its envelope went out behind the content of `current_`
    bool refused_ = false;             ///< the envelope under way was refused, its copy is settled
    bool mail_open_ = false;     ///< a transaction stands that RSET must clear before the next MAIL
    bool content_sent_ = false;  ///< of `current_`: only the relay knows its fate
    bool content_next_ = false;  ///< 354 came: on_copy() brings what follows the content
};

}  // namespace colporteur::smtp
