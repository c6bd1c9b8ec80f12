// SPDX-License-Identifier: AGPL-3.0-or-later
// Relays without sense, by the thousand, the same ones on every run.
#include <random>

#include "smtp/client_relay.hpp"
#include "smtp/client_script.hpp"

namespace colporteur::smtp {

namespace {

constexpr int conversations = 2000;

/// The same numbers on every machine: the distributions of the standard library are not.
class Dice {
public:
    explicit Dice(unsigned seed) : engine_{seed} {}

    unsigned below(unsigned end) { return static_cast<unsigned>(engine_() % end); }

    bool one_in(unsigned n) { return below(n) == 0; }

private:
    std::mt19937 engine_;
};

const std::vector<std::string> nonsense{
    "250 2.0.0 ok",
    "250-2.0.0 ok\r\n250 2.0.0 ok",
    "354 go",
    "220 hello",
    "334 more",
    "421 4.3.2 closing",
    "450 4.2.1 later",
    "451 later",
    "452 4.5.3 too many",
    "452 full",
    "452 4.2.2 full",
    "503 5.5.1 what",
    "550 5.1.1 unknown",
    "552 too much",
    "554 5.7.1 never",
    "599 ?",
    "250-ok\r\n251 ok",
    "200",
    "what do you want",
    "",
};

std::string sensible(const std::string& verb, const std::string& offers)
{
    if (verb == "")
        return "220 relay";
    if (verb == "EHLO")
        return offers;
    if (verb == "DATA")
        return "354 go";
    return verb == "QUIT" ? "221 bye" : "250 2.0.0 ok";
}

Copy any_copy(Dice& dice, std::uint64_t id)
{
    Copy copy = copy_for(id, "Subject: hello\r\n", static_cast<int>(1 + dice.below(5)));
    if (dice.one_in(4))
        copy.stuffed = {"Subject: hello\r\n", "..\r\n"};
    copy.eight_bit = dice.one_in(8);
    copy.utf8 = dice.one_in(8);
    if (dice.one_in(8))
        copy.recipients.back().address = fmt::format("r{}é@them.org", copy.recipients.back().id);
    if (dice.one_in(16))
        copy.sender.clear();
    return copy;
}

/// Everything about a conversation comes from `seed`; half of them are cut somewhere.
template <class Check>
void converse_at_random(unsigned seed, Check check)
{
    CAPTURE(seed);
    Dice dice{seed};
    const bool pipelining = dice.one_in(2);
    const bool chunking = dice.one_in(2);
    std::string offers = "250-relay\r\n";
    for (const auto* offer : {"DSN", "8BITMIME", "SMTPUTF8", "SIZE 15", "SIZE 1000"})
        if (dice.one_in(2))
            offers += fmt::format("250-{}\r\n", offer);
    offers += fmt::format("{}{}250 HELP", pipelining ? "250-PIPELINING\r\n" : "",
                          chunking ? "250-CHUNKING\r\n" : "");
    const unsigned sense = 1 + dice.below(30);  // one reply in so many has none

    ModelRelay relay{pipelining, chunking, [&](const std::string& verb) {
                         if ((verb != "EHLO" && verb != "" && dice.one_in(sense)))
                             return nonsense[dice.below(static_cast<unsigned>(nonsense.size()))];
                         return sensible(verb, offers);
                     }};
    std::deque<Copy> copies;
    for (unsigned i = 1; i <= 1 + dice.below(8); ++i)
        copies.push_back(any_copy(dice, 10 * i));
    const std::size_t cut = dice.one_in(2) ? dice.below(1000) : std::string::npos;
    Conversation conversation{relay, copies, cut};
    conversation.run();
    check(conversation, relay);
}

}  // namespace

TEST_CASE("whatever the relay says, in a valid order of commands each recipient has one outcome")
{
    int settled = 0;
    int given_back = 0;
    for (unsigned seed = 0; seed < conversations; ++seed)
        converse_at_random(seed, [&](const Conversation& conversation, const ModelRelay& relay) {
            check_each_once(conversation);
            check_sent_means_read(conversation, relay);
            check_given_back_means_unwritten(conversation, relay);
            for (const auto& [recipient, fate] : conversation.fates) {
                settled += static_cast<int>(fate.settled.size());
                given_back += fate.given_back;
            }
        });
    CHECK(settled > conversations);          // the conversations come to something,
    CHECK(given_back > conversations / 10);  // and to nothing often enough
}

}  // namespace colporteur::smtp
