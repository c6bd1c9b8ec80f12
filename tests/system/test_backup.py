# SPDX-License-Identifier: AGPL-3.0-or-later
"""A backup while a letter is under way; restored elsewhere, nothing leaves until somebody says so."""

import os
import unittest

from lib import mail
from lib.case import LIST, OWNER, main
from lib.place import workplace
from lib.program import Colporteur
from lib.sink import Sink
from lib.wait import eventually

os.environ["LC_ALL"] = "C"  # the words below are English

READERS = [f"reader{number}@example.net" for number in range(300)]


class Backup(unittest.TestCase):
    def setUp(self):
        self.folder = workplace(self)
        self.kept = os.path.join(self.folder, "kept")
        self.sink = Sink(lambda stage, envelope: 0.1 if stage == "." else None).start()
        self.addCleanup(self.sink.stop)
        self.program = self.place("first").start()
        self.addCleanup(self.program.kill)
        self.program.add_list(LIST)
        self.program.import_members(LIST, READERS)
        self.program.run("post", LIST, "-", input=mail.message(OWNER, LIST, "Sauvée", "Bonjour.\n"))
        eventually(lambda: len(self.sink.copies) > 20, "the letter is under way")

    def place(self, name):
        folder = os.path.join(self.folder, name)
        os.mkdir(folder)
        return Colporteur(folder, relay=self.sink.port, delivery={"first_wait_seconds": 1})

    def test_the_rest_of_the_letter_leaves_the_restored_place_when_told_to(self):
        self.program.run("backup", self.kept)
        self.program.kill()
        eventually(lambda: self.sink.open == 0, "what was on its way has arrived")
        before = [copy.recipients[0] for copy in list(self.sink.copies)]
        self.assertLess(len(before), len(READERS))

        restored = self.place("second")
        done = restored.run("restore", self.kept)
        self.assertIn("colporteur queue resume --all", done.stdout)
        self.assertIn("1", done.stdout)
        restored.start()
        self.addCleanup(restored.stop)
        self.sink.policy = lambda stage, envelope: None
        restored.send(OWNER, "sympa@info.example.org", mail.message(OWNER, "sympa@info.example.org", "help"))
        eventually(lambda: len(restored.json("queue", "list")) == 2, "the answer waits, like the letter")
        self.assertEqual(len(self.sink.copies), len(before), "nothing has left")
        self.assertIn("resume --all", restored.run("queue", "list").stderr)

        restored.run("queue", "resume", "--all")
        restored.wait_until_idle()
        copies = [copy.recipients[0] for copy in list(self.sink.copies)]
        self.assertEqual(set(copies) - {OWNER}, set(READERS), "nobody is missed")
        self.assertEqual(copies.count(OWNER), 1)

    def test_who_had_it_before_the_backup_does_not_get_it_again(self):
        self.program.stop()
        before = [copy.recipients[0] for copy in list(self.sink.copies)]
        self.assertLess(len(before), len(READERS))
        self.program.run("backup", self.kept)
        restored = self.place("second")
        restored.run("restore", self.kept)
        restored.run("queue", "resume", "--all")
        self.sink.policy = lambda stage, envelope: None
        restored.start()
        self.addCleanup(restored.stop)
        eventually(lambda: len(self.sink.copies) >= len(READERS), "everybody is served")
        restored.wait_until_idle()
        self.assertEqual(sorted(copy.recipients[0] for copy in list(self.sink.copies)), sorted(READERS))

    def test_links_in_letters_sent_before_still_work(self):
        self.program.run("backup", self.kept)
        link = mail.uris(self.sink.copies[0].octets)["https"]
        reader = self.sink.copies[0].recipients[0]
        self.program.stop()
        restored = self.place("second")
        restored.run("restore", self.kept)
        restored.start()
        self.addCleanup(restored.stop)
        self.assertEqual(restored.post(link, "List-Unsubscribe=One-Click").status, 200)
        self.assertNotIn(reader, restored.members(LIST))

    def test_nothing_is_restored_twice_below_a_server_or_from_a_damaged_backup(self):
        self.program.run("backup", self.kept)
        self.assertIn("running", self.fails(self.program, "restore", self.kept))
        self.fails(self.program, "backup", self.kept)

        restored = self.place("second")
        with open(os.path.join(self.kept, "colporteur.db"), "r+b") as file:
            file.seek(5000)
            octet = file.read(1)
            file.seek(5000)
            file.write(bytes([octet[0] ^ 1]))
        self.assertIn("colporteur.db", self.fails(restored, "restore", self.kept))
        with open(os.path.join(self.kept, "colporteur.db"), "r+b") as file:
            file.seek(5000)
            file.write(octet)
        restored.run("restore", self.kept)
        self.assertIn("already", self.fails(restored, "restore", self.kept))

    def fails(self, program, *arguments):
        """Exit 1 and one line that says what."""
        done = program.run(*arguments, expect=1)
        self.assertEqual(len(done.stderr.strip().splitlines()), 1, done.stderr)
        return done.stderr


if __name__ == "__main__":
    main()
