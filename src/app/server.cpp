// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/server.hpp"

#include <csignal>
#include <filesystem>
#include <iostream>
#include <stdexcept>

#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <fmt/format.h>

#include "app/bell.hpp"
#include "app/desks.hpp"
#include "app/directory_lock.hpp"
#include "app/dispatcher.hpp"
#include "app/dkim_keys.hpp"
#include "app/housekeeping.hpp"
#include "app/job_loop.hpp"
#include "app/pacing.hpp"
#include "app/relay.hpp"
#include "base/log.hpp"
#include "net/listener.hpp"
#include "store/jobs.hpp"
#include "store/lists.hpp"
#include "store/migrations.hpp"
#include "text/embedded.hpp"

namespace colporteur::app {
namespace {

constexpr unsigned reader_threads = 2;
constexpr std::chrono::milliseconds farewell{5000};

template <class T>
T value_or_throw(Result<T> result)
{
    if (!result)
        throw std::runtime_error{result.error().what};
    return std::move(*result);
}

/// The schema brought up to date, and what an ended program had begun made ready again.
void prepare_store(const std::string& database, WorkMark& mark)
{
    store::Db db{database};
    store::migrate(db);
    store::Tx tx{db};
    store::release_jobs(tx, mark.job());
    tx.commit();
    mark.clear();
}

std::string our_host(const std::string& database)
{
    store::Db db{database, store::Db::Access::read_only};
    const auto domains = store::all_domains(db);
    return domains.empty() ? "localhost" : domains.front().name;
}

DispatcherOptions dispatcher_options(const Config& config, const std::string& host)
{
    DispatcherOptions options{
        .outbox = outbox_path(config),
        .journal_folder = config.data,
        .retry = config.retry,
        .zone = config.zone,
    };
    auto targets = value_or_throw(relay_targets(config));
    for (std::size_t i = 0; i < targets.size(); ++i) {
        targets[i].our_name = host;
        const Relay& relay = config.relays[i];
        options.relays.push_back({std::move(targets[i]), relay.connections, relay.weight});
    }
    return options;
}

delivery::Pacer pacer(const std::string& database, const Config& config)
{
    store::Db db{database};
    return make_pacer(db, config, now());
}

model::Site signing_site(const Config& config)
{
    model::Site site = make_site(config);
    site.signers = value_or_throw(load_signers(config));
    return site;
}

web::Place web_place(const Config& config, const model::Site& site)
{
    return {
        .site = site,
        .outbox = config.relays.empty() ? outbox_path(config) : "",
        .source = text::source_tarball(),
        .source_version = std::string{text::source_version()},
    };
}

}  // namespace

struct Server::Parts {
    Parts(const Config& config, intake::WorkTable table)
        : site{signing_site(config)},
          lock{config.data},
          database{database_path(config)},
          mark{config.data},
          prepared{(prepare_store(database, mark), true)},
          host{our_host(database)},
          store{database, reader_threads},
          dispatcher{io.get_executor(), store, site, pacer(database, config),
                     dispatcher_options(config, host)},
          jobs{io.get_executor(), store, site,
               std::move(table),  mark,  [this] { dispatcher.notify(); }},
          ending{std::make_shared<Ending>(io.get_executor())},
          bell{io.get_executor(), config.data,
               [this] {
                   jobs.notify();
                   dispatcher.notify();
               }},
          retention{config.retention}
    {
        store::Db db{database};
        dispatcher.recover(db);
        listen(config);
    }

    void listen(const Config& config)
    {
        if (!config.intake.smtp.empty())
            smtp = open_mail(config, smtp::Role::smtp, config.intake.smtp);
        if (!config.intake.lmtp.empty())
            lmtp = open_mail(config, smtp::Role::lmtp, config.intake.lmtp);
        if (!config.web.listen.empty())
            web = open_web(config);
    }

    std::shared_ptr<net::Listener> open_mail(const Config& config, smtp::Role role,
                                             const std::string& where)
    {
        net::SessionLimits session;
        if (!config.intake.tls_certificate.empty())
            session.tls = value_or_throw(net::load_server_tls(config.intake.tls_certificate,
                                                              config.intake.tls_key.empty()
                                                                  ? config.intake.tls_certificate
                                                                  : config.intake.tls_key));
        const smtp::Limits limits{.host = host,
                                  .message = config.intake.max_message_bytes,
                                  .offer_tls = session.tls != nullptr};
        auto desk = std::make_shared<Desk>(store, site, role, [this] { jobs.notify(); });
        const net::Serve serve = [role, limits, desk,
                                  session](std::shared_ptr<net::Stream> stream) {
            return net::run_smtp_session(std::move(stream), smtp::Server{role, limits}, desk,
                                         session);
        };
        const net::ListenerLimits listener{
            .connections = config.intake.connections,
            .busy =
                fmt::format("421 4.3.2 {} has too many connections, try again later\r\n", host)};
        return value_or_throw(net::Listener::open(io.get_executor(), where, listener, serve));
    }

