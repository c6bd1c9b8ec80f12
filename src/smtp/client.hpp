// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "smtp/reply.hpp"

namespace colporteur::smtp {

/// One recipient of a copy.
struct Recipient {
    std::uint64_t id = 0;  ///< the sender's own number
    std::string address{};
};

/// One message, ready to be sent in one transaction.
struct Copy {
    std::uint64_t id = 0;                 ///< of its first recipient
    std::string sender{};                 ///< "" for the null reverse-path
    std::vector<Recipient> recipients{};  ///< one, or as many as share the very same octets
    bool utf8 = false;                    ///< needs SMTPUTF8 (RFC 6531)
    bool eight_bit = false;               ///< needs 8BITMIME (RFC 6152)
    std::string
        envelope_id{};  ///< ENVID (RFC 3461 §4.4): printable ASCII, at most 100 octets; or ""
    /// The content in order: CRLF line ends, as it is, for BDAT; the last piece ends a line.
    std::vector<std::string_view> pieces{};
    /// The same with dots stuffed, without the lone dot, for DATA; empty when no line begins with a
    /// dot.
    std::vector<std::string_view> stuffed{};
    std::shared_ptr<const void> keeps{};  ///< owner of the octets that both show
};

/// What the other side said it can do (RFC 5321 §4.1.1.1).
struct Extensions {
    bool pipelining = false;
    bool size = false;
    bool eight_bit = false;
    bool utf8 = false;
    bool start_tls = false;
    bool auth_plain = false;
    bool auth_login = false;
    bool chunking = false;          ///< RFC 3030
    bool dsn = false;               ///< RFC 3461
    std::uint64_t most_octets = 0;  ///< SIZE; 0 when it said none
};

Extensions read_extensions(const Reply& ehlo);

/// What we ask of the session before the first copy.
struct ClientWishes {
    enum class StartTls { no, if_offered, required };

    std::string our_name = "localhost";
    StartTls start_tls = StartTls::no;
    std::string user{};      ///< "" is no AUTH (RFC 4954: PLAIN, or LOGIN where there is no PLAIN)
    std::string password{};  ///< never part of a Reply that comes from here
};

/// What became of one recipient of a copy.
struct Outcome {
    std::uint64_t recipient = 0;  ///< Recipient::id
    Reply reply;
    bool ours = false;  ///< the relay said no such thing: it was not sent, or its fate is unknown
};

/// What the relay lacks that a copy needs: it may be made again without.
enum class Lack { eight_bit, utf8 };

/// A copy that this relay cannot take as it is; nothing of it was sent.
struct Unsuited {
    Copy copy;
    Lack lack;
};

/// What the connection must do next. First hand out `settled` and `unsuited`, then write, then the
/// rest.
struct Step {
    enum class Kind {
        read_reply,  ///< write `octets`, wait up to `patience` for a whole reply, feed on_reply()
        start_tls,   ///< do the handshake, feed on_tls()
        ready_copy,  ///< feed on_copy() the next copy if one is at hand; do not wait
        next_copy,   ///< nothing is under way: wait for a copy, feed on_copy(); nothing ends the
                     ///< session
        close,       ///< hang up
    };

    Kind kind;
    std::vector<std::string_view> octets{};  ///< valid until the next call
    std::chrono::seconds patience{0};        ///< RFC 5321 §4.5.3.2
    std::vector<Outcome> settled{};
    std::optional<Unsuited> unsuited{};
    /// With `close`: no content of these was sent, no attempt was made. They hold only those
    /// recipients that were not settled; one copy may come back in parts.
    std::vector<Copy> unsent{};
    /// With `close`: why the relay cannot be used at all; temporary() tells whether it may be
    /// later.
    std::optional<Reply> failure{};
};

/// The client side of SMTP (RFC 5321), without a socket.
///
/// The envelope of a copy goes first and its content once all of it is answered, as one chunk where
/// CHUNKING is offered (RFC 3030 §2 wants those answers first). Where PIPELINING is offered too
/// (RFC 2920 §3.1), the content of one copy and the envelope of the next leave in one write: a copy
/// costs one round trip, and no content is sent for recipients that are refused. The outcome of a
/// copy is handed out before any content octet of the next is written: however we are killed, at
/// most one copy per connection is in doubt. Content is never copied: `octets` shows the pieces
/// themselves.
///
/// Every recipient of a copy taken is settled, or comes back in `unsuited` or `unsent`: exactly one
/// of these, exactly once. Those that are too many for one transaction (RFC 5321 §4.5.3.1.10) are
/// sent in another right behind it, and the relay is not asked for so many again.
///
/// Every write falls into a moment when no reply is due: whatever the relay has said by then was
/// not asked for, and it cannot be trusted any longer.
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
        login_user,
        login_password,
        auth,
        mail,
        rcpt,
        data,
        content,
        lone_dot,
        rset,
        quit,
    };

    /// How the envelope of `current_` fares.
    struct Envelope {
        std::size_t accepted = 0;  ///< recipients: the first ones of the copy
        bool sender_refused = false;
        bool behind_refusal = false;  ///< it left with a content that was then refused
    };

    Step read();
    Step command(Expect expect, const std::string& line);
    Step write_commands();
    Step give_up(const Reply& reply);
    Step end_by(const Reply& reply);
    Step on_greeting(const Reply& reply);
    Step on_ehlo(const Reply& reply);
    Step on_helo(const Reply& reply);
    Step on_start_tls(const Reply& reply);
    Step on_challenge(Expect asked, const Reply& reply);
    Step on_auth(const Reply& reply);
    Step on_rset(const Reply& reply);
    Step on_mail(const Reply& reply);
    Step on_rcpt(const Reply& reply);
    Step on_data(const Reply& reply);
    Step on_content(const Reply& reply);
    Step hello_done();
    Step authenticate();
    Reply without_secrets(const Reply& reply) const;
    Step next_copy();
    Step begin(Copy copy);
    Step ask_recipient();
    Step after_recipient();
    Step ask_again();
    Step go_to_content();
    Step send_content(std::optional<Copy> following);
    Step advance(bool refused);
    void append(Expect expect, const std::string& line);
    void append_envelope(const Copy& copy);
    void show_content(std::vector<std::string_view>& octets);
    std::vector<Outcome> refuse_recipient(const Reply& reply);
    std::vector<Outcome> settle(const Reply& reply);
    void put_off(const Copy& copy, std::span<const Recipient> recipients);
    void keep_to_limit(Copy& copy);
    Copy take_rest();

    ClientWishes wishes_;
    Extensions can_{};
    bool secured_ = false;             ///< STARTTLS is done
    bool at_work_ = false;             ///< hello, TLS and AUTH are done
    std::deque<Expect> expected_{};    ///< replies to come, in order
    std::string commands_{};           ///< what `octets` shows besides content
    std::string chunk_{};              ///< likewise, BDAT in front of the content
    std::optional<Copy> current_{};    ///< under way, with its recipients that are not settled
    std::optional<Copy> following_{};  ///< its envelope went out behind the content of `current_`
    std::optional<Copy> rest_{};       ///< recipients of the latest copy who were too many for it
    std::size_t most_recipients_ = std::numeric_limits<std::size_t>::max();  ///< as the relay said
    Envelope envelope_{};
    bool mail_open_ = false;  ///< a transaction may stand that RSET must clear before the next MAIL
    bool in_doubt_ = false;   ///< the content of `current_` went out: only the relay knows its fate
    bool content_next_ = false;  ///< on_copy() brings what follows the content
};

}  // namespace colporteur::smtp
