// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/settler.hpp"

#include <boost/asio/detached.hpp>
#include <boost/asio/steady_timer.hpp>

#include "base/log.hpp"
#include "store/ledger.hpp"

namespace colporteur::app {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds commit_within{50};
constexpr milliseconds after_failure{1000};

void settle_all(store::Tx& tx, const std::vector<delivery::Settled>& entries)
{
    for (const auto& [id, attempt, settlement] : entries)
        store::settle(tx, id, attempt, settlement.state, settlement.reply, settlement.due);
}

}  // namespace

Settler::Settler(asio::any_io_executor executor, StoreAccess& store,
                 const std::string& journal_folder, Also also, Committed committed)
    : executor_{std::move(executor)},
      store_{store},
      journal_{journal_folder},
      also_{std::move(also)},
      committed_{std::move(committed)}
{
}

void Settler::recover(store::Db& db)
{
    store::Tx tx{db};
    settle_all(tx, journal_.recover());
    store::release_deliveries(tx, now());
    tx.commit();
    journal_.clear();
}

void Settler::settle(const delivery::Settled& settled)
{
    journal_.append(settled);
    if (std::exchange(flushing_, true))
        return;
    asio::co_spawn(executor_, flush_soon(), asio::detached);
}

asio::awaitable<void> Settler::flush_soon()
{
    asio::steady_timer timer{executor_, commit_within};
    auto rest = timer.async_wait(asio::use_awaitable);
    co_await std::move(rest);
    while (!journal_.empty() && !journal_.sealed()) {
        auto committed = flush();
        co_await std::move(committed);
    }
    flushing_ = false;
    committed_({});
}

asio::awaitable<void> Settler::flush()
{
    const auto entries = std::make_shared<const std::vector<delivery::Settled>>(journal_.seal());
    const store::Writer::Work also = also_();
    while (journal_.sealed()) {
        bool failed = false;
        try {
            auto commit = store_.write([entries, also](store::Tx& tx) {
                settle_all(tx, *entries);
                also(tx);
            });
            co_await std::move(commit);
            journal_.forget_sealed();
            committed_(*entries);
        } catch (const store::Failure& failure) {
            log::error("settle-waits reason=\"{}\"", failure.what());
            failed = true;
        }
        if (failed && stopping_)
            co_return;
        if (failed) {
            asio::steady_timer timer{executor_, after_failure};
            auto rest = timer.async_wait(asio::use_awaitable);
            co_await std::move(rest);
        }
    }
}

}  // namespace colporteur::app
