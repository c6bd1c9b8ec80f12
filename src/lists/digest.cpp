// SPDX-License-Identifier: AGPL-3.0-or-later
// Digests: when a list's next issue goes, and how it reaches each of its readers once.
#include "lists/digest.hpp"

#include <algorithm>

#include "base/log.hpp"
#include "digests/schedule.hpp"
#include "lists/digest_mails.hpp"
#include "settings/settings.hpp"
#include "store/ledger.hpp"
#include "store/lists.hpp"

namespace colporteur::lists {
namespace {

digests::DigestSchedule schedule_of(const model::List& list, const model::Settings& settings)
{
    auto schedule = digests::parse_digest_schedule(settings.digest_schedule);
    if (!schedule) {
        log::warning("digest-schedule list={} reason=\"{}\"", model::number(list.id),
                     schedule.error().what);
        schedule = digests::DigestSchedule{};
    }
    schedule->most_posts = static_cast<std::size_t>(std::max(settings.digest_posts, 1));
    schedule->most_octets = settings.digest_octets;
    return *schedule;
}

/// Whether the next issue goes now; not while one is on its way into the ledger: its readers still
/// look as if they were owed.
bool is_due(store::Db& db, const model::Site& site, const model::List& list, Time now)
{
    if (store::issue_under_way(db, list.id))
        return false;
    const auto next = next_digest(db, site, list, now);
    return next && next->due && *next->due <= now;
}

std::vector<model::List> lists_due(store::Db& db, const model::Site& site, Time now)
{
    std::vector<model::List> due;
    for (const model::ListId id : store::lists_owing_posts(db)) {
        const auto list = store::find_list(db, id);
        if (list && is_due(db, site, *list, now))
            due.push_back(*list);
    }
    return due;
}

/// Whole or not at all. One list's trouble is not the others'.
int try_to_send(store::Tx& tx, const model::Site& site, const model::List& list, Time now)
{
    store::Savepoint savepoint{tx};
    try {
        const int mails = send_digest(tx, site, list, now);
        savepoint.release();
        return mails;
    } catch (const store::Failure&) {
        throw;
    } catch (const std::exception& bug) {
        log::error("digest-failed list={} reason=\"{}\"", model::number(list.id), bug.what());
        return 0;
    }
}

DigestPress next_issue(store::Tx& tx, const model::Site& site, const model::List& list, Time now)
{
    const auto before = store::last_issue(tx, list.id).value_or(store::DigestIssue{});
    return {tx, site, list, settings::settings_of(tx, list), before.number + 1, now};
}

}  // namespace

std::optional<NextDigest> next_digest(store::Db& db, const model::Site& site,
                                      const model::List& list, Time now)
{
    const auto owed = store::posts_owed(db, list.id);
    if (!owed)
        return std::nullopt;
    const auto last = store::last_issue(db, list.id);
    const digests::Waiting waiting{.posts = static_cast<std::size_t>(owed->posts),
                                   .octets = static_cast<std::size_t>(owed->octets),
                                   .oldest = owed->oldest};
    const auto schedule = schedule_of(list, settings::settings_of(db, list));
    return NextDigest{
        *owed, digests::due(schedule, site.zone, last ? std::optional{last->at} : std::nullopt,
                            waiting, now)};
}

bool digest_is_due(store::Db& db, const model::Site& site, Time now)
{
    return !lists_due(db, site, now).empty();
}

int send_digests(store::Tx& tx, const model::Site& site, int lists_at_once, Time now)
{
    int mails = 0;
    int sent = 0;
    for (const model::List& list : lists_due(tx, site, now)) {
        const int made = try_to_send(tx, site, list, now);
        mails += made;
        sent += made > 0 ? 1 : 0;
        if (sent == lists_at_once)
            break;
    }
    return mails;
}

int send_digest(store::Tx& tx, const model::Site& site, const model::List& list, Time now)
{
    const auto owed = store::posts_owed(tx, list.id);
    if (!owed || store::issue_under_way(tx, list.id))
        return 0;
    DigestPress press = next_issue(tx, site, list, now);
    for (const store::DigestGroup& group : store::digest_groups(tx, list.id, owed->last))
        press.print(group, owed->last);
    if (!press.leader())
        return 0;
    store::address_to_members(tx, *press.leader(), list.id);
    store::note_issue(tx, list.id, {.number = press.last_number(), .last = owed->last, .at = now});
    log::info("digest list={} issue={} last={} mails={}", model::number(list.id),
              press.last_number(), owed->last, press.mails());
    return press.mails();
}

void last_digest(store::Tx& tx, const model::Site& site, const model::List& list,
                 const model::Member& member, Time now)
{
    const bool waits = member.state == model::MemberState::subscribed &&
                       model::is_digest(member.reception) && member.owed_after;
    if (!waits || (member.suspension && member.suspension->holds(now)))
        return;
    DigestPress press = next_issue(tx, site, list, now);
    press.print_for(member, store::dealt_with(tx, list.id, member.id));
}

}  // namespace colporteur::lists
