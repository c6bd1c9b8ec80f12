// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/housekeeping.hpp"

#include "base/log.hpp"
#include "store/mailings.hpp"

namespace colporteur::app {
namespace {

constexpr std::chrono::hours every{1};
constexpr std::chrono::days answers_for{2};  // caps look back one day
constexpr int rows_at_once = 2000;

}  // namespace

asio::awaitable<void> keep_house(StoreAccess& store, Retention retention,
                                 std::shared_ptr<Signal> stop)
{
    const Time started = now();
    Time next = started + every;
    bool stopping = false;
    while (!stopping) {
        auto rest = stop->wait(std::chrono::duration_cast<std::chrono::milliseconds>(next - now()));
        co_await std::move(rest);
        stopping = now() < next;  // woken before its time
        next = now() + every;
        bool more = !stopping;
        while (more) {
            try {
                auto swept = store.write([retention](store::Tx& tx) {
                    const Time moment = now();
                    return store::sweep(tx, moment - retention.delivery, moment - retention.held,
                                        moment - answers_for, rows_at_once);
                });
                more = co_await std::move(swept);
            } catch (const store::Failure& failure) {
                log::warning("sweep-waits reason=\"{}\"", failure.what());
                more = false;
            }
        }
    }
}

}  // namespace colporteur::app
