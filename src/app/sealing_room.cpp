// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/sealing_room.hpp"

#include <algorithm>
#include <thread>

#include <boost/asio/post.hpp>

namespace colporteur::app {
namespace {

constexpr std::size_t batch_size = 8;  // two milliseconds of RSA

unsigned cores()
{
    return std::max(1U, std::thread::hardware_concurrency());
}

}  // namespace

SealingRoom::SealingRoom(boost::asio::any_io_executor executor,
                         std::shared_ptr<const model::Site> site, Done done)
    : executor_{std::move(executor)}, site_{std::move(site)}, done_{std::move(done)}, pool_{cores()}
{
}

SealingRoom::~SealingRoom()
{
    pool_.stop();
    pool_.join();
}

void SealingRoom::seal(std::vector<Parcel> parcels)
{
    inside_ += static_cast<int>(parcels.size());
    for (auto from = parcels.begin(); from != parcels.end();) {
        const auto to = from + std::min<std::ptrdiff_t>(batch_size, parcels.end() - from);
        auto batch = std::make_shared<std::vector<Parcel>>(std::make_move_iterator(from),
                                                           std::make_move_iterator(to));
        boost::asio::post(
            pool_, [this, batch = std::move(batch)]() mutable { seal_batch(std::move(batch)); });
        from = to;
    }
}

void SealingRoom::seal_batch(std::shared_ptr<std::vector<Parcel>> batch)
{
    for (Parcel& parcel : *batch)
        parcel.copy =
            delivery::render(*site_, parcel.prepared, {&parcel.delivery, 1}, now(), parcel.reader);
    boost::asio::post(executor_, [this, batch = std::move(batch)] {
        inside_ -= static_cast<int>(batch->size());
        done_(std::move(*batch));
    });
}

}  // namespace colporteur::app
