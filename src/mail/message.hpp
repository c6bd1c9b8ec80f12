// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mail/address.hpp"
#include "mail/header.hpp"

namespace colporteur::mail {

/// The octets of a message as they came: CRLF line ends, dots unstuffed.
using RawMessage = std::string;

/// A message, parsed as far as it can be: parsing never fails. Owns its octets; neither copyable
/// nor movable, because views point inside.
class Message {
public:
    explicit Message(RawMessage octets);
    Message(Message&&) = delete;

    const RawMessage& octets() const { return octets_; }

    const Split& split() const { return split_; }

    /// The body of the first field of that name (any case), unfolded, not decoded; nothing when
    /// there is none.
    std::optional<std::string> field(std::string_view name) const;

    bool has_field(std::string_view name) const;

    /// How many fields of that name.
    int count(std::string_view name) const;

    /// Decoded to UTF-8 and on one line; "" when missing.
    std::string subject() const;

    /// The first mailbox of From; nothing when there is none that can be read.
    std::optional<Mailbox> from() const;

    /// The Message-ID as it stands, with its angle brackets; "" when missing or not one word in
    /// brackets.
    std::string message_id() const;

    /// Two letters of the first language named by Content-Language or Accept-Language ("fr"), or
    /// "".
    std::string language() const;

private:
    RawMessage octets_;
    Split split_;
};

/// What a person wrote, as text.
struct Text {
    std::string utf8;        ///< LF line ends; "" when there is no text to read
    bool from_html = false;  ///< the message had no plain text, only HTML
};

/// The first text a person would read: text/plain, else text/html without its tags; multipart
/// opened (alternative, mixed, related, signed), charset and transfer encoding decoded,
/// format=flowed joined (RFC 3676). Attachments and attached messages are not read. Bounded: depth
/// 20, 100 parts, 256 KiB of text.
Text read_text(const Message& message);

/// What the person typed, without what their mail program added: quoted lines (">"), and
/// everything from a signature line ("-- ", "Sent from my …") or an attribution ("Le … a écrit :",
/// "On … wrote:", "-----Message d'origine-----", "From: …" blocks) on. An attribution with quoted
/// lines right below it takes only those with it, so that an answer below a quotation is kept.
/// White space at both ends is trimmed.
std::string typed_text(std::string_view utf8);

/// Whether any octet is above 127: header (needs SMTPUTF8, RFC 6532) and body (needs 8BITMIME, RFC
/// 6152) apart.
struct EightBit {
    bool header = false;
    bool body = false;
};

EightBit eight_bit(std::string_view octets);

}  // namespace colporteur::mail
