// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/migrations.hpp"

#include <fmt/format.h>

namespace colporteur::store {
namespace {

// Numbers are 64 bits, times microseconds, yes and no are 1 and 0. For PostgreSQL, three words will
// be read otherwise: "INTEGER PRIMARY KEY" (an identity), INTEGER (BIGINT) and BLOB (BYTEA). A
// step, once released, is never edited: docs/schema.md tells the tables' story.
constexpr const char* steps[] = {
    R"(
    CREATE TABLE domains (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE,
        title TEXT NOT NULL,
        language TEXT NOT NULL
    );
    CREATE TABLE lists (
        id INTEGER PRIMARY KEY,
        domain INTEGER NOT NULL REFERENCES domains(id),
        address TEXT NOT NULL UNIQUE,
        kind INTEGER NOT NULL,
        title TEXT NOT NULL,
        description TEXT NOT NULL,
        language TEXT NOT NULL,
        list_id TEXT NOT NULL UNIQUE,
        confirm_posts INTEGER NOT NULL,
        visible INTEGER NOT NULL,
        open INTEGER NOT NULL
    );
    CREATE TABLE people (
        id INTEGER PRIMARY KEY,
        address TEXT NOT NULL,
        name TEXT NOT NULL,
        language TEXT NOT NULL
    );
    CREATE UNIQUE INDEX people_by_address ON people (lower(address));
    CREATE TABLE roles (
        list INTEGER NOT NULL REFERENCES lists(id) ON DELETE CASCADE,
        person INTEGER NOT NULL REFERENCES people(id) ON DELETE CASCADE,
        role INTEGER NOT NULL,
        PRIMARY KEY (list, person, role)
    );
    CREATE TABLE members (
        id INTEGER PRIMARY KEY,
        list INTEGER NOT NULL REFERENCES lists(id) ON DELETE CASCADE,
        person INTEGER NOT NULL REFERENCES people(id) ON DELETE CASCADE,
        state INTEGER NOT NULL,
        joined INTEGER NOT NULL,
        left_at INTEGER,
        UNIQUE (list, person)
    );
    CREATE INDEX members_by_list ON members (list, id) WHERE state = 0;
    CREATE INDEX members_by_person ON members (person);
    CREATE TABLE consents (
        id INTEGER PRIMARY KEY,
        list INTEGER NOT NULL REFERENCES lists(id) ON DELETE CASCADE,
        person INTEGER NOT NULL REFERENCES people(id) ON DELETE CASCADE,
        given INTEGER NOT NULL,
        way INTEGER NOT NULL,
        wording TEXT NOT NULL,
        evidence TEXT NOT NULL,
        asked INTEGER NOT NULL,
        answered INTEGER NOT NULL
    );
    CREATE INDEX consents_by_person ON consents (person);
    CREATE TABLE messages (
        id INTEGER PRIMARY KEY,
        octets BLOB NOT NULL,
        received INTEGER NOT NULL
    );
    CREATE INDEX messages_by_age ON messages (received);
    CREATE TABLE jobs (
        id INTEGER PRIMARY KEY,
        message INTEGER NOT NULL REFERENCES messages(id),
        purpose INTEGER NOT NULL,
        list INTEGER REFERENCES lists(id) ON DELETE CASCADE,
        recipient TEXT NOT NULL,
        sender TEXT,
        proven INTEGER NOT NULL,
        state INTEGER NOT NULL,
        attempts INTEGER NOT NULL DEFAULT 0,
        received INTEGER NOT NULL,
        due INTEGER NOT NULL,
        reason TEXT NOT NULL DEFAULT ''
    );
    CREATE INDEX jobs_by_state ON jobs (state, due);
    CREATE INDEX jobs_by_message ON jobs (message);
    CREATE TABLE requests (
        id INTEGER PRIMARY KEY,
        token_hash BLOB NOT NULL UNIQUE,
        kind INTEGER NOT NULL,
        list INTEGER NOT NULL REFERENCES lists(id) ON DELETE CASCADE,
        address TEXT NOT NULL,
        name TEXT NOT NULL,
        language TEXT NOT NULL,
        wording TEXT NOT NULL,
        message INTEGER REFERENCES messages(id),
        way INTEGER NOT NULL,
        created INTEGER NOT NULL,
        expires INTEGER NOT NULL,
        done INTEGER,
        outcome TEXT NOT NULL DEFAULT ''
    );
    CREATE INDEX requests_by_expiry ON requests (expires);
    CREATE INDEX requests_by_message ON requests (message) WHERE message IS NOT NULL;
    CREATE TABLE answers (
        address TEXT NOT NULL,
        subject TEXT NOT NULL,
        sent INTEGER NOT NULL
    );
    CREATE INDEX answers_by_address ON answers (address, sent);
    CREATE INDEX answers_by_age ON answers (sent);
    CREATE TABLE mailings (
        id INTEGER PRIMARY KEY,
        list INTEGER REFERENCES lists(id) ON DELETE CASCADE,
        original INTEGER REFERENCES messages(id),
        bounce_base TEXT NOT NULL,
        personal INTEGER NOT NULL,
        priority INTEGER NOT NULL,
        octets BLOB NOT NULL,
        subject TEXT NOT NULL,
        fingerprint BLOB,
        next_member INTEGER,
        last_member INTEGER,
        paused INTEGER NOT NULL DEFAULT 0,
        created INTEGER NOT NULL,
        UNIQUE (list, fingerprint)
    );
    CREATE INDEX mailings_to_fill ON mailings (id) WHERE next_member IS NOT NULL;
    CREATE INDEX mailings_by_original ON mailings (original) WHERE original IS NOT NULL;
    CREATE INDEX mailings_by_age ON mailings (created);
    CREATE TABLE deliveries (
        id INTEGER PRIMARY KEY,
        mailing INTEGER NOT NULL REFERENCES mailings(id) ON DELETE CASCADE,
        member INTEGER,
        recipient TEXT NOT NULL,
        priority INTEGER NOT NULL,
        state INTEGER NOT NULL DEFAULT 0,
        due INTEGER NOT NULL,
        attempts INTEGER NOT NULL DEFAULT 0,
        reply TEXT NOT NULL DEFAULT ''
    );
    CREATE INDEX deliveries_due ON deliveries (priority, due, id) WHERE state = 0;
    CREATE INDEX deliveries_leased ON deliveries (id) WHERE state = 1;
    CREATE INDEX deliveries_by_mailing ON deliveries (mailing);
    CREATE TABLE bounces (
        id INTEGER PRIMARY KEY,
        delivery INTEGER NOT NULL,
        message INTEGER NOT NULL REFERENCES messages(id),
        received INTEGER NOT NULL
    );
    CREATE INDEX bounces_by_message ON bounces (message);
    )",
    R"(
    ALTER TABLE lists ADD COLUMN personal_copies INTEGER NOT NULL DEFAULT 1;
    ALTER TABLE people ADD COLUMN domain TEXT NOT NULL DEFAULT '';
    UPDATE people  -- what stands behind the last "@": the local part may have one, in quotes
       SET domain = lower(substr(address, length(rtrim(address, replace(address, '@', ''))) + 1));
    CREATE TABLE destinations (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE
    );
    CREATE TABLE destination_domains (
        domain TEXT PRIMARY KEY,
        destination INTEGER NOT NULL REFERENCES destinations(id) ON DELETE CASCADE
    );
    CREATE TABLE troubles (
        destination INTEGER NOT NULL,
        not_before INTEGER NOT NULL,
        reply TEXT NOT NULL
    );
    CREATE TABLE traffic (
        destination INTEGER NOT NULL,
        day INTEGER NOT NULL,
        sent INTEGER NOT NULL,
        PRIMARY KEY (destination, day)
    );
    CREATE TABLE settings (
        name TEXT PRIMARY KEY,
        value TEXT NOT NULL
    );
    ALTER TABLE deliveries ADD COLUMN destination INTEGER NOT NULL DEFAULT 0;
    DROP INDEX deliveries_due;
    CREATE INDEX deliveries_notices ON deliveries (due, id) WHERE state = 0 AND priority = 0;
    CREATE INDEX deliveries_letters ON deliveries (mailing, destination, due, id)
     WHERE state = 0 AND priority = 1;
    CREATE INDEX deliveries_failed ON deliveries (mailing) WHERE state = 3;
    CREATE INDEX deliveries_paused ON deliveries (mailing) WHERE state = 4;
    ALTER TABLE mailings ADD COLUMN not_before INTEGER;
    ALTER TABLE mailings ADD COLUMN hours_from INTEGER;
    ALTER TABLE mailings ADD COLUMN hours_to INTEGER;
    ALTER TABLE mailings ADD COLUMN reported INTEGER;
    CREATE INDEX mailings_to_report ON mailings (id) WHERE priority = 1 AND reported IS NULL;
    CREATE VIEW unfinished (mailing) AS
        WITH RECURSIVE letters (mailing) AS (
            SELECT min(mailing) FROM deliveries WHERE state = 0 AND priority = 1
            UNION ALL
            SELECT (SELECT min(mailing) FROM deliveries
                     WHERE state = 0 AND priority = 1 AND mailing > letters.mailing)
              FROM letters
             WHERE mailing IS NOT NULL)
        SELECT mailing FROM letters WHERE mailing IS NOT NULL
        UNION SELECT mailing FROM deliveries WHERE state = 0 AND priority = 0
        UNION SELECT mailing FROM deliveries WHERE state = 1
        UNION SELECT mailing FROM deliveries WHERE state = 4
        UNION SELECT id FROM mailings WHERE next_member IS NOT NULL;
    UPDATE mailings SET reported = created WHERE id NOT IN (SELECT mailing FROM unfinished);
    CREATE TABLE all_bounces (
        id INTEGER PRIMARY KEY,
        delivery INTEGER,
        mailing INTEGER,
        message INTEGER REFERENCES messages(id),
        reply TEXT NOT NULL DEFAULT '',
        received INTEGER NOT NULL
    );
    INSERT INTO all_bounces (id, delivery, message, received)
    SELECT id, delivery, message, received FROM bounces;
    DROP TABLE bounces;
    ALTER TABLE all_bounces RENAME TO bounces;
    CREATE INDEX bounces_by_message ON bounces (message) WHERE message IS NOT NULL;
    CREATE INDEX bounces_by_age ON bounces (received);
    )",
    R"(
    ALTER TABLE people ADD COLUMN main INTEGER REFERENCES people(id) ON DELETE SET NULL;
    CREATE INDEX people_by_main ON people (main) WHERE main IS NOT NULL;
    ALTER TABLE members ADD COLUMN reception INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE members ADD COLUMN own_posts INTEGER NOT NULL DEFAULT 1;
    ALTER TABLE members ADD COLUMN named_copies INTEGER NOT NULL DEFAULT 1;
    ALTER TABLE members ADD COLUMN concealed INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE members ADD COLUMN suspended_from INTEGER;
    ALTER TABLE members ADD COLUMN suspended_until INTEGER;
    ALTER TABLE members ADD COLUMN topics INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE members ADD COLUMN standing INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE members ADD COLUMN posts INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE members ADD COLUMN owed_after INTEGER;
    CREATE INDEX members_unusual ON members (list, reception) WHERE state = 0 AND reception <> 0;
    CREATE INDEX members_owed ON members (list, owed_after, reception)
     WHERE state = 0 AND owed_after IS NOT NULL;
    CREATE VIEW roster AS
        SELECT m.id, m.list, m.state, m.joined, m.left_at, m.reception, m.own_posts,
               m.named_copies, m.concealed, m.suspended_from, m.suspended_until, m.topics,
               m.standing, m.posts, m.owed_after,
               p.id AS person, p.address, p.name, p.language, coalesce(p.main, p.id) AS main
          FROM members m JOIN people p ON p.id = m.person;
    CREATE TABLE member_attributes (
        member INTEGER NOT NULL REFERENCES members(id) ON DELETE CASCADE,
        name TEXT NOT NULL,
        value TEXT NOT NULL,
        PRIMARY KEY (member, name)
    );
    CREATE TABLE listmasters (
        domain INTEGER NOT NULL REFERENCES domains(id) ON DELETE CASCADE,
        person INTEGER NOT NULL REFERENCES people(id) ON DELETE CASCADE,
        PRIMARY KEY (domain, person)
    );
    CREATE TABLE list_settings (
        list INTEGER NOT NULL REFERENCES lists(id) ON DELETE CASCADE,
        name TEXT NOT NULL,
        value TEXT NOT NULL,
        PRIMARY KEY (list, name)
    );
    CREATE TABLE changes (
        id INTEGER PRIMARY KEY,
        list INTEGER REFERENCES lists(id) ON DELETE CASCADE,
        domain INTEGER REFERENCES domains(id) ON DELETE CASCADE,
        what TEXT NOT NULL,
        before TEXT NOT NULL,
        after TEXT NOT NULL,
        who TEXT NOT NULL,
        way INTEGER NOT NULL,
        at INTEGER NOT NULL
    );
    CREATE INDEX changes_by_list ON changes (list, id);
    CREATE TABLE blocks (
        id INTEGER PRIMARY KEY,
        domain INTEGER NOT NULL REFERENCES domains(id) ON DELETE CASCADE,
        list INTEGER REFERENCES lists(id) ON DELETE CASCADE,
        pattern TEXT NOT NULL,
        note TEXT NOT NULL,
        who TEXT NOT NULL,
        at INTEGER NOT NULL
    );
    CREATE INDEX blocks_by_domain ON blocks (domain, list);
    CREATE TABLE suppressions (
        digest BLOB PRIMARY KEY,
        reason TEXT NOT NULL,
        at INTEGER NOT NULL
    );
    CREATE TABLE held (
        id INTEGER PRIMARY KEY,
        kind INTEGER NOT NULL,
        list INTEGER NOT NULL REFERENCES lists(id) ON DELETE CASCADE,
        for_owners INTEGER NOT NULL,
        message INTEGER REFERENCES messages(id),
        address TEXT NOT NULL,
        name TEXT NOT NULL,
        language TEXT NOT NULL,
        wording TEXT NOT NULL,
        evidence TEXT NOT NULL,
        way INTEGER NOT NULL,
        reasons TEXT NOT NULL,
        created INTEGER NOT NULL,
        expires INTEGER NOT NULL,
        reminded INTEGER,
        done INTEGER,
        outcome TEXT NOT NULL DEFAULT '',
        decided_by TEXT NOT NULL DEFAULT ''
    );
    CREATE INDEX held_open ON held (list, id) WHERE done IS NULL;
    CREATE INDEX held_by_expiry ON held (expires) WHERE done IS NULL;
    CREATE INDEX held_by_message ON held (message) WHERE message IS NOT NULL;
    CREATE INDEX held_done ON held (done) WHERE done IS NOT NULL;
    CREATE TABLE all_requests (
        id INTEGER PRIMARY KEY,
        token_hash BLOB NOT NULL UNIQUE,
        kind INTEGER NOT NULL,
        list INTEGER REFERENCES lists(id) ON DELETE CASCADE,
        domain INTEGER REFERENCES domains(id) ON DELETE CASCADE,
        address TEXT NOT NULL,
        name TEXT NOT NULL,
        language TEXT NOT NULL,
        wording TEXT NOT NULL,
        message INTEGER REFERENCES messages(id),
        held INTEGER REFERENCES held(id) ON DELETE CASCADE,
        command TEXT NOT NULL,
        way INTEGER NOT NULL,
        created INTEGER NOT NULL,
        expires INTEGER NOT NULL,
        done INTEGER,
        outcome TEXT NOT NULL DEFAULT ''
    );
    INSERT INTO held (id, kind, list, for_owners, message, address, name, language, wording,
                      evidence, way, reasons, created, expires, done, outcome)
    SELECT min(id), 0, list, 1, message, min(address), '', '', '', '', way, '', min(created),
           max(expires), max(done), max(outcome)
      FROM requests WHERE kind = 3 GROUP BY list, message;
    INSERT INTO all_requests (id, token_hash, kind, list, address, name, language, wording, message,
                              held, command, way, created, expires, done, outcome)
    SELECT id, token_hash, kind, list, address, name, language, wording, message,
           (SELECT h.id FROM held h WHERE requests.kind = 3 AND h.list = requests.list
               AND h.message = requests.message),
           '', way, created, expires, done, outcome
      FROM requests;
    DROP TABLE requests;
    ALTER TABLE all_requests RENAME TO requests;
    CREATE INDEX requests_by_expiry ON requests (expires);
    CREATE INDEX requests_by_message ON requests (message) WHERE message IS NOT NULL;
    CREATE INDEX requests_by_held ON requests (held) WHERE held IS NOT NULL;
    CREATE INDEX requests_by_address ON requests (address);
    CREATE TABLE archive (
        id INTEGER PRIMARY KEY,
        list INTEGER NOT NULL REFERENCES lists(id) ON DELETE CASCADE,
        number INTEGER NOT NULL,
        original INTEGER NOT NULL REFERENCES messages(id),
        distributed BLOB NOT NULL,
        message_id TEXT NOT NULL,
        permalink TEXT NOT NULL,
        in_reply_to TEXT NOT NULL,
        thread TEXT NOT NULL,
        subject TEXT NOT NULL,
        author TEXT NOT NULL,
        person INTEGER REFERENCES people(id) ON DELETE SET NULL,
        topics INTEGER NOT NULL,
        listed INTEGER NOT NULL,
        at INTEGER NOT NULL,
        UNIQUE (list, number)
    );
    CREATE INDEX archive_by_permalink ON archive (list, permalink);
    CREATE INDEX archive_by_thread ON archive (list, thread, number);
    CREATE INDEX archive_by_time ON archive (list, at);
    CREATE INDEX archive_by_original ON archive (original);
    CREATE INDEX archive_by_person ON archive (person) WHERE person IS NOT NULL;
    CREATE VIEW archived AS
        SELECT id, list, number, original, message_id, permalink, in_reply_to, thread, subject,
               author, person, topics, listed, at
          FROM archive;
    CREATE TABLE digests (
        list INTEGER PRIMARY KEY REFERENCES lists(id) ON DELETE CASCADE,
        issue INTEGER NOT NULL,
        last INTEGER NOT NULL,
        at INTEGER NOT NULL
    );
    CREATE TABLE named (
        mailing INTEGER NOT NULL REFERENCES mailings(id) ON DELETE CASCADE,
        person INTEGER NOT NULL,
        PRIMARY KEY (mailing, person)
    );
    ALTER TABLE mailings ADD COLUMN reception INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE mailings ADD COLUMN topics INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE mailings ADD COLUMN author INTEGER;
    ALTER TABLE mailings ADD COLUMN number INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE mailings ADD COLUMN owed_after INTEGER;
    ALTER TABLE mailings ADD COLUMN fields INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE mailings ADD COLUMN leader INTEGER;
    UPDATE mailings SET leader = id WHERE next_member IS NOT NULL;
    CREATE INDEX mailings_by_leader ON mailings (leader, reception) WHERE leader IS NOT NULL;
    DROP VIEW unfinished;
    CREATE VIEW unfinished (mailing) AS
        WITH RECURSIVE letters (mailing) AS (
            SELECT min(mailing) FROM deliveries WHERE state = 0 AND priority = 1
            UNION ALL
            SELECT (SELECT min(mailing) FROM deliveries
                     WHERE state = 0 AND priority = 1 AND mailing > letters.mailing)
              FROM letters
             WHERE mailing IS NOT NULL)
        SELECT mailing FROM letters WHERE mailing IS NOT NULL
        UNION SELECT mailing FROM deliveries WHERE state = 0 AND priority = 0
        UNION SELECT mailing FROM deliveries WHERE state = 1
        UNION SELECT mailing FROM deliveries WHERE state = 4
        UNION SELECT g.id FROM mailings l JOIN mailings g ON g.leader = l.id
               WHERE l.next_member IS NOT NULL;
    CREATE TABLE seen (
        scope TEXT NOT NULL,
        digest BLOB NOT NULL,
        at INTEGER NOT NULL,
        PRIMARY KEY (scope, digest)
    );
    CREATE INDEX seen_by_age ON seen (at);
    CREATE TABLE rates (
        scope TEXT NOT NULL,
        who BLOB NOT NULL,
        at INTEGER NOT NULL
    );
    CREATE INDEX rates_by_who ON rates (scope, who, at);
    CREATE INDEX rates_by_age ON rates (at);
    )",
    R"(
    CREATE TABLE removed_posts (
        list INTEGER NOT NULL REFERENCES lists(id) ON DELETE CASCADE,
        number INTEGER NOT NULL,
        permalink TEXT NOT NULL,
        at INTEGER NOT NULL,
        PRIMARY KEY (list, number)
    );
    CREATE INDEX removed_by_permalink ON removed_posts (list, permalink);
    )",
};

constexpr std::int64_t newest = std::size(steps);

}  // namespace

void migrate(Db& db)
{
    const auto version = [&db] {
        return db.query_one("PRAGMA user_version")->get<std::int64_t>(0);
    };
    if (version() == newest)
        return;
    Tx tx{db};
    const std::int64_t current = version();  // read again: another process may have been faster
    if (current > newest)
        throw Failure{
            fmt::format("the database is of a newer program (schema {}, this program knows {}): "
                        "use that program",
                        current, newest)};
    for (std::int64_t step = current; step < newest; ++step)
        db.script(steps[step]);
    db.script(fmt::format("PRAGMA user_version = {}", newest));
    tx.commit();
}

}  // namespace colporteur::store
