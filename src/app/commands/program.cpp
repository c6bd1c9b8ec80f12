// SPDX-License-Identifier: AGPL-3.0-or-later
// The program itself: serve, demo, its version, its completion.
#include "app/commands/support.hpp"
#include "app/completion.hpp"
#include "app/demo.hpp"
#include "app/server.hpp"
#include "text/embedded.hpp"

namespace colporteur::app {
namespace {

using Need = Parameter::Need;

// What was wrong stands on stderr already.
Result<void> done_if_zero(int exit_code)
{
    return exit_code == 0 ? Result<void>{} : fail(Code::conflict, "");
}

Result<void> serve(Call& call)
{
    return done_if_zero(run_server(call.config));
}

Result<void> demo(Call& call)
{
    call.terminal.out().flush();
    return done_if_zero(run_demo(call.given.option("--language", call.terminal.language())));
}

Result<void> version(Call& call)
{
    const auto known = text::source_version();
    call.terminal.show({
        {"program", std::string{"colporteur"}, N_("Program")},
        {"version", std::string{known.empty() ? "unknown" : known}, N_("Version")},
        {"license", std::string{"AGPL-3.0-or-later"}, N_("Licence")},
    });
    return {};
}

Result<void> completion(Call& call)
{
    call.terminal.out() << bash_completion(nouns(), commands());
    return {};
}

}  // namespace

std::vector<Command> program_commands()
{
    return {
        {"serve",
         N_("Run the server: mail intake, robot, delivery, web"),
         {},
         {"colporteur --config /etc/colporteur/colporteur.toml serve"},
         serve},
        {"demo",
         N_("Play the main job from end to end on a temporary instance"),
         {language_option()},
         {"colporteur demo"},
         demo},
        {"completion",
         N_("Print the completion script for a shell"),
         {{"SHELL", "", N_("Which shell"), Need::required, {"bash"}}},
         {"source <(colporteur completion bash)"},
         completion},
        {"version",
         N_("Say which version this is"),
         {json_switch},
         {"colporteur version"},
         version},
    };
}

}  // namespace colporteur::app
