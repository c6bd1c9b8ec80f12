# SPDX-License-Identifier: AGPL-3.0-or-later
"""A message that breaks the work goes to quarantine with its reason, and the next ones are processed.

$BUILD_DIR/poisoned_server is the program, but for its work, which throws at a subject with POISON in it.
"""

import os
import smtplib
import unittest

from lib import mail
from lib.case import LIST, OWNER, ROBOT, main
from lib.place import workplace
from lib.program import BUILD_DIR, Colporteur
from lib.sink import Sink
from lib.wait import eventually


class Poison(unittest.TestCase):
    def setUp(self):
        self.sink = Sink().start()
        self.addCleanup(self.sink.stop)
        self.program = Colporteur(workplace(self), relay=self.sink.port,
                                  server=os.path.join(BUILD_DIR, "poisoned_server")).start()
        self.addCleanup(self.program.stop)
        self.program.add_list(LIST)

    def write(self, sender, recipient, subject):
        self.program.send(sender, recipient, mail.message(sender, recipient, subject))

    def quarantine(self):
        return self.program.json("quarantine", "list")

    def test_quarantined_with_its_reason_and_the_next_go_on(self):
        self.write("poison@example.net", ROBOT, "subscribe lettre POISON")
        self.write(OWNER, LIST, "POISON for everybody")
        for number in range(5):
            self.write(f"next{number}@example.net", ROBOT, "subscribe lettre")
        for number in range(5):
            self.sink.wait_for(f"next{number}@example.net")

        rows = eventually(lambda: (rows := self.quarantine()) and len(rows) == 2 and rows, "two in quarantine")
        self.assertEqual({row["sender"] for row in rows}, {"poison@example.net", OWNER})
        for row in rows:
            self.assertTrue(row["reason"].strip())
            shown = self.program.run("quarantine", "show", str(row["id"]), "--message").stdout
            self.assertIn("POISON", shown)
        self.assertEqual(self.sink.to("poison@example.net"), [])

    def test_one_that_ends_the_program_is_found_out_and_nobody_else_is_blamed(self):
        self.endings = 0
        self.write("deadly@example.net", ROBOT, "subscribe lettre DEADLY")
        for number in range(5):
            eventually(lambda number=number: self.taken(f"next{number}@example.net"), "a message is taken")
        row, = eventually(self.found_out, "one in quarantine")
        self.assertEqual((row["sender"], self.endings), ("deadly@example.net", 3))
        self.assertIn("ended 3 times", row["reason"])
        for number in range(5):
            self.sink.wait_for(f"next{number}@example.net")
        self.assertEqual(self.sink.to("deadly@example.net"), [])

    def start_again(self):
        """What systemd does."""
        if self.program.process.poll() is not None:
            self.endings += 1
            self.program.launch()

    def taken(self, sender):
        self.start_again()
        try:
            self.write(sender, ROBOT, "subscribe lettre")
            return True
        except (OSError, smtplib.SMTPException):
            return False

    def found_out(self):
        self.start_again()
        return self.quarantine()

    def test_retry_by_a_mended_program_and_drop(self):
        self.write("patient@example.net", ROBOT, "subscribe lettre POISON")
        self.write("dropped@example.net", ROBOT, "subscribe lettre POISON")
        rows = eventually(lambda: (rows := self.quarantine()) and len(rows) == 2 and rows, "two in quarantine")
        ids = {row["sender"]: str(row["id"]) for row in rows}
        self.program.run("quarantine", "drop", ids["dropped@example.net"])
        self.program.stop()

        mended = Colporteur(os.path.dirname(self.program.config), relay=self.sink.port, data=self.program.data).start()
        self.addCleanup(mended.stop)
        mended.run("quarantine", "retry", ids["patient@example.net"])
        self.sink.wait_for("patient@example.net")
        self.assertEqual(mended.json("quarantine", "list"), [])
        self.assertEqual(self.sink.to("dropped@example.net"), [])


if __name__ == "__main__":
    main()
