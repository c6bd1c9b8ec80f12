// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.hpp"

namespace colporteur::robot {

/// A word that says how, behind a command: what it means, and what follows it.
struct Option {
    std::string_view meaning;
    std::string rest;
};

/// Behind `set`: "mail" (each post), "digest", "digestplain", "daily", "weekly", "monthly",
/// "summary", "notice", "nomail", "not_me", "me_too", "nodup" (no second copy of what To or Cc
/// names one in), "dup", "txt", "html", "urlize", "conceal", "noconceal", "topics": Sympa's words,
/// Mailman's, and people's in eight languages.
std::optional<Option> take_setting(std::string_view text);

/// Behind `grant` and `revoke`: "owner", "moderator", "author", "member", in eight languages.
std::optional<Option> take_role(std::string_view text);

/// Whether a word stands for all lists: `*`, "all", "toutes", in eight languages.
bool says_all(std::string_view word);

// until = [ until-word ] day
// day   = YYYY "-" MM "-" DD / DD ( "/" / "." / "-" ) MM [ ( "/" / "." / "-" ) YYYY ]
//       / D [ "." / "er" / "º" ] [ "de" / "di" ] month [ "de" ] [ YYYY ] / month D [ "," ] [ YYYY ]

/// The day that a text ends at: `until 2026-09-01`, `jusqu'au 1er septembre`, `bis 1.9.`; a day
/// without a year is the next such day, `today` included. Nothing for what is no day of the
/// calendar, is past (by UTC), or is followed by
/// anything else. Months in eight languages.
std::optional<std::chrono::year_month_day> read_until(std::string_view text, Time today);

// month = YYYY sep M[M] / M[M] sep YYYY / name [ "de" / "di" ] [ YYYY ]
// sep   = "-" / "/" / "."

/// A month of the past or of this year: `2026-03`, `03/2026`, `mars 2026`; without a year the last
/// such month, this one included. Nothing for anything else, or a year
/// before 1970.
std::optional<std::chrono::year_month> read_month(std::string_view text, Time today);

}  // namespace colporteur::robot
