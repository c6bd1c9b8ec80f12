// SPDX-License-Identifier: AGPL-3.0-or-later
// The doctor looks into the database: is it sound, and does the work move on?
#include "app/commands/diagnosis.hpp"
#include "store/health.hpp"
#include "store/lists.hpp"

namespace colporteur::app {
namespace {

constexpr std::chrono::hours too_old{24};

Finding unreadable(const Call& call, std::string_view why)
{
    return {
        "database", Health::error, std::string{why},
        call.terminal.words(N_(
            "restore the last backup next to it and compare, or use the program that wrote it"))};
}

Finding examine_domains(Call& call)
{
    const auto domains = store::all_domains(call.db());
    const auto lists = store::all_lists(call.db());
    const auto found =
        call.terminal.words(N_("domains: {}, lists: {}"), domains.size(), lists.size());
    if (domains.empty())
        return {"domains", Health::warning, found,
                call.terminal.words(N_("begin with: colporteur domain add info.example.org"))};
    return {"domains", Health::ok, found};
}

Finding examine_queue(const Call& call, const store::Health& health)
{
    const auto& oldest = health.oldest_copy_waiting;
    if (!oldest)
        return {"queue", Health::ok, call.terminal.words(N_("nothing waits to be delivered"))};
    const auto found = call.terminal.words(N_("copies waiting: {}, the oldest since {}"),
                                           health.copies_waiting, to_iso(*oldest));
    if (call.now - *oldest < too_old)
        return {"queue", Health::ok, found};
    return {
        "queue", Health::warning, found,
        call.terminal.words(N_("see why: colporteur queue list, then colporteur queue show ID"))};
}

Finding examine_quarantine(const Call& call, const store::Health& health)
{
    const auto found = call.terminal.words(N_("messages in quarantine: {}"), health.quarantined);
    if (health.quarantined == 0)
        return {"quarantine", Health::ok, found};
    return {
        "quarantine", Health::warning, found,
        call.terminal.words(N_("see why: colporteur quarantine list; then retry or drop each"))};
}

}  // namespace

std::vector<Finding> examine_database(Call& call)
{
    try {
        if (const auto damage = store::find_damage(call.db()); !damage.empty())
            return {unreadable(call, damage)};
        const auto health = store::examine(call.db());
        return {{"database", Health::ok,
                 call.terminal.words(N_("database {} is sound, schema {}"),
                                     database_path(call.config), health.schema)}};
    } catch (const std::exception& error) {
        return {unreadable(call, error.what())};
    }
}

std::vector<Finding> examine_work(Call& call)
{
    try {
        const auto health = store::examine(call.db());
        return {examine_domains(call), examine_queue(call, health),
                examine_quarantine(call, health)};
    } catch (const std::exception&) {
        return {};  // examine_database has said why
    }
}

}  // namespace colporteur::app
