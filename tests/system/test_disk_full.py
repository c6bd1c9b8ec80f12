# SPDX-License-Identifier: AGPL-3.0-or-later
"""A disk that fills up: intake says 4xx, nothing acknowledged is lost, and all goes on when there is room again."""

import errno
import os
import smtplib
import subprocess
import unittest

from lib import mail
from lib.case import LIST, OWNER, ROBOT, main
from lib.place import become_root, workplace
from lib.program import Colporteur
from lib.sink import Sink
from lib.wait import eventually

MEGABYTES = 8


class DiskFull(unittest.TestCase):
    def setUp(self):
        folder = workplace(self)
        data = os.path.join(folder, "data")
        os.mkdir(data)
        if subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={MEGABYTES}m", "colporteur-test", data]).returncode:
            self.skipTest("needs the right to mount a small tmpfs")
        self.addCleanup(subprocess.run, ["umount", "--lazy", data], check=True)
        self.ballast = os.path.join(data, "ballast")
        self.sink = Sink().start()
        self.addCleanup(self.sink.stop)
        self.program = Colporteur(folder, relay=self.sink.port, data=data, delivery={"first_wait_seconds": 1})
        self.program.start()
        self.addCleanup(self.program.stop)
        self.program.add_list(LIST)
        self.number = 0

    def test_4xx_while_full_and_by_itself_when_not(self):
        taken, refused = [], []
        self.send_one(taken, refused)
        self.assertTrue(taken)
        self.fill()

        while len(refused) < 10:
            self.send_one(taken, refused)
            self.assertLess(self.number, 2000, "the disk is full, and still everything is taken")
        self.assertIsNone(self.program.process.poll(), "the server lives")

        os.remove(self.ballast)
        eventually(lambda: self.send_one(taken, refused), "taken again, without a restart")
        for address in taken:
            self.sink.wait_for(address, what="(it got 250)")
        for address in refused[:3]:
            self.write(address)
            self.sink.wait_for(address, what="(refused before, taken now)")
        self.program.wait_until_idle()
        self.assertEqual(self.program.json("quarantine", "list"), [])

    def test_a_letter_under_way_goes_on_and_everybody_gets_one(self):
        readers = [f"reader{number}@example.net" for number in range(600)]
        self.program.import_members(LIST, readers)
        self.sink.policy = lambda stage, envelope: 0.02 if stage == "." else None
        self.program.run("post", LIST, "-", input=mail.message(OWNER, LIST, "La lettre", "Bonjour.\n" * 100))
        eventually(lambda: len(self.sink.copies) > 50, "the letter is on its way")
        self.fill()
        under_way = len(self.sink.copies)
        self.assertLess(under_way, len(readers))
        eventually(lambda: len(self.sink.copies) >= min(len(readers), under_way + 100), "a full disk does not stop it")
        self.assertIsNone(self.program.process.poll(), "the server lives")

        os.remove(self.ballast)
        self.sink.policy = lambda stage, envelope: None
        eventually(lambda: all(self.sink.to(reader) for reader in readers), "everybody served")
        self.program.wait_until_idle()
        self.assertEqual(sorted(copy.recipients[0] for copy in self.sink.copies), sorted(readers))

    def test_the_server_can_be_ended_and_started_again_around_it(self):
        readers = [f"reader{number}@example.net" for number in range(300)]
        self.program.import_members(LIST, readers)
        self.sink.policy = lambda stage, envelope: 0.02 if stage == "." else None
        self.program.run("post", LIST, "-", input=mail.message(OWNER, LIST, "La lettre", "Bonjour.\n" * 100))
        eventually(lambda: len(self.sink.copies) > 50, "the letter is on its way")
        self.fill()
        eventually(lambda: "settle-waits" in self.program.log_tail(), "the ledger cannot be written")
        self.program.stop()
        self.assertLess(len(self.sink.copies), len(readers))

        os.remove(self.ballast)
        self.program.start()
        eventually(lambda: all(self.sink.to(reader) for reader in readers), "everybody served")
        self.program.wait_until_idle()
        self.assertEqual(sorted(copy.recipients[0] for copy in self.sink.copies), sorted(readers))

    def fill(self):
        with open(self.ballast, "wb", buffering=0) as file:
            for size in (65536, 4096, 1):
                try:
                    while True:
                        file.write(b"\0" * size)
                except OSError as error:
                    self.assertEqual(error.errno, errno.ENOSPC)

    def write(self, address):
        self.program.send(address, ROBOT, mail.message(address, ROBOT, "subscribe lettre", "Cher automate. " * 1000))

    def send_one(self, taken, refused):
        """A new person writes. True when the mail was taken; a refusal must be 4xx."""
        self.number += 1
        address = f"person{self.number}@example.net"
        try:
            self.write(address)
            taken.append(address)
            return True
        except smtplib.SMTPRecipientsRefused as error:
            code = list(error.recipients.values())[0][0]
        except smtplib.SMTPResponseException as error:
            code = error.smtp_code
        self.assertEqual(code // 100, 4, f"{code} while the disk is full")
        refused.append(address)
        return False


if __name__ == "__main__":
    become_root()
    main()
