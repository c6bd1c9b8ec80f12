// SPDX-License-Identifier: AGPL-3.0-or-later
#include "archive/selection.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "store/archive.hpp"

namespace colporteur::archive {
namespace {

using Posts = std::vector<model::Archived>;
using std::chrono::months;

/// Finds what each kind of selection means.
struct Finder {
    store::Db& db;
    model::ListId list;
    const Zone& zone;
    int limit;

    Posts operator()(const Month& month) const
    {
        return store::archived_in(db, list, start_of(month, zone),
                                  start_of(month + months{1}, zone), limit);
    }

    Posts operator()(const Ranges& ranges) const
    {
        Posts posts;
        std::set<std::int64_t> seen;
        for (const Range& range : ranges)
            for (model::Archived& post : store::archived_between(db, list, range.first, range.last,
                                                                 limit, store::Posts::listed))
                if (seen.insert(post.number).second)
                    posts.push_back(std::move(post));
        return posts;
    }

    Posts operator()(const ThreadOf& thread) const
    {
        const auto post = store::find_archived(db, list, thread.number);
        return post && post->listed ? store::archived_thread(db, list, post->thread, limit)
                                    : Posts{};
    }

    Posts operator()(const Permalink& permalink) const
    {
        auto post = store::find_archived(db, list, permalink.id);
        return post && post->listed ? Posts{*std::move(post)} : Posts{};
    }

    Posts operator()(const Newest& newest) const
    {
        return store::newest_archived(db, list, std::min(newest.count, limit));
    }
};

}  // namespace

Time start_of(Month month, const Zone& zone)
{
    const std::chrono::year_month_day first = month / 1;
    const auto since = std::chrono::sys_days{first}.time_since_epoch();
    return zone.to_utc(LocalTime{since});
}

Month month_of(Time time, const Zone& zone)
{
    const auto since =
        std::chrono::floor<std::chrono::days>(zone.to_local(time)).time_since_epoch();
    const std::chrono::year_month_day date{std::chrono::sys_days{since}};
    return date.year() / date.month();
}

std::string to_text(Month month)
{
    return fmt::format("{:04}-{:02}", static_cast<int>(month.year()),
                       static_cast<unsigned>(month.month()));
}

std::vector<model::Archived> select(store::Db& db, model::ListId list, const Selection& selection,
                                    const Zone& zone, int limit)
{
    Posts posts = std::visit(Finder{db, list, zone, limit}, selection);
    std::ranges::sort(posts, {}, &model::Archived::number);
    if (posts.size() > static_cast<std::size_t>(limit))
        posts.erase(posts.begin() + limit, posts.end());
    return posts;
}

std::vector<MonthCount> months_of(store::Db& db, model::ListId list, const Zone& zone)
{
    std::vector<MonthCount> found;
    const auto span = store::archive_span(db, list);
    if (!span)
        return found;
    const Month first = month_of(span->first, zone);
    for (Month month = month_of(span->last, zone); month >= first; month -= months{1}) {
        const auto posts = store::count_archived(db, list, start_of(month, zone),
                                                 start_of(month + months{1}, zone));
        if (posts > 0)
            found.push_back({month, posts});
    }
    return found;
}

}  // namespace colporteur::archive
