// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/housekeeping.hpp"

#include "base/log.hpp"
#include "lists/keeping.hpp"
#include "lists/letter_report.hpp"
#include "lists/moderation/remind.hpp"
#include "store/progress.hpp"

namespace colporteur::app {
namespace {

constexpr std::chrono::hours every{1};
constexpr std::chrono::days answers_for{2};  // caps look back one day
constexpr int rows_at_once = 2000;
constexpr std::chrono::seconds look_for_finished{10};
constexpr int letters_at_once = 20;
constexpr std::chrono::minutes look_for_moderation{1};
constexpr int held_at_once = 200;

/// Looks without writing first: most looks find nothing. Returns how many mails were queued.
asio::awaitable<int> tell_some(StoreAccess& store, std::shared_ptr<const model::Site> site)
{
    auto looking =
        store.read([](store::Db& db) { return !store::letters_to_report(db, 1).empty(); });
    const bool finished = co_await std::move(looking);
    if (!finished)
        co_return 0;
    auto telling = store.write(
        [site](store::Tx& tx) { return lists::report_letters(tx, *site, letters_at_once, now()); });
    co_return co_await std::move(telling);
}

/// Returns whether mails may have been queued.
asio::awaitable<bool> moderate_some(StoreAccess& store, std::shared_ptr<const model::Site> site)
{
    auto looking = store.read([](store::Db& db) { return lists::moderation_is_due(db, now()); });
    const bool is_due = co_await std::move(looking);
    if (!is_due)
        co_return false;
    auto working = store.write([site](store::Tx& tx) {
        const Time moment = now();
        const int ended = lists::expire_held(tx, *site, held_at_once, moment);
        return ended + lists::remind_moderators(tx, *site, held_at_once, moment) > 0;
    });
    co_return co_await std::move(working);
}

}  // namespace

asio::awaitable<void> keep_house(StoreAccess& store, Retention retention,
                                 std::shared_ptr<Ending> ending)
{
    while (!ending->begun) {
        auto rest = ending->signal.wait(every);
        co_await std::move(rest);
        bool more = !ending->begun;
        while (more) {
            try {
                auto swept = store.write([retention](store::Tx& tx) {
                    const Time moment = now();
                    const int posts = lists::expire_archives(tx, rows_at_once, moment);
                    const bool rows =
                        store::sweep(tx, moment - retention.delivery, moment - retention.held,
                                     moment - answers_for, rows_at_once);
                    return rows || posts >= rows_at_once;
                });
                more = co_await std::move(swept);
            } catch (const store::Failure& failure) {
                log::warning("sweep-waits reason=\"{}\"", failure.what());
                more = false;
            }
        }
    }
}

asio::awaitable<void> tell_authors(StoreAccess& store, std::shared_ptr<const model::Site> site,
                                   std::function<void()> queued, std::shared_ptr<Ending> ending)
{
    while (!ending->begun) {
        try {
            auto telling = tell_some(store, site);
            const int told = co_await std::move(telling);
            if (told > 0)
                queued();
        } catch (const store::Failure& failure) {
            log::warning("report-waits reason=\"{}\"", failure.what());
        }
        auto rest = ending->signal.wait(look_for_finished);
        co_await std::move(rest);
    }
}

asio::awaitable<void> watch_moderation(StoreAccess& store, std::shared_ptr<const model::Site> site,
                                       std::function<void()> queued, std::shared_ptr<Ending> ending)
{
    while (!ending->begun) {
        try {
            auto moderating = moderate_some(store, site);
            const bool told = co_await std::move(moderating);
            if (told)
                queued();
        } catch (const store::Failure& failure) {
            log::warning("moderation-waits reason=\"{}\"", failure.what());
        }
        auto rest = ending->signal.wait(look_for_moderation);
        co_await std::move(rest);
    }
}

}  // namespace colporteur::app
