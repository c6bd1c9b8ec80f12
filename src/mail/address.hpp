// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <compare>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace colporteur::mail {

/// A mailbox: `ana@example.org`.
///
/// An Address that exists is valid; `parse_address` is the only way to make one. The domain is kept
/// in lower case and as A-labels (IDNA 2008, UTS 46 non-transitional), so that one subscriber has
/// one spelling. The local-part keeps its case and its quotes, because only the domain's own hosts
/// may interpret it (RFC 5321 §2.3.11, §2.4); it may be UTF-8 (RFC 6531 §3.3).
class Address {
public:
    std::string_view local() const { return std::string_view{text_}.substr(0, at_); }

    std::string_view domain() const { return std::string_view{text_}.substr(at_ + 1); }

    const std::string& text() const { return text_; }

    /// Whether an envelope that names it needs SMTPUTF8.
    bool needs_utf8() const;

    auto operator<=>(const Address&) const = default;

private:
    friend Result<Address> parse_address(std::string_view text);

    Address(std::string text, std::size_t at) : text_{std::move(text)}, at_{at} {}

    std::string text_;
    std::size_t at_;  ///< position of the '@' between local-part and domain
};

/// Reads one Mailbox of RFC 5321 §4.1.2 (with RFC 6531 §3.3), without angle brackets, comments or a
/// name. Limits: local-part 64 octets, domain 255 (RFC 5321 §4.5.3.1). A domain of one label is
/// accepted (localhost); address literals `[192.0.2.1]` too. Code::invalid says what was expected.
Result<Address> parse_address(std::string_view text);

/// A mailbox with the name shown beside it, as header fields have it (RFC 5322 §3.4).
struct Mailbox {
    std::string name;  ///< decoded to UTF-8, one line; "" when there is none
    Address address;
};

/// The mailboxes of a From, To, Cc… field body: names decoded, groups opened, comments skipped,
/// obsolete forms and raw 8-bit names read. What cannot be read is left out; never fails.
std::vector<Mailbox> parse_mailboxes(std::string_view field_body);

/// `Ana Lüders <ana@example.org>` for a header field: the name encoded (RFC 2047) or quoted as
/// needed, ASCII, without CR, LF or NUL whatever the name holds. An empty name gives the bare
/// address.
std::string format_mailbox(const Mailbox& mailbox);

}  // namespace colporteur::mail
