# SPDX-License-Identifier: AGPL-3.0-or-later
"""The usual setting: a running program whose relay is a sink, with one newsletter."""

import sys
import unittest

from .mail import answer, message
from .place import workplace
from .program import Colporteur
from .sink import Sink

LIST = "lettre@info.example.org"
ROBOT = "sympa@info.example.org"
OWNER = "ana@example.org"


class SystemCase(unittest.TestCase):
    """One server per class; each test uses addresses of its own, so that they do not meet."""

    settings = {"delivery": {"first_wait_seconds": 1}}

    @classmethod
    def setUpClass(cls):
        cls.folder = workplace(cls)
        cls.sink = Sink().start()
        cls.addClassCleanup(cls.sink.stop)
        cls.program = Colporteur(cls.folder, relay=cls.sink.port, **cls.settings)
        cls.program.start()
        cls.addClassCleanup(cls.program.stop)
        cls.prepare()

    @classmethod
    def prepare(cls):
        cls.program.add_list(LIST)

    def write(self, sender, recipient, subject=b"", body=b"", headers=(), envelope=None):
        """Sends a mail by SMTP. `envelope`: the reverse-path where it is not the From address."""
        octets = message(sender, recipient, subject, body, headers)
        self.program.send(sender if envelope is None else envelope, recipient, octets)
        return octets

    def request(self, sender, subject="subscribe lettre"):
        """Writes a command to the robot and returns the first answer."""
        before = len(self.sink.to(sender))
        self.write(sender, ROBOT, subject)
        return self.sink.wait_for(sender, before + 1, f"after {subject!r}")

    def answer(self, request, sender, **words):
        """Presses Reply."""
        octets = answer(request, sender, **words)
        recipient = octets.split(b"\r\nTo: ")[1].split(b"\r\n")[0].decode()
        self.program.send(sender, recipient, octets)

    def nothing_more_for(self, address, count=0):
        """Everything sent so far has been worked on, and `address` has got `count` mails, no more."""
        sentinel = f"sentinel{id(object())}-{len(self.sink.copies)}@example.net"
        self.request(sentinel, "help")
        self.program.wait_until_idle()
        self.assertEqual(len(self.sink.to(address)), count, f"mails for {address}")


def main():
    sys.stdout.reconfigure(line_buffering=True)
    unittest.main(module="__main__", verbosity=2)
