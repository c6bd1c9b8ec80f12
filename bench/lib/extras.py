# SPDX-License-Identifier: AGPL-3.0-or-later
"""What else is promised of our program: the long letter, imports, the start."""
import time

from .colporteur import Colporteur
from .measure import distribute
from .place import wait_for

EVERY = 0.25  # seconds between two looks at the queue


class LongLetter:
    """A letter to very many, and a confirmation asked for in the middle of it."""

    def __init__(self, program, sink, recipients):
        self.program, self.sink, self.recipients = program, sink, recipients

    def run(self, row, within):
        """The letter's Run; afterwards `enqueued` and `confirmed` say how many seconds these took."""
        self.earlier = self.program.mailings()
        return distribute(self.program, self.sink, row, self.recipients, within, meanwhile=self._meanwhile)

    def _meanwhile(self, started):
        wait_for(self._is_enqueued, "the letter in the ledger", 600, every=EVERY)
        self.enqueued = time.monotonic() - started
        self.confirmed = self._confirmation()
        return 1

    def _is_enqueued(self):
        mine = [state for number, state in self.program.mailings().items() if number not in self.earlier]
        return mine and "filling" not in mine

    def _confirmation(self):
        """From the connection's begin until the question is in the sink."""
        sender = "newcomer@example.net"
        self.sink.watch(sender)
        wait_for(lambda: self.sink.counts()["recipients"] >= self.recipients // 2, "half of the letter", 3600)
        asked = time.monotonic()
        asker = self.program.asker(self.recipients)
        asker.ask(sender)
        asker.close()
        return wait_for(lambda: self.sink.counts()["watched_at"], "the question", 60) - asked


def imports(folder, sink, sizes):
    """Of a program that knows nobody yet."""
    for size in sizes:
        program = Colporteur(folder / f"import{size}", sink.port, 1)
        command = program.add_list(size)
        yield f"import of {size:,} subscribers from CSV", command.seconds, "s"
        yield "  its peak memory", command.peak_mb, "MB"
        yield f"start, with {size:,} subscribers", program.start(), "s"
        yield "  memory then", program.peak(), "MB"
        program.stop()


def empty_start(folder, sink):
    program = Colporteur(folder / "empty", sink.port, 1)
    yield "start, empty", program.start(), "s"
    yield "  memory then", program.peak(), "MB"
    program.stop()
