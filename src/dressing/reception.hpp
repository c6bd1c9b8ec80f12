// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/translation.hpp"

namespace colporteur::dressing {

/// The post of which only the header is sent: its body is empty text, signed or encrypted or not.
std::string notice(std::string_view octets);

/// The post as one text/plain part in UTF-8: the texts a person would read, HTML turned into text
/// where there is no other, and the other parts named at the end: "[attachment: photo.jpg, 2 MB]".
/// Stays byte for byte: what is text/plain already; a post with a signed or encrypted part, inline
/// PGP too (3156-01, -02); one nested deeper than 100 levels, or with more than 1000 parts
/// (SEC-04).
std::string text_only(std::string_view octets, const text::Language& language);

/// Where the octets of an attachment can be fetched, by its number in the post.
using Link = std::function<std::string(int part_number)>;

/// The post with each attachment of more than `over` octets, decoded, replaced by a short text that
/// names it, its type and size, and the link. Parts that are text, one of several alternatives, or
/// the root of related parts are none, nor is anything signed, encrypted, or inside of that.
/// Numbers count the parts that hold no others, from 1, in the order of these octets.
std::string with_links(std::string_view octets, std::size_t over, const Link& link,
                       const text::Language& language);

/// A part that `with_links` may have replaced.
struct Attachment {
    std::string type;       ///< "image/png"; what its author says, nothing more
    std::string file_name;  ///< as mail::file_name gives it
    std::string octets;     ///< decoded
};

/// An attachment as it is named before anybody fetches it.
struct AttachmentLabel {
    int number = 0;        ///< as with_links counts
    std::string name;      ///< its file name, or else its type
    std::size_t size = 0;  ///< octets, decoded
};

/// What with_links would replace if every attachment were too large, in order; at most 1000.
std::vector<AttachmentLabel> attachments(std::string_view octets);

/// Nothing when there is no attachment of that number in these octets.
std::optional<Attachment> attachment(std::string_view octets, int part_number);

}  // namespace colporteur::dressing
