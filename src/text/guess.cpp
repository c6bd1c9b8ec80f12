// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <set>

#include "base/ascii.hpp"
#include "base/cursor.hpp"
#include "base/utf8.hpp"
#include "text/translation.hpp"

namespace colporteur::text {
namespace {

// Folded words that betray a language. Left out on purpose: what stands in names ("de", "la", "le",
// "des", "van", "will", "may", "mark", "von", "del"), what all write ("on", "me", "inscription")
// and the robot's own command words.
struct Vocabulary {
    std::string_view code;
    std::vector<std::string_view> plain;     ///< one of them may be chance
    std::vector<std::string_view> striking;  ///< one of them is enough
};

const Vocabulary vocabularies[] = {
    {"fr",
     {"je",      "tu",    "vous",  "nous",  "il",      "elle",     "et",      "est",
      "que",     "qui",   "pour",  "dans",  "sur",     "avec",     "pas",     "une",
      "un",      "mon",   "mes",   "votre", "vos",     "nos",      "plus",    "ne",
      "ce",      "cette", "cet",   "aux",   "ou",      "mais",     "suis",    "sont",
      "etre",    "tres",  "aussi", "ai",    "adresse", "courriel", "svp",     "jour",
      "comment", "quoi",  "faire", "moi",   "veux",    "voudrais", "aimerais"},
     {"bonjour", "bonsoir", "merci", "madame", "monsieur", "messieurs", "desabonner",
      "desabonnement", "abonner", "abonnement", "desinscrire", "desinscription", "inscrire",
      "recevoir", "souhaite", "cordialement", "messagerie"}},
    {"en",
     {"the",  "and",     "you",     "your",   "is",     "are",     "to",   "of",   "from",
      "my",   "this",    "that",    "not",    "with",   "for",     "want", "it",   "have",
      "i",    "we",      "in",      "what",   "how",    "does",    "am",   "was",  "would",
      "like", "mailing", "address", "longer", "remove", "receive", "off",  "when", "there"},
     {
         "hello",
         "please",
         "thanks",
         "thank",
         "regards",
         "wish",
         "could",
     }},
    {"de",
     {"ich",   "mich",  "mir",    "sie",  "wir",   "ihr",  "und",   "ist",    "nicht",
      "ein",   "eine",  "einen",  "dem",  "vom",   "mit",  "fur",   "auf",    "aus",
      "wie",   "was",   "hallo",  "kann", "habe",  "bin",  "mein",  "meine",  "ihre",
      "ihrer", "diese", "dieser", "mehr", "keine", "kein", "wurde", "werden", "liste",
      "bei",   "wer",   "wo",     "wann", "nur",   "noch", "schon", "einmal", "konnen"},
     {"bitte", "danke", "mochte", "guten", "sehr", "geehrte", "geehrter", "gruss", "grusse",
      "grussen", "freundlichen", "abmelden", "anmelden", "abbestellen", "austragen", "abonnieren",
      "kundigen", "konnten"}},
    {"es",
     {"yo",    "usted", "ustedes", "que",   "por",    "para",      "con",   "una",
      "es",    "esta",  "este",    "pero",  "como",   "mi",        "mis",   "su",
      "sus",   "muy",   "mas",     "ya",    "hay",    "ser",       "soy",   "tengo",
      "puedo", "puede", "favor",   "lista", "correo", "direccion", "desde", "cuando",
      "donde", "sin",   "sobre",   "quien", "se",     "un"},
     {"hola", "gracias", "quiero", "quisiera", "buenos", "buenas", "saludos", "suscribirme",
      "suscripcion", "suscribir", "recibir", "estimados", "estimado", "estimada", "ayudarme"}},
    {"it",
     {"io",     "lei",    "voi",    "noi",    "che",    "per",       "con",    "una",
      "un",     "gli",    "sono",   "questa", "questo", "dalla",     "delle",  "alla",
      "nella",  "mi",     "mio",    "piu",    "anche",  "come",      "se",     "ho",
      "vostra", "posso",  "ciao",   "lista",  "posta",  "indirizzo", "quando", "dove",
      "perche", "essere", "favore", "vi",     "si",     "ed"},
     {"buongiorno", "buonasera", "grazie", "vorrei", "saluti", "gentile", "gentili", "iscrivermi",
      "disiscrivermi", "cancellarmi", "iscrizione", "ricevere", "desidero", "cortesemente"}},
    {"pt",
     {"eu",    "voce",  "voces", "que",   "para",     "com",    "uma",   "um",   "por",   "nao",
      "esta",  "este",  "minha", "meu",   "meus",     "mais",   "muito", "como", "mas",   "sou",
      "tenho", "posso", "favor", "lista", "endereco", "quando", "onde",  "sem",  "sobre", "pelo",
      "pela",  "ao",    "se",    "ola",   "bom",      "boa",    "dia",   "tarde"},
     {"obrigado", "obrigada", "quero", "gostaria", "cumprimentos", "receber", "inscricao",
      "inscrever", "desinscrever", "descadastrar", "prezados", "prezado", "saudacoes"}},
    {"nl",
     {"ik",   "mij",   "jij",   "je",    "wij",     "het",  "een",  "en",  "is",   "niet",
      "voor", "met",   "aan",   "uit",   "mijn",    "uw",   "deze", "dit", "dat",  "meer",
      "geen", "ook",   "maar",  "wat",   "hoe",     "wil",  "kan",  "heb", "naar", "bij",
      "zijn", "hallo", "lijst", "adres", "wanneer", "waar", "nog",  "om",  "want", "worden"},
     {"graag", "bedankt", "alstublieft", "goedendag", "goedemorgen", "goedemiddag", "geachte",
      "groeten", "groet", "vriendelijke", "afmelden", "aanmelden", "uitschrijven", "inschrijven",
      "ontvangen", "dank"}},
    {"pl",
     {"ja",  "pani",   "panstwo", "nie",   "jest",  "sie",   "na",    "ze",   "od",
      "dla", "jak",    "czy",     "to",    "mnie",  "mi",    "moj",   "moja", "moje",
      "tej", "tego",   "listy",   "liste", "adres", "kiedy", "gdzie", "juz",  "oraz",
      "ale", "wiecej", "jestem",  "mam",   "moge",  "po",    "za"},
     {"prosze", "dziekuje", "chce", "chcialbym", "chcialabym", "witam", "dzien", "dobry",
      "pozdrawiam", "wypisac", "zapisac", "czesc", "szanowni", "otrzymywac", "wypiszcie"}},
};

constexpr std::size_t longest_sample = 4000;

std::set<std::string_view> words_of(std::string_view folded)
{
    std::set<std::string_view> words;
    for (Cursor in{folded}; !in.at_end(); in.take()) {
        const auto word = in.take_while(is_alpha);
        if (!word.empty())
            words.insert(word);
    }
    return words;
}

int score(const std::set<std::string_view>& words, const Vocabulary& vocabulary)
{
    const auto present = [&](std::string_view word) { return words.contains(word); };
    return static_cast<int>(std::ranges::count_if(vocabulary.plain, present) +
                            2 * std::ranges::count_if(vocabulary.striking, present));
}

}  // namespace

std::string guess_language(std::string_view utf8)
{
    const std::string folded = fold(utf8.substr(0, longest_sample));
    const auto words = words_of(folded);

    std::string_view best;
    int best_score = 1;  // one plain word is chance
    for (const Vocabulary& vocabulary : vocabularies) {
        const int found = score(words, vocabulary);
        if (found == best_score)
            best = "";
        if (found > best_score) {
            best = vocabulary.code;
            best_score = found;
        }
    }
    return std::string{best};
}

}  // namespace colporteur::text
