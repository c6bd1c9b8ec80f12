# SPDX-License-Identifier: AGPL-3.0-or-later
"""Digests: each reader gets each post once, in the form they want, whatever happens to the server."""

import contextlib
import os
import sqlite3
import time

from lib import mail
from lib.case import OWNER, SystemCase, main
from lib.wait import eventually

os.environ["LC_ALL"] = "C"  # the words below are English
FORMS = {"mail": 0, "notice": 1, "text": 2, "digest": 4, "plain": 5, "summary": 6}


class Digest(SystemCase):
    @classmethod
    def prepare(cls):
        cls.program.run("domain", "add", "info.example.org")

    def town(self, name, **forms):
        """A list whose readers want posts in those forms: a name for each. Returns its address."""
        address = self.program.add_list(f"{name}@info.example.org", "discussion", name.title(), language="en")
        self.join(address, **forms)
        return address

    def join(self, town, **forms):
        self.program.import_members(town, [f"{name}@example.net" for name in forms])
        database = os.path.join(self.program.data, "colporteur.db")
        with contextlib.closing(sqlite3.connect(database, timeout=30)) as store, store:
            for name, form in forms.items():
                store.execute(
                    "UPDATE members SET reception = ?, owed_after = ? FROM people p, lists l"
                    " WHERE p.id = person AND p.address = ? AND l.id = list AND l.address = ?",
                    (FORMS[form], 0 if FORMS[form] >= 4 else None, f"{name}@example.net", town))

    def post(self, town, subject, text="Hello.\n"):
        self.program.run("post", town, "-", input=mail.message(OWNER, town, subject, text))
        eventually(lambda: (row := self.program.mailing(f"{subject}")) and row["state"] != "filling", subject)

    def send(self, town):
        return self.program.run("digest", "send", town).stdout

    def all_sent(self, town):
        """Sends what there is; whether everybody has had everything."""
        self.program.run("digest", "send", town, expect=None)  # it may be under way
        return self.row(town)["posts"] == 0

    def row(self, town):
        return next((row for row in self.program.json("digest", "list") if row["list"] == town), None)

    def test_each_reader_gets_the_posts_in_the_form_they_want(self):
        town = self.town("town", ann="mail", bob="digest", cat="plain", dan="summary", eve="notice", fay="text")
        for subject in ("First post", "Second post"):
            self.post(town, subject, f"This is the text of {subject}.\n")
        row = self.row(town)
        self.assertEqual((row["readers"], row["posts"], row["issue"]), (3, 2, 0))
        self.assertIsNotNone(row["due"])
        self.assertRegex(self.send(town), "Posts: 2; readers: 3")
        for single in ("ann", "eve", "fay"):
            copies = [self.sink.wait_for(f"{single}@example.net", count) for count in (1, 2)]
            self.assertEqual({mail.decoded(copy, "Subject") for copy in copies}, {"First post", "Second post"})
        self.assertNotIn(b"This is the text", self.sink.wait_for("eve@example.net"))
        digest, plain, summary = (self.sink.wait_for(f"{name}@example.net") for name in ("bob", "cat", "dan"))
        for mails in (digest, plain, summary):
            self.assertEqual(mail.decoded(mails, "Subject"), "[Town] Digest no 1 (2 messages)")
            self.assertIn(b"First post", mails)
            self.assertIn(b"Second post", mails)
        self.assertIn(b"multipart/digest", digest)
        self.assertIn("This is the text of Second post.", mail.text(plain))
        self.assertNotIn(b"This is the text", summary)
        row = self.row(town)
        self.assertEqual((row["posts"], row["issue"], row["due"]), (0, 1, None))
        self.assertIn("No reader", self.send(town))
        self.nothing_more_for("bob@example.net", 1)

    def test_one_click_in_a_digest_leaves_and_no_digest_comes_any_more(self):
        town = self.town("click", gil="digest", hal="digest")
        self.post(town, "Before")
        self.send(town)
        first = self.sink.wait_for("gil@example.net")
        other = self.sink.wait_for("hal@example.net")
        self.assertEqual(mail.value(first, "List-Unsubscribe-Post"), "List-Unsubscribe=One-Click")
        link = mail.uris(first)["https"]
        self.assertNotEqual(link, mail.uris(other)["https"])
        self.assertEqual(self.program.post(link, "List-Unsubscribe=One-Click").status, 200)
        self.sink.wait_for("gil@example.net", 2, "the goodbye")
        self.post(town, "After")
        self.send(town)
        self.sink.wait_for("hal@example.net", 2)
        self.nothing_more_for("gil@example.net", 2)

    def test_as_many_posts_as_the_list_says_go_by_themselves(self):
        town = self.town("busy", ivy="summary")
        for number in range(25):
            self.program.run("post", town, "-", input=mail.message(OWNER, town, f"Busy {number}", "x\n"))
        eventually(lambda: self.program.mailing("Busy 24"), "the last post is distributed")
        self.program.stop()
        self.program.start()  # it looks at once, and then every minute
        digest = self.sink.wait_for("ivy@example.net", 1, "the digest")
        self.assertEqual(self.row(town)["issue"], 1)
        self.assertIn(b"Busy 0", digest)

    def test_a_server_that_is_killed_while_it_addresses_loses_and_doubles_nothing(self):
        readers = {f"kill{number}": ("digest", "plain", "summary", "mail")[number % 4] for number in range(400)}
        town = self.town("kill", **readers)
        self.program.run("queue", "pause", "--all", "a test")
        try:
            for round in range(6):
                self.program.run("post", town, "-",
                                 input=mail.message(OWNER, town, f"Kill {round} here", "x\n"))
                eventually(lambda: self.program.run("digest", "send", town, expect=None).returncode == 0, "sent")
                time.sleep(0.02 * round)
                self.program.kill()
                self.program.start()
            eventually(lambda: self.all_sent(town), "all is addressed")
            eventually(lambda: not any(row["state"] == "filling" for row in self.program.json("queue", "list")), "full")
        finally:
            self.program.run("queue", "resume", "--all")
        self.program.wait_until_idle()
        for name in readers:
            copies = self.sink.to(f"{name}@example.net")
            for round in range(6):
                having = [copy for copy in copies if f"Kill {round} here".encode() in copy.octets]
                self.assertEqual(len(having), 1, f"post {round} for {name}, a reader of {readers[name]}")


if __name__ == "__main__":
    main()
