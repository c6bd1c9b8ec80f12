// SPDX-License-Identifier: AGPL-3.0-or-later
#include "robot/words.hpp"

#include <map>
#include <set>

#include <doctest/doctest.h>

#include "base/ascii.hpp"
#include "base/utf8.hpp"
#include "robot/commands.hpp"

namespace colporteur::robot {
namespace {

std::vector<std::string_view> words_in(const CommandWords& row)
{
    std::vector<std::string_view> words;
    for (const std::string_view column : {row.words, row.everyday})
        for (const std::string_view word : split(column, '|'))
            if (!word.empty())
                words.push_back(word);
    return words;
}

}  // namespace

TEST_CASE("no word stands for two commands, within all languages")
{
    std::map<std::string, std::string_view> seen;
    for (const Vocabulary& vocabulary : vocabularies())
        for (const CommandWords& row : vocabulary.commands)
            for (const std::string_view word : words_in(row)) {
                CAPTURE(word);
                CHECK(seen.emplace(fold(word), row.command).first->second == row.command);
            }
    CHECK(seen.size() > 1000);
}

TEST_CASE("every language has words for every command, and in the same order")
{
    const auto all = vocabularies();
    CHECK(all.size() == 8);
    for (const Vocabulary& vocabulary : all) {
        CAPTURE(vocabulary.language);
        REQUIRE(vocabulary.commands.size() == all.front().commands.size());
        for (std::size_t i = 0; i < vocabulary.commands.size(); ++i) {
            const CommandWords& row = vocabulary.commands[i];
            CAPTURE(row.command);
            CHECK(row.command == all.front().commands[i].command);
            CHECK_FALSE(first_word(row).empty());
            CHECK(first_word(row).find('@') == std::string_view::npos);
        }
    }
}

TEST_CASE("every word is found by its folded spelling, and survives being tidied")
{
    for (const Vocabulary& vocabulary : vocabularies())
        for (const CommandWords& row : vocabulary.commands)
            for (const std::string_view word : words_in(row)) {
                CAPTURE(word);
                const Entry* entry = find_entry(fold(word));
                REQUIRE(entry);
                CHECK(entry->command == row.command);
                if (find_command(row.command)) {
                    REQUIRE(parse_command(word));
                    CHECK(parse_command(word)->command->name == row.command);
                }
            }
    CHECK(find_entry("") == nullptr);
    CHECK(find_entry("zzz") == nullptr);
    CHECK(longest_entry() == 4);
}

TEST_CASE("every verb and abbreviation of Sympa means what it meant")
{
    const std::pair<std::string_view, std::string_view> sympa[] = {
        {"subscribe", "sub subscribe"},
        {"unsubscribe", "sig signoff uns unsub unsubscribe"},
        {"set", "set"},
        {"review", "rev review who"},
        {"info", "inf info"},
        {"index", "ind index"},
        {"get", "get"},
        {"last", "las last"},
        {"lists", "lis list lists"},
        {"which", "whi which status"},
        {"help", "hel help sos"},
        {"invite", "inv invite"},
        {"add", "add"},
        {"del", "del delete"},
        {"remind", "rem remind"},
        {"stats", "sta stats"},
        {"modindex", "mod modind modindex"},
        {"approve", "dis distribute"},
        {"reject", "rej reject"},
        {"confirm", "con confirm auth"},
        {"verify", "ver verify"},
        {"quiet", "quiet"},
        {"quit", "qui quit end"},  // and "stop" and "-", which the reading decides by their place
    };
    for (const auto& [command, verbs] : sympa)
        for (const std::string_view verb : split(verbs, ' ')) {
            CAPTURE(verb);
            REQUIRE(find_entry(verb));
            CHECK(find_entry(verb)->command == command);
            CHECK(find_entry(verb)->language == "");
        }
}

TEST_CASE("every word has its command; \"quiet\" and \"quit\" are the reading's own")
{
    for (const CommandWords& row : common_words()) {
        CAPTURE(row.command);
        CHECK((find_command(row.command) || row.command == "quiet" || row.command == "quit"));
    }
}

TEST_CASE("a word of several languages betrays none")
{
    CHECK(find_entry("abonnieren")->language == "de");
    CHECK(find_entry("lista")->language == "");
    CHECK(find_entry("confirmar")->language == "");
}

TEST_CASE("words that begin ordinary sentences are known as such")
{
    for (const std::string_view word :
         {"info", "help", "stop", "last", "open", "del", "con", "las"}) {
        CAPTURE(word);
        CHECK(find_entry(word)->everyday);
    }
    for (const std::string_view word :
         {"subscribe", "unsubscribe", "signoff", "modindex", "desabonner", "abmelden"}) {
        CAPTURE(word);
        CHECK_FALSE(find_entry(word)->everyday);
    }
}

}  // namespace colporteur::robot
