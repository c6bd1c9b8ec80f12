// SPDX-License-Identifier: AGPL-3.0-or-later
// The table of all commands, in the order of the help.
#include "app/commands/support.hpp"

namespace colporteur::app {

const std::vector<Noun>& nouns()
{
    static const std::vector<Noun> all = {
        {"domain", N_("Mail domains")},
        {"domain key", N_("Keys that sign a domain's mail (DKIM)")},
        {"list", N_("Mailing lists")},
        {"member", N_("People on a list")},
        {"block", N_("Addresses that may neither join nor write")},
        {"suppression", N_("Addresses that nobody else may bring onto a list")},
        {"person", N_("What is held about one person, over all lists")},
        {"archive", N_("What lists keep of their posts")},
        {"letter", N_("Letters on their way: how they fare, pause, cancel, schedule")},
        {"digest", N_("Digests: many posts in one mail")},
        {"held", N_("What waits for somebody's answer")},
        {"queue", N_("What is still to be delivered")},
        {"quarantine", N_("What the program could not digest")},
    };
    return all;
}

const std::vector<Command>& commands()
{
    static const std::vector<Command> all = [] {
        std::vector<Command> table;
        for (const auto part :
             {program_commands,       domain_commands,       domain_key_commands,
              list_commands,          list_setting_commands, list_key_commands,
              list_edit_commands,     member_commands,       member_option_commands,
              exchange_commands,      block_commands,        suppression_commands,
              person_commands,        post_commands,         letter_commands,
              letter_change_commands, digest_commands,       held_commands,
              archive_commands,       explain_commands,      queue_commands,
              quarantine_commands,    backup_commands,       doctor_commands})
            for (Command& command : part())
                table.push_back(std::move(command));
        return table;
    }();
    return all;
}

}  // namespace colporteur::app
