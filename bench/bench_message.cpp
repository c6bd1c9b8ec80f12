// SPDX-License-Identifier: AGPL-3.0-or-later
// What does it cost to read what a person wrote to the automaton?
#include <benchmark/benchmark.h>

#include "mail/message.hpp"

namespace {

using namespace colporteur;

constexpr auto command =
    "From: =?utf-8?q?Ana_L=C3=BCders?= <ana@example.net>\r\nTo: sympa@info.example.org\r\n"
    "Subject: =?utf-8?q?subscribe_lettre_L=C3=9CDERS_Ana?=\r\nMessage-ID: <1@example.net>\r\n"
    "Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain; "
    "charset=utf-8\r\n\r\nmerci\r\n"
    "--b\r\nContent-Type: text/html\r\n\r\n<p>merci</p>\r\n--b--\r\n";

void split(benchmark::State& state)
{
    const std::string octets = command;
    for (auto _ : state)
        benchmark::DoNotOptimize(mail::split_message(octets));
}

void read(benchmark::State& state)
{
    for (auto _ : state) {
        const mail::Message message{command};
        benchmark::DoNotOptimize(message.subject());
        benchmark::DoNotOptimize(mail::read_text(message));
    }
}

BENCHMARK(split);
BENCHMARK(read);

}  // namespace
