// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/desks.hpp"

#include "base/log.hpp"
#include "intake/intake.hpp"

namespace colporteur::app {
namespace {

const smtp::Reply try_later{452, "4.3.1", "The store cannot take it now, try again later"};

// RFC 3848: with what protocol a message came.
std::string protocol_name(smtp::Role role, const smtp::Envelope& envelope)
{
    const std::string base = envelope.utf8 ? (role == smtp::Role::lmtp ? "UTF8LMTP" : "UTF8SMTP")
                                           : (role == smtp::Role::lmtp ? "LMTP" : "ESMTP");
    return envelope.tls ? base + "S" : base;
}

}  // namespace

Desk::Desk(StoreAccess& store, model::Site site, smtp::Role role, std::function<void()> arrived)
    : store_{store},
      site_{std::make_shared<const model::Site>(std::move(site))},
      role_{role},
      arrived_{std::move(arrived)}
{
}

asio::awaitable<smtp::Reply> Desk::check_recipient(mail::Address recipient)
{
    try {
        auto verdict = store_.read([site = site_, recipient](store::Db& db) {
            return intake::check_recipient(db, *site, recipient);
        });
        co_return co_await std::move(verdict);
    } catch (const store::Failure& failure) {
        log::error("recipient-unchecked reason=\"{}\"", failure.what());
    }
    co_return try_later;
}

asio::awaitable<std::vector<smtp::Reply>> Desk::take(smtp::Envelope envelope,
                                                     mail::RawMessage message, std::string peer)
{
    const std::size_t recipients = envelope.recipients.size();
    const std::string protocol = protocol_name(role_, envelope);
    const auto arrival = std::make_shared<const intake::Arrival>(
        intake::Arrival{std::move(envelope), std::move(message), std::move(peer), protocol, now()});
    try {
        auto taken = store_.write(
            [site = site_, arrival](store::Tx& tx) { return intake::take(tx, *site, *arrival); });
        std::vector<smtp::Reply> replies = co_await std::move(taken);
        arrived_();
        co_return replies;
    } catch (const store::Failure& failure) {
        log::error("not-taken reason=\"{}\"", failure.what());
    }
    co_return std::vector<smtp::Reply>(recipients, try_later);
}

WebDesk::WebDesk(StoreAccess& store, web::Place place, std::function<void()> acted)
    : store_{store},
      place_{std::make_shared<const web::Place>(std::move(place))},
      acted_{std::move(acted)}
{
}

asio::awaitable<http::Response> WebDesk::answer(http::Request request)
{
    const auto asked = std::make_shared<const http::Request>(std::move(request));
    if (!web::acts(*asked)) {
        auto shown = store_.read([place = place_, asked](store::Db& db) {
            return web::show(db, *place, *asked, now());
        });
        co_return co_await std::move(shown);
    }
    try {
        auto done = store_.write(
            [place = place_, asked](store::Tx& tx) { return web::act(tx, *place, *asked, now()); });
        http::Response response = co_await std::move(done);
        acted_();
        co_return response;
    } catch (const store::Failure& failure) {
        log::error("not-done reason=\"{}\"", failure.what());
    }
    co_return web::unavailable(*asked);
}

}  // namespace colporteur::app
