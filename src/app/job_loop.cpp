// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/job_loop.hpp"

#include <boost/asio/detached.hpp>

#include "base/log.hpp"
#include "store/jobs.hpp"

namespace colporteur::app {
namespace {

constexpr int jobs_at_once = 64;
constexpr std::chrono::milliseconds look_again{
    250};  // the command line, another process, may have left something
constexpr std::chrono::milliseconds after_failure{1000};

}  // namespace

JobLoop::JobLoop(asio::any_io_executor executor, StoreAccess& store, model::Site site,
                 intake::WorkTable table, WorkMark& mark, std::function<void()> worked)
    : executor_{executor},
      store_{store},
      site_{std::make_shared<const model::Site>(std::move(site))},
      table_{std::make_shared<const intake::WorkTable>(std::move(table))},
      mark_{mark},
      worked_{std::move(worked)},
      wake_{executor},
      done_{executor}
{
}

void JobLoop::stop()
{
    stopping_ = true;
    wake_.notify();
}

asio::awaitable<void> JobLoop::run()
{
    while (!stopping_) {
        auto one_turn = turn();
        const bool busy = co_await std::move(one_turn);
        if (busy)
            continue;
        auto rest = wake_.wait(look_again);
        co_await std::move(rest);
    }
}

asio::awaitable<bool> JobLoop::turn()
{
    std::vector<model::Job> jobs;
    bool failed = false;
    try {
        auto idle = store_.read([](store::Db& db) { return !store::next_job_due(db).has_value(); });
        const bool nothing = co_await std::move(idle);
        if (nothing)
            co_return false;
        auto begun =
            store_.write([](store::Tx& tx) { return store::begin_jobs(tx, jobs_at_once, now()); });
        jobs = co_await std::move(begun);
    } catch (const store::Failure& failure) {
        log::error("jobs-wait reason=\"{}\"", failure.what());
        failed = true;
    }
    if (failed) {
        auto rest = wake_.wait(after_failure);
        co_await std::move(rest);
    }
    in_hand_ = static_cast<int>(jobs.size());
    for (model::Job& job : jobs)
        asio::co_spawn(executor_, work_on(std::move(job)), asio::detached);
    while (in_hand_ > 0) {
        auto all_done = done_.wait(after_failure);
        co_await std::move(all_done);
    }
    if (!jobs.empty())
        worked_();
    co_return !jobs.empty();
}

asio::awaitable<void> JobLoop::work_on(model::Job job)
{
    bool done = false;
    while (!done && !stopping_) {
        try {
            auto work =
                store_.write([job, site = site_, table = table_, &mark = mark_](store::Tx& tx) {
                    const WorkMark::Hold under_way{mark, job.id};
                    intake::work_on(tx, *site, *table, job, now());
                });
            co_await std::move(work);
            done = true;
        } catch (const store::Failure& failure) {
            log::error("job-waits id=m{} reason=\"{}\"", model::number(job.message),
                       failure.what());
        }
        if (!done) {
            asio::steady_timer timer{executor_, after_failure};
            auto rest = timer.async_wait(asio::use_awaitable);
            co_await std::move(rest);
        }
    }
    if (--in_hand_ == 0)
        done_.notify();
}

}  // namespace colporteur::app
