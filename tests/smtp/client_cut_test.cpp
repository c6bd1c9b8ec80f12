// SPDX-License-Identifier: AGPL-3.0-or-later
// The connection breaks after each octet of the relay's side in turn.
#include "smtp/client_relay.hpp"
#include "smtp/client_script.hpp"

namespace colporteur::smtp {

namespace {

/// A relay that is well, with one habit.
struct Habit {
    enum class Kind { none, refuses_second_recipient, takes_two_at_once, refuses_contents };

    bool pipelining;
    bool chunking;
    int recipients;
    Kind kind;
};

std::vector<Habit> habits()
{
    std::vector<Habit> all;
    for (const bool pipelining : {false, true})
        for (const bool chunking : {false, true})
            for (const int recipients : {1, 3})
                for (const auto kind :
                     {Habit::Kind::none, Habit::Kind::refuses_second_recipient,
                      Habit::Kind::takes_two_at_once, Habit::Kind::refuses_contents})
                    all.push_back({pipelining, chunking, recipients, kind});
    return all;
}

ModelRelay relay_of(const Habit& habit)
{
    auto answer = [habit, rcpt = 0, in_transaction = 0](const std::string& verb) mutable {
        if (verb == "")
            return std::string{"220 relay"};
        if (verb == "EHLO")
            return std::string{"250-relay\r\n"} + (habit.pipelining ? "250-PIPELINING\r\n" : "") +
                   (habit.chunking ? "250-CHUNKING\r\n" : "") + "250 DSN";
        if (verb == "MAIL")
            in_transaction = 0;
        if (verb == "DATA")
            return std::string{"354 go"};
        if (verb == "RCPT" && ++rcpt % 3 == 2 &&
            habit.kind == Habit::Kind::refuses_second_recipient)
            return std::string{"550-5.1.1 no\r\n550 5.1.1 really"};
        if (verb == "RCPT" && ++in_transaction > 2 && habit.kind == Habit::Kind::takes_two_at_once)
            return std::string{"452 4.5.3 too many"};
        if (verb == "content" && habit.kind == Habit::Kind::refuses_contents)
            return std::string{"451 4.3.0 later"};
        return verb == "QUIT" ? std::string{"221 bye"} : std::string{"250 2.0.0 ok"};
    };
    return {habit.pipelining, habit.chunking, std::move(answer)};
}

std::deque<Copy> two_copies(const Habit& habit)
{
    return {copy_for(10, "Subject: one\r\n", habit.recipients),
            copy_for(20, "Subject: two\r\n", habit.recipients)};
}

/// Every conversation of every kind, whole and cut; `check` gets the conversation and its relay.
template <class Check>
void cut_everywhere(Check check)
{
    for (const auto& habit : habits()) {
        CAPTURE(habit.pipelining);
        CAPTURE(habit.chunking);
        CAPTURE(habit.recipients);
        CAPTURE(static_cast<int>(habit.kind));
        std::size_t whole = 0;
        for (std::size_t cut = 0; cut <= whole; ++cut) {
            CAPTURE(cut);
            ModelRelay relay = relay_of(habit);
            Conversation conversation{relay, two_copies(habit),
                                      whole > 0 ? cut : std::string::npos};
            conversation.run();
            whole = std::max(whole, relay.said.size());
            check(conversation, relay);
        }
    }
}

}  // namespace

TEST_CASE("cut after any octet: every recipient taken is settled or given back, exactly once")
{
    cut_everywhere(
        [](const Conversation& conversation, const ModelRelay&) { check_each_once(conversation); });
}

TEST_CASE(
    "cut after any octet: settled as sent if and only if the whole 2xx to the content was read")
{
    cut_everywhere(check_sent_means_read);
}

TEST_CASE("cut after any octet: given back only if none of its content was written")
{
    cut_everywhere(check_given_back_means_unwritten);
}

TEST_CASE("cut after any octet: at most one transaction is in doubt")
{
    cut_everywhere(check_one_in_doubt);
}

TEST_CASE("not cut: every recipient has the outcome that the relay's habit gives")
{
    for (const auto& habit : habits()) {
        ModelRelay relay = relay_of(habit);
        Conversation conversation{relay, two_copies(habit)};
        conversation.run();
        const auto count = [&](int code) {
            return std::count_if(
                conversation.fates.begin(), conversation.fates.end(),
                [&](const auto& fate) { return fate.second.settled.at(0).code == code; });
        };
        const int all = 2 * habit.recipients;
        const int refused = habit.kind == Habit::Kind::refuses_second_recipient ? (all + 1) / 3 : 0;
        const bool contents = habit.kind == Habit::Kind::refuses_contents;
        CHECK(count(550) == refused);
        CHECK(count(451) == (contents ? all : 0));
        CHECK(count(250) == (contents ? 0 : all - refused));
    }
}

}  // namespace colporteur::smtp
