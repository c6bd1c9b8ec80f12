// SPDX-License-Identifier: AGPL-3.0-or-later
// One conversation with the misbehaving relay.
#pragma once

#include <cstdlib>
#include <utility>

#include "mouth.hpp"

namespace colporteur::chaos {

/// The server side of SMTP as the mood and the faults want it; writes down what comes.
class Talk {
public:
    Talk(House& house, std::uint32_t number, Mood mood, Dice dice, Wire& wire)
        : house_{house},
          notes_{house.record, number},
          mood_{mood},
          dice_{std::move(dice)},
          wire_{wire},
          mouth_{house, notes_, dice_, wire}
    {
    }

    Talk(const Talk&) = delete;

    /// Ends by throwing Over.
    void run()
    {
        greet();
        while (true)
            obey(read_command());
    }

    bool in_content() const { return in_content_; }

private:
    using Welcome = Mood::Welcome;

    // ---- the beginning

    void greet()
    {
        switch (mood_.welcome) {
        case Welcome::refused: send_away("554 as greeting", "554 5.3.2 Closed\r\n");
        case Welcome::closing: send_away("421 as greeting", "421 4.3.2 Too busy\r\n");
        case Welcome::cut: send_away("cut in the greeting", "220 relay.exam");
        default: wire_.write("220 relay.example.net ESMTP\r\n");
        }
    }

    [[noreturn]] void send_away(std::string_view fault, std::string_view words)
    {
        notes_.fault(fault);
        wire_.write(words);
        throw cut;
    }

    void hello(bool extended)
    {
        if (extended && mood_.welcome == Welcome::ehlo_later) {
            notes_.fault("4xx at EHLO");
            wire_.write("451 4.3.0 Not now\r\n");
        } else if (extended && mood_.welcome == Welcome::only_helo) {
            notes_.fault("5xx at EHLO");
            wire_.write("502 5.5.1 What is that?\r\n");
        } else {
            wire_.write(smtp::to_wire({250, "", "relay.example.net", mood_.offer.words()}));
        }
    }

    // ---- commands

    void obey(const std::string& line)
    {
        if (starts_with_word(line, "EHLO") || starts_with_word(line, "HELO"))
            hello(starts_with_word(line, "EHLO"));
        else if (starts_with_word(line, "MAIL FROM:"))
            mail(line);
        else if (starts_with_word(line, "RCPT TO:"))
            rcpt(line);
        else if (starts_with_word(line, "DATA"))
            data();
        else if (starts_with_word(line, "BDAT "))
            bdat(line);
        else if (starts_with_word(line, "QUIT"))
            say_good_bye();
        else
            reset();  // RSET, NOOP
    }

    void mail(const std::string& line)
    {
        forget();
        check_parameters(line);
        sender_ = path_of(line);
        const Fault fault = draw_fault(dice_, house_.likely);
        if (fault.kind == Fault::Kind::deaf)
            left_ = fault.octets;
        mouth_.plan(fault, sender_);
        open_ =
            mouth_.answer(Stage::mail, recipients_in(wire_.buffered()), {250, "2.1.0", "Go on"});
    }

    void rcpt(const std::string& line)
    {
        check_parameters(line);
        const std::string reader = path_of(line);
        if (!open_)
            return wire_.write("503 5.5.1 MAIL first\r\n");
        if (const auto refusal = house_.readers.refusal(reader))
            return mouth_.say(Stage::rcpt, {reader}, *refusal);
        mouth_.plan_for_recipient();
        if (mouth_.answer(Stage::rcpt, {reader}, {250, "2.1.5", "Go on"}))
            accepted_.push_back(reader);
    }

    void data()
    {
        if (accepted_.empty())
            return wire_.write("503 5.5.1 RCPT first\r\n");
        if (!wire_.buffered().empty())
            notes_.breach("content before 354");
        if (!mouth_.answer(Stage::data, accepted_, {354, "", "Go on"}))
            return forget();
        read_lines();
        finish("DATA");
    }

    // BDAT SP size [ SP "LAST" ]          RFC 3030 §2
    void bdat(const std::string& line)
    {
        if (!mood_.offer.chunking)
            notes_.breach("BDAT");
        char* rest = nullptr;
        read_octets(std::strtoull(line.c_str() + 5, &rest, 10));
        if (accepted_.empty())
            wire_.write("503 5.5.1 RCPT first\r\n");
        else if (starts_with_word(rest, " LAST"))
            finish("BDAT");
        else
            wire_.write("250 2.0.0 Go on\r\n");
    }

    /// The whole content is here.
    void finish(std::string_view way)
    {
        check_pipelining();
        if (!mood_.offer.eight_bit &&
            std::any_of(message_.begin(), message_.end(), [](char c) { return (c & 0x80) != 0; }))
            notes_.breach("8-bit content");
        notes_.copy(way, accepted_, sender_, message_);
        const std::string words = fmt::format("Taken as {}", ++house_.words);
        mouth_.answer(Stage::content, accepted_, {250, "2.0.0", words, {"Thank you"}});
        forget();
    }

    void reset()
    {
        forget();
        wire_.write("250 2.0.0 As you wish\r\n");
    }

    void say_good_bye()
    {
        wire_.write("221 2.0.0 Good bye\r\n");
        throw quit;
    }

    void forget()
    {
        open_ = false;
        accepted_.clear();
        message_.clear();
        mouth_.plan({});
    }

    // ---- reading

    /// A deaf relay hangs up in here.
    void read_more()
    {
        if (left_ == 0 && mouth_.may(Fault::Kind::deaf, accepted_)) {
            notes_.fault(in_content_ ? "cut in the content" : "cut in a command");
            throw cut;
        }
        if (left_ == 0)
            left_ = unlimited;
        left_ -= wire_.fill(left_);
    }

    std::string read_line()
    {
        auto end = wire_.buffered().find("\r\n");
        for (; end == std::string::npos; end = wire_.buffered().find("\r\n"))
            read_more();
        std::string line = wire_.buffered().substr(0, end);
        wire_.consume(end + 2);
        return line;
    }

    std::string read_command()
    {
        std::string line = read_line();
        if (!starts_with_word(line, "BDAT"))
            check_pipelining();
        return line;
    }

    void read_lines()
    {
        in_content_ = true;
        for (std::string line = read_line(); line != "."; line = read_line())
            message_ += (line.starts_with('.') ? line.substr(1) : line) + "\r\n";
        in_content_ = false;
    }

    void read_octets(std::size_t octets)
    {
        in_content_ = true;
        while (wire_.buffered().size() < octets)
            read_more();
        message_ += wire_.buffered().substr(0, octets);
        wire_.consume(octets);
        in_content_ = false;
    }

    // ---- what the peer must not do

    void check_pipelining()
    {
        if (!mood_.offer.pipelining && !wire_.buffered().empty())
            notes_.breach("pipelining");
    }

    void check_parameters(const std::string& line)
    {
        if (const auto breach = mood_.offer.breach(line))
            notes_.breach(*breach);
    }

    House& house_;
    Notes notes_;
    Mood mood_;
    Dice dice_;
    Wire& wire_;
    Mouth mouth_;
    std::size_t left_ = unlimited;  ///< octets until a deaf relay hangs up
    bool open_ = false;             ///< MAIL was accepted
    std::string sender_;
    Addresses accepted_;
    std::string message_;
    bool in_content_ = false;
};

}  // namespace colporteur::chaos
