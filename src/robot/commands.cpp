// SPDX-License-Identifier: AGPL-3.0-or-later
#include "robot/commands.hpp"

#include <algorithm>

#include "base/ascii.hpp"
#include "base/utf8.hpp"
#include "robot/line.hpp"
#include "robot/run.hpp"
#include "text/translation.hpp"

namespace colporteur::robot {
namespace {

constexpr Command table[] = {
    {"subscribe",
     {{"", "subscribe|sub|subs|join|signup|sign up"},
      {"fr",
       "abonner|m'abonner|s'abonner|me abonner|je "
       "m'abonne|abonnement|abonne-moi|abonnez-moi|abonne moi|abonnez moi|"
       "inscription|inscrire|m'inscrire|s'inscrire|je m'inscris|inscris-moi|inscrivez-moi|inscris "
       "moi|inscrivez moi"}},
     true,
     N_("NAME Firstname"),
     N_("Join a list; you will be asked to confirm. The name may be left out."),
     Proof::answer,
     subscribe},
    {"unsubscribe",
     {{"", "unsubscribe|unsub|unsubs|uns|signoff|sign off|sig|leave|remove|remove me|stop"},
      {"fr",
       "désabonner|se désabonner|me désabonner|je me "
       "désabonne|désabonnement|désabonne-moi|désabonnez-moi|désabonne moi|désabonnez moi|"
       "désinscrire|se désinscrire|me désinscrire|je me "
       "désinscris|désinscription|désinscris-moi|désinscrivez-moi|désinscris moi|"
       "désinscrivez moi|résilier|résiliation|quitter|retirer|retire-moi|retirez-moi|supprimer"}},
     true,
     "",
     N_("Leave a list; you will be asked to confirm."),
     Proof::answer,
     unsubscribe},
    {"info",
     {{"", "info|information|informations"}, {"fr", "infos|renseignement|renseignements"}},
     true,
     "",
     N_("What a list is about."),
     Proof::none,
     info},
    {"lists",
     {{"", "lists|list"}, {"fr", "listes|liste"}},
     false,
     "",
     N_("The public lists here."),
     Proof::none,
     lists},
    {"which",
     {{"", "which|status|subscriptions|my lists|my subscriptions"},
      {"fr", "abonnements|mes abonnements|mes-abonnements|mes listes|mes-listes|statut"}},
     false,
     "",
     N_("The lists that your address is subscribed to."),
     Proof::mailbox,
     which},
    {"confirm",
     {{"", "confirm|ok|okay|yes"}, {"fr", "confirmer|confirme|je confirme|oui|d'accord"}},
     false,
     N_("CODE"),
     N_("Say yes to a question; answering the question's mail is easier."),
     Proof::token,
     confirm},
    {"help",
     {{"", "help|sos|?"}, {"fr", "aide|à l'aide|au secours"}},
     false,
     "",
     N_("These instructions."),
     Proof::none,
     help},
};

constexpr std::size_t longest_word = 3;   // in spaces: "je me desabonne"
constexpr std::size_t shortest_hint = 5;  // letters; shorter words are near to everything

/// A word of the table, ready to be compared.
struct Entry {
    std::string folded;
    std::string_view word;
    std::string_view language;
    const Command* command;
};

std::vector<Entry> all_words()
{
    std::vector<Entry> entries;
    for (const Command& command : table)
        for (const Words& words : command.words)
            for (const std::string_view word : split(words.words, '|'))
                entries.push_back({fold(word), word, words.language, &command});
    return entries;
}

const std::vector<Entry>& vocabulary()
{
    static const std::vector<Entry> entries = all_words();
    return entries;
}

const Entry* find_word(std::string_view folded)
{
    const auto& entries = vocabulary();
    const auto found = std::find_if(entries.begin(), entries.end(),
                                    [&](const Entry& entry) { return entry.folded == folded; });
    return found == entries.end() ? nullptr : &*found;
}

/// A word without the colon or comma that people put behind a command.
std::string plain(std::string_view words)
{
    const std::string folded = fold(words);
    const auto last = folded.find_last_not_of(":;,.!");
    return folded.substr(0, last == std::string::npos ? folded.size() : last + 1);
}

}  // namespace

std::span<const Command> commands()
{
    return table;
}

std::optional<Typed> parse_command(std::string_view raw)
{
    const std::string line = tidy(raw);
    const auto words = words_of(line);
    for (std::size_t count = std::min(longest_word, words.size()); count > 0; --count) {
        const auto end = static_cast<std::size_t>(words[count - 1].data() - line.data()) +
                         words[count - 1].size();
        const std::string_view head = std::string_view{line}.substr(0, end);
        if (const Entry* found = find_word(plain(head)))
            return Typed{found->command, std::string{found->word}, std::string{found->language},
                         std::string{trim(std::string_view{line}.substr(end))}, line};
    }
    return std::nullopt;
}

std::optional<Hint> nearest_word(std::string_view line)
{
    const Entry* best = nullptr;
    std::size_t best_edits = 3;  // more is another word
    for (const std::string_view typed : words_of(line)) {
        const std::string word = plain(typed);
        for (const Entry& entry : vocabulary()) {
            if (std::min(word.size(), entry.folded.size()) < shortest_hint)
                continue;
            const std::size_t edits = edit_distance(word, entry.folded);
            if (edits < best_edits && edits <= entry.folded.size() / 4) {
                best = &entry;
                best_edits = edits;
            }
        }
    }
    return best ? std::optional{Hint{best->command, best->word}} : std::nullopt;
}

std::string example(const Command& command, const std::string& language, std::string_view list_name)
{
    const auto* const own =
        std::find_if(std::begin(command.words), std::end(command.words),
                     [&](const Words& words) { return words.language == language; });
    const Words& words = own == std::end(command.words) ? command.words[0] : *own;
    std::string line{split(words.words, '|').front()};
    if (command.takes_list)
        line += " " + (list_name.empty() ? text::language(language).say(N_("LIST"))
                                         : std::string{list_name});
    return line;
}

}  // namespace colporteur::robot
