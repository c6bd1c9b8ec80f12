// SPDX-License-Identifier: AGPL-3.0-or-later
// What is known of the keys that sign, and how the commands say it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/command.hpp"
#include "app/dkim_keys.hpp"

namespace colporteur::app {

/// A key of ours and what the world must know of it.
struct KnownKey {
    DkimKey place;
    bool is_named = false;  ///< in the configuration: it signs
    std::optional<mail::SigningKey> key{};
    std::string problem{};  ///< why it cannot be read
};

/// The keys that sign, then those that lie ready. `domain`: "" for all.
std::vector<KnownKey> known_keys(const Config& config, std::string_view domain);

/// A line of the listing, its DNS record for programs.
Record to_record(const Config& config, const KnownKey& known);

/// The DNS records, for zone files and for forms. All keys could be read.
void say_what_to_publish(Terminal& terminal, const std::vector<KnownKey>& keys);

/// The [[dkim]] tables. At least one key.
void say_what_to_configure(Call& call, const std::vector<KnownKey>& keys);

void say_how_to_rotate(Terminal& terminal);

}  // namespace colporteur::app
