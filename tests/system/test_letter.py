# SPDX-License-Identifier: AGPL-3.0-or-later
"""A letter on its way: watched, paused, cancelled, retried and scheduled, and everyone gets it once."""

import os
import pty
import subprocess
import time

from lib import mail
from lib.case import OWNER, SystemCase, main
from lib.program import BINARY
from lib.wait import eventually

os.environ["LC_ALL"] = "C"  # the words below are English


class Letter(SystemCase):
    @classmethod
    def prepare(cls):
        cls.program.run("domain", "add", "info.example.org")

    def setUp(self):
        self.addCleanup(self.behave)

    def behave(self, policy=lambda stage, envelope: None):
        self.sink.policy = policy

    def post(self, subject, count):
        """A letter to a list of its own; returns its number, once all are addressed, and its readers."""
        readers = self.hand_over(subject, count)
        return self.addressed(subject, count), readers

    def hand_over(self, subject, count):
        name = subject.replace(" ", "-").lower()
        address = f"{name}@info.example.org"
        readers = [f"{name}-{number}@example.net" for number in range(count)]
        self.program.add_list(address)
        self.program.import_members(address, readers)
        self.program.run("post", address, "-", input=mail.message(OWNER, address, subject, "Bonjour.\n"))
        return readers

    def addressed(self, subject, count):
        """The letter's number, once all its readers are in the ledger."""
        def probe():
            row = self.program.mailing(subject)
            return row and row["state"] != "filling" and self.status(row["id"])["all"] == count and str(row["id"])
        return eventually(probe, f"{subject} is addressed")

    def status(self, letter):
        """`letter status --json`, with the sum of its counts."""
        shown = self.program.json("letter", "status", str(letter))
        return shown | {"all": sum(shown[key] for key in ("left", "sent", "failed", "cancelled"))}

    def got(self, readers):
        return [len(self.sink.to(reader)) for reader in readers]

    def over(self, letter, state="done"):
        return eventually(lambda: (now := self.status(letter))["state"] == state and now, f"{letter} is {state}")

    def held(self, subject, count, *command):
        """Posts while the relay is down, runs `letter COMMAND ID …` and lets the relay come back."""
        self.sink.suspend()
        try:
            letter, readers = self.post(subject, count)
            self.program.run("letter", command[0], letter, *command[1:])
        finally:
            self.sink.resume()
        return letter, readers

    def scheduled(self, subject, count, *when):
        """A letter that is given a schedule before anybody has got it."""
        letter, readers = self.held(subject, count, "pause")
        eventually(lambda: self.status(letter)["leased"] == 0, "nothing is in hand")
        self.program.run("letter", "schedule", letter, *when)
        self.program.run("letter", "resume", letter)
        return letter, readers

    def others_go_on(self, subject):
        letter, readers = self.post(subject, 2)
        self.over(letter)
        self.assertEqual(self.got(readers), [1, 1])

    def test_status_for_programs_and_for_people(self):
        def rude(stage, envelope):
            if stage == "RCPT" and envelope.recipients[0].startswith("status-1@"):
                return f"550 5.1.1 <{envelope.recipients[0]}> is unknown here"
            return None

        self.behave(rude)
        letter, readers = self.post("Status", 3)
        shown = self.over(letter)
        self.assertEqual((shown["sent"], shown["failed"], shown["left"], shown["cancelled"]), (2, 1, 0, 0))
        self.assertEqual((shown["subject"], shown["list"]), ("Status", "status@info.example.org"))
        self.assertEqual([refusal["domain"] for refusal in shown["refusals"]], ["example.net"])
        self.assertIn("550 5.1.1", shown["refusals"][0]["reply"])
        self.assertIsNone(shown["end"])

        page = self.program.run("letter", "status", letter).stdout
        for words in ("Status", "100 %", "550 5.1.1", "no such mailbox"):
            self.assertIn(words, page)
        for reader in readers:
            self.assertNotIn(reader, page)
        self.assertNotIn("\x1b", page)
        self.assertIn(int(letter), [row["id"] for row in self.program.json("letter", "list", "--all")])
        self.assertNotIn(int(letter), [row["id"] for row in self.program.json("letter", "list")])

    def test_the_newest_letter_is_meant_when_none_is_named(self):
        letter, _ = self.post("Newest", 1)
        self.over(letter)
        shown = self.program.json("letter", "status")
        if not self.program.json("letter", "list"):
            self.assertEqual(shown["id"], max(row["id"] for row in self.program.json("letter", "list", "--all")))

    def test_paused_in_the_middle_and_resumed_everyone_gets_it_once(self):
        self.behave(lambda stage, envelope: 0.1 if stage == "." else None)
        letter, readers = self.post("Middle", 150)
        eventually(lambda: self.status(letter)["sent"] > 10, "it is under way")
        self.assertRegex(self.program.run("letter", "pause", letter).stdout, "[0-9]")
        eventually(lambda: self.status(letter)["leased"] == 0, "nothing is in hand")
        resting = self.status(letter)
        self.assertEqual(resting["state"], "paused")
        self.assertLess(resting["sent"], len(readers))
        self.others_go_on("Middle others")
        self.assertEqual(self.status(letter)["sent"], resting["sent"])
        self.behave()
        self.program.run("letter", "resume", letter)
        self.over(letter)
        self.assertEqual(self.got(readers), [1] * len(readers))

    def test_one_recipient_is_cancelled_and_nobody_else(self):
        letter, readers = self.held("One", 3, "cancel", "one-1@example.net")
        self.assertEqual(self.over(letter)["cancelled"], 1)
        self.assertEqual(self.got(readers), [1, 0, 1])
        self.assertIn("already", self.fails("letter", "cancel", letter, readers[0]))
        self.assertIn("--cancelled", self.fails("letter", "retry", letter, readers[1]))
        self.program.run("letter", "retry", letter, readers[1], "--cancelled")
        self.sink.wait_for(readers[1])

    def test_one_recipient_is_paused_and_resumed(self):
        letter, readers = self.held("Alone", 3, "pause", "alone-1@example.net")
        self.over(letter, "paused")
        self.assertEqual(self.got(readers), [1, 0, 1])
        self.program.run("letter", "resume", letter, readers[1])
        self.over(letter)
        self.assertEqual(self.got(readers), [1, 1, 1])

    def test_a_cancelled_letter_says_how_many_had_it(self):
        letter, readers = self.held("Never", 5, "cancel")
        self.over(letter, "cancelled")
        self.others_go_on("Never others")
        self.assertEqual(self.got(readers), [0] * 5)

    def test_the_author_is_told_whom_a_letter_did_not_reach(self):
        self.behave(lambda stage, envelope: "550 5.1.1 <who@example.net> unknown"
                    if stage == "RCPT" and envelope.recipients[0].startswith("told-1@") else None)
        letter, readers = self.post("Told", 3)
        self.over(letter)
        words = eventually(lambda: next((words for copy in self.sink.to(OWNER)
                                         if "Told" in (words := mail.text(copy.octets))), None), "the report")
        self.assertIn("550 5.1.1", words)
        for reader in (*readers, "who@example.net"):
            self.assertNotIn(reader, words)

    def test_retry_after_a_5xx(self):
        self.behave(lambda stage, envelope: "554 5.7.1 no" if stage == "RCPT" else None)
        letter, readers = self.post("Again", 2)
        self.assertEqual(self.over(letter)["failed"], 2)
        self.behave()
        self.program.run("letter", "retry", letter, readers[0])
        self.sink.wait_for(readers[0])
        self.program.run("letter", "retry", letter)
        self.sink.wait_for(readers[1])
        self.over(letter)
        self.assertEqual(self.got(readers), [1, 1])

    def test_a_scheduled_letter_waits_until_it_may_leave(self):
        letter, readers = self.scheduled("Later", 3, "--not-before", "2099-01-01 09:00")
        self.others_go_on("Later others")
        shown = self.status(letter)
        self.assertEqual((shown["state"], shown["sent"]), ("scheduled", 0))
        self.assertTrue(shown["not_before"].startswith(("2098-12-31T", "2099-01-01T")))
        self.assertIn("2099-01-01 09:00", self.program.run("letter", "status", letter).stdout)
        self.program.run("letter", "schedule", letter, "--not-before", "now")
        self.over(letter)
        self.assertEqual(self.got(readers), [1] * 3)

    def test_a_letter_leaves_in_its_hours_alone(self):
        hour = time.localtime().tm_hour
        closed = f"{(hour + 2) % 24:02}:00-{(hour + 3) % 24:02}:00"
        letter, readers = self.scheduled("Hours", 3, "--hours", closed)
        self.others_go_on("Hours others")
        shown = self.status(letter)
        self.assertEqual((shown["state"], shown["sent"], shown["hours"]), ("waiting", 0, closed))
        self.program.run("letter", "schedule", letter, "--hours", "any")
        self.over(letter)
        self.assertEqual(self.got(readers), [1] * 3)

    def test_all_sending_is_paused_and_said_so(self):
        self.program.run("queue", "pause", "--all", "we move house")
        self.addCleanup(self.program.run, "queue", "resume", "--all")
        readers = self.hand_over("House", 2)
        letter = str(eventually(lambda: self.program.mailing("House"), "the letter is there")["id"])
        self.assertIn("we move house", self.program.run("queue", "list").stderr)
        self.assertIn("we move house", self.program.run("letter", "status", letter).stdout)
        self.assertEqual(self.status(letter)["sending_paused"], "we move house")
        self.assertEqual(self.got(readers), [0, 0])
        self.program.run("queue", "resume", "--all")
        self.over(letter)
        self.assertEqual(self.got(readers), [1, 1])

    def test_what_cannot_be_done_is_said_with_the_cure(self):
        letter, _ = self.post("Wrong", 1)
        self.over(letter)
        for arguments, cure in (
            (("pause", "999999"), "letter list"),
            (("pause", letter, "nobody@example.net"), "queue show"),
            (("schedule", letter), "--not-before"),
            (("schedule", letter, "--not-before", "tomorrow"), "2026-12-01 09:00"),
            (("schedule", letter, "--not-before", "2001-01-01 09:00"), "now"),
            (("schedule", letter, "--hours", "morning"), "08:00-20:00"),
        ):
            with self.subTest(arguments):
                self.assertIn(cure, self.fails("letter", *arguments))

    def test_in_a_terminal_the_page_is_drawn_again_until_the_letter_is_done(self):
        self.sink.suspend()
        try:
            letter, _ = self.post("Watched", 2)
            process, screen = self.watch(letter)
            self.read_until(screen, b"\x1b[H")
        finally:
            self.sink.resume()
        self.read_until(screen, b"100 %")
        self.assertEqual(process.wait(60), 0)

    def test_ctrl_c_ends_the_watching_alone(self):
        letter, readers = self.held("Interrupted", 1, "pause")
        process, screen = self.watch(letter)
        self.read_until(screen, b"\x1b[J")
        os.write(screen, b"\x03")
        self.assertEqual(process.wait(60), 0)
        self.program.run("letter", "resume", letter)
        self.over(letter)
        self.assertEqual(self.got(readers), [1])

    def watch(self, letter):
        """`letter status` in a terminal of its own."""
        screen, terminal = pty.openpty()
        process = subprocess.Popen(
            [BINARY, "--config", self.program.config, "letter", "status", letter],
            stdin=terminal, stdout=terminal, stderr=terminal, start_new_session=True,
            preexec_fn=lambda: os.close(os.open(os.ttyname(0), os.O_RDWR)),  # makes it the controlling terminal
            env={**os.environ, "TERM": "xterm"})
        os.close(terminal)
        self.addCleanup(process.wait, 60)
        self.addCleanup(os.close, screen)
        return process, screen

    def read_until(self, screen, wanted):
        seen = b""
        while wanted not in seen:
            seen += os.read(screen, 65536)

    def fails(self, *arguments):
        """Exit 1 and one line that says what."""
        done = self.program.run(*arguments, expect=1)
        self.assertEqual(len(done.stderr.strip().splitlines()), 1, done.stderr)
        return done.stderr


if __name__ == "__main__":
    main()
