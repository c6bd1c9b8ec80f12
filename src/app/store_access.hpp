// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>

#include <boost/asio/async_result.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "store/writer.hpp"

namespace colporteur::app {

namespace asio = boost::asio;

/// The one bridge from sessions to blocking code: readers side by side, one writer with its group
/// commit. The session resumes on its own thread.
class StoreAccess {
public:
    StoreAccess(const std::string& database, unsigned readers);
    ~StoreAccess();

    /// Runs `job(store::Db&)` on a reader; what it throws is thrown here.
    template <class Job>
    asio::awaitable<std::invoke_result_t<Job, store::Db&>> read(Job job)
    {
        return asio::co_spawn(readers_, on_a_reader(std::move(job)), asio::use_awaitable);
    }

    /// Runs `job(store::Tx&)` on the writer and returns when it is committed and on disk.
    template <class Job>
    asio::awaitable<std::invoke_result_t<Job, store::Tx&>> write(Job job)
    {
        using Result = std::invoke_result_t<Job, store::Tx&>;
        if constexpr (std::is_void_v<Result>) {
            auto committed = commit(store::Writer::Work{std::move(job)});
            co_await std::move(committed);
        } else {
            auto result = std::make_shared<std::optional<Result>>();
            store::Writer::Work work = [job = std::move(job), result](store::Tx& tx) mutable {
                result->emplace(job(tx));
            };
            auto committed = commit(std::move(work));
            co_await std::move(committed);
            co_return std::move(**result);
        }
    }

private:
    template <class Job>
    asio::awaitable<std::invoke_result_t<Job, store::Db&>> on_a_reader(Job job)
    {
        co_return job(db_of_this_thread());
    }

    asio::awaitable<void> commit(store::Writer::Work work);
    store::Db& db_of_this_thread();

    std::string database_;
    store::Writer writer_;
    asio::thread_pool readers_;
};

}  // namespace colporteur::app
