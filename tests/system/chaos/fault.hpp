// SPDX-License-Identifier: AGPL-3.0-or-later
// What can go wrong at the misbehaving relay.
#pragma once

#include <array>
#include <chrono>
#include <string>

#include "dice.hpp"
#include "offer.hpp"
#include "smtp/reply.hpp"

namespace colporteur::chaos {

/// The replies that a transaction asks for. With BDAT there is no `data`.
enum class Stage { mail, rcpt, data, content };

inline const char* word(Stage stage)
{
    constexpr std::array words{"MAIL", "RCPT", "DATA", "content"};
    return words[static_cast<std::size_t>(stage)];
}

/// What befalls one transaction: one thing at most, at one stage.
struct Fault {
    enum class Kind {
        none,
        slow,     ///< the reply takes its time
        later,    ///< 4xx
        refused,  ///< 5xx
        closing,  ///< 421, and hangs up
        cut,      ///< hangs up before, in or after the reply
        deaf,     ///< hangs up while it reads a command or the content
        silent,   ///< says nothing for long, then hangs up
    };

    Kind kind = Kind::none;
    Stage stage = Stage::mail;
    int tenths = 0;          ///< cut: how much of the reply is said; 0 nothing, 10 all of it
    std::size_t octets = 0;  ///< deaf: how much is still read
};

inline Fault draw_fault(Dice& dice, double likely)
{
    using Kind = Fault::Kind;
    if (!dice.chance(likely))
        return {};
    constexpr std::array kinds{Kind::slow,    Kind::later, Kind::later, Kind::refused,
                               Kind::closing, Kind::cut,   Kind::cut,   Kind::deaf};
    constexpr std::array stages{Stage::mail, Stage::rcpt, Stage::data, Stage::content,
                                Stage::content};
    return {.kind = dice.chance(0.03) ? Kind::silent : dice.pick(kinds),
            .stage = dice.pick(stages),
            .tenths = static_cast<int>(dice.below(11)),
            .octets = dice.chance(0.5) ? dice.below(200) : dice.below(6000)};
}

/// What a connection is like from its beginning.
struct Mood {
    enum class Welcome { good, refused, closing, cut, ehlo_later, only_helo };

    Welcome welcome = Welcome::good;
    Offer offer{};
    std::chrono::milliseconds away{0};  ///< so long nobody else is let in, once this one is
};

inline Mood draw_mood(Dice& dice, double likely)
{
    using Welcome = Mood::Welcome;
    constexpr std::array bad{Welcome::refused, Welcome::closing, Welcome::cut, Welcome::ehlo_later,
                             Welcome::only_helo};
    Mood mood;
    mood.welcome = dice.chance(likely) ? dice.pick(bad) : Welcome::good;
    mood.away = dice.chance(likely / 4) ? dice.up_to(400) : std::chrono::milliseconds{0};
    if (mood.welcome != Welcome::only_helo)
        mood.offer = draw_offer(dice);
    return mood;
}

inline smtp::Reply draw_deferral(Dice& dice)
{
    constexpr std::array enhanced{"4.2.1", "4.2.2", "4.1.1"};
    constexpr std::array codes{450, 451, 452};
    return {dice.pick(codes), dice.pick(enhanced), "Not now"};
}

/// `number`: makes its words unlike any other's.
inline smtp::Reply draw_refusal(Dice& dice, int number)
{
    constexpr std::array enhanced{"5.1.1", "5.2.1", "5.7.1"};
    constexpr std::array codes{550, 551, 552, 553, 554};
    return {dice.pick(codes), dice.pick(enhanced), "Refusal " + std::to_string(number)};
}

}  // namespace colporteur::chaos
