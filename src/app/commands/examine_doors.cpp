// SPDX-License-Identifier: AGPL-3.0-or-later
// The doctor knocks at our own doors and at the relay's.
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "app/commands/diagnosis.hpp"
#include "app/probe.hpp"
#include "app/relay.hpp"
#include "net/relay_session.hpp"

namespace colporteur::app {
namespace {

constexpr int patience = 5;  // seconds
constexpr std::string_view health_question =
    "GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

// The server holds a lock as long as it lives.
bool server_runs(const Config& config)
{
    const int file = ::open((config.data + "/serve.lock").c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return false;
    const bool held = ::flock(file, LOCK_SH | LOCK_NB) != 0;
    ::close(file);
    return held;
}

struct Door {
    std::string_view check;
    const std::string& endpoint;
    std::string_view question;
    std::string_view answer;  ///< how the first line of the right answer begins
};

Finding knock(const Call& call, const Door& door)
{
    const auto line = first_line_from(door.endpoint, door.question, patience);
    if (line && line->starts_with(door.answer))
        return {door.check, Health::ok,
                call.terminal.words(N_("the server answers at {}"), door.endpoint)};
    return {door.check, Health::error,
            call.terminal.words(N_("the server runs but does not answer at {} ({})"), door.endpoint,
                                line ? *line : line.error().what),
            call.terminal.words(N_("restart it: it may run with an older configuration"))};
}

Finding look_for_room(const Call& call, const Door& door)
{
    switch (try_listen(door.endpoint)) {
    case Listen::possible:
        return {door.check, Health::ok,
                call.terminal.words(N_("{} is free; no server runs"), door.endpoint)};
    case Listen::taken:
        return {door.check, Health::error,
                call.terminal.words(N_("{} is taken by another program"), door.endpoint),
                call.terminal.words(
                    N_("stop that program (`ss -ltnp` names it), or choose another port"))};
    case Listen::forbidden:
        return {door.check, Health::error,
                call.terminal.words(N_("{} may not be listened on by this user"), door.endpoint),
                call.terminal.words(
                    N_("choose a port above 1023, or start the server from its systemd unit"))};
    case Listen::impossible: break;
    }
    return {
        door.check, Health::error,
        call.terminal.words(N_("{} is not on this machine"), door.endpoint),
        call.terminal.words(N_("choose an address of this machine, or make the socket's folder"))};
}

Finding no_relay(const Call& call)
{
    return {"relay", Health::warning,
            call.terminal.words(N_("no relay: mail stays in {}"), outbox_path(call.config)),
            call.terminal.words(N_("to send it, give [relay] a url such as smtp://127.0.0.1:25"))};
}

Finding unusable_relay(const Call& call, std::string_view why)
{
    return {"relay", Health::error, call.terminal.words(N_("the relay cannot be used: {}"), why),
            call.terminal.words(N_(
                "mend [relay] url, or start that mail server; mail waits in the queue meanwhile"))};
}

std::string endpoint_of(const net::RelayTarget& relay)
{
    const bool is_ipv6 = relay.host.find(':') != std::string::npos;
    return fmt::format("{}{}{}:{}", is_ipv6 ? "[" : "", relay.host, is_ipv6 ? "]" : "", relay.port);
}

Finding examine(Call& call, const net::RelayTarget& relay)
{
    const std::string endpoint = endpoint_of(relay);
    const Finding reached{"relay", Health::ok,
                          call.terminal.words(N_("the relay {} is reached"), endpoint)};
    if (relay.tls == net::RelayTarget::Tls::implicit) {  // the greeting comes inside TLS
        const auto connected = try_connect(endpoint, patience);
        return connected ? reached : unusable_relay(call, connected.error().what);
    }
    const auto line = first_line_from(endpoint, "", patience);
    if (!line || !line->starts_with("220"))
        return unusable_relay(call, line ? *line : line.error().what);
    return reached;
}

}  // namespace

std::vector<Finding> examine_listeners(Call& call)
{
    const auto examine = server_runs(call.config) ? knock : look_for_room;
    std::vector<Finding> findings;
    for (const Door& door : {Door{"smtp", call.config.intake.smtp, "", "220"},
                             Door{"lmtp", call.config.intake.lmtp, "", "220"},
                             Door{"web", call.config.web.listen, health_question, "HTTP/1.1 200"}})
        if (!door.endpoint.empty())
            findings.push_back(examine(call, door));
    return findings;
}

std::vector<Finding> examine_relay(Call& call)
{
    const auto relays = relay_targets(call.config);
    if (!relays)
        return {unusable_relay(call, relays.error().what)};
    if (relays->empty())
        return {no_relay(call)};
    std::vector<Finding> findings;
    for (const net::RelayTarget& relay : *relays)
        findings.push_back(examine(call, relay));
    return findings;
}

}  // namespace colporteur::app
