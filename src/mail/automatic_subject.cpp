// SPDX-License-Identifier: AGPL-3.0-or-later
#include "mail/automatic_subject.hpp"

#include <algorithm>
#include <string>

#include "base/ascii.hpp"
#include "base/utf8.hpp"

namespace colporteur::mail {
namespace {

// All tables hold folded text: no capitals, no accents (fold).

// The words of mailers in their languages, each followed by a colon and the subject that is
// answered. Nobody begins a subject so.
constexpr std::string_view automatic_replies[] = {
    "automatic reply",  // Exchange, in English
    "auto reply",
    "auto-reply",
    "autoreply",
    "out of office autoreply",  // Exchange 2003
    "reponse automatique",      // French
    "automatische antwort",     // German
    "abwesenheitsnotiz",        // German, Exchange 2003
    "respuesta automatica",     // Spanish
    "risposta automatica",      // Italian
    "resposta automatica",      // Portuguese, Catalan
    "automatisch antwoord",     // Dutch
    "automatyczna odpowiedz",   // Polish
    "automatiskt svar",         // Swedish
    "autosvar",
    "automatisk svar",        // Danish, Norwegian
    "automaattinen vastaus",  // Finnish
    "automaticka odpoved",    // Czech
    "automatikus valasz",     // Hungarian
    "raspuns automat",        // Romanian
    "otomatik yanit",         // Turkish
    "Автоматический ответ",   // Russian
    "Автоматична відповідь",  // Ukrainian
    "自動応答",               // Japanese
    "自动答复",               // Chinese
    "자동 회신",              // Korean
};

// What people set as the subject of their absence themselves.
constexpr std::string_view absences[] = {
    "out of office",
    "out of the office",
    "auto response",
    "autoresponse",
    "auto",
    "away from my mail",
    "on vacation",
    "vacation",
    "absence du bureau",
    "absent du bureau",
    "message d'absence",
    "avis d'absence",
    "absence",
    "absent",
    "absente",
    "en conge",
    "en conges",
    "abwesenheit",
    "abwesend",
    "nicht im buro",
    "fuera de la oficina",
    "fuera de oficina",
    "ausente",
    "ausencia",
    "fuori ufficio",
    "fuori sede",
    "assente",
    "assenza",
    "fora do escritorio",
    "afwezig",
    "afwezigheid",
    "afwezigheidsbericht",
    "nieobecnosc",
    "poza biurem",
    "franvaro",
    "poissa",
};

// How servers begin the subject of what they bring back.
constexpr std::string_view bounces[] = {
    "undelivered mail returned to sender",  // Postfix
    "mail delivery failed",                 // Exim
    "mail delivery failure",
    "failure notice",  // qmail
    "returned mail:",  // Sendmail
    "undeliverable:",  // Exchange
    "undeliverable mail",
    "delivery status notification",
    "delivery failure",
    "delivery notification",
    "mail system error",
    "non-delivery",
    "nondeliverable mail",
    "message undeliverable",
    "courrier non remis",
    "non remis",
    "message non distrib",
    "message non remis",
    "echec de la remise",
    "echec de remise",
    "echec de la distribution",
    "notification d'etat de remise",
    "notification d'etat de la distribution",
    "retour de courrier",
    "unzustellbar",
    "nicht zustellbar",
    "no se puede entregar",
    "no entregado",
    "impossibile recapitare",
    "non recapitabile",
    "nao entregue",
    "nao e possivel entregar",
    "onbestelbaar",
    "niedostarczalne",
    "niedoreczona",
};

constexpr std::string_view challenges[] = {
    "your email requires verification verify#",  // BoxTrapper
    "please confirm your message",               // TMDA
};

template <std::size_t N>
bool begins_with_one_of(std::string_view folded, const std::string_view (&starts)[N])
{
    return std::any_of(std::begin(starts), std::end(starts),
                       [folded](std::string_view start) { return folded.starts_with(start); });
}

bool is_word(char c)
{
    return is_alpha(c) || is_digit(c) || c == '\'';
}

// absence = phrase [ *SP mark any ]     ; a mark is no letter: the words do not go on
bool stands_alone(std::string_view rest)
{
    const std::string_view next = trim(rest);
    return next.empty() || (!is_word(next.front()) && rest.front() != '-');  // "auto-stop"
}

/// What stands behind the phrase that the subject begins with.
template <std::size_t N>
std::optional<std::string_view> after_one_of(std::string_view folded,
                                             const std::string_view (&phrases)[N])
{
    for (const std::string_view phrase : phrases)
        if (folded.starts_with(phrase) && stands_alone(folded.substr(phrase.size())))
            return folded.substr(phrase.size());
    return std::nullopt;
}

bool has_colon(std::string_view rest)
{
    const std::string_view next = trim(rest);
    return next.starts_with(':') || next.starts_with("\uFF1A");
}

}  // namespace

std::optional<Absence> read_absence(std::string_view subject)
{
    const std::string folded = fold(subject);
    if (const auto rest = after_one_of(folded, automatic_replies))
        return has_colon(*rest) ? Absence::certain : Absence::possible;
    if (after_one_of(folded, absences))
        return Absence::possible;
    return std::nullopt;
}

bool is_bounce_subject(std::string_view subject)
{
    return begins_with_one_of(fold(subject), bounces);
}

bool is_challenge_subject(std::string_view subject)
{
    return begins_with_one_of(fold(subject), challenges);
}

}  // namespace colporteur::mail
