// SPDX-License-Identifier: AGPL-3.0-or-later
// A relay that misbehaves: it refuses, delays, cuts at any octet, falls silent, goes away, dies,
// and offers other extensions on each connection. FOLDER/relay.log tells what it really said.
//
// Its dice follow the seed. A reader is put off so often at most, by a 4xx or a lost connection,
// and then meets their fate: a 250 or a refusal, always the same. Words on standard input steer it,
// each is answered with "DECIDED OPEN", the number of readers whose fate is said and of open
// connections:
//
//     allow COUNT    say no further 250 once the fates of so many are decided
//     mark WORD      write that in the record
//     die PORT       no word more over that port
//     look -         nothing but the answer
#include <arpa/inet.h>
#include <chrono>
#include <iostream>
#include <memory>
#include <stdexcept>
#include <stop_token>
#include <thread>

#include "chaos/talk.hpp"

namespace colporteur::chaos {
namespace {

void converse(House& house, std::uint32_t number, Mood mood, Dice dice, Wire& wire)
{
    Talk talk{house, number, mood, std::move(dice), wire};
    try {
        talk.run();
    } catch (const Over& over) {
        if (over.by == cut.by && talk.in_content())
            wire.reset();
        else
            wire.hang_up();
        house.record.line("end", number, over.by);
    }
}

/// One port of the relay.
class Door {
public:
    Door(House& house, std::string host, std::uint16_t port)
        : house_{house}, host_{std::move(host)}, port_{port}
    {
        open();
    }

    std::uint16_t port() const { return port_; }

    void die() { dead_ = true; }

    void serve(const std::stop_token& stop)
    {
        while (!stop.stop_requested() && !dead_) {
            pollfd one{listener_, POLLIN, 0};
            if (poll(&one, 1, 20) > 0)
                welcome(accept(listener_, nullptr, nullptr));
        }
        close(listener_);
    }

private:
    void open()
    {
        listener_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        const int yes = 1;
        setsockopt(listener_, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
        sockaddr_in place{};
        place.sin_family = AF_INET;
        place.sin_port = htons(port_);
        inet_pton(AF_INET, host_.c_str(), &place.sin_addr);
        if (bind(listener_, reinterpret_cast<sockaddr*>(&place), sizeof place) != 0 ||
            listen(listener_, 64) != 0)
            throw std::runtime_error{fmt::format("cannot listen at {}:{}", host_, port_)};
    }

    void welcome(int socket)
    {
        if (socket < 0)
            return;
        const std::uint32_t number = ++house_.connections;
        Dice dice{house_.seed, number};
        const Mood mood = draw_mood(dice, house_.likely);
        ++house_.open;
        house_.record.line("open", number, port_);
        std::thread{[this, number, mood, dice, socket] {
            {
                Wire wire{socket, dead_};
                converse(house_, number, mood, dice, wire);
            }
            --house_.open;
        }}.detach();
        if (mood.away.count() > 0)
            go_away(number, mood.away);
    }

    void go_away(std::uint32_t number, std::chrono::milliseconds time)
    {
        house_.record.line("fault", number, "away: connections refused");
        close(listener_);
        std::this_thread::sleep_for(time);
        open();
    }

    House& house_;
    std::string host_;
    std::uint16_t port_;
    std::atomic<bool> dead_{false};
    int listener_ = -1;
};

using Doors = std::vector<std::unique_ptr<Door>>;

void obey(House& house, Doors& doors, const std::string& verb, const std::string& word)
{
    if (verb == "allow")
        house.readers.allow(std::stoi(word));
    else if (verb == "mark")
        house.record.line("mark", word);
    else if (verb == "die")
        for (const auto& door : doors)
            if (std::to_string(door->port()) == word)
                door->die();
}

/// Ends with its standard input.
void run(House& house, const std::string& host, const std::vector<std::string>& ports)
{
    Doors doors;
    for (const std::string& port : ports)
        doors.push_back(
            std::make_unique<Door>(house, host, static_cast<std::uint16_t>(std::stoi(port))));
    std::vector<std::jthread> threads;
    for (const auto& door : doors)
        threads.emplace_back([&door](const std::stop_token& stop) { door->serve(stop); });

    for (std::string verb, word; std::cin >> verb >> word;) {
        obey(house, doors, verb, word);
        std::cout << house.readers.decided() << ' ' << house.open << std::endl;
    }
}

}  // namespace
}  // namespace colporteur::chaos

int main(int count, char** arguments)
{
    if (count < 7) {
        std::cerr << "usage: chaos_relay FOLDER SEED LIKELY MOST HOST PORT...\n";
        return 2;
    }
    namespace chaos = colporteur::chaos;
    chaos::House house{
        .seed = static_cast<std::uint32_t>(std::stoul(arguments[2])),
        .likely = std::stod(arguments[3]),
        .readers = chaos::Readers{std::stoi(arguments[4])},
        .record = chaos::Record{arguments[1]},
    };
    try {
        chaos::run(house, arguments[5], {arguments + 6, arguments + count});
        return 0;
    } catch (const std::exception& error) {
        std::cerr << error.what() << '\n';
        return 1;
    }
}
