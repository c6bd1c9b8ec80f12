// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/archive.hpp"

#include "app/account.hpp"
#include "app/commands/support.hpp"
#include "archive/remove.hpp"
#include "archive/selection.hpp"
#include "base/cursor.hpp"
#include "base/utf8.hpp"
#include "lists/dress.hpp"
#include "mail/message.hpp"
#include "robot/options.hpp"

namespace colporteur::app {
namespace {

using Need = Parameter::Need;

constexpr int page = 1000;
const Parameter number_word{"NUMBER", "", N_("A post’s number, as the listing shows it"),
                            Need::required};

Record to_row(const model::Archived& post)
{
    return {
        {"number", post.number, N_("Number")},
        {"at", to_value(post.at), N_("Sent")},
        {"author", post.author, N_("Author")},
        {"subject", post.subject, N_("Subject")},
        {"listed", post.listed},
        {"permalink", post.permalink},
        {"thread", post.thread},
        {"message_id", post.message_id},
    };
}

/// From when until when.
struct Span {
    Time from = Time::min();
    Time until = Time::max();
};

Result<Span> wanted_span(Call& call)
{
    const auto typed = call.given.option("--month");
    if (!typed)
        return Span{};
    const auto month = robot::read_month(*typed, call.now);
    if (!month)
        return call.fail(Code::invalid, N_("{} is not a month, such as 2026-03"), one_line(*typed));
    const Zone& zone = call.site().zone;
    return Span{archive::start_of(*month, zone),
                archive::start_of(*month + std::chrono::months{1}, zone)};
}

Result<void> list(Call& call)
{
    const auto list = need_list(call);
    if (!list)
        return fail(list.error());
    const auto span = wanted_span(call);
    if (!span)
        return fail(span.error());
    Listing listing{call.terminal};
    constexpr auto last = std::numeric_limits<std::int64_t>::max();
    for (std::int64_t next = 1;;) {
        const auto posts = store::archived_between(call.db(), list->id, next, last, page);
        if (posts.empty())
            return {};
        for (const model::Archived& post : posts)
            if (post.at >= span->from && post.at < span->until)
                listing.add(to_row(post));
        next = posts.back().number + 1;
    }
}

/// A post, as LIST and NUMBER name it.
struct Found {
    model::List list;
    model::Archived post;
};

Result<Found> need_post(Call& call)
{
    const auto list = need_list(call);
    if (!list)
        return fail(list.error());
    Cursor in{call.given.word("NUMBER")};
    const auto number = in.take_number();
    const auto post =
        number && in.at_end()
            ? store::find_archived(call.db(), list->id, static_cast<std::int64_t>(*number))
            : std::nullopt;
    if (!post)
        return call.fail(
            Code::not_found,
            N_("{} has no post {}: see `colporteur archive list {}` for those that it has"),
            list->address.text(), one_line(call.given.word("NUMBER")), list->name());
    return Found{*list, *post};
}

Result<void> show(Call& call)
{
    const auto found = need_post(call);
    if (!found)
        return fail(found.error());
    const std::string octets = store::distributed_octets(call.db(), found->post.id);
    if (call.given.has("--message")) {
        call.terminal.out() << octets;
        return {};
    }
    const std::string text = mail::read_text(mail::Message{octets}).utf8;
    Record record = to_row(found->post);
    record.push_back({"size", static_cast<std::int64_t>(octets.size()), N_("Octets")});
    record.push_back(
        {"link", lists::post_link(call.site(), found->list, found->post.permalink), N_("Link")});
    record.push_back({"text", text});
    call.terminal.show(record);
    if (!call.terminal.speaks_json())
        for (const std::string_view line : split(text, '\n'))
            call.terminal.out() << "> " << line << '\n';
    return {};
}

Result<void> remove(Call& call)
{
    const auto found = need_post(call);
    if (!found)
        return fail(found.error());
    store::Tx tx{call.db()};
    const bool gone =
        archive::remove(tx, found->post, account_name(), model::Way::command_line, call.now);
    tx.commit();
    call.terminal.say(N_("Post {} of {} is removed. Its link says so from now on."),
                      found->post.number, found->list.address.text());
    if (!gone)
        call.terminal.say(
            N_("Copies of it are kept for some days more, with the record of their delivery."));
    return {};
}

}  // namespace

std::vector<Command> archive_commands()
{
    return {
        {"archive list",
         N_("List the posts that a list keeps"),
         {list_word, {"--month", "MONTH", N_("Only those of this month: 2026-03")}, json_switch},
         {"colporteur archive list debat@info.example.org --month 2026-03"},
         list},
        {"archive show",
         N_("Show one post with its text"),
         {list_word,
          number_word,
          {"--message", "", N_("The message itself, as it went out")},
          json_switch},
         {"colporteur archive show debat@info.example.org 12"},
         show},
        {"archive remove",
         N_("Take a post away for good"),
         {list_word, number_word},
         {"colporteur archive remove debat@info.example.org 12"},
         remove},
    };
}

}  // namespace colporteur::app
