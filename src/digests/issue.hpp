// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "base/zone.hpp"
#include "mail/address.hpp"

namespace colporteur::digests {

/// One post of an issue.
struct Item {
    std::int64_t number = 0;       ///< what the contents call it, such as its number on the list
    std::string_view octets;       ///< the post as distributed, CRLF, its true author in From
    std::string permalink;         ///< an https URL, or ""
    std::optional<Time> posted{};  ///< when the list took it; nothing: its Date field is shown
};

/// Why posts stand together in one mail.
enum class Occasion {
    issue,    ///< one of the list's digests
    request,  ///< somebody asked for them
};

/// One mail of a digest: what it holds, and what its header says.
struct Issue {
    Occasion occasion = Occasion::issue;
    std::string list_title;
    std::optional<mail::Address> posting_address{};  ///< nothing when its readers do not write
    std::string language;                            ///< of our words: "fr"
    std::int64_t number = 1;                         ///< of this issue, or of this mail of `mails`
    std::int64_t mails = 1;                          ///< that go for one request
    std::vector<Item> items;  ///< at least one, in the order in which they are read
    mail::Mailbox from;
    mail::Mailbox to;
    std::string message_id;  ///< with brackets, a new one for each issue and form
    Time date;
    std::string list_fields;  ///< header octets to put in front (List-Id and so on), CRLF, or ""
    std::string footer;       ///< UTF-8 words at the end, LF line ends, or ""; for a request they
                              ///< stand below the contents
    Zone zone{};              ///< of the times that are shown
};

}  // namespace colporteur::digests
