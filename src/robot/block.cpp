// SPDX-License-Identifier: AGPL-3.0-or-later
// Addresses that may neither join nor write: block, unblock.
#include <variant>

#include "base/utf8.hpp"
#include "base/zone.hpp"
#include "lists/care/blocking.hpp"
#include "robot/care.hpp"
#include "robot/line.hpp"
#include "robot/run.hpp"
#include "robot/target.hpp"
#include "store/blocks.hpp"

namespace colporteur::robot {
namespace {

/// What a block is about, and what follows.
struct Place {
    std::optional<model::List> list{};  ///< nothing: the whole domain, `*`
    std::string rest{};
};

/// Or what to say when there is no such place, or it is not the sender's.
std::variant<Place, Answer> find_place(const Request& request)
{
    const auto words = words_of(request.rest);
    if (!words.empty() && words.front() == "*") {
        if (!is_listmaster(request))
            return not_allowed(std::nullopt);
        const auto end = static_cast<std::size_t>(words.front().data() - request.rest.data()) + 1;
        return Place{std::nullopt, tidy(request.rest.substr(end))};
    }
    Target target = find_target(request);
    if (!target.list)
        return which_list(request, target, own_lists(request));
    if (!may_by_role(request, *target.list, Needs::moderator))
        return not_allowed(target.list);
    return Place{std::move(target.list), std::move(target.rest)};
}

text::Values row_of(const Request& request, const Place& place, const store::Block& block)
{
    text::Values row;
    row.set("PATTERN", block.pattern)
        .set("WHO", block.who)
        .set("DAY", to_local_text(block.at, request.site.zone));
    if (place.list && !block.list)
        row.show("EVERYWHERE");
    if (!block.note.empty())
        row.add("NOTE", text::Values{}.set("WORDS", block.note));
    return row;
}

Answer show_blocks(const Request& request, const Place& place)
{
    const auto blocks = place.list
                            ? store::blocks_for(request.tx, request.domain.id, place.list->id)
                            : store::blocks_of(request.tx, request.domain.id);
    Answer answer{.template_name = "mail/blocks.txt", .list = place.list};
    answer.values.show(place.list ? "OF_LIST" : "OF_DOMAIN");
    if (blocks.empty())
        answer.values.show("NONE");
    for (const store::Block& block : blocks)
        answer.values.add("BLOCKS", row_of(request, place, block));
    const std::string about = " " + (place.list ? place.list->name() : "*") + " spam@example.net";
    answer.values.set("BLOCK_EXAMPLE", "block" + about).set("UNBLOCK_EXAMPLE", "unblock" + about);
    return answer;
}

/// pattern [ note ]
lists::Blocking blocking_of(const Request& request, const Place& place)
{
    const auto words = words_of(place.rest);
    const std::string_view first = words.front();
    const auto end = static_cast<std::size_t>(first.data() - place.rest.data()) + first.size();
    return {.domain = request.domain,
            .list = place.list,
            .pattern = std::string{first},
            .note = tidy(place.rest.substr(end))};
}

/// Blocks or unblocks what was named; shows what is blocked when nothing was.
Answer change_block(const Request& request, bool blocking)
{
    const auto found = find_place(request);
    const auto* const place = std::get_if<Place>(&found);
    if (!place)
        return std::get<Answer>(found);
    if (place->rest.empty())
        return show_blocks(request, *place);
    const lists::Blocking wanted = blocking_of(request, *place);
    if (!request.proven)
        return needs_proof(place->list);
    const lists::Actor actor = actor_of(request, place->list);
    const auto done = blocking ? lists::block(request.tx, request.site, wanted, actor, request.now)
                               : lists::unblock(request.tx, wanted, actor, request.now);
    Report report{place->list};
    const std::string shown =
        one_line(lists::read_pattern(wanted.pattern, actor.language).value_or(wanted.pattern), 80);
    if (!done)
        report.add_error(shown, done.error().what);
    else if (blocking)
        report.add(*done ? "NOW_BLOCKED" : "BLOCKED_BEFORE", shown);
    else
        report.add(*done ? "UNBLOCKED" : "NO_BLOCK", shown);
    return report.take();
}

}  // namespace

Answer block(const Request& request)
{
    return change_block(request, true);
}

Answer unblock(const Request& request)
{
    return change_block(request, false);
}

}  // namespace colporteur::robot
