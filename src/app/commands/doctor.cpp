// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/commands/diagnosis.hpp"
#include "app/commands/support.hpp"

namespace colporteur::app {
namespace {

std::string_view to_word(Health health)
{
    switch (health) {
    case Health::ok: return "ok";
    case Health::warning: return "warning";
    case Health::error: break;
    }
    return "error";
}

std::string_view to_heading(Health health)
{
    switch (health) {
    case Health::ok: return N_("ok");
    case Health::warning: return N_("warning");
    case Health::error: break;
    }
    return N_("error");
}

void print(Terminal& terminal, const std::vector<Finding>& findings)
{
    if (terminal.speaks_json()) {
        Listing listing{terminal};
        for (const Finding& finding : findings)
            listing.add({{"check", std::string{finding.check}},
                         {"state", std::string{to_word(finding.health)}},
                         {"finding", finding.what},
                         {"cure", finding.cure}});
        return;
    }
    for (const Finding& finding : findings) {
        terminal.out() << fmt::format("{:<14} {}\n", terminal.words(to_heading(finding.health)),
                                      finding.what);
        if (!finding.cure.empty())
            terminal.out() << fmt::format("{:<14} -> {}\n", "", finding.cure);
    }
}

Result<void> doctor(Call& call)
{
    std::vector<Finding> findings;
    for (const Examination examine :
         {examine_configuration, examine_data, examine_keys, examine_database, examine_listeners,
          examine_relay, examine_work}) {
        for (Finding& finding : examine(call))
            findings.push_back(std::move(finding));
    }
    print(call.terminal, findings);
    const auto errors = std::count_if(findings.begin(), findings.end(), [](const Finding& finding) {
        return finding.health == Health::error;
    });
    if (errors > 0)
        return call.fail(Code::conflict, N_("errors found: {}; each line above says what to do"),
                         errors);
    return {};
}

}  // namespace

std::vector<Command> doctor_commands()
{
    return {{
        "doctor",
        N_("Check the configuration, the data, the listeners, the relay and the queue"),
        {json_switch},
        {"colporteur doctor"},
        doctor,
    }};
}

}  // namespace colporteur::app
