// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mail/address.hpp"
#include "smtp/command.hpp"
#include "smtp/data.hpp"
#include "smtp/reply.hpp"

namespace colporteur::smtp {

enum class Role { smtp, lmtp };

/// Who a message is from and to, as the transaction says (RFC 5321 §2.3.1).
struct Envelope {
    std::optional<mail::Address> reverse_path;  ///< nothing for "<>"
    std::vector<mail::Address>
        recipients;  ///< accepted ones, in order; an address may stand twice (LMTP answers each)
    bool utf8 = false;
    std::string helo;  ///< what the peer called itself, for Received
    bool tls = false;
};

/// What the server may be asked to bear.
struct Limits {
    std::string host = "localhost";      ///< our name in the greeting
    std::uint64_t message = 10'485'760;  ///< octets; said by SIZE
    std::size_t recipients =
        1000;  ///< per transaction; at least 100 (RFC 5321 §4.5.3.1.8); beyond it 452 4.5.3
    std::size_t command_line = 4096;  ///< octets with CRLF; longer is 500 5.5.2
    int errors = 20;                  ///< bad commands before 421 and hanging up
    bool offer_tls = false;
};

/// What the connection must do next. The protocol decides; the owner of the socket obeys.
struct Action {
    enum class Kind {
        read_line,        ///< send `replies`, then feed on_line() the next command
        check_recipient,  ///< may `recipient` be written to? feed on_verdict()
        read_message,     ///< send `replies`, read with a DataReader, feed on_message()
        take_message,     ///< make the message safe, then feed on_taken() one reply per recipient
        start_tls,        ///< send `replies`, drop buffered input, do the handshake, feed on_tls()
        close,            ///< send `replies`, hang up
    };

    Kind kind;
    std::vector<Reply> replies{};  ///< usually one; LMTP gives one per recipient after the dot
    std::optional<mail::Address> recipient{};
};

/// The server side of SMTP (RFC 5321) and LMTP (RFC 2033), without a socket.
///
/// Feed it what arrived; it answers with the next Action. It never blocks, throws, logs or reads a
/// clock, so a whole conversation is a unit test. PIPELINING (RFC 2920) needs nothing but that
/// commands are fed one by one and replies sent in order.
class Server {
public:
    Server(Role role, Limits limits);

    Action greet();
    Action refuse(Reply reply);  ///< instead of greet(): too many connections; 421 and close
    Action on_line(std::string_view line);  ///< one command, without its CRLF
    Action on_bad_line();  ///< a line that was too long or held a bare CR, LF or NUL: 500 5.5.2
    Action on_verdict(Reply reply);
    /// The message was read; what was wrong with it, if anything, and its size after unstuffing.
    Action on_message(DataReader::Damage damage, std::uint64_t octets);
    /// One reply per accepted recipient, in order. SMTP says the worst one (a temporary failure
    /// before a permanent one); LMTP says them all.
    Action on_taken(const std::vector<Reply>& replies);
    Action on_tls();
    Action on_timeout();   ///< 421 4.4.2 and close
    Action on_shutdown();  ///< 421 4.3.2 and close

    const Envelope& envelope() const { return envelope_; }

    const Limits& limits() const { return limits_; }

    DataReader::Limits data_limits() const;

private:
    enum class State { fresh, greeted, mail };

    Action say(Reply reply);
    Action error(Reply reply);
    Action run(const Command& command);
    Action on_hello(const Command& command);
    Action on_mail(const Command& command);
    Action on_rcpt(const Command& command);
    Action on_data(const Command& command);
    Action on_vrfy(const Command& command);
    Action on_starttls(const Command& command);
    Action after_data(std::vector<Reply> replies);
    Reply hello_reply() const;
    bool speaks(Verb hello) const;
    void reset();

    Role role_;
    Limits limits_;
    Envelope envelope_;
    State state_ = State::fresh;
    std::optional<mail::Address> asked_{};  ///< the recipient being checked
    int errors_ = 0;
};

}  // namespace colporteur::smtp
