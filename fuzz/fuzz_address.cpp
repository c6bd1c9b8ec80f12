// SPDX-License-Identifier: AGPL-3.0-or-later
// A mailbox that is accepted reads as itself; what is written of it is read again, alone.
#include <cstdint>
#include <cstdlib>

#include "base/utf8.hpp"
#include "mail/address.hpp"

using namespace colporteur;

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    if (const auto address = mail::parse_address(text)) {
        require(mail::parse_address(address->text()) == address);
        require(address->local().size() <= 64 && address->domain().size() <= 255);
        require(is_ascii(address->domain()));
    }
    for (const mail::Mailbox& mailbox : mail::parse_mailboxes(text)) {
        const std::string written = mail::format_mailbox(mailbox);
        const auto again = mail::parse_mailboxes(written);
        require(is_utf8(mailbox.name) && again.size() == 1);
        require(again.front().address == mailbox.address && again.front().name == mailbox.name);
    }
    return 0;
}
