// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/demo/mailbox.hpp"

#include <stdexcept>

#include "base/ascii.hpp"

namespace colporteur::app {
namespace {

constexpr std::chrono::seconds patience{20};
constexpr std::chrono::seconds long_patience{120};

}  // namespace

/// The slot in the door: takes everything.
class Mailboxes::Slot : public net::MailDesk {
public:
    explicit Slot(Mailboxes& boxes) : boxes_{boxes} {}

    net::awaitable<smtp::Reply> check_recipient(mail::Address) override
    {
        co_return smtp::Reply{250, "2.1.5", "Ok"};
    }

    net::awaitable<std::vector<smtp::Reply>> take(smtp::Envelope envelope, mail::RawMessage message,
                                                  std::string) override
    {
        const std::string sender = envelope.reverse_path ? envelope.reverse_path->text() : "";
        for (const mail::Address& recipient : envelope.recipients)
            boxes_.keep({sender, to_lower(recipient.text()), message});
        co_return std::vector<smtp::Reply>(envelope.recipients.size(), {250, "2.0.0", "Ok"});
    }

private:
    Mailboxes& boxes_;
};

Mailboxes::Mailboxes()
{
    auto slot = std::make_shared<Slot>(*this);
    const net::Serve serve = [slot](std::shared_ptr<net::Stream> stream) {
        return net::run_smtp_session(
            std::move(stream), smtp::Server{smtp::Role::smtp, {.host = "mailboxes.example.net"}},
            slot, {});
    };
    auto listener = net::Listener::open(io_.get_executor(), "127.0.0.1:0", {}, serve);
    if (!listener)
        throw std::runtime_error{listener.error().what};
    listener_ = *listener;
    thread_ = std::thread{[this] { io_.run(); }};
}

Mailboxes::~Mailboxes()
{
    io_.stop();
    thread_.join();
}

void Mailboxes::keep(Received mail)
{
    const std::lock_guard lock{mutex_};
    ++count_;
    boxes_[mail.recipient].push_back(std::move(mail));
    arrived_.notify_all();
}

std::optional<Received> Mailboxes::wait_for(const std::string& recipient)
{
    std::unique_lock lock{mutex_};
    if (!arrived_.wait_for(lock, patience, [&] { return !boxes_[recipient].empty(); }))
        return std::nullopt;
    auto& box = boxes_[recipient];
    Received first = std::move(box.front());
    box.erase(box.begin());
    return first;
}

std::size_t Mailboxes::wait_until(std::size_t count)
{
    std::unique_lock lock{mutex_};
    arrived_.wait_for(lock, long_patience, [&] { return count_ >= count; });
    return count_;
}

std::size_t Mailboxes::count() const
{
    const std::lock_guard lock{mutex_};
    return count_;
}

std::size_t Mailboxes::people() const
{
    const std::lock_guard lock{mutex_};
    return static_cast<std::size_t>(std::count_if(
        boxes_.begin(), boxes_.end(), [](const auto& box) { return !box.second.empty(); }));
}

}  // namespace colporteur::app
