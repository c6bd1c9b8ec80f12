// SPDX-License-Identifier: AGPL-3.0-or-later
#include "robot/reply_words.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <string>

#include "base/ascii.hpp"
#include "base/utf8.hpp"

namespace colporteur::robot {
namespace {

using Kind = Reply::Kind;

// One line per language, in this order: common and English, French, German, Spanish, Italian,
// Portuguese, Dutch, Polish. A word that two languages share stands where it comes first. A longer
// phrase wins over a shorter one: "no problem" is no "no".
constexpr ReplyWords table[] = {
    {Kind::yes,
     "yes|y|yep|yeah|ok|okay|approve|approved|accept|accepted|agreed|agree|distribute|confirm|"
     "confirmed|i confirm|release|publish|send it|no problem|go ahead|sure|+1|"
     "oui|d'accord|accepter|accepté|j'accepte|approuver|approuvé|j'approuve|valider|validé|"
     "distribuer|diffuser|publier|confirmer|confirme|je confirme|pas de problème|pas de "
     "souci|vas-y|"
     "allez-y|c'est bon|"
     "ja|jawohl|genehmigt|genehmigen|freigeben|angenommen|annehmen|akzeptieren|einverstanden|"
     "bestätigen|ich bestätige|kein problem|zustimmen|verteilen|in ordnung|"
     "sí|vale|de acuerdo|aceptar|acepto|aprobar|aprobado|apruebo|confirmar|confirmo|publicar|"
     "difundir|distribuir|sin problema|"
     "va bene|accettare|accetta|accetto|approva|approvare|approvato|conferma|confermo|pubblica|"
     "pubblicare|nessun problema|"
     "sim|está bem|aceitar|aceito|aceite|aprovar|aprovado|aprovo|concordo|sem problema|"
     "akkoord|goedkeuren|goedgekeurd|accepteren|aanvaarden|toelaten|bevestigen|ik bevestig|"
     "geen probleem|prima|in orde|"
     "tak|zgoda|zgadzam się|akceptuję|zaakceptuj|zatwierdź|zatwierdzam|przyjmij|potwierdzam|"
     "opublikuj|nie ma problemu|dobrze"},
    {Kind::no,
     "no|n|nope|no thanks|no thank you|reject|rejected|refuse|refused|decline|declined|deny|cancel|"
     "stop|not accepted|do not accept|-1|"
     "non|non merci|rejet|rejeter|rejeté|rejetez|refus|refuser|refusé|je refuse|annuler|annulez|"
     "pas d'accord|pas question|"
     "nein|nein danke|ablehnen|abgelehnt|zurückweisen|abweisen|nicht einverstanden|abbrechen|"
     "no gracias|rechazar|rechazado|rechazo|denegar|cancelar|"
     "no grazie|rifiutare|rifiuta|rifiutato|rifiuto|respingere|respingi|annulla|annullare|"
     "não|não obrigado|não obrigada|rejeitar|rejeitado|recusar|recuso|"
     "nee|nee dank je|nee bedankt|afwijzen|afgewezen|weigeren|afkeuren|annuleren|niet akkoord|"
     "nie|nie dziękuję|odrzuć|odrzucam|odmów|odmawiam|anuluj"},
    {Kind::discard,
     "discard|delete|drop|spam|junk|trash|"
     "jeter|jetez|supprimer|supprimez|écarter|ignorer|poubelle|pourriel|effacer|"
     "verwerfen|löschen|wegwerfen|papierkorb|"
     "descartar|borrar|eliminar|desechar|basura|"
     "scartare|scarta|cestinare|cestino|eliminare|elimina|cancella|"
     "apagar|excluir|lixo|deitar fora|jogar fora|"
     "weggooien|verwijderen|wissen|prullenbak|"
     "wyrzuć|usuń|skasuj|kosz"},
    {Kind::ban,
     "ban|block|blacklist|reject and ban|no and ban|no ban|discard and ban|"
     "bannir|bannissez|bloquer|bloquez|rejeter et bannir|non et bannir|refuser et bannir|"
     "jeter et bannir|liste noire|"
     "sperren|blockieren|verbannen|ablehnen und sperren|nein und sperren|"
     "bloquear|vetar|rechazar y bloquear|no y bloquear|lista negra|"
     "bloccare|blocca|bandire|rifiutare e bloccare|no e blocca|lista nera|"
     "banir|rejeitar e bloquear|não e bloquear|"
     "blokkeren|afwijzen en blokkeren|nee en blokkeren|zwarte lijst|"
     "zablokuj|zbanuj|odrzuć i zablokuj|nie i zablokuj|czarna lista"},
    {Kind::never,
     "never|never again|no never|"
     "jamais|plus jamais|non plus jamais|jamais plus|"
     "nie wieder|niemals|nie mehr|nein nie wieder|"
     "nunca|nunca más|no nunca más|"
     "mai|mai più|no mai più|"
     "nunca mais|não nunca mais|"
     "nooit|nooit meer|nee nooit meer|"
     "nigdy|nigdy więcej|nie nigdy więcej"},
    {Kind::trust,
     "trust|ok trust|yes trust|accept and trust|approve and trust|ok always|yes always|"
     "always accept|always|"
     "oui toujours|ok toujours|toujours|faire confiance|confiance|ok confiance|oui confiance|"
     "accepter et faire confiance|approuver et faire confiance|accepter toujours|"
     "vertrauen|ja vertrauen|ja immer|immer|annehmen und vertrauen|immer annehmen|"
     "confiar|sí siempre|siempre|aceptar y confiar|sí confiar|"
     "fidati|sì sempre|sempre|accetta e fidati|accettare e fidarsi|"
     "sim sempre|aceitar e confiar|sim confiar|"
     "vertrouwen|ja altijd|altijd|accepteren en vertrouwen|ja vertrouwen|"
     "zaufaj|tak zawsze|zawsze|zaakceptuj i zaufaj"},
};

constexpr std::string_view buts[] = {"but",  "if",    "mais",   "si",   "aber",  "wenn",
                                     "pero", "ma",    "se",     "mas",  "maar",  "als",
                                     "ale",  "jesli", "except", "sauf", "ausser"};

using Lexicon = std::map<std::string, Kind, std::less<>>;

const Lexicon& lexicon()
{
    static const Lexicon words = [] {
        Lexicon read;
        for (const ReplyWords& row : table)
            for (const std::string_view word : split(row.words, '|'))
                read.emplace(fold(word), row.kind);
        return read;
    }();
    return words;
}

}  // namespace

std::span<const ReplyWords> reply_words()
{
    return table;
}

std::optional<Kind> decision_of(std::string_view folded)
{
    const auto found = lexicon().find(folded);
    return found == lexicon().end() ? std::nullopt : std::optional{found->second};
}

std::size_t longest_reply()
{
    static const auto longest = [] {
        std::ptrdiff_t blanks = 0;
        for (const auto& [word, kind] : lexicon())
            blanks = std::max(blanks, std::ranges::count(word, ' '));
        return static_cast<std::size_t>(blanks) + 1;
    }();
    return longest;
}

bool is_but(std::string_view folded)
{
    return std::ranges::find(buts, folded) != std::end(buts);
}

}  // namespace colporteur::robot
