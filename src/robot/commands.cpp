// SPDX-License-Identifier: AGPL-3.0-or-later
#include "robot/commands.hpp"

#include <algorithm>
#include <iterator>

#include "base/ascii.hpp"
#include "base/utf8.hpp"
#include "robot/line.hpp"
#include "robot/run.hpp"
#include "robot/words.hpp"
#include "text/translation.hpp"

namespace colporteur::robot {
namespace {

constexpr Command table[] = {
    {"subscribe", true, N_("NAME Firstname"),
     N_("Join a list; you will be asked to confirm. The name may be left out."), Proof::answer,
     Audience::everyone, subscribe},
    {"unsubscribe", true, "", N_("Leave a list; you will be asked to confirm."), Proof::answer,
     Audience::everyone, unsubscribe},
    {"info", true, "", N_("What a list is about."), Proof::none, Audience::everyone, info},
    {"lists", false, "", N_("The lists here."), Proof::none, Audience::everyone, lists},
    {"which", false, "", N_("The lists that your address is subscribed to."), Proof::mailbox,
     Audience::everyone, which},
    {"set", true, N_("digest"),
     N_("How a list reaches you: mail, digest, summary, nomail and others; * means all your "
        "lists."),
     Proof::answer, Audience::members, set},
    {"suspend", true, N_("until DATE"), N_("A pause: no mail until that day; you stay subscribed."),
     Proof::answer, Audience::members, suspend},
    {"resume", true, "", N_("The end of a pause."), Proof::answer, Audience::members, resume},
    {"language", false, N_("CODE"), N_("The language in which we write to you."), Proof::answer,
     Audience::members, language},
    {"addresses", false, "", N_("Your addresses; with an address behind it: one more."),
     Proof::answer, Audience::members, addresses},
    {"move", false, N_("ADDRESS"), N_("A new address in the place of yours, on all your lists."),
     Proof::answer, Audience::members, move},
    {"data", false, "", N_("Everything that is held about you."), Proof::mailbox,
     Audience::everyone, data},
    {"forget", false, "", N_("Erases everything that is held about you."), Proof::answer,
     Audience::everyone, forget},
    {"index", true, "", N_("What is in the archive of a list, by month."), Proof::mailbox,
     Audience::everyone, index, "2026-03|12-20"},
    {"get", true, "2026-03", N_("Messages from the archive, by month or by number."),
     Proof::mailbox, Audience::everyone, get, N_("12|12-20|12,15|thread 12")},
    {"last", true, "", N_("The last message of a list, or the last five."), Proof::mailbox,
     Audience::everyone, last, "5"},
    {"review", true, "", N_("Who is on a list."), Proof::mailbox, Audience::everyone, review},
    {"stats", true, "", N_("A list in figures."), Proof::mailbox, Audience::everyone, stats},
    {"verify", false, "", N_("Whether your mail was verified."), Proof::none, Audience::everyone,
     verify},
    {"confirm", false, N_("CODE"),
     N_("Say yes to a question; answering the question's mail is easier."), Proof::token,
     Audience::everyone, confirm},
    {"modindex", true, "", N_("What waits for a moderator’s decision."), Proof::mailbox,
     Audience::moderators, modindex},
    {"approve", true, N_("CODE or number"), N_("Accept what waits."), Proof::token,
     Audience::moderators, approve},
    {"reject", true, N_("CODE or number, reason"), N_("Reject what waits; its sender is told."),
     Proof::token, Audience::moderators, reject},
    {"discard", true, N_("CODE or number"), N_("Throw away what waits; nobody is told."),
     Proof::token, Audience::moderators, discard},
    {"invite", true, N_("ADDRESS NAME"), N_("Invite somebody; their answer decides."),
     Proof::answer, Audience::members, invite},
    {"add", true, N_("ADDRESS NAME"),
     N_("Add people who have asked you; or write their addresses into the mail, one a line."),
     Proof::answer, Audience::owners, add},
    {"del", true, N_("ADDRESS"), N_("Take people off a list."), Proof::answer, Audience::owners,
     del},
    {"remind", true, "", N_("Remind the members that they are on the list."), Proof::answer,
     Audience::owners, remind},
    {"moderate", true, N_("ADDRESS"),
     N_("Somebody’s posts wait for the moderators; “off” ends it."), Proof::answer,
     Audience::moderators, moderate},
    {"trust", true, N_("ADDRESS"), N_("Somebody’s posts never wait; “off” ends it."), Proof::answer,
     Audience::moderators, trust},
    {"block", true, N_("ADDRESS REASON…"),
     N_("An address can neither join nor write; alone, it shows what is blocked."), Proof::answer,
     Audience::moderators, block},
    {"unblock", true, N_("ADDRESS"), N_("An address is no longer blocked."), Proof::answer,
     Audience::moderators, unblock},
    {"grant", true, N_("ROLE ADDRESS"), N_("Make somebody owner, moderator or author."),
     Proof::answer, Audience::owners, grant},
    {"revoke", true, N_("ROLE ADDRESS"), N_("Take a role away."), Proof::answer, Audience::owners,
     revoke},
    {"config", true, "",
     N_("The settings of a list; with lines “key = value” in the mail, they are changed."),
     Proof::answer, Audience::owners, config},
    {"close", true, "",
     N_("Nobody posts or joins any more; with “announce”, the members are told."), Proof::answer,
     Audience::owners, close},
    {"open", true, "", N_("Open a closed list again."), Proof::answer, Audience::owners, open},
    {"create", false, N_("NAME KIND TITLE…"), N_("Make a new list."), Proof::answer,
     Audience::everyone, create},
    {"help", false, N_("COMMAND"), N_("These instructions, or those for one command."),
     Proof::mailbox, Audience::everyone, help},
};

/// The words that a line begins with, if the vocabulary has them, and what follows.
struct Head {
    const Entry* entry;
    std::string_view rest;
};

/// The longest head of a tidy line for which `wanted` holds.
template <class Wanted>
std::optional<Head> find_head(std::string_view line, Wanted wanted)
{
    const auto words = words_of(line);
    for (std::size_t count = std::min(longest_entry(), words.size()); count > 0; --count) {
        const auto end = static_cast<std::size_t>(words[count - 1].data() - line.data()) +
                         words[count - 1].size();
        const Entry* entry = find_entry(plain(line.substr(0, end)));
        if (entry && wanted(*entry))
            return Head{entry, trim(line.substr(end))};
    }
    return std::nullopt;
}

std::optional<Typed> parse_unprefixed(std::string_view line)
{
    const auto head =
        find_head(line, [](const Entry& entry) { return find_command(entry.command); });
    if (!head || head->rest.starts_with('='))  // `open = yes` is a setting
        return std::nullopt;
    return Typed{
        .command = find_command(head->entry->command),
        .word = std::string{head->entry->word},
        .language = std::string{head->entry->language},
        .rest = std::string{head->rest},
        .line = std::string{line},
        .everyday = head->entry->everyday,
    };
}

}  // namespace

std::span<const Command> commands()
{
    return table;
}

const Command* find_command(std::string_view name)
{
    const auto* const found = std::ranges::find(table, name, &Command::name);
    return found == std::end(table) ? nullptr : found;
}

std::optional<Typed> parse_command(std::string_view raw)
{
    const std::string line = tidy(raw);
    if (auto typed = parse_unprefixed(line))
        return typed;
    const auto prefix =
        find_head(line, [](const Entry& entry) { return entry.command == "quiet"; });
    if (!prefix)
        return std::nullopt;
    auto typed = parse_unprefixed(prefix->rest);
    if (typed) {
        typed->quiet = true;
        typed->line = line;
    }
    return typed;
}

std::string example(const Command& command, const std::string& language, std::string_view list_name)
{
    std::string line{first_word(words_for(command.name, language).value())};
    if (command.takes_list)
        line += " " + (list_name.empty() ? text::language(language).say(N_("LIST"))
                                         : std::string{list_name});
    return line;
}

}  // namespace colporteur::robot
