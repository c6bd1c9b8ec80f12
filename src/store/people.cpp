// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/people.hpp"

#include "base/ascii.hpp"
#include "store/ledger.hpp"

namespace colporteur::store {
namespace {

/// Of id, address, name, language, main.
model::Person to_person(const Row& row, int first)
{
    return {
        .id = row.get<model::PersonId>(first),
        .address = row.get<mail::Address>(first + 1),
        .name = row.get<std::string>(first + 2),
        .language = row.get<std::string>(first + 3),
        .main = row.get<model::PersonId>(first + 4),
    };
}

std::optional<model::Suspension> to_suspension(const Row& row, int first)
{
    if (row.is_null(first))
        return std::nullopt;
    return model::Suspension{row.get<Time>(first), row.get<std::optional<Time>>(first + 1)};
}

/// Of the view `roster`.
model::Member to_member(const Row& row)
{
    return {
        .id = row.get<model::MemberId>(0),
        .list = row.get<model::ListId>(1),
        .person = to_person(row, 15),
        .state = row.get<model::MemberState>(2),
        .joined = row.get<Time>(3),
        .left = row.get<std::optional<Time>>(4),
        .reception = row.get<model::Reception>(5),
        .own_posts = row.get<bool>(6),
        .named_copies = row.get<bool>(7),
        .concealed = row.get<bool>(8),
        .suspension = to_suspension(row, 9),
        .topics = row.get<std::uint64_t>(11),
        .standing = row.get<model::Standing>(12),
        .posts = row.get<std::int64_t>(13),
        .owed_after = row.get<std::optional<std::int64_t>>(14),
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
    constexpr auto sql = R"(
        SELECT id, address, name, language, coalesce(main, id) FROM people
         WHERE lower(address) = $1)";
    const auto row = db.query_one(sql, to_lower(address.text()));
    return row ? std::optional{to_person(*row, 0)} : std::nullopt;
}

std::optional<model::Person> find_person(Db& db, model::PersonId id)
{
    constexpr auto sql =
        "SELECT id, address, name, language, coalesce(main, id) FROM people WHERE id = $1";
    const auto row = db.query_one(sql, id);
    return row ? std::optional{to_person(*row, 0)} : std::nullopt;
}

model::Person get_or_add_person(Tx& tx, const mail::Address& address, std::string_view name,
                                std::string_view language)
{
    constexpr auto sql = R"(
        INSERT INTO people (address, name, language, domain)
        VALUES ($1, $2, $3, $4)
        ON CONFLICT DO NOTHING)";
    if (tx.db().run(sql, address, name, language, address.domain()) == 1) {
        const model::PersonId id{tx.db().last_id()};
        return {id, address, std::string{name}, std::string{language}, id};
    }
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

void set_language(Tx& tx, const model::Person& person, std::string_view language)
{
    tx.db().run("UPDATE people SET language = $2 WHERE id = $1 OR main = $1", person.main,
                language);
}

std::vector<model::Person> addresses_of(Db& db, const model::Person& person)
{
    constexpr auto sql = R"(
        SELECT id, address, name, language, coalesce(main, id) FROM people
         WHERE id = $1 OR main = $1
         ORDER BY main IS NOT NULL, address)";
    std::vector<model::Person> addresses;
    for (const Row& row : db.query(sql, person.main))
        addresses.push_back(to_person(row, 0));
    return addresses;
}

void join_addresses(Tx& tx, const model::Person& main, const model::Person& other)
{
    if (main.main == other.main)
        return;
    tx.db().run("UPDATE people SET main = $1 WHERE id = $2 OR main = $2", main.main, other.main);
    set_language(tx, main, main.language);
}

void part_address(Tx& tx, const model::Person& address)
{
    if (address.id != address.main) {
        tx.db().run("UPDATE people SET main = NULL WHERE id = $1", address.id);
        return;
    }
    constexpr auto heir = "SELECT min(id) FROM people WHERE main = $1";
    const auto next = tx.db().query_one(heir, address.id)->get<std::optional<model::PersonId>>(0);
    tx.db().run("UPDATE people SET main = CASE WHEN id = $2 THEN NULL ELSE $2 END WHERE main = $1",
                address.id, next);
}

void merge_person(Tx& tx, const model::Person& from, const model::Person& to)
{
    if (from.language.empty())
        set_language(tx, from, to.language);
    join_addresses(tx, find_person(tx, from.id).value(), to);
    part_address(tx, find_person(tx, from.id).value());
    for (const char* const sql : {
             R"(DELETE FROM members
                 WHERE person = $2 AND state <> 0
                   AND list IN (SELECT list FROM members WHERE person = $1 AND state = 0))",
             R"(UPDATE members SET person = $2
                 WHERE person = $1 AND list NOT IN (SELECT list FROM members WHERE person = $2))",
             R"(INSERT INTO roles (list, person, role)
                SELECT list, $2, role FROM roles WHERE person = $1 ON CONFLICT DO NOTHING)",
             R"(INSERT INTO listmasters (domain, person)
                SELECT domain, $2 FROM listmasters WHERE person = $1 ON CONFLICT DO NOTHING)",
             "UPDATE consents SET person = $2 WHERE person = $1",
             "UPDATE archive SET person = $2 WHERE person = $1",
         })
        tx.db().run(sql, from.id, to.id);
    if (to.name.empty())
        rename_person(tx, to.id, from.name);
    erase_person(tx, from.id);
}

