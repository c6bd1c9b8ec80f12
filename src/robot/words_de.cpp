// SPDX-License-Identifier: AGPL-3.0-or-later
#include "robot/words.hpp"

namespace colporteur::robot {
namespace {

constexpr CommandWords table[] = {
    {"subscribe",
     "abonnieren|abonniere|ich abonniere|anmelden|mich anmelden|sich anmelden|"
     "eintragen|mich eintragen|ich melde mich an|ich möchte mich anmelden|"
     "ich möchte abonnieren",
     "anmeldung|bestellen|beitreten|abonnement"},
    {"unsubscribe",
     "abbestellen|abmelden|mich abmelden|sich abmelden|austragen|mich austragen|"
     "ich melde mich ab|ich bestelle ab|ich möchte mich abmelden|abbestellung",
     "abmeldung|kündigen|kündigung|austreten|verlassen|entfernen"},
    {"set", "einstellen", "setze|setzen"},
    {"review", "mitgliederliste|abonnenten", "mitglieder|teilnehmer|wer"},
    {"info", "info|auskunft", "info|infos|informationen"},
    {"index", "index|inhaltsverzeichnis", "index|archiv|verzeichnis"},
    {"get", "abrufen", "holen|hole"},
    {"last", "letzte|letzte nachricht", "letzte|letzter|neueste"},
    {"lists", "listen|alle listen", "liste"},
    {"which", "meine listen|meine abonnements|meine abos", "status|abonnements"},
    {"help", "hilfe|anleitung", "befehle"},
    {"invite", "einladen", "einladung"},
    {"add", "hinzufügen|mitglied hinzufügen", "aufnehmen|füge"},
    {"del", "mitglied löschen|mitglied entfernen|ausschließen", "löschen"},
    {"remind", "erinnern", "erinnerung|erinnere"},
    {"stats", "statistik|statistiken"},
    {"modindex", "warteschlange|wartende beiträge|offene beiträge"},
    {"approve", "freigeben|genehmigen", "annehmen|verteilen|zulassen|akzeptieren"},
    {"reject", "ablehnen|zurückweisen|abweisen"},
    {"discard", "verwerfen|wegwerfen"},
    {"confirm", "bestätigen|bestätige|ich bestätige|authentifizieren|beglaubigen",
     "ja|einverstanden"},
    {"verify", "unterschrift prüfen|überprüfen", "prüfen"},
    {"quiet", "", "leise|still"},
    {"quit", "ende|beenden|ende der befehle", "schluss|fertig"},
    {"move", "adresse ändern|meine adresse ändern|neue adresse|adressänderung", "umziehen"},
    {"suspend", "aussetzen|pausieren", "urlaub|unterbrechen|pause"},
    {"resume", "fortsetzen|wiederaufnehmen"},
    {"block", "sperren|blockieren|verbannen|sperrliste"},
    {"unblock", "entsperren|entblocken"},
    {"data", "meine daten|datenauskunft", "datenschutz"},
    {"forget",
     "vergiss mich|vergessen sie mich|lösche mich|löschen sie mich|"
     "meine daten löschen|löschen sie meine daten"},
    {"config", "konfigurieren|konfiguration", "einstellungen"},
    {"create", "liste anlegen|liste erstellen|neue liste", "anlegen|erstellen"},
    {"close", "schließen|liste schließen", "schließen"},
    {"open", "öffnen|wiedereröffnen|liste öffnen", "öffnen"},
    {"moderate", "moderieren"},
    {"trust", "", "vertrauen|vertraue"},
    {"grant", "ernennen|ernenne|rolle geben"},
    {"revoke", "rolle entziehen|absetzen", "entziehen"},
    {"addresses", "meine adressen|adresse hinzufügen"},
    {"language", "sprache|meine sprache", "sprache"},
};

}  // namespace

std::span<const CommandWords> german_words()
{
    return table;
}

}  // namespace colporteur::robot
