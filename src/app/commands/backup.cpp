// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/backup.hpp"

#include "app/commands/support.hpp"
#include "text/size.hpp"

namespace colporteur::app {
namespace {

using Need = Parameter::Need;

Result<void> backup(Call& call)
{
    const std::string& folder = call.given.word("DIR");
    const auto size = make_backup(call.config, folder, call.terminal);
    if (!size)
        return fail(size.error());
    call.terminal.say(N_("Kept in {}: {} files, {}. It holds the keys: let nobody else read it."),
                      folder, size->files,
                      text::human_size(size->octets, text::language(call.terminal.language())));
    return {};
}

Result<void> restore(Call& call)
{
    const std::string& folder = call.given.word("DIR");
    const auto waiting = restore_backup(call.config, folder, call.terminal, call.now);
    if (!waiting)
        return fail(waiting.error());
    call.terminal.say(N_("Restored into {}."), call.config.data);
    call.terminal.say(
        N_("All sending is paused: nothing leaves until `colporteur queue resume "
           "--all`."));
    call.terminal.say(N_("Letters that wait: {} (recipients: {}); other mails: {}. Who was sent to "
                         "after the backup was made would be sent to again: see `colporteur letter "
                         "list` and `colporteur letter cancel` first."),
                      waiting->letters, waiting->readers, waiting->notices);
    return {};
}

}  // namespace

std::vector<Command> backup_commands()
{
    return {
        {"backup",
         N_("Keep a consistent copy of everything, while the server runs or not"),
         {{"DIR", "", N_("A folder that is empty or does not exist yet"), Need::required}},
         {"colporteur backup /var/backups/colporteur/2026-12-01"},
         backup},
        {"restore",
         N_("Put a backup into an empty data directory, with all sending paused"),
         {{"DIR", "", N_("The folder that `colporteur backup` made"), Need::required}},
         {"colporteur --data /var/lib/colporteur restore /var/backups/colporteur/2026-12-01"},
         restore},
    };
}

}  // namespace colporteur::app
