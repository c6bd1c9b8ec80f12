// SPDX-License-Identifier: AGPL-3.0-or-later
// Members as CSV, in and out.
#include <fstream>
#include <iostream>

#include "app/commands/support.hpp"
#include "exchange/members.hpp"
#include "lists/care/bars.hpp"

namespace colporteur::app {
namespace {

using Need = Parameter::Need;

Record to_record(const exchange::ImportCount& count, bool dry_run)
{
    return {
        {"added", count.added, N_("Added")},
        {"already", count.already, N_("On the list already")},
        {"left_before", count.left_before, N_("Had left, not brought back")},
        {"barred", count.barred, N_("Blocked, or want no mail, not added")},
        {"invalid", count.invalid, N_("Lines that could not be used")},
        {"dry_run", dry_run, N_("Only tried")},
    };
}

Result<void> import(Call& call)
{
    const auto list = need_list(call);
    if (!list)
        return fail(list.error());
    const std::string& name = call.given.word("FILE");
    std::ifstream file;
    if (name != "-")
        file.open(name, std::ios::binary);
    if (!file)
        return call.fail(Code::not_found, N_("{} cannot be read"), name);

    const bool dry_run = call.given.has("--dry-run");
    const auto complain = [&](int line, std::string_view what) {
        call.terminal.complain(call.terminal.words(N_("line {}: {}"), line, what));
    };
    const lists::Bars bars{call.db(), call.site(), *list};
    const auto stays_away = [&](const mail::Address& address) {
        return bars.on(address).has_value();
    };
    const auto count = exchange::import_members(call.db(), *list, name == "-" ? std::cin : file,
                                                {name, dry_run, complain, stays_away}, call.now);
    call.terminal.show(to_record(count, dry_run));
    if (count.invalid > 0 && count.added + count.already + count.left_before + count.barred == 0)
        return call.fail(Code::not_found, N_("no line held a mail address: a CSV file with the "
                                             "columns address and name is expected"));
    return {};
}

Result<void> write(Call& call)
{
    const auto list = need_list(call);
    if (!list)
        return fail(list.error());
    const std::string name = call.given.option("FILE", "-");
    std::ofstream file;
    if (name != "-")
        file.open(name, std::ios::binary | std::ios::trunc);
    std::ostream& out = name == "-" ? call.terminal.out() : file;
    const bool escape = call.given.has("--spreadsheet");
    exchange::export_members(call.db(), *list, out,
                             escape ? exchange::Reader::spreadsheet : exchange::Reader::program);
    out.flush();
    if (!out)
        return call.fail(Code::not_found, N_("{} cannot be written"), name);
    return {};
}

}  // namespace

std::vector<Command> exchange_commands()
{
    return {
        {"member import",
         N_("Subscribe everybody in a CSV file; those who left stay away"),
         {list_word,
          {"FILE", "", N_("CSV with the columns address and name, or - for standard input"),
           Need::required},
          {"--dry-run", "", N_("Count and check, change nothing")},
          json_switch},
         {"colporteur member import lettre@info.example.org people.csv --dry-run"},
         import},
        {"member export",
         N_("Write the people on a list as CSV"),
         {list_word,
          {"FILE", "", N_("Where to, or - for standard output (the default)")},
          {"--spreadsheet", "",
           N_("An apostrophe before what a spreadsheet would run as a formula")}},
         {"colporteur member export lettre@info.example.org people.csv"},
         write},
    };
}

}  // namespace colporteur::app
