// SPDX-License-Identifier: AGPL-3.0-or-later
// What does one copy cost before it reaches the socket? (Two signed tokens and a short string; with
// personal fields a few short strings more, and with a signature its body hashed from the first of
// them on.) And does a letter full of fields cost what its length costs?
#include <benchmark/benchmark.h>

#include "delivery/copies.hpp"

namespace {

using namespace colporteur;

const model::Site site{
    .web_url = "https://info.example.org", .robots = {"sympa"}, .secret = std::string(32, 's')};

const Time noon = parse_time("2026-03-01 12:00").value();

const model::List list{.address = mail::parse_address("lettre@info.example.org").value(),
                       .title = "La lettre",
                       .language = "fr"};

const model::Delivery delivery_to_ana{.id = model::DeliveryId{12},
                                      .member = model::MemberId{7},
                                      .recipient = mail::parse_address("ana@example.net").value()};

const delivery::Reader ana{.name = "Ana"};

model::Mailing letter(std::string octets)
{
    return {
        .bounce_base = list.address, .personal = true, .fields = true, .octets = std::move(octets)};
}

void render_from(benchmark::State& state, const model::Site& from, std::string octets)
{
    const auto prepared = delivery::prepare(from, letter(std::move(octets)), list, noon);
    for (auto _ : state)
        benchmark::DoNotOptimize(
            delivery::render(from, prepared, {&delivery_to_ana, 1}, noon, ana));
}

const std::string plain = "Subject: x\r\n\r\n" + std::string(8192, 'x') + "\r\n";

// A greeting, and the way out at the end, as letters have them.
const std::string personal = "Subject: x\r\n\r\nBonjour {{name}},\r\n" + std::string(8192, 'x') +
                             "\r\n{{unsubscribe_link}}\r\n";

model::Site signing_site()
{
    model::Site signing = site;
    const auto key = std::make_shared<const mail::SigningKey>(
        mail::SigningKey::make(mail::SigningKey::Kind::ed25519));
    signing.signers = {{"info.example.org", "2026", key}};
    return signing;
}

void render(benchmark::State& state)
{
    render_from(state, site, plain);
}

void render_with_personal_fields(benchmark::State& state)
{
    render_from(state, site, personal);
}

void render_signed(benchmark::State& state)
{
    render_from(state, signing_site(), plain);
}

void render_signed_with_personal_fields(benchmark::State& state)
{
    render_from(state, signing_site(), personal);
}

std::string full_of_fields(std::int64_t fields)
{
    std::string text = "Subject: x\r\n\r\n";
    for (; fields > 0; --fields)
        text.append("Bonjour {{name}}, ").append(80, 'x').append("\r\n");
    return text;
}

void prepare_full_of_fields(benchmark::State& state)
{
    const model::Mailing mailing = letter(full_of_fields(state.range(0)));
    for (auto _ : state)
        benchmark::DoNotOptimize(delivery::prepare(site, mailing, list, noon));
    state.SetComplexityN(state.range(0));
}

void render_full_of_fields(benchmark::State& state)
{
    render_from(state, site, full_of_fields(state.range(0)));
    state.SetComplexityN(state.range(0));
}

BENCHMARK(render);
BENCHMARK(render_with_personal_fields);
BENCHMARK(render_signed);
BENCHMARK(render_signed_with_personal_fields);
BENCHMARK(prepare_full_of_fields)->RangeMultiplier(10)->Range(100, 100'000)->Complexity();
BENCHMARK(render_full_of_fields)->RangeMultiplier(10)->Range(100, 100'000)->Complexity();

}  // namespace
