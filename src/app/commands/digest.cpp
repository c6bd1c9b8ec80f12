// SPDX-License-Identifier: AGPL-3.0-or-later
#include "lists/digest.hpp"

#include "app/commands/support.hpp"
#include "store/lists.hpp"

namespace colporteur::app {
namespace {

Record to_record(Call& call, const model::List& list, std::int64_t readers)
{
    const auto last = store::last_issue(call.db(), list.id);
    const auto next = lists::next_digest(call.db(), call.site(), list, call.now);
    return {
        {"list", list.address.text(), N_("List")},
        {"readers", readers, N_("Readers")},
        {"posts", next ? next->owed.posts : 0, N_("Posts that wait")},
        {"due", to_value(next ? next->due : std::nullopt), N_("Next digest")},
        {"issue", last ? last->number : 0, N_("Last number")},
        {"sent", to_value(last ? std::optional{last->at} : std::nullopt), N_("Sent on")},
    };
}

Result<void> list(Call& call)
{
    Listing listing{call.terminal};
    for (const model::List& each : store::all_lists(call.db()))
        if (const auto readers = store::count_digest_readers(call.db(), each.id); readers > 0)
            listing.add(to_record(call, each, readers));
    return {};
}

Result<void> send(Call& call)
{
    const auto list = need_list(call);
    if (!list)
        return fail(list.error());
    const model::Site& site = call.site();
    store::Tx tx{call.db()};
    if (store::issue_under_way(tx, list->id))
        return call.fail(Code::conflict,
                         N_("a digest of {} is being addressed: try again in a moment"),
                         list->address.text());
    const auto owed = store::posts_owed(tx, list->id);
    const auto readers = owed ? store::count_owed_readers(tx, list->id, owed->last) : 0;
    const int mails = lists::send_digest(tx, site, *list, call.now);
    tx.commit();
    if (mails == 0)
        call.terminal.say(N_("No reader of digests waits for a post of {}."), list->address.text());
    else
        call.terminal.say(N_("The digest of {} goes out now. Posts: {}; readers: {}."),
                          list->address.text(), owed->posts, readers);
    return {};
}

}  // namespace

std::vector<Command> digest_commands()
{
    return {
        {"digest list",
         N_("List the digests: who waits for how much, and when the next one goes"),
         {json_switch},
         {"colporteur digest list"},
         list},
        {"digest send",
         N_("Send a list's digest now, whatever its schedule says"),
         {list_word},
         {"colporteur digest send village@example.org"},
         send},
    };
}

}  // namespace colporteur::app
