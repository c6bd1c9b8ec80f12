// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/writer.hpp"

#include <future>
#include <utility>

namespace colporteur::store {
namespace {

constexpr std::size_t most_together = 256;

}  // namespace

Writer::Writer(const std::string& path) : db_{path}, thread_{[this] { loop(); }} {}

Writer::~Writer()
{
    {
        const std::lock_guard lock{mutex_};
        stopping_ = true;
    }
    waiting_.notify_one();
    thread_.join();
}

void Writer::submit(Work work, Done done)
{
    {
        const std::lock_guard lock{mutex_};
        queue_.push_back({std::move(work), std::move(done), nullptr});
    }
    waiting_.notify_one();
}

void Writer::run(Work work)
{
    std::promise<void> promise;
    submit(std::move(work), [&promise](const std::exception_ptr& failure) {
        if (failure)
            promise.set_exception(failure);
        else
            promise.set_value();
    });
    promise.get_future().get();
}

void Writer::loop()
{
    std::deque<Piece> pieces;
    while (true) {
        {
            std::unique_lock lock{mutex_};
            waiting_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
            if (queue_.empty())
                return;
            while (!queue_.empty() && pieces.size() < most_together) {
                pieces.push_back(std::move(queue_.front()));
                queue_.pop_front();
            }
        }
        commit_together(pieces);
        for (Piece& piece : pieces)
            piece.done(piece.failure);
        pieces.clear();
    }
}

void Writer::commit_together(std::deque<Piece>& pieces)
{
    try {
        Tx tx{db_};
        for (Piece& piece : pieces) {
            try {
                Savepoint part{tx};
                piece.work(tx);
                part.release();
            } catch (...) {
                if (!db_.in_transaction())  // a full disk ends the whole transaction, not only this
                                            // part
                    throw;
                piece.failure = std::current_exception();
            }
        }
        tx.commit();
    } catch (...) {
        for (Piece& piece : pieces)
            piece.failure = std::current_exception();
    }
}

}  // namespace colporteur::store
