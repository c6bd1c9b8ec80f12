// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <bitset>
#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "base/time.hpp"
#include "base/zone.hpp"

namespace colporteur::digests {

/// Some days of the week.
class Weekdays {
public:
    Weekdays() = default;

    static Weekdays all() { return Weekdays{std::bitset<7>{}.set()}; }

    void add(std::chrono::weekday day) { days_.set(day.c_encoding()); }

    bool has(std::chrono::weekday day) const { return days_.test(day.c_encoding()); }

    bool none() const { return days_.none(); }

    bool operator==(const Weekdays&) const = default;

private:
    explicit Weekdays(std::bitset<7> days) : days_{days} {}

    std::bitset<7> days_;  ///< Sunday first
};

/// When the posts that wait are sent together.
struct DigestSchedule {
    Weekdays days = Weekdays::all();
    std::chrono::minutes at{std::chrono::hours{7}};  ///< on the wall clock, under 24 hours
    std::size_t most_posts = 50;                     ///< so many go at once, whatever the day
    std::size_t most_octets = 10'000'000;  ///< likewise: many mailboxes take no mail over 20 MB

    bool operator==(const DigestSchedule&) const = default;
};

/// The posts that no issue holds yet.
struct Waiting {
    std::size_t posts = 0;
    std::size_t octets = 0;
    Time oldest{};  ///< when the first of them came
};

/// When the next issue goes; in the past when it should have gone already. Nothing when nothing
/// waits, or when no day is listed and too little waits.
///
/// It goes at the first listed day and hour after the last issue (nothing: there was none) and not
/// before its oldest post, so that each such moment sends one issue at most, and one that was
/// missed is made up for once. An hour that clocks skip is the moment of the skip; one that they
/// show twice is the first. When the posts reach a limit it goes `now`. Only `zone` is asked,
/// whatever the zone was when the last issue went. A time over a day in the future is some clock's
/// error and not believed.
std::optional<Time> due(const DigestSchedule& schedule, const Zone& zone,
                        std::optional<Time> last_issue, const Waiting& waiting, Time now);

/// Reads `Mon,Thu 18:00`, `daily 07:00`, `weekly` (Monday at 07:00), in English or French, as
/// people write it: `lundi et jeudi à 18h`. The limits stay as they are without saying.
/// Code::invalid says what was expected.
///
///     schedule = days [ [ "at" / "à" ] clock ]               ; 07:00 when it is not said
///     days     = "daily" / "every day" / "quotidien" / "tous les jours" / "chaque jour"
///              / "weekly" / "hebdomadaire"                   ; on Monday
///              / day *( ( "," / "and" / "et" ) day )
///     day      = [ "every" / "on" / "chaque" / "le" / "les" ] name [ "." ]
///     name     = a day's name or at least its first three letters, or its plural
///     clock    = 1*2DIGIT ( ":" 2DIGIT / "h" [ 2DIGIT ] )    ; 00:00 to 23:59
///
/// Words are read whatever their case and accents, with any blanks between.
Result<DigestSchedule> parse_digest_schedule(std::string_view text);

/// `Mon,Thu 18:00` or `daily 07:00`: what `parse_digest_schedule` reads as the same days and hour.
/// Days begin with Monday.
std::string to_text(const DigestSchedule& schedule);

}  // namespace colporteur::digests
