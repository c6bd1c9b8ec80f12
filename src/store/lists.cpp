// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/lists.hpp"

namespace colporteur::store {
namespace {

model::Domain to_domain(const Row& row)
{
    return {
        .id = row.get<model::DomainId>(0),
        .name = row.get<std::string>(1),
        .title = row.get<std::string>(2),
        .language = row.get<std::string>(3),
    };
}

model::List to_list(const Row& row)
{
    return {
        .id = row.get<model::ListId>(0),
        .domain = row.get<model::DomainId>(1),
        .address = row.get<mail::Address>(2),
        .kind = row.get<model::Kind>(3),
        .title = row.get<std::string>(4),
        .description = row.get<std::string>(5),
        .language = row.get<std::string>(6),
        .list_id = row.get<std::string>(7),
        .confirm_posts = row.get<bool>(8),
        .personal_copies = row.get<bool>(9),
        .visible = row.get<bool>(10),
        .open = row.get<bool>(11),
    };
}

model::Person to_person(const Row& row)
{
    return {
        .id = row.get<model::PersonId>(0),
        .address = row.get<mail::Address>(1),
        .name = row.get<std::string>(2),
        .language = row.get<std::string>(3),
        .main = row.get<model::PersonId>(4),
    };
}

template <class Wanted>
std::vector<Wanted> all(const std::vector<Row>& rows, Wanted (*read)(const Row&))
{
    std::vector<Wanted> result;
    result.reserve(rows.size());
    for (const Row& row : rows)
        result.push_back(read(row));
    return result;
}

}  // namespace

model::DomainId add_domain(Tx& tx, const model::Domain& domain)
{
    constexpr auto sql =
        "INSERT INTO domains (name, title, language) VALUES ($1, $2, $3) RETURNING id";
    return tx.db()
        .query_one(sql, domain.name, domain.title, domain.language)
        ->get<model::DomainId>(0);
}

void update_domain(Tx& tx, const model::Domain& domain)
{
    tx.db().run("UPDATE domains SET title = $2, language = $3 WHERE id = $1", domain.id,
                domain.title, domain.language);
}

void remove_domain(Tx& tx, model::DomainId id)
{
    tx.db().run("DELETE FROM domains WHERE id = $1", id);
}

std::optional<model::Domain> find_domain(Db& db, std::string_view name)
{
    const auto row =
        db.query_one("SELECT id, name, title, language FROM domains WHERE name = $1", name);
    return row ? std::optional{to_domain(*row)} : std::nullopt;
}

std::optional<model::Domain> find_domain(Db& db, model::DomainId id)
{
    const auto row =
        db.query_one("SELECT id, name, title, language FROM domains WHERE id = $1", id);
    return row ? std::optional{to_domain(*row)} : std::nullopt;
}

std::vector<model::Domain> all_domains(Db& db)
{
    return all(db.query("SELECT id, name, title, language FROM domains ORDER BY name"), to_domain);
}

model::ListId add_list(Tx& tx, const model::List& list)
{
    constexpr auto sql = R"(
        INSERT INTO lists (domain, address, kind, title, description, language, list_id,
                           confirm_posts, personal_copies, visible, open)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        RETURNING id)";
    return tx.db()
        .query_one(sql, list.domain, list.address, list.kind, list.title, list.description,
                   list.language, list.list_id, list.confirm_posts, list.personal_copies,
                   list.visible, list.open)
        ->get<model::ListId>(0);
}

void update_list(Tx& tx, const model::List& list)
{
    constexpr auto sql = R"(
        UPDATE lists
           SET address = $2, kind = $3, title = $4, description = $5, language = $6,
               confirm_posts = $7, personal_copies = $8, visible = $9, open = $10
         WHERE id = $1)";
    tx.db().run(sql, list.id, list.address, list.kind, list.title, list.description, list.language,
                list.confirm_posts, list.personal_copies, list.visible, list.open);
}

void remove_list(Tx& tx, model::ListId id)
{
    tx.db().run("DELETE FROM lists WHERE id = $1", id);
}

std::optional<model::List> find_list(Db& db, const mail::Address& posting_address)
{
    constexpr auto sql = R"(
        SELECT id, domain, address, kind, title, description, language, list_id,
               confirm_posts, personal_copies, visible, open
          FROM lists
         WHERE address = $1)";
    const auto row = db.query_one(sql, posting_address);
    return row ? std::optional{to_list(*row)} : std::nullopt;
}

