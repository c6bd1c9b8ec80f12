// SPDX-License-Identifier: AGPL-3.0-or-later
#include "archive/threads.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <string_view>

namespace colporteur::archive {
namespace {

using Index = std::size_t;

/// The tree that answers make, as places among the posts.
class Forest {
public:
    explicit Forest(const std::vector<model::Archived>& posts)
        : posts_{posts}, parents_(posts.size()), answers_(posts.size())
    {
        for (Index i = 0; i < posts_.size(); ++i) {
            by_id_[posts_[i].message_id].push_back(i);
            first_of_thread_.emplace(posts_[i].thread, i);
        }
        for (Index i = 0; i < posts_.size(); ++i)
            parents_[i] = parent_of(i);
        for (Index i = 0; i < posts_.size(); ++i)
            if (is_in_circle(i))
                parents_[i].reset();
        adopt_orphans();
        for (Index i = 0; i < posts_.size(); ++i)
            if (parents_[i])
                answers_[*parents_[i]].push_back(i);
    }

    /// Places with their depths, as they are read.
    std::vector<std::pair<Index, int>> in_order() const
    {
        std::vector<std::pair<Index, int>> order;
        std::vector<std::pair<Index, int>> next;  // the last of them is read first
        for (Index i = posts_.size(); i-- > 0;)
            if (!parents_[i])
                next.emplace_back(i, 0);
        while (!next.empty()) {
            const auto [place, depth] = next.back();
            next.pop_back();
            order.emplace_back(place, depth);
            const auto& answers = answers_[place];
            for (auto answer = answers.rbegin(); answer != answers.rend(); ++answer)
                next.emplace_back(*answer, depth + 1);
        }
        return order;
    }

private:
    std::optional<Index> parent_of(Index place) const
    {
        const auto named = by_id_.find(posts_[place].in_reply_to);
        if (posts_[place].in_reply_to.empty() || named == by_id_.end())
            return std::nullopt;
        std::optional<Index> parent;
        for (const Index candidate : named->second)
            if (candidate != place && (!parent || candidate < place))
                parent = candidate;
        return parent;
    }

    /// Whether a post answers itself, by way of others; they have parents still, smaller ones of
    /// the circle not.
    bool is_in_circle(Index place) const
    {
        std::optional<Index> above = parents_[place];
        for (Index steps = 0; above && *above != place && steps < posts_.size(); ++steps)
            above = parents_[*above];
        return above == place;
    }

    // They hang below a post that has no parent itself, so no circle comes of it.
    void adopt_orphans()
    {
        for (Index i = 0; i < posts_.size(); ++i) {
            const Index root = root_of(first_of_thread_.find(posts_[i].thread)->second);
            if (!parents_[i] && root != i)
                parents_[i] = root;
        }
    }

    Index root_of(Index place) const
    {
        while (parents_[place])
            place = *parents_[place];
        return place;
    }

    const std::vector<model::Archived>& posts_;
    std::map<std::string_view, std::vector<Index>> by_id_;
    std::map<std::string_view, Index> first_of_thread_;
    std::vector<std::optional<Index>> parents_;
    std::vector<std::vector<Index>> answers_;
};

}  // namespace

std::vector<Placed> in_threads(std::vector<model::Archived> posts)
{
    const auto order = Forest{posts}.in_order();
    std::vector<Placed> placed;
    placed.reserve(order.size());
    for (const auto& [place, depth] : order)
        placed.push_back({std::move(posts[place]), depth});
    return placed;
}

}  // namespace colporteur::archive
