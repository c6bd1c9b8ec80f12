// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "mail/address.hpp"

namespace colporteur::smtp {

enum class Verb {
    helo,
    ehlo,
    lhlo,
    mail,
    rcpt,
    data,
    rset,
    noop,
    quit,
    vrfy,
    expn,
    help,
    starttls,
    bdat,
    unknown
};

struct Command {
    Verb verb = Verb::unknown;
    std::string arguments;  ///< after the verb and its space, as sent
};

/// Splits a line (without CRLF); an unknown verb is not an error here.
Command parse_command(std::string_view line);

struct MailFrom {
    std::optional<mail::Address>
        reverse_path;  ///< nothing for "<>", the null reverse-path of a bounce
    std::optional<std::uint64_t> size;
    bool utf8 = false;
    bool eight_bit = false;
};

/// Reads the arguments of MAIL (RFC 5321 §4.1.1.2, RFC 1870, RFC 6152, RFC 6531; SIZE, BODY,
/// SMTPUTF8, AUTH=<> ignored; DSN's RET and ENVID are not offered, so unknown). Code::invalid:
/// syntax (501); Code::unsupported: unknown parameter (555).
Result<MailFrom> parse_mail_from(std::string_view arguments);

/// Reads the arguments of RCPT (RFC 5321 §4.1.1.3); source routes are skipped; "<postmaster>"
/// without a domain gets `our_domain`.
Result<mail::Address> parse_rcpt_to(std::string_view arguments, std::string_view our_domain);

}  // namespace colporteur::smtp
