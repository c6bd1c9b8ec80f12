// SPDX-License-Identifier: AGPL-3.0-or-later
#include "smtp/data.hpp"

namespace colporteur::smtp {

// data = *line end                                      RFC 5321 §4.1.1.4, §4.5.2
// line = [ "." ] *octet CRLF                            a dot in first column was doubled by the
// sender end  = "." CRLF
//
// Each octet is looked at by three memchr (CR, LF, NUL) and copied once; only the two or three
// octets around a line end go through the states one by one.

std::size_t DataReader::feed(std::string_view octets)
{
    std::size_t at = 0;
    while (at < octets.size() && !complete_)
        at += step(octets.substr(at));
    return at;
}

/// Takes some octets of `rest`, perhaps none when only the state changes; returns how many.
std::size_t DataReader::step(std::string_view rest)
{
    const char next = rest.front();
    switch (state_) {
    case State::line_start:
        state_ = next == '.' ? State::dot : State::text;
        return next == '.' ? take_unseen() : 0;
    case State::dot:
        state_ = next == '\r' ? State::dot_cr : State::text;
        return next == '\r' ? take_unseen() : 0;
    case State::dot_cr:
        complete_ = next == '\n';
        state_ = State::text_cr;
        return complete_ ? take_unseen() : 0;
    case State::text_cr:
        if (next == '\n')
            return end_line();
        note(Damage::smuggled, position_ - 1);
        state_ = State::text;
        return 0;
    case State::text: break;
    }
    return take_text(rest);
}

/// An octet that does not belong to the message: a stuffed dot, or a part of the end.
std::size_t DataReader::take_unseen()
{
    ++position_;
    return 1;
}

/// Up to the next CR, and over it.
std::size_t DataReader::take_text(std::string_view rest)
{
    const auto cr = rest.find('\r');
    const auto text = rest.substr(0, cr);
    if (damage_ == Damage::none)
        inspect(text);
    if (damage_ == Damage::none)
        message_ += text;
    position_ += text.size();
    octets_ += text.size();
    line_ += text.size();
    if (cr == std::string_view::npos)
        return text.size();
    ++position_;
    state_ = State::text_cr;
    return text.size() + 1;
}

/// What is wrong with octets inside a line, noted at the first octet that is.
void DataReader::inspect(std::string_view text)
{
    if (const auto lf = text.find('\n'); lf != std::string_view::npos)
        note(Damage::smuggled, position_ + lf);
    if (const auto nul = text.find('\0'); nul != std::string_view::npos)
        note(Damage::nul, position_ + nul);
    note_limit(Damage::line_too_long, line_ + 2, limits_.line, text.size());
    note_limit(Damage::too_large, octets_, limits_.octets, text.size());
    if (in_header_)
        note_limit(Damage::header_too_large, octets_, limits_.header, text.size());
}

/// `before` octets were counted and `more` come: which of them is the first beyond `most`?
void DataReader::note_limit(Damage damage, std::uint64_t before, std::uint64_t most,
                            std::size_t more)
{
    if (before + more > most)
        note(damage, position_ + (most > before ? most - before : 0));
}

std::size_t DataReader::end_line()
{
    if (line_ == 0)
        in_header_ = false;
    line_ = 0;
    octets_ += 2;
    if (octets_ > limits_.octets)
        note(Damage::too_large, position_);
    if (damage_ == Damage::none)
        message_ += "\r\n";
    ++position_;
    state_ = State::line_start;
    return 1;
}

/// The earliest octet decides, so that the verdict does not depend on how the input was cut.
void DataReader::note(Damage damage, std::uint64_t position)
{
    if (damage_ != Damage::none && position >= damaged_at_)
        return;
    damage_ = damage;
    damaged_at_ = position;
    std::string{}.swap(message_);
}

std::string stuff_dots(std::string_view octets)
{
    std::string stuffed;
    stuffed.reserve(octets.size() + octets.size() / 50 + 2);
    if (octets.starts_with('.'))
        stuffed += '.';
    std::size_t from = 0;
    for (auto dot = octets.find("\r\n."); dot != std::string_view::npos;
         dot = octets.find("\r\n.", dot + 2)) {
        stuffed += octets.substr(from, dot + 2 - from);
        stuffed += '.';
        from = dot + 2;
    }
    stuffed += octets.substr(from);
    if (!octets.empty() && !octets.ends_with("\r\n"))
        stuffed += "\r\n";
    return stuffed;
}

}  // namespace colporteur::smtp
