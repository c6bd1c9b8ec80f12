// SPDX-License-Identifier: AGPL-3.0-or-later
// Private to mail/: what machines write where a person writes a subject.
#pragma once

#include <optional>
#include <string_view>

namespace colporteur::mail {

/// How far a subject alone betrays that somebody's machine tells of their absence.
enum class Absence {
    certain,   ///< the very words of a mailer, with its colon: "Automatic reply: ", "Réponse
               ///< automatique : "
    possible,  ///< "Absence du bureau", "Out of office: …": a person may write it too
};

/// What a subject (decoded) says about an absence, in any of the languages of the table; nothing
/// when it begins otherwise, with "Re:" above all, or when the words go on: "Absent mardi".
std::optional<Absence> read_absence(std::string_view subject);

/// Whether a subject is the one that a mail server gives to what it could not deliver: "Undelivered
/// Mail Returned to Sender", "Courrier non remis".
bool is_bounce_subject(std::string_view subject);

/// Whether a subject is a challenge: a filter that wants its sender to prove that they are human.
bool is_challenge_subject(std::string_view subject);

}  // namespace colporteur::mail
