// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mail/address.hpp"
#include "mail/message.hpp"

namespace colporteur::policy {

/// What the parts of a message are. Read without decoding any; bounded: depth 20, 100 parts.
struct Shape {
    std::size_t attachments = 0;        ///< parts that are neither text to be read, nor pictures of
                                        ///< an HTML page, nor signatures
    std::size_t attachment_octets = 0;  ///< all of them together, once decoded (within 1 %)
    bool plain = false;                 ///< there is plain text to be read
    bool html = false;                  ///< there is HTML to be read
    bool multipart = false;             ///< the message itself
    bool with_signature = false;        ///< S/MIME or PGP, unchecked
    bool encrypted = false;             ///< likewise
};

Shape shape_of(const mail::Message& message);

/// The mailboxes of every field of these names, in order; of the first 256 KiB.
std::vector<mail::Address> addressees(const mail::Message& message,
                                      const std::vector<std::string_view>& fields);

/// Whether it is an answer to a digest, or quotes one: its subject, or the lines of 30 hyphens that
/// stand between the posts of a plain digest, quoted or not.
bool quotes_digest(std::string_view folded_subject, std::string_view folded_text);

/// The bodies of all fields of that name, decoded and folded; of each the first 1000 octets, at
/// most 20.
std::vector<std::string> folded_fields(const mail::Message& message, std::string_view name);

}  // namespace colporteur::policy
