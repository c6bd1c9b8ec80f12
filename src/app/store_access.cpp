// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/store_access.hpp"

namespace colporteur::app {

StoreAccess::StoreAccess(const std::string& database, unsigned readers)
    : database_{database}, writer_{database}, readers_{readers}
{
}

StoreAccess::~StoreAccess()
{
    readers_.join();
}

store::Db& StoreAccess::db_of_this_thread()
{
    // A pool's threads serve one StoreAccess and die with it, so the connection cannot be
    // another's.
    thread_local std::unique_ptr<store::Db> db;
    if (!db)
        db = std::make_unique<store::Db>(database_, store::Db::Access::read_only);
    return *db;
}

asio::awaitable<void> StoreAccess::commit(store::Writer::Work work)
{
    auto start = [this, &work](auto handler) {
        auto executor = asio::get_associated_executor(handler);
        // std::function must be copyable, a completion handler is not.
        auto shared = std::make_shared<decltype(handler)>(std::move(handler));
        auto guard = std::make_shared<asio::executor_work_guard<decltype(executor)>>(executor);
        writer_.submit(std::move(work), [shared, guard](std::exception_ptr failure) {
            asio::post(guard->get_executor(), [shared, failure] { std::move (*shared)(failure); });
            guard->reset();
        });
    };
    co_await asio::async_initiate<const asio::use_awaitable_t<>, void(std::exception_ptr)>(
        start, asio::use_awaitable);
}

}  // namespace colporteur::app
