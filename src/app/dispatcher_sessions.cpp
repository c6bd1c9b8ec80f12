// SPDX-License-Identifier: AGPL-3.0-or-later
// The part of the dispatcher that deals with relay sessions; dispatcher.cpp has the ledger's side.
#include <boost/asio/detached.hpp>
#include <fmt/format.h>

#include "app/dispatcher.hpp"
#include "app/outbox.hpp"
#include "base/log.hpp"

namespace colporteur::app {
namespace {

using std::chrono::milliseconds;

constexpr std::size_t recipients_together = 50;  // RFC 5321 §4.5.3.1.8: every server takes 100

}  // namespace

/// What one relay session sees of the dispatcher.
class Dispatcher::Source : public net::CopySource {
public:
    Source(Dispatcher& dispatcher, std::size_t relay) : dispatcher_{dispatcher}, relay_{relay} {}

    std::optional<smtp::Copy> ready() override
    {
        return dispatcher_.relays_.works(relay_, now()) ? dispatcher_.next_copy() : std::nullopt;
    }

    asio::awaitable<std::optional<smtp::Copy>> next(std::chrono::seconds patience) override
    {
        const Time until = now() + patience;
        auto copy = ready();
        while (!copy && !dispatcher_.stopping_ && now() < until &&
               dispatcher_.relays_.works(relay_, now())) {
            auto work = dispatcher_.work_ready_.wait(
                std::chrono::duration_cast<milliseconds>(until - now()));
            co_await std::move(work);
            copy = ready();
        }
        co_return copy;
    }

    void settled(const smtp::Outcome& outcome) override
    {
        if (!outcome.ours)
            dispatcher_.relays_.answered(relay_, outcome.reply, now());
        dispatcher_.settled(outcome);
    }

    void unsuited(smtp::Copy copy, smtp::Lack lack) override { dispatcher_.unsuited(copy, lack); }

    void give_back(smtp::Copy copy) override { dispatcher_.give_back(copy); }

private:
    Dispatcher& dispatcher_;
    std::size_t relay_;
};

std::shared_ptr<net::CopySource> Dispatcher::source(std::size_t relay)
{
    return std::make_shared<Source>(*this, relay);
}

void Dispatcher::open_sessions()
{
    if (stopping_ || hand_.waiting() == 0)
        return;
    if (!options_.relays.empty())
        relays_.open(hand_.waiting(), now());
    else if (!std::exchange(filling_outbox_, true))
        asio::co_spawn(executor_, keep_in_outbox(), asio::detached);
}

void Dispatcher::session_ended()
{
    wake_.notify();
    progress_.notify();
}

asio::awaitable<void> Dispatcher::keep_in_outbox()
{
    auto copy = next_copy();
    while (copy) {
        for (const smtp::Recipient& recipient : copy->recipients) {
            const auto file = options_.outbox / fmt::format("{}.eml", recipient.id);
            auto kept = store_.read([file, held = *copy, address = recipient.address](store::Db&) {
                return write_outbox(file, held, address);
            });
            const smtp::Reply reply = co_await std::move(kept);
            settled({.recipient = recipient.id, .reply = reply});
        }
        copy = next_copy();
    }
    filling_outbox_ = false;
    progress_.notify();
}

std::optional<smtp::Copy> Dispatcher::next_copy()
{
    if (stopping_ || !settler_.has_room(hand_.under_way() + recipients_together))
        return std::nullopt;
    const auto parcels = hand_.take(recipients_together);
    if (parcels.empty())
        return std::nullopt;
    if (is_low() && !std::exchange(low_, true))
        notify();
    Parcel& first = *parcels.front();
    if (first.copy)
        return std::exchange(first.copy, std::nullopt);
    std::vector<model::Delivery> deliveries;
    for (const Parcel* parcel : parcels)
        deliveries.push_back(parcel->delivery);
    return delivery::render(*site_, first.prepared, deliveries, now(), first.reader);
}

void Dispatcher::settled(const smtp::Outcome& outcome)
{
    const auto parcel = hand_.finish(outcome.recipient);
    if (!parcel)
        return;
    if (outcome.ours)
        release(*parcel);
    else
        pacer_.settled(parcel->delivery.destination, parcel->domain(), outcome.reply, now());
    settle(*parcel, outcome.reply);
}

void Dispatcher::settle(const Parcel& parcel, const smtp::Reply& reply)
{
    const model::Delivery& delivery = parcel.delivery;
    const auto settlement = delivery::settle_by(reply, options_.retry, delivery, now());
    if (!reply.positive())
        log::info("refused delivery={} attempt={} reply=\"{}\"", model::number(delivery.id),
                  delivery.attempts, settlement.reply);
    held_.erase(model::number(delivery.id));
    settler_.settle({delivery.id, delivery.attempts, settlement});
}

/// Made again without what the relay lacks; what cannot be is refused in its stead.
void Dispatcher::unsuited(const smtp::Copy& copy, smtp::Lack lack)
{
    std::shared_ptr<const delivery::Prepared> plainer;
    for (const smtp::Recipient& recipient : copy.recipients) {
        auto parcel = hand_.finish(recipient.id);
        if (!parcel)
            continue;
        if (!plainer)
            plainer = delivery::without(*parcel->prepared, lack, now());
        parcel->prepared = plainer;
        parcel->copy.reset();
        if (plainer->refusal) {
            release(*parcel);
            settle(*parcel, *plainer->refusal);
        } else {
            hand_.put_back(std::move(*parcel));
        }
    }
    if (plainer)
        prepared_[plainer->id] = plainer;
    work_ready_.notify();
}

/// Of a parcel under way that ends without the destination having said anything.
void Dispatcher::release(const Parcel& parcel)
{
    pacer_.given_back(parcel.delivery.destination, parcel.domain());
    pacer_.returned(parcel.delivery.destination, 1);
}

void Dispatcher::give_back(const smtp::Copy& copy)
{
    for (const smtp::Recipient& recipient : copy.recipients) {
        auto parcel = hand_.finish(recipient.id);
        if (!parcel)
            continue;
        if (!parcel->prepared->shared)
            parcel->copy = copy;
        hand_.put_back(std::move(*parcel));
    }
    doubtful_ = true;
    work_ready_.notify();  // a session that waits can take it at once
}

}  // namespace colporteur::app
