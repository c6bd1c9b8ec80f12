// SPDX-License-Identifier: AGPL-3.0-or-later
#include "robot/words.hpp"

namespace colporteur::robot {
namespace {

constexpr CommandWords table[] = {
    {"subscribe",
     "aanmelden|me aanmelden|mij aanmelden|ik meld me aan|abonneren|abonneer|"
     "abonneer mij|inschrijven|me inschrijven|mij inschrijven|ik schrijf me in",
     "aanmelding|inschrijving|abonnement"},
    {"unsubscribe",
     "afmelden|me afmelden|mij afmelden|ik meld me af|uitschrijven|me uitschrijven|"
     "mij uitschrijven|ik schrijf me uit|verwijder mij|verwijder me",
     "afmelding|uitschrijving|opzeggen|opzegging|verlaten|stoppen"},
    {"set", "", "instellen|zet"},
    {"review", "ledenlijst|abonnees", "leden|deelnemers|wie"},
    {"info", "info|inlichtingen", "info|informatie"},
    {"index", "index|inhoudsopgave", "index|archief|inhoud"},
    {"get", "ophalen", "haal"},
    {"last", "laatste|laatste bericht", "laatste|nieuwste"},
    {"lists", "lijsten|alle lijsten", "lijst"},
    {"which", "mijn lijsten|mijn abonnementen", "abonnementen|status"},
    {"help", "help|hulp|handleiding", "help"},
    {"invite", "uitnodigen", "uitnodiging"},
    {"add", "toevoegen|lid toevoegen", "voeg"},
    {"del", "lid verwijderen|schrappen", "verwijderen"},
    {"remind", "herinneren", "herinnering|herinner"},
    {"stats", "statistieken|statistiek"},
    {"modindex", "wachtrij|wachtende berichten"},
    {"approve", "goedkeuren", "toelaten|aanvaarden|accepteren|verspreiden"},
    {"reject", "afwijzen|afkeuren", "weigeren"},
    {"discard", "weggooien"},
    {"confirm", "bevestigen|bevestig|ik bevestig|authenticeren|waarmerken", "ja|akkoord"},
    {"verify", "verifiëren|handtekening controleren", "controleren"},
    {"quiet", "zwijgend", "stil"},
    {"quit", "einde|einde van de opdrachten", "klaar|afsluiten"},
    {"move", "adres wijzigen|mijn adres wijzigen|nieuw adres|adreswijziging", "verhuizen"},
    {"suspend", "opschorten|pauzeren", "onderbreken|vakantie|pauze"},
    {"resume", "hervatten|hervat"},
    {"block", "blokkeren|zwarte lijst"},
    {"unblock", "deblokkeren"},
    {"data", "mijn gegevens"},
    {"forget", "vergeet mij|vergeet me|wis mij|wis mijn gegevens|mijn gegevens wissen"},
    {"config", "configureren|configuratie", "instellingen"},
    {"create", "lijst aanmaken|lijst maken|nieuwe lijst", "aanmaken"},
    {"close", "sluiten|lijst sluiten", "sluiten"},
    {"open", "heropenen|lijst openen", "openen"},
    {"moderate", "modereren"},
    {"trust", "", "vertrouwen|vertrouw"},
    {"grant", "benoemen|benoem|rol geven"},
    {"revoke", "rol intrekken", "intrekken"},
    {"addresses", "mijn adressen|adres toevoegen"},
    {"language", "taal|mijn taal", "taal"},
};

}  // namespace

std::span<const CommandWords> dutch_words()
{
    return table;
}

}  // namespace colporteur::robot
