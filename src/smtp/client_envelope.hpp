// SPDX-License-Identifier: AGPL-3.0-or-later
// Private to the client: the envelope of a copy in the words that the other side understands.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "smtp/client.hpp"

namespace colporteur::smtp {

/// Octets of the content as RFC 1870 §5 counts them: without the lone dot and the stuffed ones.
std::uint64_t size_of(const Copy& copy);

/// `MAIL FROM:<…>` with the parameters that the copy needs and the server offers; no CRLF.
std::string mail_line(const Copy& copy, const Extensions& can);

/// `RCPT TO:<…>`, asking for failures to be reported where DSN is offered, none for a bounce of
/// ours; no CRLF.
std::string rcpt_line(const Copy& copy, const Recipient& recipient, const Extensions& can);

/// Takes away the recipients whom this server cannot be asked for, however the copy was made: bad
/// addresses, UTF-8 ones without SMTPUTF8 (RFC 6531 §3.5), all of a copy over its SIZE limit.
std::vector<Outcome> take_unsendable(Copy& copy, const Extensions& can);

/// What the server lacks for this content (RFC 6152 §3, RFC 6531 §3.2).
std::optional<Lack> lacking(const Copy& copy, const Extensions& can);

}  // namespace colporteur::smtp
