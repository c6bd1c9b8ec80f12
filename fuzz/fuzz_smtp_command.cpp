// SPDX-License-Identifier: AGPL-3.0-or-later
#include <cstdint>
#include <cstdlib>

#include "smtp/command.hpp"

// Whatever arrives: no crash; an address that MAIL or RCPT accepts is accepted again as printed.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace colporteur;
    const auto command = smtp::parse_command({reinterpret_cast<const char*>(data), size});
    if (const auto mail = smtp::parse_mail_from(command.arguments); mail && mail->reverse_path) {
        const auto again = smtp::parse_mail_from("FROM:<" + mail->reverse_path->text() + ">");
        if (!again || again->reverse_path != mail->reverse_path)
            std::abort();
    }
    if (const auto recipient = smtp::parse_rcpt_to(command.arguments, "example.org")) {
        const auto again = smtp::parse_rcpt_to("TO:<" + recipient->text() + ">", "example.org");
        if (!again || *again != *recipient)
            std::abort();
    }
    return 0;
}
