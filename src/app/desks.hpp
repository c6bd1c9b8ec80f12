// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "app/store_access.hpp"
#include "net/http_session.hpp"
#include "net/smtp_session.hpp"
#include "web/web.hpp"

namespace colporteur::app {

/// The only place where a mail session meets the store.
class Desk : public net::MailDesk {
public:
    /// `arrived` is called when mail has been taken.
    Desk(StoreAccess& store, model::Site site, smtp::Role role, std::function<void()> arrived);

    asio::awaitable<smtp::Reply> check_recipient(mail::Address recipient) override;
    asio::awaitable<std::vector<smtp::Reply>> take(smtp::Envelope envelope,
                                                   mail::RawMessage message,
                                                   std::string peer) override;

private:
    StoreAccess& store_;
    std::shared_ptr<const model::Site> site_;
    smtp::Role role_;
    std::function<void()> arrived_;
};

/// The only place where a web session meets the store.
class WebDesk : public net::PageDesk {
public:
    /// `acted` is called when a POST has been committed.
    WebDesk(StoreAccess& store, web::Place place, std::function<void()> acted);

    asio::awaitable<http::Response> answer(http::Request request) override;

private:
    StoreAccess& store_;
    std::shared_ptr<const web::Place> place_;
    std::function<void()> acted_;
};

}  // namespace colporteur::app
