// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/completion.hpp"

#include <algorithm>

#include "base/ascii.hpp"

namespace colporteur::app {
namespace {

// `words` for `where` in the big case of the script.
std::string branch(std::string_view where, const std::string& words)
{
    return fmt::format("        '{}') words='{}' ;;\n", where, words);
}

// What may come next after `prefix` in the names of commands: "domain " → add list … key.
std::vector<std::string_view> next_words(std::string_view prefix,
                                         const std::vector<Command>& commands)
{
    std::vector<std::string_view> words;
    for (const Command& command : commands) {
        if (!command.name.starts_with(prefix))
            continue;
        const auto word = split(command.name.substr(prefix.size()), ' ').front();
        if (std::find(words.begin(), words.end(), word) == words.end())
            words.push_back(word);
    }
    return words;
}

std::string first_words(const std::vector<Command>& commands)
{
    auto words = next_words("", commands);
    std::sort(words.begin(), words.end());
    return fmt::format("{} --config --data --help --version", fmt::join(words, " "));
}

std::string verbs(const Noun& noun, const std::vector<Command>& commands)
{
    const auto words = next_words(fmt::format("{} ", noun.name), commands);
    return fmt::format("{} --help", fmt::join(words, " "));
}

std::string options(const Command& command)
{
    std::string words = "--help";
    for (const Parameter& parameter : command.parameters) {
        if (parameter.is_option())
            words += fmt::format(" {}", parameter.name);
        else
            for (const auto& offered : {parameter.words, parameter.hints})
                for (const std::string_view word : offered)
                    words += fmt::format(" {}", word);
    }
    return words;
}

std::string branches(const std::vector<Noun>& nouns, const std::vector<Command>& commands)
{
    std::string result = branch("", first_words(commands));
    for (const Noun& noun : nouns)
        result += branch(noun.name, verbs(noun, commands));
    for (const Command& command : commands)
        result += branch(command.name, options(command));
    return result;
}

// What may follow an option, by command: `list create --kind` → newsletter discussion.
std::string value_branches(const std::vector<Command>& commands)
{
    std::string result;
    for (const Command& command : commands)
        for (const Parameter& parameter : command.parameters)
            if (parameter.is_option() && !parameter.words.empty())
                result += branch(fmt::format("{} {}", command.name, parameter.name),
                                 fmt::format("{}", fmt::join(parameter.words, " ")));
    return result;
}

// Where file names complete: FILE by position.
std::string file_commands(const std::vector<Command>& commands)
{
    std::vector<std::string> names;
    for (const Command& command : commands)
        for (const Parameter& parameter : command.parameters)
            if (parameter.name == "FILE")
                names.push_back(fmt::format("'{}'", command.name));
    return fmt::format("{}", fmt::join(names, "|"));
}

std::string noun_words(const std::vector<Noun>& nouns)
{
    std::vector<std::string> names;
    for (const Noun& noun : nouns)
        names.push_back(fmt::format("'{}'", noun.name));
    return fmt::format("{}", fmt::join(names, "|"));
}

}  // namespace

std::string bash_completion(const std::vector<Noun>& nouns, const std::vector<Command>& commands)
{
    constexpr auto script =
        R"(# Completion of colporteur(1) for bash; printed by `colporteur completion bash`.
_colporteur()
{{
    local current=${{COMP_WORDS[COMP_CWORD]}} previous=${{COMP_WORDS[COMP_CWORD - 1]}}
    local command='' word words='' i
    for ((i = 1; i < COMP_CWORD; i++)); do
        word=${{COMP_WORDS[i]}}
        case $word in
        --config|--data) ((i++)) ;;
        -*) ;;
        *)
            command=${{command:+$command }}$word
            case $command in {nouns}) ;; *) break ;; esac ;;
        esac
    done
    COMPREPLY=()
    case $previous in
    --config) compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- "$current"); return ;;
    --data) compopt -o filenames; mapfile -t COMPREPLY < <(compgen -d -- "$current"); return ;;
    esac
    case "$command $previous" in
{values}    esac
    if [[ -z $words ]]; then
        case $command in
{words}        esac
        case $command in
        {files})
            if [[ $current != -* ]]; then
                compopt -o filenames
                mapfile -t COMPREPLY < <(compgen -f -- "$current")
                return
            fi ;;
        esac
    fi
    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
}}
complete -F _colporteur colporteur
)";
    return fmt::format(
        script, fmt::arg("nouns", noun_words(nouns)), fmt::arg("values", value_branches(commands)),
        fmt::arg("words", branches(nouns, commands)), fmt::arg("files", file_commands(commands)));
}

}  // namespace colporteur::app
