// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/destinations.hpp"

namespace colporteur::store {
namespace {

model::DestinationId get_or_add(Tx& tx, std::string_view name)
{
    tx.db().run("INSERT INTO destinations (name) VALUES ($1) ON CONFLICT DO NOTHING", name);
    return tx.db()
        .query_one("SELECT id FROM destinations WHERE name = $1", name)
        ->get<model::DestinationId>(0);
}

}  // namespace

std::vector<Destination> set_destinations(Tx& tx, const std::vector<Destination>& wanted)
{
    constexpr auto sort_in = R"(
        INSERT INTO destination_domains (domain, destination) VALUES ($1, $2)
        ON CONFLICT DO NOTHING)";
    tx.db().run("DELETE FROM destination_domains");
    for (const Destination& destination : wanted) {
        const auto id = get_or_add(tx, destination.name);
        for (const std::string& domain : destination.domains)
            tx.db().run(sort_in, domain, id);
    }
    return all_destinations(tx);
}

std::vector<Destination> all_destinations(Db& db)
{
    constexpr auto sql = R"(
        SELECT t.id, t.name, d.domain
          FROM destinations t LEFT JOIN destination_domains d ON d.destination = t.id
         ORDER BY t.id, d.domain)";
    std::vector<Destination> destinations;
    for (const Row& row : db.query(sql)) {
        const auto id = row.get<model::DestinationId>(0);
        if (destinations.empty() || destinations.back().id != id)
            destinations.push_back({.id = id, .name = row.get<std::string>(1)});
        if (!row.is_null(2))
            destinations.back().domains.push_back(row.get<std::string>(2));
    }
    return destinations;
}

void note_troubles(Tx& tx, const std::vector<Trouble>& troubles)
{
    constexpr auto sql =
        "INSERT INTO troubles (destination, not_before, reply) VALUES ($1, $2, $3)";
    tx.db().run("DELETE FROM troubles");
    for (const Trouble& trouble : troubles)
        tx.db().run(sql, trouble.destination, trouble.not_before, trouble.reply);
}

std::vector<Trouble> troubles(Db& db)
{
    constexpr auto sql = "SELECT destination, not_before, reply FROM troubles ORDER BY destination";
    std::vector<Trouble> result;
    for (const Row& row : db.query(sql))
        result.push_back(
            {row.get<model::DestinationId>(0), row.get<Time>(1), row.get<std::string>(2)});
    return result;
}

void add_traffic(Tx& tx, const Traffic& traffic)
{
    constexpr auto sql = R"(
        INSERT INTO traffic (destination, day, sent) VALUES ($1, $2, $3)
        ON CONFLICT (destination, day) DO UPDATE SET sent = sent + excluded.sent)";
    tx.db().run(sql, traffic.destination, traffic.day, traffic.sent);
}

std::int64_t sent_on(Db& db, model::DestinationId destination, std::int64_t day)
{
    constexpr auto sql = R"(
        SELECT coalesce(sum(sent), 0) FROM traffic WHERE destination = $1 AND day = $2)";
    return db.query_one(sql, destination, day)->get<std::int64_t>(0);
}

std::int64_t busy_days(Db& db, model::DestinationId destination, std::int64_t since,
                       std::int64_t day)
{
    constexpr auto sql = R"(
        SELECT count(*) FROM traffic
         WHERE destination = $1 AND day >= $2 AND day < $3 AND sent > 0)";
    return db.query_one(sql, destination, since, day)->get<std::int64_t>(0);
}

}  // namespace colporteur::store
