// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fstream>
#include <iostream>
#include <iterator>

#include "app/commands/support.hpp"

namespace colporteur::app {
namespace {

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

}  // namespace

Result<std::string> need_message(const Call& call)
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

}  // namespace colporteur::app
