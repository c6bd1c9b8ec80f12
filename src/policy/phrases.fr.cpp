// SPDX-License-Identifier: AGPL-3.0-or-later
// The French words of policies; accents, case and plural s do not matter.
#include "policy/phrases.hpp"

namespace colporteur::policy {
namespace {

constexpr Phrase phrases[] = {
    {What::everyone, "tous"},
    {What::everyone, "toutes"},
    {What::everyone, "tout le monde"},
    {What::everyone, "autres"},
    {What::members, "membres"},
    {What::members, "abonnés"},
    {What::members, "abonnées"},
    {What::owners, "propriétaires"},
    {What::moderators, "modérateurs"},
    {What::moderators, "modératrices"},
    {What::authors, "auteurs"},
    {What::authors, "auteures"},
    {What::authors, "autrices"},
    {What::listmasters, "gestionnaires du domaine"},
    {What::listmasters, "gestionnaires"},
    {What::admins, "administrateurs"},
    {What::admins, "administratrices"},
    {What::themselves, "eux-mêmes"},
    {What::themselves, "elles-mêmes"},
    {What::themselves, "soi-même"},
    {What::from_domain, "tous de DOMAIN"},
    {What::from_domain, "tout le monde de DOMAIN"},
    {What::from_domain, "de DOMAIN"},
    {What::addresses, "adresses ADDRESSES"},
    {What::address_contains, "adresse contient TEXT"},
    {What::members_of, "membres de LIST"},
    {What::members_of, "abonnés de LIST"},
    {What::members_of, "abonnées de LIST"},
    {What::new_members, "nouveaux membres"},
    {What::new_members, "nouveaux abonnés"},
    {What::first_posts, "NUMBER premiers messages"},
    {What::moderated, "membres modérés"},
    {What::moderated, "abonnés modérés"},
    {What::moderated, "modérés"},
    {What::moderated, "modérées"},
    {What::trusted, "membres de confiance"},
    {What::trusted, "abonnés de confiance"},
    {What::banned, "bannis"},
    {What::banned, "bannies"},
    {What::banned, "exclus"},
    {What::identified, "identifiés"},
    {What::identified, "identifiées"},
    {What::confirmed, "confirmés"},
    {What::confirmed, "confirmées"},
    {What::verified, "vérifiés"},
    {What::verified, "vérifiées"},
    {What::proven, "déposé sur cette machine"},
    {What::emergency, "urgence"},
    {What::after, "après DATE"},
    {What::before, "avant DATE"},
    {What::between, "entre CLOCK et UNTIL"},
    {What::attachments, "pièces jointes"},
    {What::attachments, "pièce jointe"},
    {What::attachments_over, "pièces jointes de plus de SIZE"},
    {What::attachments_over, "pièce jointe de plus de SIZE"},
    {What::size_over, "taille de plus de SIZE"},
    {What::size_over, "plus de SIZE"},
    {What::recipients_over, "plus de NUMBER destinataires"},
    {What::implicit_destination, "destination implicite"},
    {What::implicit_destination, "copie cachée"},
    {What::no_subject, "sans objet"},
    {What::no_subject, "sans sujet"},
    {What::subject_contains, "objet contient TEXT"},
    {What::subject_contains, "sujet contient TEXT"},
    {What::text_contains, "texte contient TEXT"},
    {What::header_contains, "en-tête FIELD contient TEXT"},
    {What::header_matches, "en-tête FIELD ressemble à TEXT"},
    {What::header_exists, "en-tête FIELD existe"},
    {What::header_exists, "en-tête FIELD présent"},
    {What::html, "html seul"},
    {What::with_signature, "signé"},
    {What::encrypted, "chiffré"},
    {What::looks_like_command, "ressemble à une commande"},
    {What::quotes_digest, "cite un recueil"},
    {What::automatic, "automatique"},
    {What::no_topic, "sans thème"},
};

constexpr VerdictPhrase verdicts[] = {
    {VerdictWord::accept, "accepter"},      {VerdictWord::accept, "accepte"},
    {VerdictWord::confirm, "confirmer"},    {VerdictWord::hold, "modérer"},
    {VerdictWord::hold, "retenir"},         {VerdictWord::reject, "refuser"},
    {VerdictWord::reject, "rejeter"},       {VerdictWord::discard, "jeter"},
    {VerdictWord::discard, "ignorer"},      {VerdictWord::for_owners, "pour propriétaires"},
    {VerdictWord::quietly, "discrètement"}, {VerdictWord::quietly, "en silence"},
    {VerdictWord::notify, "et prévenir"},   {VerdictWord::notify, "et notifier"},
};

}  // namespace

std::span<const Phrase> french_phrases()
{
    return phrases;
}

std::span<const VerdictPhrase> french_verdicts()
{
    return verdicts;
}

}  // namespace colporteur::policy
