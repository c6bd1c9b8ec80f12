# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whatever the relay does and whenever the server dies, the ledger says of everyone what the relay really said.

Two letters to TORTURE_SUBSCRIBERS (2000) readers, personal copies and shared ones, by two relays that misbehave as
chaos_relay.cpp tells, of which one dies, while the server is killed TORTURE_FAULT_KILLS (5) times. A word is really
said once it is completely written to the socket. At least TORTURE_FAULTS (100) faults are met; one reader is put
off TORTURE_TROUBLES (1) times at most, because waits grow. SEED repeats the dice.
"""

import base64
import collections
import contextlib
import os
import random
import sqlite3
import subprocess
import time
import unittest

import dkim

from lib import mail
from lib.case import OWNER, main
from lib.chaos import Chaos
from lib.place import HOST, workplace
from lib.program import Colporteur, toml
from lib.wait import eventually

FAULTS = int(os.environ.get("TORTURE_FAULTS", 100))
SUBSCRIBERS = int(os.environ.get("TORTURE_SUBSCRIBERS", 2000))
KILLS = int(os.environ.get("TORTURE_FAULT_KILLS", 5))
TROUBLES = int(os.environ.get("TORTURE_TROUBLES", 1))
LIKELY = 0.08
DOMAIN = "info.example.org"
PERSONAL, SHARED = "personal", "shared"
SENT, FAILED = 2, 3
EVERYBODY = 1_000_000_000
TEXT = "Bonjour à toutes et à tous : ça commence.\n.\n..Une ligne qui commence par un point.\n" * 30
TEXT_FIELDS = ("MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: 8bit")


class Faults(unittest.TestCase):
    def setUp(self):
        seed = int(os.environ.get("SEED", random.randrange(1 << 32)))
        print(f"SEED={seed} TORTURE_FAULTS={FAULTS} TORTURE_SUBSCRIBERS={SUBSCRIBERS} "
              f"TORTURE_FAULT_KILLS={KILLS} TORTURE_TROUBLES={TROUBLES}", flush=True)
        self.random = random.Random(seed)
        self.one_died = False
        self.folder = workplace(self)
        self.relay = Chaos(self.folder, seed, LIKELY, TROUBLES).start()
        self.addCleanup(self.relay.kill)
        self.program = Colporteur(self.folder, delivery={"first_wait_seconds": 1, "longest_wait_minutes": 1})
        self.addCleanup(self.program.kill)
        self.configure_tables()
        self.readers = {
            PERSONAL: [f"reader{number}@host{number}.example.net" for number in range(SUBSCRIBERS * 3 // 4)],
            SHARED: [f"reader{number}@host{number}.example.net" for number in range(SUBSCRIBERS * 3 // 4, SUBSCRIBERS)],
        }

    def configure_tables(self):
        """Two relays, and a key that signs every copy."""
        key = os.path.join(self.folder, "dkim.pem")
        subprocess.run(["openssl", "genrsa", "-out", key, "2048"], check=True, capture_output=True)
        public = subprocess.run(["openssl", "rsa", "-in", key, "-pubout", "-outform", "DER"],
                                check=True, capture_output=True).stdout
        self.key_record = b"v=DKIM1; k=rsa; p=" + base64.b64encode(public)
        tables = [("relay", {"url": f"smtp://{HOST}:{port}", "connections": 6, "weight": weight})
                  for weight, port in enumerate(self.relay.ports, 1)]
        tables.append(("dkim", {"domain": DOMAIN, "selector": "faults", "key": key}))
        with open(self.program.config, "a", encoding="utf-8") as file:
            for name, table in tables:
                file.write(f"\n[[{name}]]\n{toml(table)}")

    def test_nobody_is_missed_or_doubled_and_the_ledger_tells_what_the_relay_said(self):
        self.relay.tell("allow", self.decided_after(0))
        for copies, readers in self.readers.items():
            self.post(copies, readers)
        self.kill_many_times()
        eventually(lambda: self.settled() == SUBSCRIBERS, "everybody sent or failed", within=900)
        self.program.stop()
        self.relay.stop()

        account = self.relay.account()
        ledgers = {copies: self.ledger(copies) for copies in self.readers}
        self.print_figures(account, ledgers)
        self.assertEqual(account.kills, KILLS)
        self.assertEqual(account.breaches, {}, "the relay is asked for nothing that it does not offer")
        self.assertGreaterEqual(account.faults.total(), FAULTS)
        self.assertTrue(self.one_died, "a relay that worked died")
        self.check_states(account, ledgers)
        self.check_doubles(account)
        self.check_copies(account)

    # -- what happens

    def post(self, copies, readers):
        address = self.program.add_list(f"{copies}@{DOMAIN}")
        self.program.run("list", "set", address, "--copies", copies)
        self.program.import_members(address, readers)
        letter = mail.message(OWNER, address, copies, TEXT, TEXT_FIELDS)
        self.program.run("post", address, "-", input=letter)

    def decided_after(self, kills):
        """How many readers' fates are said before the next kill, at most: each kill meets copies on their way."""
        return SUBSCRIBERS * (kills + 1) // (KILLS + 1) if kills < KILLS else EVERYBODY

    def kill_many_times(self):
        began = time.monotonic()
        self.program.start()
        starting = time.monotonic() - began
        for kills in range(KILLS):
            if self.random.random() < 0.2:
                time.sleep(self.random.uniform(0, starting))
            else:
                target = self.random.randint(self.decided_after(kills - 1), self.decided_after(kills))
                eventually(lambda: self.relay.decided() >= target, "copies are on their way", within=300)
            self.kill()
            self.relay.tell("allow", self.decided_after(kills + 1))
            if kills >= KILLS * 2 // 3 and not self.one_died:
                self.let_one_die()
            if (kills + 1) % 25 == 0:
                print(f"  {kills + 1} kills, {self.relay.decided()} readers decided", flush=True)
            self.program.launch()

    def let_one_die(self):
        """The second relay, once it has taken something."""
        port = self.relay.ports[1]
        if any(saying.connection.port == port for saying in self.relay.account().taken):
            self.relay.tell("die", port)
            self.one_died = True

    def kill(self):
        self.assertIsNone(self.program.process.poll(), "it dies by our hand alone:\n" + self.program.log_tail())
        self.relay.tell("mark", "begin")
        self.program.kill()
        self.relay.tell("mark", "end")

    # -- the ledger

    def query(self, words, *values):
        path = os.path.join(self.program.data, "colporteur.db")
        with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=60)) as db:
            return db.execute(words, values).fetchall()

    def ledger(self, subject):
        """{reader: (state, reply)}"""
        return {reader: (state, reply) for reader, state, reply in self.query(
            "SELECT recipient, state, deliveries.reply FROM deliveries "
            "JOIN mailings ON mailings.id = mailing WHERE subject = ?", subject)}

    def settled(self):
        (count,), = self.query(
            "SELECT count(*) FROM deliveries JOIN mailings ON mailings.id = mailing "
            "WHERE subject IN (?, ?) AND state IN (?, ?)", PERSONAL, SHARED, SENT, FAILED)
        return count

    # -- what must hold

    def wrong_states(self, account, ledger):
        """Those of whom the ledger does not say what the relay said."""
        taken, refused = account.words_to(account.taken), account.words_to(account.refused)
        for reader, (state, reply) in ledger.items():
            said = {saying.words for saying in (refused if state == FAILED else taken)[reader]}
            contradicted = taken[reader] if state == FAILED else refused[reader]
            if reply not in said or contradicted:
                yield reader, state, reply, said

    def missing(self, account):
        heard = {reader for saying in account.taken + account.refused for reader in saying.readers}
        return {reader for readers in self.readers.values() for reader in readers} - heard

    def check_states(self, account, ledgers):
        self.assertEqual(self.missing(account), set())
        for copies, ledger in ledgers.items():
            self.assertEqual(set(ledger), set(self.readers[copies]))
            self.assertEqual(list(self.wrong_states(account, ledger)), [])

    def doubled(self, account):
        """Sayings of which a reader, at least, heard another one later."""
        for reader, sayings in account.words_to(account.taken).items():
            yield from ((reader, saying) for saying in sorted(sayings, key=lambda one: one.connection.life)[:-1])

    def check_doubles(self, account):
        """A second copy is due to a 250 that a kill kept from being heard: at most one transaction a connection."""
        transactions = {id(saying) for _, saying in self.doubled(account)}
        self.assertLessEqual(len(transactions), account.met_by_kills())
        for reader, saying in self.doubled(account):
            self.assertFalse(account.was_heard(saying), f"{reader} got a copy after {saying.words!r} was heard")
        for reader, sayings in account.words_to(account.taken).items():
            lives = collections.Counter(saying.connection.life for saying in sayings)
            self.assertEqual(set(lives.values()), {1}, f"{reader} got two copies from a server that was not killed")

    def check_copies(self, account):
        """Every content that came whole is the letter, with the marks of its reader and of no other."""
        personal, shared = map(set, self.readers.values())
        copies = [copy for copy in account.copies if copy.readers[0] in personal | shared]
        self.assertEqual({copy.way for copy in copies}, {"DATA", "BDAT"})
        for file in {copy.file for copy in copies}:
            with open(os.path.join(self.folder, file), "rb") as copy:
                self.check_letter(copy.read())
        self.check_marks([copy for copy in copies if copy.readers[0] in personal])
        self.assertGreater(max(len(copy.readers) for copy in copies), 1, "shared copies are shared")

    def check_letter(self, octets):
        self.assertEqual(mail.text(octets).replace("\r\n", "\n"), TEXT)
        verified = dkim.verify(octets, dnsfunc=lambda *_, **__: self.key_record)
        self.assertTrue(verified, "its signature verifies")

    def check_marks(self, copies):
        for mark in ("sender", "link"):
            of_reader, of_mark = collections.defaultdict(set), collections.defaultdict(set)
            for copy in copies:
                reader, = copy.readers
                of_reader[reader].add(getattr(copy, mark))
                of_mark[getattr(copy, mark)].add(reader)
            self.assertEqual({len(marks) for marks in of_reader.values()}, {1}, f"one {mark} a reader")
            self.assertEqual({len(readers) for readers in of_mark.values()}, {1}, f"one reader a {mark}")

    def print_figures(self, account, ledgers):
        states = collections.Counter(state for ledger in ledgers.values() for state, _ in ledger.values())
        doubled = list(self.doubled(account))
        wrong = sum(1 for ledger in ledgers.values() for _ in self.wrong_states(account, ledger))
        for what, count in sorted(account.faults.items()):
            print(f"  {count:6} {what}")
        print(f"  {account.faults.total():6} faults over {len(account.connections)} connections\n"
              f"  {account.kills:6} kills, which met {account.met_by_kills()} open connections\n"
              f"  {len(account.copies):6} copies came whole, {len(account.taken)} got their 250\n"
              f"  {states[SENT]:6} readers sent, {states[FAILED]} failed, {len(self.missing(account))} missing, "
              f"{wrong} states wrong\n"
              f"  {len(doubled):6} second copies, of {len({id(saying) for _, saying in doubled})} transactions",
              flush=True)


if __name__ == "__main__":
    main()
