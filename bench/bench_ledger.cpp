// SPDX-License-Identifier: AGPL-3.0-or-later
// What does a letter to 1,000,000 readers cost the ledger? The benchmarks run in this order, on one
// letter: filled in, looked at, sent, looked at again.
#include <benchmark/benchmark.h>
#include <filesystem>
#include <unistd.h>

#include <fmt/format.h>

#include "store/destinations.hpp"
#include "store/ledger.hpp"
#include "store/lists.hpp"
#include "store/mailings.hpp"
#include "store/migrations.hpp"
#include "store/people.hpp"
#include "store/progress.hpp"

namespace {

using namespace colporteur;

constexpr int readers = 1'000'000;
constexpr std::size_t letter_octets = 60'000;  // a newsletter in HTML
constexpr int destinations = 40;
constexpr int rows_per_step = 10'000;
constexpr int rows_per_visit = 2'000;
const Time noon = parse_time("2026-03-01 12:00").value();

mail::Address address(std::string_view text)
{
    return mail::parse_address(text).value();
}

/// On disk, in the folder for temporary files, gone with the program.
class Ledger {
public:
    Ledger()
    {
        store::migrate(db);
        store::Tx tx{db};
        sort_domains(tx);
        const auto domain = store::add_domain(tx, {.name = "info.example.org"});
        const model::List list{.domain = domain,
                               .address = address("lettre@info.example.org"),
                               .language = "fr",
                               .list_id = "lettre.info.example.org"};
        const auto id = store::add_list(tx, list);
        subscribe_all(tx, id);
        mailing = *store::add_mailing(tx,
                                      {.list = id,
                                       .bounce_base = list.address,
                                       .priority = model::Priority::letter,
                                       .octets = std::string(letter_octets, 'x'),
                                       .created = noon},
                                      "");
        store::address_to_members(tx, mailing, id);
        tx.commit();
    }

    ~Ledger()
    {
        for (const char* end : {"", "-wal", "-shm"})
            std::filesystem::remove(path + end);
    }

    std::string path =
        (std::filesystem::temp_directory_path() / fmt::format("bench-ledger-{}.db", ::getpid()))
            .string();
    store::Db db{path};
    model::MailingId mailing{};

private:
    /// Each has one large domain of its own.
    static void sort_domains(store::Tx& tx)
    {
        std::vector<store::Destination> wanted;
        for (int i = 0; i < destinations; ++i)
            wanted.push_back(
                {.name = fmt::format("d{}", i), .domains = {fmt::format("d{}.example", i)}});
        store::set_destinations(tx, wanted);
    }

    /// Half at the large domains, half at 5,000 small ones.
    static void subscribe_all(store::Tx& tx, model::ListId list)
    {
        for (int i = 0; i < readers; ++i) {
            const auto text = i % 2 == 0
                                  ? fmt::format("reader{}@d{}.example", i, i / 2 % destinations)
                                  : fmt::format("reader{}@small{}.example", i, i / 2 % 5'000);
            const auto person = store::get_or_add_person(tx, address(text), "Ana", "");
            store::add_member(tx, list, person.id, noon);
        }
    }
};

Ledger& ledger()
{
    static Ledger the_one;
    return the_one;
}

void fill(benchmark::State& state)
{
    store::Db& db = ledger().db;
    bool more = true;
    while (state.KeepRunning()) {
        while (more) {
            store::Tx tx{db};
            more = store::fill_mailings(tx, rows_per_step, noon);
            tx.commit();
        }
    }
    state.SetItemsProcessed(readers);
}

void lanes(benchmark::State& state)
{
    for (auto _ : state)
        benchmark::DoNotOptimize(store::lanes(ledger().db));
}

void look(benchmark::State& state)
{
    for (auto _ : state)
        benchmark::DoNotOptimize(store::progress(ledger().db, ledger().mailing, noon));
}

/// One visit to the ledger: what was leased before is settled, and more is leased from each lane.
std::vector<model::Delivery> visit(store::Db& db, const std::vector<model::Delivery>& in_hand)
{
    store::Tx tx{db};
    for (const model::Delivery& delivery : in_hand)
        store::settle(tx, delivery.id, delivery.attempts, model::DeliveryState::sent,
                      "250 2.0.0 Ok: queued as 4bX1Yz2QzPz9sWc", noon);
    std::vector<model::Delivery> leased;
    const auto open = store::lanes(tx);
    for (const store::Lane& lane : open) {
        auto some = store::lease_letters(tx, lane,
                                         rows_per_visit / static_cast<int>(open.size()) + 1, noon);
        std::move(some.begin(), some.end(), std::back_inserter(leased));
    }
    tx.commit();
    return leased;
}

void send(benchmark::State& state)
{
    std::vector<model::Delivery> in_hand;
    while (state.KeepRunning()) {
        do
            in_hand = visit(ledger().db, in_hand);
        while (!in_hand.empty());
    }
    state.SetItemsProcessed(readers);
}

BENCHMARK(fill)->Iterations(1)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(lanes)->Unit(benchmark::kMicrosecond);
BENCHMARK(look)->Iterations(3)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(send)->Iterations(1)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(look)->Iterations(3)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
