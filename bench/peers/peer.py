# SPDX-License-Identifier: AGPL-3.0-or-later
"""What all peers have in common."""
from lib.processes import Group

DOMAIN = "lists.example"
SENDER = f"editor@{DOMAIN}"
OWNER = f"owner@{DOMAIN}"


class Peer:
    note = ""
    limits = {}  # row: the most recipients that it ends with within about two minutes
    cannot = {}  # row: why it has none
    repeated = True  # or one run must do, for it is slow
    commands = None  # how many are sent over one connection, and over 32; nothing: it is not asked

    def __init__(self, folder, sink):
        self.folder, self.sink = folder, sink
        self.group = Group(self.name)
        folder.mkdir()
        folder.chmod(0o755)

    def start(self):
        """Its daemons, and what they need."""

    def prepare_commands(self):
        """A list that whoever answers a question may join."""

    def can(self, row, recipients):
        return recipients <= self.limits.get(row, 0)

    def cpu(self):
        return self.group.cpu()

    def peak(self):
        return self.group.take_peak()

    def close(self):
        self.group.close()

    def list(self, recipients):
        return f"l{recipients}@{DOMAIN}"
