// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/requests.hpp"

#include "base/ascii.hpp"

namespace colporteur::store {
namespace {

model::Request to_request(const Row& row)
{
    return {
        .id = row.get<model::RequestId>(0),
        .kind = row.get<model::RequestKind>(1),
        .list = row.get<std::optional<model::ListId>>(2),
        .domain = row.get<std::optional<model::DomainId>>(13),
        .address = row.get<mail::Address>(3),
        .name = row.get<std::string>(4),
        .language = row.get<std::string>(5),
        .wording = row.get<std::string>(6),
        .message = row.get<std::optional<model::MessageKey>>(7),
        .held = row.get<std::optional<model::HeldId>>(14),
        .command = row.get<std::string>(15),
        .way = row.get<model::Way>(8),
        .created = row.get<Time>(9),
        .expires = row.get<Time>(10),
        .done = row.get<std::optional<Time>>(11),
        .outcome = row.get<std::string>(12),
    };
}

}  // namespace

model::RequestId add_request(Tx& tx, const model::Request& request, std::string_view token_hash)
{
    constexpr auto sql = R"(
        INSERT INTO requests (token_hash, kind, list, address, name, language, wording, message,
                              way, created, expires, domain, held, command)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
        RETURNING id)";
    return tx.db()
        .query_one(sql, Blob{token_hash}, request.kind, request.list, request.address, request.name,
                   request.language, request.wording, request.message, request.way, request.created,
                   request.expires, request.domain, request.held, request.command)
        ->get<model::RequestId>(0);
}

std::optional<model::Request> find_request(Db& db, std::string_view token_hash)
{
    constexpr auto sql = R"(
        SELECT id, kind, list, address, name, language, wording, message, way, created, expires,
               done, outcome, domain, held, command
          FROM requests
         WHERE token_hash = $1)";
    const auto row = db.query_one(sql, Blob{token_hash});
    return row ? std::optional{to_request(*row)} : std::nullopt;
}

void finish_request(Tx& tx, model::RequestId id, std::string_view outcome, Time now)
{
    tx.db().run("UPDATE requests SET done = $2, outcome = $3 WHERE id = $1 AND done IS NULL", id,
                now, outcome);
}

std::vector<model::Request> open_requests(Db& db, std::optional<model::ListId> list, Time now)
{
    constexpr auto sql = R"(
        SELECT id, kind, list, address, name, language, wording, message, way, created, expires,
               done, outcome, domain, held, command
          FROM requests
         WHERE done IS NULL AND expires > $2 AND ($1 IS NULL OR list = $1)
         ORDER BY created, id)";
    std::vector<model::Request> requests;
    for (const Row& row : db.query(sql, list, now))
        requests.push_back(to_request(row));
    return requests;
}

std::vector<model::Request> requests_of(Db& db, const mail::Address& address)
{
    constexpr auto sql = R"(
        SELECT id, kind, list, address, name, language, wording, message, way, created, expires,
               done, outcome, domain, held, command
          FROM requests
         WHERE lower(address) = $1
         ORDER BY created, id)";
    std::vector<model::Request> requests;
    for (const Row& row : db.query(sql, to_lower(address.text())))
        requests.push_back(to_request(row));
    return requests;
}

void finish_requests(Tx& tx, model::HeldId held, std::string_view outcome, Time now)
{
    tx.db().run("UPDATE requests SET done = $2, outcome = $3 WHERE held = $1 AND done IS NULL",
                held, now, outcome);
}

bool was_invited(Db& db, model::ListId list, const mail::Address& guest, Time since)
{
    constexpr auto sql = R"(
        SELECT 1 FROM requests
         WHERE list = $1 AND kind = $2 AND lower(address) = $3 AND created > $4
         LIMIT 1)";
    return db.query_one(sql, list, model::RequestKind::invite, to_lower(guest.text()), since)
        .has_value();
}

int count_invitations(Db& db, std::string_view by, Time since)
{
    constexpr auto sql = R"(
        SELECT count(*) FROM requests WHERE kind = $1 AND lower(command) = $2 AND created > $3)";
    return db.query_one(sql, model::RequestKind::invite, to_lower(by), since)->get<int>(0);
}

void note_answer(Tx& tx, const mail::Address& address, std::string_view subject, Time sent)
{
    tx.db().run("INSERT INTO answers (address, subject, sent) VALUES ($1, $2, $3)",
                to_lower(address.text()), subject, sent);
}

int count_answers(Db& db, const mail::Address& address, std::string_view subject, Time since)
{
    constexpr auto sql = R"(
        SELECT count(*) FROM answers WHERE address = $1 AND sent > $3 AND subject = $2)";
    return db.query_one(sql, to_lower(address.text()), subject, since)->get<int>(0);
}

int count_answers_beginning(Db& db, const mail::Address& address, std::string_view beginning,
                            Time since)
{
    constexpr auto sql = R"(
        SELECT count(*) FROM answers
         WHERE address = $1 AND sent > $3 AND substr(subject, 1, length($2)) = $2)";
    return db.query_one(sql, to_lower(address.text()), beginning, since)->get<int>(0);
}

}  // namespace colporteur::store
