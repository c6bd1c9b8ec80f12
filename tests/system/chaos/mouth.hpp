// SPDX-License-Identifier: AGPL-3.0-or-later
// What the misbehaving relay says in a transaction, and what it says instead.
#pragma once

#include <thread>
#include <utility>

#include "house.hpp"
#include "wire.hpp"

namespace colporteur::chaos {

/// Replies, on one connection. Throws Over when a fault ends the connection.
class Mouth {
public:
    Mouth(House& house, Notes& notes, Dice& dice, Wire& wire)
        : house_{house}, notes_{notes}, dice_{dice}, wire_{wire}
    {
    }

    /// For the transaction that begins.
    void plan(const Fault& fault, std::string sender = "")
    {
        plan_ = fault;
        sender_ = std::move(sender);
    }

    /// Whether that may befall these readers. One reader, or one whom nobody knows yet, goes by the
    /// sender too: a personal copy has its own.
    bool may(Fault::Kind kind, Addresses who)
    {
        if (who.size() < 2)
            who.push_back(sender_);
        return house_.readers.may(kind, who);
    }

    /// A recipient may meet something of their own in a transaction that is well so far.
    void plan_for_recipient()
    {
        if (plan_.kind == Kind::none && dice_.chance(house_.likely / 2))
            plan_ = {.kind = dice_.chance(0.5) ? Kind::later : Kind::refused, .stage = Stage::rcpt};
    }

    /// Says `good`, unless the plan has something else for this stage. True when it is said.
    bool answer(Stage stage, const Addresses& who, const smtp::Reply& good)
    {
        const Fault fault = strike(stage, who);
        if (denies(fault, who))
            return false;
        dawdle(fault);
        if (stage == Stage::content && !house_.readers.take(who))
            throw cut;  // refused meanwhile over another connection: ours has lost its peer
        if (fault.kind == Kind::cut)
            say_a_part(fault, who, good);
        say(stage, who, good);
        return true;
    }

    void say(Stage stage, const Addresses& who, const smtp::Reply& reply)
    {
        wire_.write(smtp::to_wire(reply));
        notes_.said(stage, "whole", who, reply);
    }

private:
    using Kind = Fault::Kind;

    /// What the plan has for this stage and these readers; then it is done.
    Fault strike(Stage stage, const Addresses& who)
    {
        const bool now = plan_.kind != Kind::none && plan_.kind != Kind::deaf &&
                         plan_.stage == stage && may(plan_.kind, who);
        return now ? std::exchange(plan_, {}) : Fault{};
    }

    bool denies(const Fault& fault, const Addresses& who)
    {
        switch (fault.kind) {
        case Kind::later: defer(fault.stage, who); return true;
        case Kind::refused: return refuses(fault.stage, who);
        case Kind::closing: close(fault.stage, who);
        default: return false;
        }
    }

    void defer(Stage stage, const Addresses& who)
    {
        notes_.fault("4xx at", stage);
        say(stage, who, draw_deferral(dice_));
    }

    /// False when another fate stands for one of them.
    bool refuses(Stage stage, const Addresses& who)
    {
        const smtp::Reply refusal = draw_refusal(dice_, ++house_.words);
        if (!house_.readers.refuse(who, refusal))
            return false;
        notes_.fault("5xx at", stage);
        say(stage, who, refusal);
        return true;
    }

    [[noreturn]] void close(Stage stage, const Addresses& who)
    {
        notes_.fault("421 at", stage);
        say(stage, who, {421, "4.3.2", "Closing"});
        throw cut;
    }

    void dawdle(const Fault& fault)
    {
        if (fault.kind == Kind::slow) {
            notes_.fault("delay at", fault.stage);
            std::this_thread::sleep_for(dice_.up_to(60));
        } else if (fault.kind == Kind::silent) {
            notes_.fault("silence after", fault.stage);
            wire_.be_silent(1500);
        }
    }

    [[noreturn]] void say_a_part(const Fault& fault, const Addresses& who, const smtp::Reply& reply)
    {
        const std::string text = smtp::to_wire(reply);
        const std::size_t part = text.size() * static_cast<std::size_t>(fault.tenths) / 10;
        const bool whole = part == text.size();
        notes_.fault(whole       ? "cut after the reply to"
                     : part == 0 ? "cut before the reply to"
                                 : "cut in the reply to",
                     fault.stage);
        wire_.write(std::string_view{text}.substr(0, part));
        notes_.said(fault.stage, whole ? "whole" : "cut", who, reply);
        throw cut;
    }

    House& house_;
    Notes& notes_;
    Dice& dice_;
    Wire& wire_;
    Fault plan_{};  ///< until it has struck
    std::string sender_;
};

}  // namespace colporteur::chaos
