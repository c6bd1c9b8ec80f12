// SPDX-License-Identifier: AGPL-3.0-or-later
// `colporteur serve` but for two things: its work throws for any message whose subject contains
// POISON, and ends the program for one with DEADLY. Shows that such a message goes to the
// quarantine and the next ones go on.
#include <csignal>
#include <cstdlib>
#include <iostream>
#include <stdexcept>
#include <thread>

#include "app/server.hpp"
#include "base/log.hpp"
#include "mail/message.hpp"
#include "store/jobs.hpp"

namespace {

using namespace colporteur;

intake::Work poisoned(intake::Work work)
{
    return [work = std::move(work)](store::Tx& tx, const model::Site& site, const model::Job& job,
                                    Time moment) {
        const mail::Message message{store::get_message(tx, job.message)};
        work(tx, site, job, moment);  // first, so that the test sees it undone
        if (message.subject().find("POISON") != std::string::npos)
            throw std::runtime_error{"poisoned by a test"};
        if (message.subject().find("DEADLY") != std::string::npos)
            std::_Exit(1);
    };
}

int serve(const app::Config& config)
{
    sigset_t wanted;
    sigemptyset(&wanted);
    sigaddset(&wanted, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &wanted, nullptr);  // before any thread is made: all inherit it

    intake::WorkTable table = intake::standard_work();
    for (auto& [purpose, work] : table)
        work = poisoned(std::move(work));
    app::Server server{config, std::move(table)};
    const std::jthread waiting{[&] {
        int signal = 0;
        sigwait(&wanted, &signal);
        server.stop();
    }};
    server.run();
    return 0;
}

}  // namespace

int main(int count, char** arguments)
{
    if (count != 2) {
        std::cerr << "usage: poisoned_server CONFIG\n";
        return 2;
    }
    log::open(log::Level::info);
    const auto config = app::load_config({.file = arguments[1]});
    if (!config) {
        std::cerr << config.error().what << '\n';
        return 1;
    }
    try {
        return serve(*config);
    } catch (const std::exception& error) {
        std::cerr << error.what() << '\n';
        return 1;
    }
}
