// SPDX-License-Identifier: AGPL-3.0-or-later
#include "robot/options.hpp"

#include <algorithm>
#include <span>

#include "base/ascii.hpp"
#include "base/utf8.hpp"
#include "robot/line.hpp"

namespace colporteur::robot {
namespace {

/// The words with one meaning, '|' between them.
struct Meaning {
    std::string_view meaning;
    std::string_view words;
};

// In each row: Sympa's and Mailman's words and English, then French, German, Spanish, Italian,
// Portuguese, Dutch, Polish; a word that two languages share stands once.
constexpr Meaning settings[] = {
    {"mail",
     "mail|normal|each|eachmail|each mail|every mail|all|courrier|chaque message|tous les messages|"
     "einzeln|jede nachricht|alle|cada mensaje|todos|ogni messaggio|tutti|cada mensagem|"
     "elk bericht|każda wiadomość|wszystkie"},
    {"digest",
     "digest|mime digest|recueil|regroupé|compilation|sammelmail|zusammenfassung|compendio|"
     "raccolta|compilação|verzamelmail|przegląd"},
    {"digestplain",
     "digestplain|plain digest|digest plain|recueil en texte|recueil texte|sammelmail als text|"
     "compendio en texto|raccolta in testo|compilação em texto|verzamelmail als tekst|"
     "przegląd tekstowy"},
    {"daily",
     "daily|every day|quotidien|chaque jour|täglich|diario|cada día|giornaliero|ogni giorno|"
     "diário|dagelijks|codziennie"},
    {"weekly",
     "weekly|every week|hebdomadaire|chaque semaine|wöchentlich|semanal|cada semana|settimanale|"
     "ogni settimana|wekelijks|co tydzień|tygodniowo"},
    {"monthly",
     "monthly|every month|mensuel|chaque mois|monatlich|mensual|cada mes|mensile|ogni mese|mensal|"
     "maandelijks|co miesiąc"},
    {"summary",
     "summary|sommaire|résumé|übersicht|sumario|resumen|sommario|riassunto|sumário|resumo|"
     "overzicht|streszczenie"},
    {"notice",
     "notice|avis|notification|hinweis|aviso|avviso|bericht alleen|kennisgeving|powiadomienie"},
    {"nomail",
     "nomail|no mail|nothing|off|none|sans courrier|aucun message|rien|aucun|keine post|keine mail|"
     "nichts|sin correo|nada|ninguno|niente posta|nessun messaggio|niente|nenhuma mensagem|"
     "sem correio|geen mail|geen post|niets|bez poczty|nic"},
    {"not_me",
     "not_me|notmetoo|not me|norepro|sans mes messages|pas les miens|nicht meine|sin los míos|"
     "non i miei|sem os meus|niet mijn eigen|bez moich"},
    {"me_too",
     "me_too|metoo|me too|repro|avec mes messages|les miens aussi|meine auch|los míos también|"
     "anche i miei|os meus também|ook mijn eigen|także moje"},
    {"nodup",
     "nodup|nodupes|no duplicates|duplicates off|named copies off|sans doublons|sans doublon|"
     "doublons non|pas de doublons|keine doppelten|ohne doppelte|sin duplicados|senza doppioni|"
     "sem duplicados|geen dubbele|zonder dubbele|bez duplikatów"},
    {"dup",
     "dup|duplicates|duplicates on|named copies on|doublons|avec doublons|doublons oui|"
     "auch doppelte|con duplicados|con doppioni|com duplicados|met dubbele|z duplikatami"},
    {"txt", "txt|text|plain|texte|texte seul|nur text|texto|testo|tekst"},
    {"html", "html"},
    {"urlize",
     "urlize|links|als links|liens|pièces jointes en "
     "liens|enlaces|collegamenti|ligações|koppelingen|"
     "odnośniki"},
    {"conceal",
     "conceal|hide|hidden|cacher|caché|cachée|masquer|verbergen|verborgen|ocultar|oculto|nascondi|"
     "nascosto|esconder|ukryj|ukryty"},
    {"noconceal",
     "noconceal|show|visible|montrer|visible pour tous|zeigen|sichtbar|mostrar|mostra|visibile|"
     "visível|tonen|zichtbaar|pokaż|widoczny"},
    {"topics",
     "topics|topic|thèmes|thème|sujets|themen|thema|temas|tema|argomenti|argomento|tópicos|"
     "onderwerpen|tematy|temat"},
};

constexpr Meaning roles[] = {
    {"owner",
     "owner|owners|admin|propriétaire|gestionnaire|responsable|eigentümer|eigentümerin|besitzer|"
     "propietario|propietaria|dueño|proprietario|proprietaria|gestore|responsabile|proprietário|"
     "proprietária|responsável|"
     "eigenaar|beheerder|verantwortliche|verantwortlicher|prowadzący|prowadząca|właściciel|"
     "właścicielka"},
    {"moderator",
     "moderator|editor|modérateur|modératrice|moderatorin|moderador|moderadora|moderatore|"
     "moderatrice|moderatorka|moderation|moderación|moderazione|moderação|moderacja|moderatie"},
    {"author",
     "author|auteur|autrice|auteure|autor|autorin|autora|autore|schrijver|autorka|"
     "redaktion|redactie|redacción|redazione|redação|redakcja"},
    {"member",
     "member|membre|abonné|abonnée|mitglied|miembro|suscriptor|membro|iscritto|iscritta|lid|"
     "członek"},
};

// Folded.
constexpr std::string_view all_words[] = {
    "*",    "all",   "everything", "tout",  "toutes", "tous",  "alle", "alles",    "allen",
    "todo", "todos", "todas",      "tutto", "tutti",  "tutte", "tudo", "wszystko", "wszystkie"};

constexpr std::size_t longest_phrase = 4;  // words: "pièces jointes en liens"

std::optional<std::string_view> meaning_of(std::span<const Meaning> table, std::string_view folded)
{
    for (const Meaning& row : table)
        for (const std::string_view word : split(row.words, '|'))
            if (fold(word) == folded)
                return row.meaning;
    return std::nullopt;
}

std::optional<Option> take_option(std::span<const Meaning> table, std::string_view text)
{
    const std::string line = tidy(text);
    const auto words = words_of(line);
    for (std::size_t count = std::min(longest_phrase, words.size()); count > 0; --count) {
        const auto end = static_cast<std::size_t>(words[count - 1].data() - line.data()) +
                         words[count - 1].size();
        if (const auto found = meaning_of(table, plain(std::string_view{line}.substr(0, end))))
            return Option{*found, std::string{trim(std::string_view{line}.substr(end))}};
    }
    return std::nullopt;
}

}  // namespace

std::optional<Option> take_setting(std::string_view text)
{
    return take_option(settings, text);
}

bool says_all(std::string_view word)
{
    return std::ranges::find(all_words, fold(word)) != std::end(all_words);
}

std::optional<Option> take_role(std::string_view text)
{
    return take_option(roles, text);
}

}  // namespace colporteur::robot
