// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/thread_pool.hpp>

#include "app/parcel.hpp"

namespace colporteur::app {

/// Renders and signs copies on all cores, so that the thread with the sockets never waits for
/// arithmetic: an RSA signature costs ten times what all the rest of a copy does.
class SealingRoom {
public:
    using Done = std::function<void(std::vector<Parcel>)>;

    /// `done` is called on `executor`, with each batch.
    SealingRoom(boost::asio::any_io_executor executor, std::shared_ptr<const model::Site> site,
                Done done);
    ~SealingRoom();

    /// Each parcel's copy is made; they come back in small batches, in no order between batches.
    void seal(std::vector<Parcel> parcels);

    /// Parcels that have not come back.
    int inside() const { return inside_; }

private:
    void seal_batch(std::shared_ptr<std::vector<Parcel>> batch);

    boost::asio::any_io_executor executor_;
    std::shared_ptr<const model::Site> site_;
    Done done_;
    int inside_ = 0;
    boost::asio::thread_pool pool_;
};

}  // namespace colporteur::app
