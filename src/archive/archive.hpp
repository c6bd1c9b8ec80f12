// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "mail/message.hpp"
#include "model/archived.hpp"
#include "store/db.hpp"

namespace colporteur::archive {

/// What stands for a message in URLs: 26 letters and digits made from its Message-ID (with or
/// without brackets), so that it is the same wherever the message is kept, for ever.
std::string permalink_of(std::string_view message_id);

/// A post that goes out now.
struct Post {
    model::ListId list{};
    std::int64_t number = 0;
    model::MessageKey original{};
    const mail::Message& distributed;
    std::optional<model::PersonId> person{};
    std::uint64_t topics = 0;
    bool listed = true;
};

/// Keeps a post and finds its thread: the one of what it answers (In-Reply-To, else the last of
/// References), else the one that its first reference begins. A parent that comes after its answers
/// takes them in (ARC-04). The subject never joins threads.
model::Archived add(store::Tx& tx, const Post& post, Time now);

/// Whether the author asked for no archive: X-No-Archive: yes, X-Archive: no, Archive: no,
/// Restrict: no-external-archive.
bool asks_for_no_archive(const mail::Message& message);

/// The Message-IDs of a References or In-Reply-To field, with brackets, in order.
std::vector<std::string> message_ids(std::string_view field_body);

}  // namespace colporteur::archive