void erase_person(Tx& tx, model::PersonId id)
{
    tx.db().run("DELETE FROM people WHERE id = $1", id);
}

std::optional<model::Member> find_member(Db& db, model::ListId list, model::PersonId person)
{
    constexpr auto sql = "SELECT * FROM roster WHERE list = $1 AND person = $2";
    const auto row = db.query_one(sql, list, person);
    return row ? std::optional{to_member(*row)} : std::nullopt;
}

std::optional<model::Member> find_member(Db& db, model::MemberId id)
{
    constexpr auto sql = "SELECT * FROM roster WHERE id = $1";
    const auto row = db.query_one(sql, id);
    return row ? std::optional{to_member(*row)} : std::nullopt;
}

std::optional<model::Member> find_membership(Db& db, model::ListId list,
                                             const model::Person& person)
{
    constexpr auto sql = R"(
        SELECT * FROM roster
         WHERE list = $1 AND main = $2 AND state = 0
         ORDER BY person <> $3, id
         LIMIT 1)";
    const auto row = db.query_one(sql, list, person.main, person.id);
    return row ? std::optional{to_member(*row)} : std::nullopt;
}

model::MemberId subscribe(Tx& tx, model::ListId list, model::PersonId person, Time now)
{
    constexpr auto sql = R"(
        INSERT INTO members (list, person, state, joined)
        VALUES ($1, $2, $3, $4)
        ON CONFLICT (list, person) DO UPDATE SET state = excluded.state, left_at = NULL,
               joined = excluded.joined, reception = 0, own_posts = 1, named_copies = 1,
               concealed = 0, suspended_from = NULL, suspended_until = NULL, topics = 0,
               owed_after = NULL
         WHERE members.state <> excluded.state)";
    constexpr auto find = "SELECT id FROM members WHERE list = $1 AND person = $2";
    tx.db().run(sql, list, person, model::MemberState::subscribed, now);
    return tx.db().query_one(find, list, person)->get<model::MemberId>(0);
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
        SELECT * FROM roster
         WHERE list = $1 AND id > $2 AND state = 0
         ORDER BY id
         LIMIT $3)";
    return to_members(db.query(sql, list, after, limit));
}

std::int64_t count_members(Db& db, model::ListId list)
{
    return db.query_one("SELECT count(*) FROM members WHERE list = $1 AND state = 0", list)
        ->get<std::int64_t>(0);
}

std::map<model::Reception, std::int64_t> count_receptions(Db& db, model::ListId list)
{
    constexpr auto sql =
        "SELECT reception, count(*) FROM members WHERE list = $1 AND state = 0 GROUP BY reception";
    std::map<model::Reception, std::int64_t> counts;
    for (const Row& row : db.query(sql, list))
        counts[row.get<model::Reception>(0)] = row.get<std::int64_t>(1);
    return counts;
}

std::vector<model::Member> memberships(Db& db, const model::Person& person)
{
    constexpr auto sql = "SELECT * FROM roster WHERE main = $1 AND state = 0 ORDER BY list";
    return to_members(db.query(sql, person.main));
}

std::vector<model::Member> past_and_present_memberships(Db& db, const model::Person& person)
{
    return to_members(db.query("SELECT * FROM roster WHERE main = $1 ORDER BY list", person.main));
}

void set_options(Tx& tx, const model::Member& member)
{
    constexpr auto sql = R"(
        UPDATE members
           SET reception = $2, own_posts = $3, named_copies = $4, concealed = $5,
               suspended_from = $6, suspended_until = $7, topics = $8, standing = $9,
               owed_after = $10
         WHERE id = $1)";
    const auto& suspension = member.suspension;
    std::optional<std::int64_t> owed_after;
    if (model::is_digest(member.reception))
        owed_after =
            member.owed_after ? *member.owed_after : dealt_with(tx, member.list, member.id);
    tx.db().run(sql, member.id, member.reception, member.own_posts, member.named_copies,
                member.concealed, suspension ? std::optional{suspension->from} : std::nullopt,
                suspension ? suspension->until : std::nullopt, member.topics, member.standing,
                owed_after);
}

void count_post(Tx& tx, model::MemberId id)
{
    tx.db().run("UPDATE members SET posts = posts + 1 WHERE id = $1", id);
}

Attributes attributes_of(Db& db, model::MemberId id)
{
    Attributes attributes;
    for (const Row& row :
         db.query("SELECT name, value FROM member_attributes WHERE member = $1", id))
        attributes[row.get<std::string>(0)] = row.get<std::string>(1);
    return attributes;
}

void set_attribute(Tx& tx, model::MemberId id, std::string_view name, std::string_view value)
{
    constexpr auto put = R"(
        INSERT INTO member_attributes (member, name, value) VALUES ($1, $2, $3)
        ON CONFLICT (member, name) DO UPDATE SET value = excluded.value)";
    if (value.empty())
        tx.db().run("DELETE FROM member_attributes WHERE member = $1 AND name = $2", id, name);
    else
        tx.db().run(put, id, name, value);
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
