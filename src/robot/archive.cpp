// SPDX-License-Identifier: AGPL-3.0-or-later
// index, get and last: what a list's archive holds, by mail.
#include "store/archive.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "archive/threads.hpp"
#include "base/utf8.hpp"
#include "lists/dress.hpp"
#include "lists/send_posts.hpp"
#include "robot/access.hpp"
#include "robot/commands.hpp"
#include "robot/line.hpp"
#include "robot/run.hpp"
#include "robot/selection.hpp"

namespace colporteur::robot {
namespace {

constexpr int most_rows = 1000;      // of an index
constexpr int most_wanted = 10'000;  // posts that are looked at for one wish
constexpr int deepest_indent = 6;    // steps; more leave no room on a small screen
constexpr int most_newest = 1000;
constexpr std::size_t longest_echo = 40;

using archive::Selection;

/// A list's archive in front of its reader.
struct View {
    const Request& request;
    model::List list;

    const text::Language& words() const { return text::language(language_for(request, list)); }

    /// "get lettre", in the reader's language.
    std::string command(std::string_view name) const
    {
        return example(*find_command(name), words().code(), list.name());
    }

    Answer answer(const std::string& template_name) const
    {
        return {.template_name = template_name, .list = list};
    }
};

Answer list_months(const View& view)
{
    const Request& request = view.request;
    const auto months = archive::months_of(request.tx, view.list.id, request.site.zone);
    Answer answer = view.answer("mail/archive_months.txt");
    answer.values.show(months.empty() ? "NONE" : "SOME");
    for (const archive::MonthCount& month : months)
        answer.values.add(
            "MONTHS",
            text::Values{}
                .set("MONTH", archive::to_text(month.month))
                .set("MESSAGES", view.words().count("{} message", "{} messages", month.posts)));
    if (!months.empty()) {
        const std::string newest = archive::to_text(months.front().month);
        answer.values.set("INDEX", view.command("index") + " " + newest)
            .set("GET", view.command("get") + " " + newest);
    }
    return answer;
}

text::Values row_of(const View& view, const archive::Placed& placed)
{
    const model::Archived& post = placed.post;
    const auto steps = static_cast<std::size_t>(std::min(placed.depth, deepest_indent));
    return text::Values{}
        .set("INDENT", std::string(2 * steps, ' '))
        .set("NUMBER", std::to_string(post.number))
        .set("SUBJECT",
             post.subject.empty() ? view.words().say(N_("(no subject)")) : one_line(post.subject))
        .set("AUTHOR", one_line(post.author))
        .set("DATE", to_local_text(post.at, view.request.site.zone))
        .set("LINK", lists::post_link(view.request.site, view.list, post.permalink));
}

Answer list_posts(const View& view, std::vector<model::Archived> posts)
{
    Answer answer = view.answer("mail/archive_index.txt");
    answer.values
        .set("MESSAGES",
             view.words().count("{} message", "{} messages", static_cast<long long>(posts.size())))
        .set("GET", fmt::format("{} {}", view.command("get"), posts.front().number))
        .set("THREAD", fmt::format("{} {} {}", view.command("get"), view.words().say(N_("thread")),
                                   posts.front().number));
    if (posts.size() > static_cast<std::size_t>(most_rows)) {
        answer.values.add(
            "REST", text::Values{}.set("EXAMPLE",
                                       fmt::format("{} {}-{}", view.command("index"),
                                                   posts[most_rows].number, posts.back().number)));
        posts.erase(posts.begin() + most_rows, posts.end());
    }
    for (const archive::Placed& placed : archive::in_threads(std::move(posts)))
        answer.values.add("POSTS", row_of(view, placed));
    return answer;
}

/// The month with posts that is nearest to the one asked for, the later of two.
std::optional<archive::Month> nearest_month(const View& view, archive::Month wanted)
{
    const auto months = archive::months_of(view.request.tx, view.list.id, view.request.site.zone);
    const auto away = [wanted](const archive::MonthCount& count) {
        return std::chrono::abs(count.month - wanted);
    };
    const auto nearest = std::ranges::min_element(months, {}, away);
    return nearest == months.end() ? std::nullopt : std::optional{nearest->month};
}

std::optional<std::int64_t> wanted_number(const Selection& selection)
{
    if (const auto* const ranges = std::get_if<archive::Ranges>(&selection))
        return ranges->front().first;
    if (const auto* const thread = std::get_if<archive::ThreadOf>(&selection))
        return thread->number;
    return std::nullopt;
}

/// What there is, when nothing is there that was asked for.
Answer nothing_there(const View& view, const std::optional<Selection>& selection,
                     const std::string& typed)
{
    Answer answer = view.answer("mail/archive_nothing.txt");
    answer.values.set("TYPED", one_line(typed, longest_echo)).set("INDEX", view.command("index"));
    std::string near;
    if (const auto* const month = selection ? std::get_if<archive::Month>(&*selection) : nullptr) {
        if (const auto found = nearest_month(view, *month))
            near = archive::to_text(*found);
    } else if (const auto number = selection ? wanted_number(*selection) : std::nullopt) {
        if (const auto found = store::nearest_archived(view.request.tx, view.list.id, *number))
            near = std::to_string(found->number);
    }
    if (!near.empty())
        answer.values.add("NEAREST",
                          text::Values{}.set("EXAMPLE", view.command("get") + " " + near));
    return answer;
}

Answer mail_posts(const View& view, std::vector<model::Archived> posts)
{
    const Request& request = view.request;
    lists::send_posts(request.tx, request.site, view.list, posts,
                      {.to = request.from,
                       .language = view.words().code(),
                       .in_reply_to = request.message_id,
                       .command = view.command("get")},
                      request.now);
    return {.list = view.list};
}

/// What a command does with the posts that it finds.
using Deed = Answer (*)(const View&, std::vector<model::Archived>);

Answer with_posts(const View& view, const std::optional<Selection>& selection,
                  const std::string& typed, Deed deed)
{
    const Request& request = view.request;
    auto posts = selection ? archive::select(request.tx, view.list.id, *selection,
                                             request.site.zone, most_wanted)
                           : std::vector<model::Archived>{};
    return posts.empty() ? nothing_there(view, selection, typed) : deed(view, std::move(posts));
}

Answer show_archive(const Request& request, Deed deed)
{
    const Access access = access_to(request, policy::Act::archive);
    if (!access.list)
        return access.answer;
    const View view{request, *access.list};
    if (access.rest.empty())
        return list_months(view);
    return with_posts(view, read_selection(access.rest, request.now), access.rest, deed);
}

}  // namespace

Answer index(const Request& request)
{
    return show_archive(request, list_posts);
}

Answer get(const Request& request)
{
    return show_archive(request, mail_posts);
}

Answer last(const Request& request)
{
    const Access access = access_to(request, policy::Act::archive);
    if (!access.list)
        return access.answer;
    Cursor in{access.rest};
    const auto number = in.take_number();
    const auto count = std::clamp<std::uint64_t>(number.value_or(1), 1, most_newest);
    const View view{request, *access.list};
    auto posts = archive::select(request.tx, view.list.id, archive::Newest{static_cast<int>(count)},
                                 request.site.zone, most_newest);
    return posts.empty() ? list_months(view) : mail_posts(view, std::move(posts));
}

}  // namespace colporteur::robot
