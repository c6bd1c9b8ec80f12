// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fstream>
#include <iostream>
#include <iterator>

#include "app/commands/support.hpp"
#include "intake/intake.hpp"
#include "mail/message.hpp"

namespace colporteur::app {
namespace {

using Need = Parameter::Need;

// A file on disk ends its lines as its system does; a message ends them with CRLF (RFC 5322 §2.1).
std::string with_crlf(std::istream& in, std::size_t most)
{
    std::string octets;
    char last = '\0';
    for (std::istreambuf_iterator<char> c{in}, end; c != end && octets.size() <= most; ++c) {
        if (last == '\r' && *c != '\n')
            octets += '\n';
        if (*c == '\n' && last != '\r')
            octets += '\r';
        octets += last = *c;
    }
    return octets;
}

Result<std::string> read_message(const Call& call)
{
    const std::string& name = call.given.word("FILE");
    const auto most = call.config.intake.max_message_bytes;
    std::ifstream file;
    if (name != "-")
        file.open(name, std::ios::binary);
    if (!file)
        return call.fail(Code::not_found, N_("{} cannot be read"), name);
    std::string octets = with_crlf(name == "-" ? std::cin : file, most);
    if (octets.empty())
        return call.fail(Code::invalid, N_("{} is empty: a mail message is expected"), name);
    if (octets.size() > most)
        return call.fail(Code::too_large,
                         N_("the message has more than {} octets: see intake.max_message_bytes"),
                         most);
    return octets;
}

Result<void> post(Call& call)
{
    const auto list = need_list(call);
    if (!list)
        return fail(list.error());
    auto octets = read_message(call);
    if (!octets)
        return fail(octets.error());

    const auto from = mail::Message{*octets}.from();
    const intake::Arrival arrival{
        .envelope = {.reverse_path = from ? from->address : list->with("-owner"),
                     .recipients = {list->address},
                     .helo = {}},
        .octets = *std::move(octets),
        .peer = {},
        .protocol = "local",
        .received = call.now,
    };
    const model::Site& site = call.site();
    store::Tx tx{call.db()};
    const smtp::Reply reply = intake::take(tx, site, arrival).front();
    if (reply.code >= 300)
        return call.fail(Code::denied, N_("the message was not taken: {}"), reply.text);
    tx.commit();
    call.terminal.say(
        N_("Taken for {}. A running server sends it out at once; see `colporteur letter status`."),
        list->address.text());
    return {};
}

}  // namespace

std::vector<Command> post_commands()
{
    return {{
        "post",
        N_("Post a message to a list as if its author had confirmed it"),
        {list_word,
         {"FILE", "", N_("A mail message (RFC 5322), or - for standard input"), Need::required}},
        {"colporteur post lettre@info.example.org letter.eml"},
        post,
    }};
}

}  // namespace colporteur::app
