// SPDX-License-Identifier: AGPL-3.0-or-later
// The one place that speaks CLI11.
#include "app/cli.hpp"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <deque>
#include <iostream>
#include <map>

#include "app/command.hpp"
#include "base/ascii.hpp"
#include "base/utf8.hpp"
#include "text/embedded.hpp"

namespace colporteur::app {
namespace {

enum ExitCode { done = 0, failed = 1, wrong_usage = 2 };

/// The CLI11 tree made from the table of commands, and what was read with it.
class Tree {
public:
    explicit Tree(const Terminal& terminal) : terminal_{terminal}
    {
        app_.name("colporteur");
        app_.description(say(N_("Colporteur, an automaton for mailing lists and newsletters")));
        dress(app_);
        app_.add_option("--config", choice_.file, say(N_("The configuration file")))
            ->type_name("FILE")
            ->group(options_group());
        app_.add_option("--data", choice_.data,
                        say(N_("The data directory, whatever the configuration says")))
            ->type_name("DIR")
            ->group(options_group());
        app_.set_version_flag("--version", fmt::format("colporteur {}", text::source_version()),
                              say(N_("Say which version this is")))
            ->group(options_group());
        app_.footer(say(N_("`colporteur COMMAND --help` tells more; so does colporteur(1).")));
        app_.require_subcommand(1);
        for (const Command& command : commands())
            add(command);
    }

    CLI::App& app() { return app_; }

    const ConfigChoice& choice() const { return choice_; }

    /// After parsing: the command that was named, and what it was given.
    const Command& chosen(Arguments& arguments) const
    {
        for (const Leaf& leaf : leaves_) {
            if (!leaf.app->parsed())
                continue;
            for (const auto& [parameter, option, words] : leaf.bindings)
                if (option->count() > 0)
                    arguments.put(parameter->name, words);
            return *leaf.command;
        }
        throw CLI::CallForHelp{};
    }

private:
    struct Binding {
        const Parameter* parameter;
        CLI::Option* option = nullptr;
        Arguments::Words words{};
    };

    struct Leaf {
        const Command* command;
        CLI::App* app;
        std::deque<Binding> bindings{};
    };

    std::string say(std::string_view english) const { return terminal_.words(english); }

    std::string options_group() const { return say(N_("Options")); }

    // The words that CLI11 itself would say in English.
    void dress(CLI::App& app) const
    {
        app.set_help_flag("-h,--help", say(N_("Print this help")))->group(options_group());
        app.fallthrough();
        const auto formatter = app.get_formatter();
        formatter->column_width(32);
        formatter->label("Usage", say(N_("Usage")));
        formatter->label("OPTIONS", say(N_("OPTIONS")));
        formatter->label("SUBCOMMAND", say(N_("COMMAND")));
        formatter->label("Positionals", say(N_("Arguments")));
        formatter->label("REQUIRED", say(N_("(needed)")));
    }

    CLI::App* subcommand(std::string_view name, std::string_view summary)
    {
        CLI::App& parent = parent_of(name);
        CLI::App* made = parent.add_subcommand(std::string{split(name, ' ').back()}, say(summary));
        made->group(say(N_("Commands")));
        dress(*made);
        return made;
    }

    // `domain key create` stands under `domain key`, and that under `domain`.
    CLI::App& parent_of(std::string_view name)
    {
        const auto space = name.rfind(' ');
        if (space == std::string_view::npos)
            return app_;
        const auto parent = name.substr(0, space);
        if (const auto known = nouns_.find(parent); known != nouns_.end())
            return *known->second;
        for (const Noun& noun : nouns())
            if (noun.name == parent)
                return add(noun);
        throw std::logic_error{"a command without its noun: " + std::string{name}};
    }

    CLI::App& add(const Noun& noun)
    {
        CLI::App* made = subcommand(noun.name, noun.summary);
        made->require_subcommand(1);
        nouns_.emplace(noun.name, made);
        return *made;
    }

    void add(const Command& command)
    {
        CLI::App* app = subcommand(command.name, command.summary);
        app->footer(
            fmt::format("{}\n  {}", say(N_("Example:")), fmt::join(command.examples, "\n  ")));
        Leaf& leaf = leaves_.emplace_back(Leaf{&command, app});
        for (const Parameter& parameter : command.parameters)
            bind(*app, leaf.bindings.emplace_back(Binding{&parameter}));
    }

    void bind(CLI::App& app, Binding& binding) const
    {
        const Parameter& parameter = *binding.parameter;
        const std::string name{parameter.name};
        if (parameter.is_switch()) {
            const std::string summary = say(parameter.summary);
            binding.option = app.add_flag(name, summary)->group(options_group());
            return;
        }
        binding.option = app.add_option(name, binding.words, say(parameter.summary));
        binding.option->expected(1)->allow_extra_args(false);
        binding.option->type_name(type_of(parameter));
        if (parameter.is_option())
            binding.option->group(options_group());
        if (parameter.need == Parameter::Need::required)
            binding.option->required();
        if (parameter.need == Parameter::Need::repeated)
            binding.option->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
        if (!parameter.words.empty())
            binding.option->check(one_of(parameter));
    }

