// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "mail/message.hpp"
#include "model/settings.hpp"

namespace colporteur::lists {

/// A list has at most 62 topics; the 63rd bit is "other", of posts that fit none.
inline constexpr std::size_t most_topics = 62;

/// The topics of a post, a bit each: those whose name stands in its Keywords field or in brackets
/// in its subject, or whose keywords stand in its subject or its text. "other" when none fits; 0
/// when the list has no topics.
std::uint64_t topics_of(const model::Settings& settings, const mail::Message& message);

/// Whether a post fits one of the list's topics; always, when it has none.
bool fits_a_topic(const model::Settings& settings, const mail::Message& message);

/// The topics that a member names, separated by blanks or commas; `unknown` gets those that the
/// list does not have. "all" and "*" give 0.
std::uint64_t read_topics(const model::Settings& settings, std::string_view names,
                          std::vector<std::string>& unknown);

/// The names for those bits, "other" among them.
std::vector<std::string> topic_names(const model::Settings& settings, std::uint64_t topics);

}  // namespace colporteur::lists
