// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/housekeeping.hpp"

#include "base/log.hpp"
#include "lists/digest.hpp"
#include "lists/keeping.hpp"
#include "lists/letter_report.hpp"
#include "lists/moderation/remind.hpp"
#include "store/progress.hpp"

namespace colporteur::app {
namespace {

constexpr std::chrono::hours every{1};
constexpr std::chrono::days answers_for{2};  // caps look back one day
constexpr int rows_at_once = 2000;
constexpr std::chrono::seconds soon{10};
constexpr std::chrono::minutes each_minute{1};
constexpr int letters_at_once = 20;
constexpr int held_at_once = 200;
constexpr int digests_at_once = 5;

bool letters_are_finished(store::Db& db, const model::Site& /*site*/)
{
    return !store::letters_to_report(db, 1).empty();
}

int tell_authors(store::Tx& tx, const model::Site& site)
{
    return lists::report_letters(tx, site, letters_at_once, now());
}

bool moderation_is_due(store::Db& db, const model::Site& /*site*/)
{
    return lists::moderation_is_due(db, now());
}

int moderate(store::Tx& tx, const model::Site& site)
{
    const Time moment = now();
    const int ended = lists::expire_held(tx, site, held_at_once, moment);
    return ended + lists::remind_moderators(tx, site, held_at_once, moment);
}

bool digest_is_due(store::Db& db, const model::Site& site)
{
    return lists::digest_is_due(db, site, now());
}

int make_digests(store::Tx& tx, const model::Site& site)
{
    return lists::send_digests(tx, site, digests_at_once, now());
}

/// Looks without writing first: most looks find nothing. Returns how many mails were queued.
asio::awaitable<int> do_some(StoreAccess& store, std::shared_ptr<const model::Site> site,
                             const Chore* chore)
{
    auto looking = store.read([site, chore](store::Db& db) { return chore->is_due(db, *site); });
    const bool is_due = co_await std::move(looking);
    if (!is_due)
        co_return 0;
    auto working = store.write([site, chore](store::Tx& tx) { return chore->work(tx, *site); });
    co_return co_await std::move(working);
}

}  // namespace

const std::vector<Chore>& chores()
{
    static const std::vector<Chore> all = {
        {"report", soon, letters_are_finished, tell_authors},
        {"moderation", each_minute, moderation_is_due, moderate},
        {"digest", each_minute, digest_is_due, make_digests},
    };
    return all;
}

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

asio::awaitable<void> do_chore(StoreAccess& store, std::shared_ptr<const model::Site> site,
                               const Chore* chore, std::function<void()> queued,
                               std::shared_ptr<Ending> ending)
{
    while (!ending->begun) {
        bool more = true;
        while (more && !ending->begun) {
            try {
                auto doing = do_some(store, site, chore);
                const int mails = co_await std::move(doing);
                more = mails > 0;
                if (more)
                    queued();
            } catch (const store::Failure& failure) {
                log::warning("{}-waits reason=\"{}\"", chore->name, failure.what());
                more = false;
            }
        }
        auto rest = ending->signal.wait(chore->every);
        co_await std::move(rest);
    }
}

}  // namespace colporteur::app
