// SPDX-License-Identifier: AGPL-3.0-or-later
#include "robot/words.hpp"

namespace colporteur::robot {
namespace {

constexpr CommandWords table[] = {
    {"subscribe",
     "abonner|m'abonner|s'abonner|me abonner|je m'abonne|abonne-moi|abonnez-moi|"
     "abonne moi|abonnez moi|m'inscrire|s'inscrire|je m'inscris|inscris-moi|"
     "inscrivez-moi|inscris moi|inscrivez moi",
     "abonnement|inscription|inscrire"},
    {"unsubscribe",
     "désabonner|se désabonner|me désabonner|je me désabonne|désabonnement|"
     "désabonne-moi|désabonnez-moi|désabonne moi|désabonnez moi|désinscrire|"
     "se désinscrire|me désinscrire|je me désinscris|désinscription|désinscris-moi|"
     "désinscrivez-moi|désinscris moi|désinscrivez moi|retire-moi|retirez-moi",
     "résilier|résiliation|quitter|retirer|supprimer"},
    {"set", "régler", "réglage"},
    {"review", "abonnés|abonnées|liste des abonnés", "membres|participants"},
    {"info", "infos", "renseignement|renseignements"},
    {"index", "", "sommaire"},
    {"get", "obtenir|récupérer|télécharger"},
    {"last", "dernier|dernier message|dernière lettre", "dernier|dernière"},
    {"lists", "listes|toutes les listes", "liste"},
    {"which", "mes listes|mes-listes|mes abonnements|mes-abonnements|abonnements", "statut"},
    {"help", "aide|à l'aide|au secours|mode d'emploi", "commandes"},
    {"invite", "inviter|invitez", "invitation"},
    {"add", "ajouter", "ajout|ajoutez"},
    {"del", "radier|supprimer membre|supprimer-membre|retirer membre|retirer-membre",
     "exclure|enlever"},
    {"remind", "rappeler|relancer", "rappel"},
    {"stats", "statistiques|statistique"},
    {"modindex", "en attente|messages en attente|à modérer|file d'attente"},
    {"approve", "approuver|j'approuve|j'accepte", "accepter|valider|diffuser|distribuer"},
    {"reject", "rejeter", "refuser|refus|rejet"},
    {"discard", "jeter", "écarter|ignorer"},
    {"confirm", "confirmer|confirme|je confirme|authentifier|authentification", "oui|d'accord"},
    {"verify", "vérifier|vérifier signature", "vérification"},
    {"quiet", "sans bruit|en silence", "silencieux"},
    {"quit", "fin|fin des commandes", "terminé"},
    {"move",
     "changer d'adresse|changer adresse|changer mon adresse|changement d'adresse|"
     "nouvelle adresse",
     "déménager"},
    {"suspend", "suspendre|mettre en pause|suspendez", "suspension|vacances"},
    {"resume", "reprendre|reprenez", "reprise"},
    {"block", "bloquer|bannir|liste noire", "interdire"},
    {"unblock", "débloquer|débannir"},
    {"data", "mes données|mes-données|données personnelles", "vie privée"},
    {"forget",
     "effacez-moi|effacez moi|efface-moi|oubliez-moi|oubliez moi|oublie-moi|"
     "effacer mes données|effacez mes données|droit à l'oubli"},
    {"config", "réglages|configurer|paramètres"},
    {"create", "créer|créer liste|créer une liste|nouvelle liste", "créer|création"},
    {"close", "fermer|fermer liste|fermer la liste", "fermer|clore"},
    {"open", "rouvrir|rouvrir la liste|ouvrir la liste", "ouvrir"},
    {"moderate", "modérer"},
    {"trust", "faire confiance|faire confiance à", "confiance"},
    {"grant", "nommer|donner le rôle"},
    {"revoke", "révoquer|destituer|retirer le rôle"},
    {"addresses", "mes adresses|mes-adresses|ajouter adresse|ajouter une adresse"},
    {"language", "langue|ma langue", "langue"},
};

}  // namespace

std::span<const CommandWords> french_words()
{
    return table;
}

}  // namespace colporteur::robot
