// SPDX-License-Identifier: AGPL-3.0-or-later
// What does one copy cost before it reaches the socket? (Two signed tokens and a short string.)
#include <benchmark/benchmark.h>

#include "delivery/copies.hpp"

namespace {

using namespace colporteur;

const model::Site site{
    .web_url = "https://info.example.org", .robots = {"sympa"}, .secret = std::string(32, 's')};

const Time noon = parse_time("2026-03-01 12:00").value();

void render(benchmark::State& state)
{
    const model::List list{.address = mail::parse_address("lettre@info.example.org").value(),
                           .title = "La lettre",
                           .language = "fr"};
    const model::Mailing mailing{.bounce_base = list.address,
                                 .personal = true,
                                 .octets = "Subject: x\r\n\r\n" + std::string(8192, 'x') + "\r\n"};
    const auto prepared = delivery::prepare(site, mailing, list, noon);
    const model::Delivery delivery{.id = model::DeliveryId{12},
                                   .member = model::MemberId{7},
                                   .recipient = mail::parse_address("ana@example.net").value()};
    for (auto _ : state)
        benchmark::DoNotOptimize(delivery::render(site, prepared, {&delivery, 1}, noon));
}

BENCHMARK(render);

}  // namespace
