// SPDX-License-Identifier: AGPL-3.0-or-later
#include <cstdint>
#include <cstdlib>

#include "base/ascii.hpp"
#include "smtp/server.hpp"

namespace {

using namespace colporteur::smtp;

/// Does what an action asks of the desk and of the socket; the message is always an empty one.
Action obey(Server& server, Action action)
{
    using Kind = Action::Kind;
    while (true) {
        switch (action.kind) {
        case Kind::check_recipient: action = server.on_verdict({250, "2.1.5", "ok"}); break;
        case Kind::read_message: action = server.on_message(DataReader::Damage::none, 0); break;
        case Kind::take_message:
            if (server.envelope().recipients.empty())
                std::abort();
            action = server.on_taken(
                std::vector<Reply>(server.envelope().recipients.size(), {250, "2.0.0", "ok"}));
            break;
        case Kind::start_tls: action = server.on_tls(); break;
        case Kind::read_line:
        case Kind::close: return action;
        }
    }
}

}  // namespace

// A whole conversation: every command is answered, a message is taken only for a recipient, and
// enough errors end it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    Server server{text.starts_with('l') ? Role::lmtp : Role::smtp,
                  {.recipients = 3, .offer_tls = true}};
    auto action = obey(server, server.greet());
    for (const auto line : colporteur::split(text, '\n')) {
        if (action.kind == Action::Kind::close)
            break;
        const auto before = server.envelope().tls;
        action = obey(server,
                      line.find('\0') == line.npos ? server.on_line(line) : server.on_bad_line());
        if (action.replies.empty() && before == server.envelope().tls)
            std::abort();
    }
    return 0;
}