    static std::string type_of(const Parameter& parameter)
    {
        if (!parameter.words.empty())
            return fmt::format("{}", fmt::join(parameter.words, "|"));
        return std::string{parameter.is_option() ? parameter.value : ""};
    }

    CLI::Validator one_of(const Parameter& parameter) const
    {
        const std::string wrong = terminal_.words(N_("expected {}"), type_of(parameter));
        const auto check = [&parameter, wrong](const std::string& given) {
            const auto& words = parameter.words;
            return std::find(words.begin(), words.end(), given) == words.end() ? wrong
                                                                               : std::string{};
        };
        return CLI::Validator{check, ""};
    }

    const Terminal& terminal_;
    CLI::App app_;
    ConfigChoice choice_;
    std::map<std::string_view, CLI::App*> nouns_;
    std::deque<Leaf> leaves_;
};

ExitCode report(Terminal& terminal, const Error& error)
{
    if (!error.what.empty())
        terminal.complain(error.what);
    return failed;
}

ExitCode run_command(Terminal& terminal, const Tree& tree)
{
    Arguments arguments;
    const Command& command = tree.chosen(arguments);
    const auto config = load_config(tree.choice());
    if (!config)
        return report(terminal, config.error());
    if (arguments.has("--json"))
        terminal.speak_json();

    Call call{*config, terminal, arguments, now()};
    const auto result = command.run(call);
    call.tell_server();
    terminal.out().flush();
    if (result && !terminal.out())
        return report(terminal,
                      {Code::conflict, terminal.words(N_("the answer could not be written"))});
    return result ? done : report(terminal, result.error());
}

/// A command or option of `app` that is near what was typed, or "".
std::string nearest_word(const CLI::App& app, const std::string& typed)
{
    std::vector<std::string> known;
    for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; }))
        known.push_back(command->get_name());
    for (const CLI::Option* option : app.get_options())
        known.push_back(option->get_name());
    std::string nearest;
    std::size_t least = 3;
    for (const std::string& word : known) {
        const auto distance = edit_distance(word, typed);
        if (distance < std::min(least, typed.size())) {
            least = distance;
            nearest = word;
        }
    }
    return nearest;
}

// What was typed and is not known: an option rather than the word behind it.
std::string unexpected_word(const CLI::App& app)
{
    const auto extras = app.remaining(true);
    const auto option = std::find_if(extras.begin(), extras.end(),
                                     [](const std::string& word) { return word.starts_with('-'); });
    return extras.empty() ? "" : option == extras.end() ? extras.front() : *option;
}

std::string explain(const Terminal& terminal, const std::string& unexpected,
                    const CLI::App& deepest, const CLI::ParseError& error)
{
    if (!unexpected.empty()) {
        const auto near = nearest_word(deepest, unexpected);
        return near.empty() ? terminal.words(N_("{} is not expected here"), unexpected)
                            : terminal.words(N_("{} is not expected here (did you mean {}?)"),
                                             unexpected, near);
    }
    if (error.get_name() == "RequiredError" && deepest.get_require_subcommand_min() > 0)
        return terminal.words(N_("a command is missing"));
    return one_line(error.what());
}

// One line: what was wrong with the usage, and where to read the right one.
ExitCode explain_usage(Terminal& terminal, const CLI::App& app, const CLI::ParseError& error)
{
    const CLI::App* deepest = &app;
    std::string command = "colporteur";
    while (!deepest->get_subcommands().empty()) {
        deepest = deepest->get_subcommands().front();
        command += " " + deepest->get_name();
    }
    terminal.complain(terminal.words(N_("{}; see `{} --help`"),
                                     explain(terminal, unexpected_word(app), *deepest, error),
                                     command));
    return wrong_usage;
}

ExitCode parse_and_run(Terminal& terminal, int argc, const char* const* argv)
{
    Tree tree{terminal};
    try {
        tree.app().parse(argc, argv);
        return run_command(terminal, tree);
    } catch (const CLI::CallForVersion& version) {
        terminal.out() << version.what() << '\n';
    } catch (const CLI::CallForHelp&) {
        terminal.out() << tree.app().help();
    } catch (const CLI::ParseError& error) {
        return explain_usage(terminal, tree.app(), error);
    }
    return done;
}

}  // namespace

int run(int argc, const char* const* argv)
{
    std::ios::sync_with_stdio(false);
    Terminal terminal{std::cout, std::cerr, text::language(environment_language())};
    try {
        return parse_and_run(terminal, argc, argv);
    } catch (const std::exception& error) {
        terminal.complain(error.what());
        return failed;
    }
}

}  // namespace colporteur::app
