-- SPDX-License-Identifier: AGPL-3.0-or-later
-- A database as the first release made it, with rows in it. Never edited.
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
INSERT INTO domains VALUES (1, 'info.example.org', 'Info', 'fr');
INSERT INTO lists VALUES (1, 1, 'lettre@info.example.org', 0, 'La lettre', '', 'fr', 'lettre.info.example.org', 1, 1, 1);
INSERT INTO people VALUES (1, 'Ana@example.org', 'Ana', 'fr');
INSERT INTO people VALUES (2, '"b@b"@sub.example.net', '', '');
INSERT INTO people VALUES (3, 'zoé@xn--caf-dma.example', '', '');
INSERT INTO members VALUES (1, 1, 1, 0, 1000, NULL);
INSERT INTO members VALUES (2, 1, 2, 0, 1000, NULL);
INSERT INTO messages VALUES (1, x'58', 1000);
INSERT INTO mailings VALUES (1, 1, NULL, 'lettre@info.example.org', 1, 1, x'58', 'finished', NULL, NULL, NULL, 0, 1000);
INSERT INTO mailings VALUES (2, 1, NULL, 'lettre@info.example.org', 1, 1, x'58', 'under way', NULL, NULL, NULL, 0, 2000);
INSERT INTO mailings VALUES (3, NULL, NULL, 'sympa@info.example.org', 0, 0, x'58', 'notice', NULL, NULL, NULL, 0, 3000);
INSERT INTO deliveries VALUES (1, 1, 1, 'Ana@example.org', 1, 2, 1000, 1, '250 Ok');
INSERT INTO deliveries VALUES (2, 1, 2, '"b@b"@sub.example.net', 1, 3, 1000, 1, '550 5.1.1 Unknown');
INSERT INTO deliveries VALUES (3, 2, 1, 'Ana@example.org', 1, 0, 2000, 1, '451 Later');
INSERT INTO deliveries VALUES (4, 2, 2, '"b@b"@sub.example.net', 1, 3, 2000, 1, '550 5.1.1 Unknown');
INSERT INTO deliveries VALUES (5, 3, NULL, 'Ana@example.org', 0, 0, 3000, 0, '');
INSERT INTO bounces VALUES (1, 2, 1, 1500);
PRAGMA user_version = 1;
