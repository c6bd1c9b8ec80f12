# SPDX-License-Identifier: AGPL-3.0-or-later
"""The relay is down, slow, moody or rude: nothing is lost, nobody gets two, and the queue tells the truth."""

import time

from lib import mail
from lib.case import OWNER, SystemCase, main
from lib.sink import DROP
from lib.wait import eventually


class RelayTrouble(SystemCase):
    @classmethod
    def prepare(cls):
        cls.program.run("domain", "add", "info.example.org")

    def setUp(self):
        self.addCleanup(self.behave)

    def behave(self, policy=lambda stage, envelope: None):
        self.sink.policy = policy

    def post(self, subject, count):
        """A letter to a list of its own with `count` readers; returns their addresses."""
        name = subject.replace(" ", "-").lower()
        address = f"{name}@info.example.org"
        readers = [f"{name}-{number}@example.net" for number in range(count)]
        self.program.add_list(address)
        self.program.import_members(address, readers)
        self.program.run("post", address, "-", input=mail.message(OWNER, address, subject, "Bonjour.\n"))
        return readers

    def copy_that(self, subject, reader, is_so):
        """The row of the queue, once it is so."""
        def probe():
            row = self.program.delivery(subject, reader)
            return row if row and is_so(row) else None
        return eventually(probe, f"the copy for {reader}")

    def served_once(self, readers):
        eventually(lambda: all(self.sink.to(reader) for reader in readers), "everybody served")
        self.program.wait_until_idle()
        self.assertEqual([len(self.sink.to(reader)) for reader in readers], [1] * len(readers))

    def test_a_relay_that_is_down(self):
        self.sink.suspend()
        try:
            readers = self.post("Down", 20)
            row = self.copy_that("Down", readers[0], lambda row: row["attempts"])
            self.assertIn(row["state"], ("due", "leased"))
        finally:
            self.sink.resume()
        self.served_once(readers)

    def test_4xx_at_any_stage_is_tried_again(self):
        for stage in ("connect", "MAIL", "RCPT", "DATA", "."):
            with self.subTest(stage):
                refusals = []

                def moody(now, envelope, stage=stage, refusals=refusals):
                    if now == stage and len(refusals) < 3:
                        refusals.append(now)
                        return "421 4.3.2 later" if stage == "connect" else "451 4.7.1 greylisted"
                    return None

                self.behave(moody)
                self.served_once(self.post(f"Moody {stage if stage != '.' else 'dot'}", 3))
                self.assertTrue(refusals or stage == "connect")

    def test_while_it_is_deferred_the_queue_says_why(self):
        self.behave(lambda stage, envelope: "451 4.7.1 greylisted, come back" if stage == "RCPT" else None)
        reader, = self.post("Why", 1)
        row = self.copy_that("Why", reader, lambda row: row["state"] == "due" and row["reply"])
        self.assertIn("451 4.7.1 greylisted, come back", row["reply"])
        self.behave()
        self.served_once([reader])
        row = self.program.delivery("Why", reader)
        self.assertEqual(row["state"], "sent")
        self.assertIn("250 2.0.0 taken", row["reply"])

    def test_5xx_fails_that_recipient_alone(self):
        def rude(stage, envelope):
            if stage == "RCPT" and envelope.recipients[0].startswith("rude-1@"):
                return "550 5.1.1 no such user"
            return None

        self.behave(rude)
        first, second, third = self.post("Rude", 3)
        self.served_once([first, third])
        row = self.copy_that("Rude", second, lambda row: row["state"] == "failed")
        self.assertIn("550 5.1.1 no such user", row["reply"])
        self.assertEqual(self.sink.to(second), [])

    def test_a_slow_relay_slows_nobody_else(self):
        self.behave(lambda stage, envelope: 0.3 if stage == "." else None)
        readers = self.post("Slow", 40)
        began = time.monotonic()
        self.assertEqual(self.program.get("/slow").status, 200)
        self.assertLess(time.monotonic() - began, 5)
        self.served_once(readers)

    def test_a_relay_that_falls_silent_holds_up_neither_the_others_nor_the_end(self):
        silent = []

        def policy(stage, envelope):
            if stage == "." and len(silent) < 2:
                silent.append(envelope.recipients[0])
                return 3600
            return None

        self.behave(policy)
        readers = self.post("Silent", 60)
        # a copy whose envelope went out behind a silent one's content waits with it
        eventually(lambda: len(self.letters("Silent")) >= 56, "everybody but those two and the next ones")
        began = time.monotonic()
        self.program.stop()
        self.assertLess(time.monotonic() - began, 30, "an end that can be waited for")
        self.behave()
        self.program.start()
        self.served_once(readers)

    def test_dropped_connections(self):
        for stage in ("connect", "MAIL", "DATA", "."):
            with self.subTest(stage):
                drops = []

                def dropping(now, envelope, stage=stage, drops=drops):
                    if now == stage and len(drops) < 3:
                        drops.append(now)
                        return DROP
                    return None

                self.behave(dropping)
                self.served_once(self.post(f"Dropped {stage if stage != '.' else 'dot'}", 10))

    def test_a_command_s_answer_does_not_wait_behind_a_letter(self):
        self.behave(lambda stage, envelope: 0.2 if stage == "." else None)
        readers = self.post("Long", 200)
        self.request("impatient@example.net", "help")
        self.assertLess(sum(1 for reader in readers if self.sink.to(reader)), len(readers))
        self.behave()
        self.served_once(readers)

    def test_pause_resume_and_drop(self):
        self.sink.suspend()
        try:
            posted = {subject: self.post(subject, 5) for subject in ("Paused", "Given up", "Goes on")}
            for verb, subject in (("pause", "Paused"), ("drop", "Given up")):
                self.copy_that(subject, posted[subject][0], lambda row: row["state"] == "leased")
                self.program.run("queue", verb, str(self.program.mailing(subject)["id"]))
        finally:
            self.sink.resume()
        self.arrived("Goes on", posted["Goes on"])
        self.assertEqual(self.program.mailing("Paused")["state"], "paused")
        self.assertEqual(self.letters("Paused"), [])
        self.program.run("queue", "resume", str(self.program.mailing("Paused")["id"]))
        self.arrived("Paused", posted["Paused"])
        self.program.wait_until_idle()
        self.assertEqual(self.letters("Paused"), sorted(posted["Paused"]))
        self.assertEqual(self.letters("Given up"), [])

    def arrived(self, subject, readers):
        eventually(lambda: set(readers) <= set(self.letters(subject)), f"{subject} for {readers}")

    def letters(self, subject):
        """Who has got the letter of that subject, as often as they did."""
        return sorted(copy.recipients[0] for copy in list(self.sink.copies)
                      if mail.decoded(copy.octets, "Subject") == subject)


if __name__ == "__main__":
    main()
