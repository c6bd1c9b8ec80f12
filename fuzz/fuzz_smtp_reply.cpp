// SPDX-License-Identifier: AGPL-3.0-or-later
#include <cstdint>
#include <cstdlib>

#include "base/ascii.hpp"
#include "smtp/client.hpp"
#include "smtp/reply.hpp"

// What is read as a reply is printed in lines of at most 512 octets, and read again with its code.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace colporteur;
    smtp::ReplyReader reader;
    for (const auto line :
         split(std::string_view{reinterpret_cast<const char*>(data), size}, '\n')) {
        const auto reply = reader.feed(line);
        if (!reply || !*reply)
            continue;
        smtp::read_extensions(**reply);
        const auto wire = smtp::to_wire(**reply);
        smtp::ReplyReader second;
        std::optional<smtp::Reply> again;
        for (std::size_t from = 0, end = 0; from < wire.size(); from = end + 2) {
            end = wire.find("\r\n", from);
            if (end == wire.npos || end - from > 510)
                std::abort();
            again = second.feed(std::string_view{wire}.substr(from, end - from)).value();
        }
        if (!again || again->code != (*reply)->code)
            std::abort();
    }
    return 0;
}
