// SPDX-License-Identifier: AGPL-3.0-or-later
#include "robot/words.hpp"

namespace colporteur::robot {
namespace {

constexpr CommandWords table[] = {
    {"subscribe",
     "iscrivimi|iscrivermi|iscriversi|iscrivetemi|mi iscrivo|iscrivere|"
     "sottoscrivere|abbonarsi|abbonarmi|abbonami",
     "iscrizione"},
    {"unsubscribe",
     "cancellami|cancellarmi|cancellarsi|cancellatemi|mi cancello|disiscrivere|"
     "disiscriversi|disiscrivermi|disiscrivimi|disiscrizione|cancella iscrizione|"
     "annulla iscrizione|annullare l'iscrizione|annullare iscrizione|rimuovimi|"
     "rimuovetemi|toglimi",
     "cancellazione|disdire|disdetta|lasciare|uscire"},
    {"set", "", "imposta|impostare|opzioni"},
    {"review", "iscritti|elenco iscritti|elenco degli iscritti", "membri|chi"},
    {"info", "", "informazioni|informazione|info"},
    {"index", "", "indice|archivio"},
    {"get", "scaricare|scarica", "ottieni|ottenere"},
    {"last", "ultimo|ultimo messaggio", "ultimo|ultima|ultimi"},
    {"lists", "liste|elenco liste|elenco delle liste", "lista"},
    {"which", "le mie liste|mie liste|le mie iscrizioni|mie iscrizioni", "stato|iscrizioni"},
    {"help", "aiuto|soccorso", "istruzioni|comandi"},
    {"invite", "invitare", "invita|invito"},
    {"add", "aggiungere", "aggiungi"},
    {"del", "rimuovere|espellere|espelli|eliminare", "rimuovi|elimina"},
    {"remind", "promemoria", "ricorda|ricordare"},
    {"stats", "statistiche|statistica"},
    {"modindex", "in attesa|messaggi in attesa", "in attesa|coda"},
    {"approve", "approvare", "approva|accetta|accettare|pubblica|distribuisci"},
    {"reject", "respingere|rifiutare", "respingi|rifiuta"},
    {"discard", "scartare|cestinare", "scarta|cestina"},
    {"confirm", "confermare|confermo|autenticare|autentica", "conferma|sì|va bene|d'accordo"},
    {"verify", "", "verifica"},
    {"quiet", "in silenzio|senza avviso", "silenzio"},
    {"quit", "fine dei comandi", "fine|termina|terminare|basta"},
    {"move",
     "cambia indirizzo|cambiare indirizzo|cambio indirizzo|nuovo indirizzo|"
     "cambia il mio indirizzo"},
    {"suspend", "sospendere", "sospendi|sospensione|pausa|vacanza|ferie"},
    {"resume", "riprendere|riattivare", "riprendi|riattiva"},
    {"block", "bloccare|bandire|lista nera", "blocca"},
    {"unblock", "sbloccare", "sblocca"},
    {"data", "i miei dati|miei dati"},
    {"forget",
     "dimenticami|dimenticatemi|cancella i miei dati|cancellate i miei dati|"
     "elimina i miei dati"},
    {"config", "configurare|configurazione", "configura|impostazioni"},
    {"create", "crea lista|creare lista|nuova lista", "crea|creare"},
    {"close", "chiudi|chiudi lista|chiudi la lista", "chiudi|chiudere"},
    {"open", "riaprire|riapri|apri lista|apri la lista", "apri|aprire"},
    {"moderate", "", "modera|moderare"},
    {"trust", "fidati|fidati di|fidarsi di", "fidati|fidarsi"},
    {"grant", "nominare", "nomina|concedi"},
    {"revoke", "revocare|destituire", "revoca"},
    {"addresses", "i miei indirizzi|miei indirizzi|aggiungi indirizzo|aggiungi un indirizzo"},
    {"language", "lingua|la mia lingua", "lingua"},
};

}  // namespace

std::span<const CommandWords> italian_words()
{
    return table;
}

}  // namespace colporteur::robot
