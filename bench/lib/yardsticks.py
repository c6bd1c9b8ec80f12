# SPDX-License-Identifier: AGPL-3.0-or-later
"""What cannot be beaten by much: one signature, and a C program that sends one message over and over."""
import subprocess
import time

from .letter import BYTES, address
from .measure import Figure, Run, summary
from .place import HOST, Failure, which
from .processes import Command

PER_TRANSACTION = {"plain": 50, "personal": 1}


def signature_ms():
    """CPU milliseconds of one RSA-2048 signature, on one core."""
    out = subprocess.run(["openssl", "speed", "-seconds", "3", "-mr", "rsa2048"], capture_output=True, text=True, check=True)
    # +F2:number:bits:signatures per second of CPU:verifications per second
    line = next(line for line in out.stdout.splitlines() if line.startswith("+F2:"))
    return 1000 / float(line.split(":")[3])


class SmtpSource:
    """Postfix's smtp-source, with as many sessions as we have connections and kept as ours are (-d)."""

    name = "smtp-source"

    def __init__(self, sink, sessions):
        self.sink, self.sessions = sink, sessions

    def figure(self, row, recipients, runs):
        if not which("smtp-source"):
            return Figure(row, self.name, recipients, note="not installed (package postfix)")
        try:
            done = [self._run(row, recipients) for _ in range(runs)]
        except Failure as failure:
            return Figure(row, self.name, recipients, note=f"failed: {failure}")
        return summary(row, self.name, recipients, done, f"{PER_TRANSACTION[row]} per transaction")

    def _run(self, row, recipients):
        each = PER_TRANSACTION[row]
        self.sink.reset()
        started = time.monotonic()
        command = Command([which("smtp-source"), "-d", "-s", str(self.sessions), "-m", str(recipients // each),
                           "-r", str(each), "-l", str(BYTES), "-f", "a@example.org", "-t", address(1),
                           f"{HOST}:{self.sink.port}"])
        counts = self.sink.counts()
        if counts["recipients"] != recipients:
            raise Failure(f"{counts['recipients']} recipients, not {recipients}")
        return Run(wall=counts["last"] - started, cpu=command.cpu, peak_mb=command.peak_mb)