    std::shared_ptr<net::Listener> open_web(const Config& config)
    {
        auto desk = std::make_shared<WebDesk>(store, web_place(config, site), [this] {
            jobs.notify();
            dispatcher.notify();
        });
        const net::Serve serve = [desk](std::shared_ptr<net::Stream> stream) {
            return net::run_http_session(std::move(stream), desk, {});
        };
        const net::ListenerLimits listener{.busy =
                                               "HTTP/1.1 503 Service Unavailable\r\nConnection: "
                                               "close\r\nContent-Length: 0\r\n\r\n"};
        return value_or_throw(
            net::Listener::open(io.get_executor(), config.web.listen, listener, serve));
    }

    asio::awaitable<void> end()
    {
        for (const auto& listener : {smtp, lmtp, web})
            if (listener)
                listener->stop();
        for (const auto& listener : {smtp, lmtp, web}) {
            if (listener) {
                auto finished = listener->finish(farewell);
                co_await std::move(finished);
            }
        }
        bell.close();
        jobs.stop();
        dispatcher.stop();
        ending->begin();
    }

    asio::io_context io{1};
    model::Site site;
    DirectoryLock lock;
    std::string database;
    WorkMark mark;
    bool prepared;
    std::string host;
    StoreAccess store;
    Dispatcher dispatcher;
    JobLoop jobs;
    std::shared_ptr<Ending> ending;
    Bell bell;
    Retention retention;
    std::shared_ptr<net::Listener> smtp;
    std::shared_ptr<net::Listener> lmtp;
    std::shared_ptr<net::Listener> web;
    bool stopping = false;
};

Server::Server(const Config& config, intake::WorkTable table)
    : parts_{std::make_unique<Parts>(config, std::move(table))}
{
}

Server::~Server() = default;

std::uint16_t Server::smtp_port() const
{
    return parts_->smtp ? parts_->smtp->port() : 0;
}

std::uint16_t Server::lmtp_port() const
{
    return parts_->lmtp ? parts_->lmtp->port() : 0;
}

std::uint16_t Server::web_port() const
{
    return parts_->web ? parts_->web->port() : 0;
}

void Server::run()
{
    asio::co_spawn(parts_->io, parts_->jobs.run(), asio::detached);
    asio::co_spawn(parts_->io, parts_->dispatcher.run(), asio::detached);
    asio::co_spawn(parts_->io, keep_house(parts_->store, parts_->retention, parts_->ending),
                   asio::detached);
    const auto site = std::make_shared<const model::Site>(parts_->site);
    const auto queued = [parts = parts_.get()] { parts->dispatcher.notify(); };
    for (const Chore& chore : chores())
        asio::co_spawn(parts_->io, do_chore(parts_->store, site, &chore, queued, parts_->ending),
                       asio::detached);
    parts_->io.run();
}

void Server::stop()
{
    asio::post(parts_->io, [parts = parts_.get()] {
        if (!std::exchange(parts->stopping, true))
            asio::co_spawn(parts->io, parts->end(), asio::detached);
    });
}

int run_server(const Config& config)
{
    std::signal(SIGPIPE, SIG_IGN);
    log::open(log::Level::info);
    try {
        Server server{config, intake::standard_work()};
        asio::io_context signals{1};
        asio::signal_set wanted{signals, SIGINT, SIGTERM};
        wanted.async_wait([&server](boost::system::error_code error, int) {
            if (!error)
                server.stop();
        });
        std::thread waiting{[&signals] { signals.run(); }};
        log::info("serve smtp={} lmtp={} web={}", server.smtp_port(), server.lmtp_port(),
                  server.web_port());
        server.run();
        asio::post(signals, [&wanted] { wanted.cancel(); });
        waiting.join();
        log::info("served");
        return 0;
    } catch (const std::exception& error) {
        std::cerr << "colporteur serve: " << error.what() << '\n';
        return 1;
    }
}

}  // namespace colporteur::app
