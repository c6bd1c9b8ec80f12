# SPDX-License-Identifier: AGPL-3.0-or-later
"""One letter, timed: from just before it is handed over until the sink has all of its recipients."""
import dataclasses
import os
import statistics
import time

from .place import Failure, wait_for


@dataclasses.dataclass
class Figure:
    """A line of the table: the median of some runs."""
    row: str
    program: str
    recipients: int
    rate: float = 0           # recipients per second
    rates: tuple = ()         # of each run
    cpu_ms: float = 0         # user and system, per recipient
    peak_mb: float = 0
    wall: float = 0           # seconds
    note: str = ""            # what there is to say instead, or besides


@dataclasses.dataclass
class Run:
    wall: float
    cpu: float
    peak_mb: float


def figure(program, sink, row, recipients, runs, within):
    """Never fails: what went wrong becomes the note of a line without figures."""
    try:
        done = [distribute(program, sink, row, recipients, within) for _ in range(runs)]
    except Failure as failure:
        return Figure(row, program.name, recipients, note=f"failed: {failure}")
    return summary(row, program.name, recipients, done, program.note)


def summary(row, name, recipients, runs, note=""):
    wall = statistics.median(run.wall for run in runs)
    return Figure(row, name, recipients,
                  rate=recipients / wall,
                  rates=tuple(recipients / run.wall for run in runs),
                  cpu_ms=statistics.median(run.cpu for run in runs) * 1000 / recipients,
                  peak_mb=max(run.peak_mb for run in runs),
                  wall=wall, note=note)


def distribute(program, sink, row, recipients, within, meanwhile=None):
    """`meanwhile(started)` is called once the letter is handed over, and returns how many other mails it caused."""
    program.prepare(row, recipients)
    wait_until_quiet(program)
    os.sync()
    sink.reset()
    program.peak()  # of what was before
    cpu, started = program.cpu(), time.monotonic()
    program.post(row, recipients)
    expected = recipients + (meanwhile(started) if meanwhile else 0)
    wait_for(lambda: sink.counts()["recipients"] >= expected, f"{expected} copies", within, every=0.05)
    wait_until_quiet(program)  # what it does after the last reply is part of the work
    counts = sink.counts()
    check(counts, row, expected)
    return Run(wall=counts["last"] - started, cpu=program.cpu() - cpu, peak_mb=program.peak())


def check(counts, row, expected):
    """Each reader one copy, and signed where it should be: else the figure is none."""
    if counts["distinct"] != expected or counts["recipients"] != expected:
        raise Failure(f"{counts['recipients']} copies to {counts['distinct']} readers, not {expected}")
    if row == "signed" and counts["signed"] < counts["messages"]:
        raise Failure(f"{counts['messages'] - counts['signed']} copies are not signed")


def wait_until_quiet(program):
    """Until half a second of it costs less than 30 ms of CPU; ten seconds at most."""
    for _ in range(20):
        before = program.cpu()
        time.sleep(0.5)
        if program.cpu() - before < 0.03:
            return
