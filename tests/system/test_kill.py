# SPDX-License-Identifier: AGPL-3.0-or-later
"""Killed at any moment, nobody is missed.

A letter to TORTURE_SUBSCRIBERS (2000) and 200 concurrent subscriptions, while the server is killed
TORTURE_KILLS (100) times with SIGKILL at random moments. TORTURE_SEED repeats a run's random numbers.
"""

import asyncio
import os
import random
import smtplib
import threading
import time
import unittest

from lib import mail
from lib.case import LIST, OWNER, ROBOT, main
from lib.place import workplace
from lib.program import Colporteur
from lib.sink import Sink
from lib.wait import eventually

KILLS = int(os.environ.get("TORTURE_KILLS", 100))
SUBSCRIBERS = int(os.environ.get("TORTURE_SUBSCRIBERS", 2000))
SUBSCRIPTIONS = 200
CONNECTIONS = 4
SUBJECT = "La lettre"


class Kill(unittest.TestCase):
    def setUp(self):
        seed = int(os.environ.get("TORTURE_SEED", random.randrange(1 << 32)))
        print(f"TORTURE_SEED={seed} TORTURE_KILLS={KILLS} TORTURE_SUBSCRIBERS={SUBSCRIBERS}", flush=True)
        self.random = random.Random(seed)
        self.kills = 0
        self.letters = 0  # copies of the letter that the sink has in its hands
        self.acknowledged = set()
        self.sink = Sink(self.gate).start()
        self.addCleanup(self.sink.stop)
        self.program = Colporteur(workplace(self), relay=self.sink.port, connections=CONNECTIONS,
                                  delivery={"first_wait_seconds": 1})
        self.addCleanup(self.program.kill)

    async def gate(self, stage, envelope):
        """Lets the letter advance with the kills, so that each kill meets copies on their way."""
        if stage == "." and envelope.sender.startswith("lettre+bounce"):
            self.letters += 1
            share = self.letters / SUBSCRIBERS
            while self.kills < KILLS and share > (self.kills + 1) / (KILLS + 1):
                await asyncio.sleep(0.01)

    def test_every_subscriber_is_served_and_every_message_taken_is_processed(self):
        readers = [f"reader{number}@example.net" for number in range(SUBSCRIBERS)]
        self.program.add_list(LIST)
        self.program.import_members(LIST, readers)
        letter = mail.message(OWNER, LIST, SUBJECT, "Bonjour à toutes et à tous.\n" * 100)
        self.program.run("post", LIST, "-", input=letter)

        writers = [threading.Thread(target=self.subscribe, args=(number,)) for number in range(SUBSCRIPTIONS)]
        for writer in writers:
            writer.start()
        self.kill_many_times()
        self.program.start()
        for writer in writers:
            writer.join(120)
            self.assertFalse(writer.is_alive(), "a subscription never got its 250")

        self.assertEqual(self.program.json("quarantine", "list"), [], "nobody is blamed for a kill")
        eventually(lambda: len(self.served()) == SUBSCRIBERS, "every subscriber served", within=240)
        for address in self.acknowledged:
            self.sink.wait_for(address, what="(it got 250)")
        self.program.wait_until_idle()
        self.check_copies(set(readers))
        self.assertEqual(self.program.json("quarantine", "list"), [])
        self.program.stop()

    def served(self):
        return {copy.recipients[0] for copy in self.copies()}

    def copies(self):
        return [copy for copy in list(self.sink.copies) if mail.decoded(copy.octets[:20000], "Subject") == SUBJECT]

    def kill_many_times(self):
        began = time.monotonic()
        self.program.start()
        starting = time.monotonic() - began
        while self.kills < KILLS:
            early = self.random.random() < 0.2
            time.sleep(self.random.uniform(0, starting) if early else starting + self.random.uniform(0, 0.3))
            self.program.kill()
            self.kills += 1
            if self.kills % 25 == 0:
                print(f"  {self.kills} kills, {len(self.sink.copies)} copies", flush=True)
            if self.kills < KILLS:
                self.program.launch()

    def subscribe(self, number):
        """One person, who tries until the message is taken."""
        address = f"new{number}@example.net"
        octets = mail.message(address, ROBOT, "subscribe lettre")
        while self.kills < KILLS * number // SUBSCRIPTIONS:
            time.sleep(0.02)
        while address not in self.acknowledged:
            try:
                self.program.send(address, ROBOT, octets)
                self.acknowledged.add(address)
            except (OSError, smtplib.SMTPException):
                time.sleep(0.05)

    def check_copies(self, readers):
        copies = self.copies()
        extra = len(copies) - SUBSCRIBERS
        print(f"  {extra} copies beyond one, {self.sink.cut} connections open at the kills", flush=True)
        self.assertEqual({copy.recipients[0] for copy in copies}, readers)
        self.assertLessEqual(extra, self.sink.cut)
        self.assertLessEqual(extra, KILLS * CONNECTIONS)
        self.assertEqual(len({mail.value(copy.octets, "Message-ID") for copy in copies}), 1)


if __name__ == "__main__":
    main()
