# SPDX-License-Identifier: AGPL-3.0-or-later
"""Wishes to join, each by somebody new, and how many of them a robot answers per second.

The clock runs from the first octet until everybody who asked has an answer in the sink. `program.asker()` is
one connection, with ask(sender) and close(); ask returns once the program has taken the mail for good.
"""
import dataclasses
import itertools
import statistics
import threading
import time

from .measure import wait_until_quiet
from .place import Failure, wait_for

CONNECTIONS = (1, 32)
PATIENCE = 45  # seconds for one run
BUDGET = 60    # seconds after which no further run of a program begins

_numbers = itertools.count(1)


@dataclasses.dataclass
class Rate:
    """A line of the table: the median of some runs."""
    program: str
    connections: int
    rate: float = 0    # commands answered per second
    rates: tuple = ()  # of each run
    mails: float = 0   # that one command brought about
    note: str = ""     # what there is to say instead, or besides


def rates(program, sink, counts, runs):
    """One Rate for each of CONNECTIONS, with `counts` commands. Never fails: see its note."""
    deadline = time.monotonic() + BUDGET
    done = {connections: [] for connections in CONNECTIONS}
    failures = {}
    for _ in range(runs):
        for connections, total in zip(CONNECTIONS, counts):
            if connections in failures or (done[connections] and time.monotonic() > deadline):
                continue
            try:
                done[connections].append(_run(program, sink, connections, total // connections))
            except Failure as failure:
                failures[connections] = f"failed: {failure}"
    return [_summary(program, connections, done[connections], failures.get(connections)) for connections in CONNECTIONS]


def _summary(program, connections, runs, failure):
    if failure or not runs:
        return Rate(program.name, connections, note=failure or "no time left")
    return Rate(program.name, connections,
                rate=statistics.median(rate for rate, _ in runs),
                rates=tuple(rate for rate, _ in runs),
                mails=statistics.median(mails for _, mails in runs),
                note=program.note)


def _run(program, sink, connections, each):
    """Commands per second, and mails per command."""
    wait_until_quiet(program)
    sink.reset()
    total = connections * each
    started = time.monotonic()
    _ask_all(program, connections, each)
    wait_for(lambda: sink.counts()["distinct"] >= total, f"{total} answers", PATIENCE)
    seconds = sink.counts()["last_new"] - started
    wait_until_quiet(program)
    return total / seconds, sink.counts()["recipients"] / total


def _ask_all(program, connections, each):
    senders = [[f"new{next(_numbers)}@example.net" for _ in range(each)] for _ in range(connections)]
    failures = []

    def write(mine):
        try:
            asker = program.asker()
            for sender in mine:
                asker.ask(sender)
            asker.close()
        except (Failure, OSError) as failure:
            failures.append(failure)

    threads = [threading.Thread(target=write, args=(mine,)) for mine in senders]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise Failure(str(failures[0]))
