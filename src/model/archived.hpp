// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/time.hpp"
#include "model/ids.hpp"

namespace colporteur::model {

/// A post that went out, as it is kept. Its octets are asked for apart.
struct Archived {
    ArchiveId id{};
    ListId list{};
    std::int64_t number = 0;    ///< 1, 2, 3… of the list's posts
    MessageKey original{};      ///< as it came
    std::string message_id{};   ///< with brackets
    std::string permalink{};    ///< made from the Message-ID: the last piece of `/LIST/m/ID`
    std::string in_reply_to{};  ///< with brackets, or ""
    std::string
        thread{};  ///< the permalink that the first message of its thread has, or would have
    std::string subject{};             ///< decoded, as it went out
    std::string author{};              ///< as From had it, for people
    std::optional<PersonId> person{};  ///< the author, if they are known here
    std::uint64_t topics = 0;
    bool listed = true;  ///< false: its author asked for no archive; it is kept for digests alone
    Time at{};           ///< when it went out
};

}  // namespace colporteur::model
