// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace colporteur::smtp {

/// Takes the octets that follow DATA's 354, up to <CRLF>.<CRLF>, dots unstuffed (RFC 5321 §4.5.2).
///
/// Only CRLF ends a line; a bare CR or bare LF anywhere makes the message `smuggled` (RFC 5321
/// §2.3.8; CVE-2023-51764 and its kin), and it is refused at the end, never misread: the end is
/// still only <CRLF>.<CRLF>. After a limit is passed the octets are read and forgotten, so that the
/// reply reaches the peer.
class DataReader {
public:
    struct Limits {
        std::uint64_t octets = 10'485'760;
        std::size_t line = 1'000'000;  ///< one line with its CRLF; longer lines than 998 are taken
                                       ///< (old senders), to this limit
        std::size_t header = 1'048'576;  ///< octets before the first empty line
    };

    enum class Damage { none, smuggled, too_large, line_too_long, header_too_large, nul };

    explicit DataReader(Limits limits) : limits_{limits} {}

    /// Takes octets as they arrive; returns how many belong to the message (its end included).
    /// Fewer than given means that it is complete and the rest are the next commands. Any way of
    /// cutting the input gives the same message.
    std::size_t feed(std::string_view octets);

    bool complete() const { return complete_; }

    Damage damage() const { return damage_; }  ///< the first thing found wrong

    /// The message, without the lone dot; empty when damaged.
    std::string take_message() { return std::move(message_); }

    /// Octets of the message so far, unstuffed, damaged or not.
    std::uint64_t octets() const { return octets_; }

private:
    enum class State { line_start, dot, dot_cr, text, text_cr };

    std::size_t step(std::string_view rest);
    std::size_t take_unseen();
    std::size_t take_text(std::string_view rest);
    std::size_t end_line();
    void inspect(std::string_view text);
    void note_limit(Damage damage, std::uint64_t before, std::uint64_t most, std::size_t more);
    void note(Damage damage, std::uint64_t position);

    Limits limits_;
    std::string message_;
    bool complete_ = false;
    Damage damage_ = Damage::none;
    State state_ = State::line_start;
    bool in_header_ = true;
    std::size_t line_ = 0;        ///< octets of this line so far
    std::uint64_t octets_ = 0;    ///< of the message
    std::uint64_t position_ = 0;  ///< octets taken, dots and end included
    std::uint64_t damaged_at_ = 0;
};

/// `octets` (CRLF line ends) with every dot at the start of a line doubled, and CRLF added at the
/// end if missing; without the lone dot.
std::string stuff_dots(std::string_view octets);

}  // namespace colporteur::smtp