std::optional<model::List> find_list(Db& db, model::ListId id)
{
    constexpr auto sql = R"(
        SELECT id, domain, address, kind, title, description, language, list_id,
               confirm_posts, personal_copies, visible, open
          FROM lists
         WHERE id = $1)";
    const auto row = db.query_one(sql, id);
    return row ? std::optional{to_list(*row)} : std::nullopt;
}

std::vector<model::List> all_lists(Db& db, std::optional<model::DomainId> domain)
{
    constexpr auto sql = R"(
        SELECT id, domain, address, kind, title, description, language, list_id,
               confirm_posts, personal_copies, visible, open
          FROM lists
         WHERE $1 IS NULL OR domain = $1
         ORDER BY address)";
    return all(db.query(sql, domain), to_list);
}

void add_role(Tx& tx, model::ListId list, model::PersonId person, model::Role role)
{
    constexpr auto sql =
        "INSERT INTO roles (list, person, role) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
    tx.db().run(sql, list, person, role);
}

void remove_role(Tx& tx, model::ListId list, model::PersonId person, model::Role role)
{
    tx.db().run("DELETE FROM roles WHERE list = $1 AND person = $2 AND role = $3", list, person,
                role);
}

std::vector<model::Person> people_with_role(Db& db, model::ListId list, model::Role role)
{
    constexpr auto sql = R"(
        SELECT p.id, p.address, p.name, p.language, coalesce(p.main, p.id)
          FROM roles r JOIN people p ON p.id = r.person
         WHERE r.list = $1 AND r.role = $2
         ORDER BY p.address)";
    return all(db.query(sql, list, role), to_person);
}

bool has_role(Db& db, model::ListId list, const model::Person& person, model::Role role)
{
    constexpr auto sql = R"(
        SELECT 1 FROM roles r JOIN people p ON p.id = r.person
         WHERE r.list = $1 AND r.role = $2 AND coalesce(p.main, p.id) = $3)";
    return db.query_one(sql, list, role, person.main).has_value();
}

std::vector<RoleOfPerson> roles_of(Db& db, const model::Person& person)
{
    constexpr auto sql = R"(
        SELECT r.list, r.person, r.role
          FROM roles r JOIN people p ON p.id = r.person
         WHERE coalesce(p.main, p.id) = $1
         ORDER BY r.list, r.role, r.person)";
    std::vector<RoleOfPerson> roles;
    for (const Row& row : db.query(sql, person.main))
        roles.push_back(
            {row.get<model::ListId>(0), row.get<model::PersonId>(1), row.get<model::Role>(2)});
    return roles;
}

void add_listmaster(Tx& tx, model::DomainId domain, model::PersonId person)
{
    constexpr auto sql =
        "INSERT INTO listmasters (domain, person) VALUES ($1, $2) ON CONFLICT DO NOTHING";
    tx.db().run(sql, domain, person);
}

void remove_listmaster(Tx& tx, model::DomainId domain, model::PersonId person)
{
    tx.db().run("DELETE FROM listmasters WHERE domain = $1 AND person = $2", domain, person);
}

std::vector<model::Person> listmasters(Db& db, model::DomainId domain)
{
    constexpr auto sql = R"(
        SELECT p.id, p.address, p.name, p.language, coalesce(p.main, p.id)
          FROM listmasters l JOIN people p ON p.id = l.person
         WHERE l.domain = $1
         ORDER BY p.address)";
    return all(db.query(sql, domain), to_person);
}

bool is_listmaster(Db& db, model::DomainId domain, const model::Person& person)
{
    constexpr auto sql = R"(
        SELECT 1 FROM listmasters l JOIN people p ON p.id = l.person
         WHERE l.domain = $1 AND coalesce(p.main, p.id) = $2)";
    return db.query_one(sql, domain, person.main).has_value();
}

std::vector<model::DomainId> domains_mastered(Db& db, const model::Person& person)
{
    constexpr auto sql = R"(
        SELECT DISTINCT l.domain
          FROM listmasters l JOIN people p ON p.id = l.person
         WHERE coalesce(p.main, p.id) = $1
         ORDER BY l.domain)";
    std::vector<model::DomainId> domains;
    for (const Row& row : db.query(sql, person.main))
        domains.push_back(row.get<model::DomainId>(0));
    return domains;
}

}  // namespace colporteur::store
