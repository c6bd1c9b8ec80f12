// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/relay_pool.hpp"

#include <algorithm>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/system/system_error.hpp>

#include "base/log.hpp"

namespace colporteur::app {
namespace {

using std::chrono::milliseconds;

constexpr int copies_per_session = 10;     // waiting ones that are worth one more connection
constexpr int deferrals_are_trouble = 50;  // in a row, whoever they are for
constexpr milliseconds first_rest{1000};
constexpr milliseconds longest_rest{60'000};

}  // namespace

/// A turn with a relay.
struct RelayPool::Session {
    asio::cancellation_signal cut{};
    bool ended = false;
};

struct RelayPool::Relay {
    RelayOptions options;
    std::vector<std::shared_ptr<Session>> sessions{};
    milliseconds rest{0};   ///< 0: it works
    Time not_before{};      ///< it rests
    Time no_more_before{};  ///< it takes no further connection
    int deferrals = 0;      ///< in a row

    bool healthy() const { return rest.count() == 0; }

    int open_sessions() const
    {
        return static_cast<int>(std::count_if(sessions.begin(), sessions.end(),
                                              [](const auto& session) { return !session->ended; }));
    }
};

RelayPool::RelayPool(asio::any_io_executor executor, std::vector<RelayOptions> relays,
                     MakeSource source, std::function<void()> ended)
    : executor_{std::move(executor)}, source_{std::move(source)}, ended_{std::move(ended)}
{
    for (RelayOptions& options : relays)
        relays_.push_back({std::move(options)});
}

RelayPool::~RelayPool() = default;

void RelayPool::open(int waiting, Time now)
{
    forget_ended();
    if (waiting == 0)
        return;
    const bool any_works = std::any_of(relays_.begin(), relays_.end(), [](const Relay& relay) {
        return relay.options.weight > 0 && relay.healthy();
    });
    int all_weights = 0;
    for (const Relay& relay : relays_)
        all_weights += relay.healthy() ? std::max(relay.options.weight, any_works ? 0 : 1) : 0;

    for (std::size_t i = 0; i < relays_.size(); ++i) {
        Relay& relay = relays_[i];
        const bool spare = relay.options.weight == 0 && any_works;
        if (spare || now < std::max(relay.not_before, relay.no_more_before))
            continue;
        const int most = wanted(relay, waiting, std::max(1, all_weights));
        while (static_cast<int>(relay.sessions.size()) < most) {
            const auto session = relay.sessions.emplace_back(std::make_shared<Session>());
            asio::co_spawn(executor_, talk(i, session),
                           asio::bind_cancellation_slot(session->cut.slot(), asio::detached));
        }
    }
}

/// One that is in trouble is tried with a single connection.
int RelayPool::wanted(const Relay& relay, int waiting, int all_weights) const
{
    if (!relay.healthy())
        return 1;
    const int sessions = 1 + waiting / copies_per_session;
    const int part = (sessions * std::max(1, relay.options.weight) + all_weights - 1) / all_weights;
    return std::min(relay.options.connections, part);
}

void RelayPool::answered(std::size_t index, const smtp::Reply& reply, Time now)
{
    Relay& relay = relays_[index];
    if (!reply.temporary()) {
        relay.deferrals = 0;
        relay.rest = milliseconds{0};
        relay.not_before = {};
        return;
    }
    if (++relay.deferrals >= deferrals_are_trouble) {
        relay.deferrals = 0;
        trouble(relay, reply.text, now);
    }
}

bool RelayPool::works(std::size_t relay, Time now) const
{
    return now >= relays_[relay].not_before;
}

int RelayPool::sessions() const
{
    int sum = 0;
    for (const Relay& relay : relays_)
        sum += relay.open_sessions();
    return sum;
}

void RelayPool::cut()
{
    for (const Relay& relay : relays_)
        for (const auto& session : relay.sessions)
            session->cut.emit(asio::cancellation_type::terminal);
}

asio::awaitable<void> RelayPool::talk(std::size_t index, std::shared_ptr<Session> session)
{
    try {
        auto served = net::run_relay_session(relays_[index].options.target, source_(index));
        co_await std::move(served);
        session->ended = true;
    } catch (const boost::system::system_error& error) {
        failed(relays_[index], *session, error.what(), now());
    } catch (const net::RelayRefused& refused) {
        failed(relays_[index], *session, refused.what(), now());
    } catch (const std::exception& error) {
        log::error("defect in=relay-session reason=\"{}\"", error.what());
        failed(relays_[index], *session, error.what(), now());
    }
    ended_();
}

/// While others of its sessions work, a relay that ends one, or takes no further one, is not in
/// trouble: it has enough.
void RelayPool::failed(Relay& relay, Session& session, std::string_view reason, Time now)
{
    session.ended = true;
    relay.no_more_before = now + first_rest;
    if (relay.open_sessions() == 0)
        trouble(relay, reason, now);
    else
        log::info("relay-session-lost relay={}:{} reason=\"{}\"", relay.options.target.host,
                  relay.options.target.port, reason);
}

/// Sessions that fail together are one trouble and make one rest.
void RelayPool::trouble(Relay& relay, std::string_view reason, Time now)
{
    if (now < relay.not_before)
        return;
    relay.rest = std::clamp(relay.rest * 2, first_rest, longest_rest);
    relay.not_before = now + relay.rest;
    log::warning("relay-trouble relay={}:{} reason=\"{}\" again_in_ms={}",
                 relay.options.target.host, relay.options.target.port, reason, relay.rest.count());
}

void RelayPool::forget_ended()
{
    for (Relay& relay : relays_)
        std::erase_if(relay.sessions, [](const auto& session) { return session->ended; });
}

}  // namespace colporteur::app
