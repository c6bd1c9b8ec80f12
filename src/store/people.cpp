// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/people.hpp"

#include "base/ascii.hpp"

namespace colporteur::store {
namespace {

model::Person to_person(const Row& row, int first)
{
    return {
        .id = row.get<model::PersonId>(first),
        .address = row.get<mail::Address>(first + 1),
        .name = row.get<std::string>(first + 2),
        .language = row.get<std::string>(first + 3),
    };
}

model::Member to_member(const Row& row)
{
    return {
        .id = row.get<model::MemberId>(0),
        .list = row.get<model::ListId>(1),
        .person = to_person(row, 5),
        .state = row.get<model::MemberState>(2),
        .joined = row.get<Time>(3),
        .left = row.get<std::optional<Time>>(4),
    };
}

std::vector<model::Member> to_members(const std::vector<Row>& rows)
{
    std::vector<model::Member> members;
    members.reserve(rows.size());
    for (const Row& row : rows)
        members.push_back(to_member(row));
    return members;
}

}  // namespace

std::optional<model::Person> find_person(Db& db, const mail::Address& address)
{
    constexpr auto sql = "SELECT id, address, name, language FROM people WHERE lower(address) = $1";
    const auto row = db.query_one(sql, to_lower(address.text()));
    return row ? std::optional{to_person(*row, 0)} : std::nullopt;
}

model::Person get_or_add_person(Tx& tx, const mail::Address& address, std::string_view name,
                                std::string_view language)
{
    constexpr auto sql = R"(
        INSERT INTO people (address, name, language, domain)
        VALUES ($1, $2, $3, $4)
        ON CONFLICT DO NOTHING)";
    if (tx.db().run(sql, address, name, language, address.domain()) == 1)
        return {model::PersonId{tx.db().last_id()}, address, std::string{name},
                std::string{language}};
    auto person = find_person(tx, address).value();
    if (person.name.empty() && !name.empty()) {
        rename_person(tx, person.id, name);
        person.name = name;
    }
    return person;
}

void rename_person(Tx& tx, model::PersonId id, std::string_view name)
{
    tx.db().run("UPDATE people SET name = $2 WHERE id = $1", id, name);
}

std::optional<model::Member> find_member(Db& db, model::ListId list, model::PersonId person)
{
    constexpr auto sql = R"(
        SELECT m.id, m.list, m.state, m.joined, m.left_at, p.id, p.address, p.name, p.language
          FROM members m JOIN people p ON p.id = m.person
         WHERE m.list = $1 AND m.person = $2)";
    const auto row = db.query_one(sql, list, person);
    return row ? std::optional{to_member(*row)} : std::nullopt;
}

std::optional<model::Member> find_member(Db& db, model::MemberId id)
{
    constexpr auto sql = R"(
        SELECT m.id, m.list, m.state, m.joined, m.left_at, p.id, p.address, p.name, p.language
          FROM members m JOIN people p ON p.id = m.person
         WHERE m.id = $1)";
    const auto row = db.query_one(sql, id);
    return row ? std::optional{to_member(*row)} : std::nullopt;
}

model::MemberId subscribe(Tx& tx, model::ListId list, model::PersonId person, Time now)
{
    constexpr auto sql = R"(
        INSERT INTO members (list, person, state, joined)
        VALUES ($1, $2, $3, $4)
        ON CONFLICT (list, person) DO UPDATE SET state = excluded.state, left_at = NULL,
               joined = CASE WHEN members.state = excluded.state THEN members.joined
                             ELSE excluded.joined END
        RETURNING id)";
    return tx.db()
        .query_one(sql, list, person, model::MemberState::subscribed, now)
        ->get<model::MemberId>(0);
}

std::optional<model::MemberId> add_member(Tx& tx, model::ListId list, model::PersonId person,
                                          Time now)
{
    constexpr auto sql = R"(
        INSERT INTO members (list, person, state, joined)
        VALUES ($1, $2, $3, $4)
        ON CONFLICT DO NOTHING)";
    if (tx.db().run(sql, list, person, model::MemberState::subscribed, now) == 0)
        return std::nullopt;
    return model::MemberId{tx.db().last_id()};
}

void unsubscribe(Tx& tx, model::MemberId id, Time now)
{
    constexpr auto sql =
        "UPDATE members SET state = $2, left_at = $3 WHERE id = $1 AND state <> $2";
    tx.db().run(sql, id, model::MemberState::left, now);
}

std::vector<model::Member> members_after(Db& db, model::ListId list, model::MemberId after,
                                         int limit)
{
    constexpr auto sql = R"(
        SELECT m.id, m.list, m.state, m.joined, m.left_at, p.id, p.address, p.name, p.language
          FROM members m JOIN people p ON p.id = m.person
         WHERE m.list = $1 AND m.id > $2 AND m.state = 0
         ORDER BY m.id
         LIMIT $3)";
    return to_members(db.query(sql, list, after, limit));
}

std::int64_t count_members(Db& db, model::ListId list)
{
    return db.query_one("SELECT count(*) FROM members WHERE list = $1 AND state = 0", list)
        ->get<std::int64_t>(0);
}

std::vector<model::Member> memberships(Db& db, model::PersonId person)
{
    constexpr auto sql = R"(
        SELECT m.id, m.list, m.state, m.joined, m.left_at, p.id, p.address, p.name, p.language
          FROM members m JOIN people p ON p.id = m.person
         WHERE m.person = $1 AND m.state = 0
         ORDER BY m.list)";
    return to_members(db.query(sql, person));
}

void add_consent(Tx& tx, const model::Consent& consent)
{
    constexpr auto sql = R"(
        INSERT INTO consents (list, person, given, way, wording, evidence, asked, answered)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8))";
    tx.db().run(sql, consent.list, consent.person, consent.given, consent.way, consent.wording,
                consent.evidence, consent.asked, consent.answered);
}

std::vector<model::Consent> consents_of(Db& db, model::PersonId person)
{
    constexpr auto sql = R"(
        SELECT list, person, given, way, wording, evidence, asked, answered
          FROM consents
         WHERE person = $1
         ORDER BY answered, id)";
    std::vector<model::Consent> consents;
    for (const Row& row : db.query(sql, person))
        consents.push_back({row.get<model::ListId>(0), row.get<model::PersonId>(1),
                            row.get<bool>(2), row.get<model::Way>(3), row.get<std::string>(4),
                            row.get<std::string>(5), row.get<Time>(6), row.get<Time>(7)});
    return consents;
}

}  // namespace colporteur::store
