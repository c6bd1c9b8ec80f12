// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/progress.hpp"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "store/tally.hpp"

namespace colporteur::store {
namespace {

constexpr std::chrono::minutes lately{10};
constexpr std::size_t most_domains = 20;
constexpr std::size_t most_refusals = 10;

/// A row as it passes by.
struct Passing {
    std::string_view domain;
    model::DestinationId destination{};
    model::DeliveryState state{};
    Time at;
    bool tried = false;
    std::string_view refusal;  ///< the relay's last words to one who has not got it, or ""
};

/// What is told of a whole letter and of a part.
struct Sum {
    PartProgress part{};
    Time refused{};  ///< when its last refusal was

    void add(const Passing& row, Time since)
    {
        ++count_in(part.tally, row.state, row.tried);
        if (row.state == model::DeliveryState::sent && row.at >= since) {
            ++part.sent_lately;
            part.first_lately = std::min(part.first_lately.value_or(row.at), row.at);
        }
        if (row.state == model::DeliveryState::due && row.tried)
            part.last_retry = std::max(part.last_retry.value_or(row.at), row.at);
        if (!row.refusal.empty() && (part.last_refusal.empty() || row.at >= refused)) {
            part.last_refusal = row.refusal;
            refused = row.at;
        }
    }
};

/// So that a view finds its string.
struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
};

using Domains = std::unordered_map<std::string, Sum, Hash, std::equal_to<>>;

Sum& sum_of(Domains& domains, const Passing& row)
{
    if (const auto found = domains.find(row.domain); found != domains.end())
        return found->second;
    return domains
        .try_emplace(std::string{row.domain},
                     Sum{{.domain = std::string{row.domain}, .destination = row.destination}})
        .first->second;
}

/// The pass over a mailing's rows.
class Survey {
public:
    explicit Survey(Time now) : since_{now - lately} {}

    void add(const Passing& row)
    {
        whole_.add(row, since_);
        Sum& destination = destinations_[row.destination];
        destination.part.destination = row.destination;
        destination.add(row, since_);
        sum_of(domains_, row).add(row, since_);
        if (row.state == model::DeliveryState::sent)
            last_sent_ = std::max(last_sent_.value_or(row.at), row.at);
        if (row.state == model::DeliveryState::due)
            next_due_ = std::min(next_due_.value_or(row.at), row.at);
        if (!row.refusal.empty())
            keep_refusal(row);
    }

    Progress result() const
    {
        Progress progress{.tally = whole_.part.tally,
                          .sent_lately = whole_.part.sent_lately,
                          .first_lately = whole_.part.first_lately,
                          .last_sent = last_sent_,
                          .next_due = next_due_,
                          .destinations = {},
                          .domains = slowest_domains(),
                          .refusals = refusals_};
        for (const auto& [id, sum] : destinations_)
            progress.destinations.push_back(sum.part);
        return progress;
    }

private:
    void keep_refusal(const Passing& row)
    {
        if (refusals_.size() == most_refusals && row.at < refusals_.back().at)
            return;
        const auto place = std::find_if(refusals_.begin(), refusals_.end(),
                                        [&](const Refusal& kept) { return kept.at <= row.at; });
        refusals_.insert(place,
                         {row.at, std::string{row.domain}, row.state, std::string{row.refusal}});
        if (refusals_.size() > most_refusals)
            refusals_.pop_back();
    }

    std::vector<PartProgress> slowest_domains() const
    {
        std::vector<const PartProgress*> parts;
        for (const auto& [name, sum] : domains_)
            parts.push_back(&sum.part);
        const auto rank = [](const PartProgress* part) {
            return std::tuple{-part->tally.left(), -part->tally.failed,
                              std::string_view{part->domain}};
        };
        const auto end =
            parts.begin() + static_cast<std::ptrdiff_t>(std::min(parts.size(), most_domains));
        std::partial_sort(parts.begin(), end, parts.end(),
                          [rank](const auto* a, const auto* b) { return rank(a) < rank(b); });
        std::vector<PartProgress> slowest;
        std::for_each(parts.begin(), end, [&](const auto* part) { slowest.push_back(*part); });
        return slowest;
    }

    Time since_;
    Sum whole_;
    std::map<model::DestinationId, Sum> destinations_;
    Domains domains_;
    std::vector<Refusal> refusals_;
    std::optional<Time> last_sent_;
    std::optional<Time> next_due_;
};

bool has_not_got_it(model::DeliveryState state)
{
    return state != model::DeliveryState::sent && state != model::DeliveryState::cancelled;
}

Passing to_passing(const Row& row)
{
    const auto recipient = row.get<std::string_view>(0);
    const auto state = row.get<model::DeliveryState>(2);
    return {
        .domain = recipient.substr(recipient.rfind('@') + 1),
        .destination = row.get<model::DestinationId>(1),
        .state = state,
        .at = row.get<Time>(3),
        .tried = row.get<bool>(4),
        .refusal = has_not_got_it(state) ? row.get<std::string_view>(5) : std::string_view{},
    };
}

}  // namespace

Progress progress(Db& db, model::MailingId id, Time now)
{
    // A letter's rows lie together: from its first to its last, without the way over the index.
    constexpr auto sql = R"(
        SELECT recipient, destination, state, due, attempts > 0, reply
          FROM deliveries
         WHERE +mailing = $1
           AND id BETWEEN (SELECT min(id) FROM deliveries WHERE mailing = $1)
                      AND (SELECT max(id) FROM deliveries WHERE mailing = $1))";
    Survey survey{now};
    db.each(
        sql, [&survey](const Row& row) { survey.add(to_passing(row)); }, id);
    return survey.result();
}

}  // namespace colporteur::store
