# SPDX-License-Identifier: AGPL-3.0-or-later
"""A relay that misbehaves (../chaos_relay.cpp), and what it says that it said."""

import collections
import dataclasses
import os
import subprocess

from .place import HOST, free_port
from .program import BUILD_DIR
from .wait import eventually

LOG = "relay.log"


class Chaos:
    """`likely`: the part of transactions in which something goes wrong; `most`: how often one reader is put off, by a
    4xx or a lost connection, before their last word, which is always the same."""

    def __init__(self, folder, seed, likely, most, doors=2):
        self.folder = folder
        self.ports = [free_port() for _ in range(doors)]
        self.words = [folder, seed, likely, most, HOST, *self.ports]
        self.process = None

    def start(self):
        self.process = subprocess.Popen(
            [os.path.join(BUILD_DIR, "chaos_relay"), *map(str, self.words)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1)
        return self

    def stop(self):
        """Ends once the last connection has ended."""
        eventually(lambda: self.tell("look", "-")[1] == 0, "the relay's connections end")
        self.process.communicate()
        assert self.process.returncode == 0, f"the relay ended with {self.process.returncode}"

    def kill(self):
        if self.process.poll() is None:
            self.process.kill()
            self.process.communicate()

    def tell(self, verb, word):
        """(readers whose fate is said, connections open), once it is obeyed."""
        self.process.stdin.write(f"{verb} {word}\n")
        return tuple(map(int, self.process.stdout.readline().split()))

    def decided(self):
        """How many readers' fates are said."""
        return self.tell("look", "-")[0]

    def account(self):
        """Of what is written down by now, in whole lines."""
        with open(os.path.join(self.folder, LOG), encoding="utf-8") as file:
            *lines, _ = file.read().split("\n")
        return Account(line.split("\t") for line in lines)


@dataclasses.dataclass
class Saying:
    """A last word, completely written: a 250 after the content, or a 5xx."""

    connection: "Connection"
    readers: list
    words: str


@dataclasses.dataclass
class Connection:
    port: int
    life: int  # how often the server had been killed when it began
    survived: bool = True  # it was not open at a kill, or ended with QUIT: all that was said was heard
    taken: list = dataclasses.field(default_factory=list)  # sayings, in order


@dataclasses.dataclass
class Copy:
    """A content that came whole."""

    way: str  # DATA or BDAT
    readers: list
    sender: str
    link: str
    file: str


class Account:
    """What the relay really said, and when the server was killed: between the marks "begin" and "end"."""

    def __init__(self, lines):
        self.faults = collections.Counter()
        self.breaches = collections.Counter()
        self.connections = {}
        self.open = set()
        self.met = set()  # connections that were open at a kill
        self.kills = 0
        self.dying = False
        self.taken = []  # sayings
        self.refused = []
        self.copies = []
        for kind, *words in lines:
            getattr(self, f"_{kind}")(*words)

    def _open(self, number, port):
        self.connections[number] = Connection(int(port), self.kills)
        self.open.add(number)
        if self.dying:
            self.met.add(number)

    def _end(self, number, by):
        self.open.discard(number)
        self.connections[number].survived = by == "quit" or number not in self.met

    def _mark(self, word):
        self.dying = word == "begin"
        if self.dying:
            self.met |= self.open
        else:
            self.kills += 1

    def _fault(self, _, what):
        self.faults[what] += 1

    def _breach(self, _, what):
        self.breaches[what] += 1

    def _copy(self, _, way, readers, sender, link, file):
        self.copies.append(Copy(way, readers.split(","), sender, link, file))

    def _said(self, number, stage, how, readers, words):
        if how == "cut" or not readers:
            return
        saying = Saying(self.connections[number], readers.split(","), words)
        if words[0] == "5":
            self.refused.append(saying)
        elif words[0] == "2" and stage == "content":
            self.taken.append(saying)
            saying.connection.taken.append(saying)

    def met_by_kills(self):
        """Connections of which a kill left one copy in doubt, at most."""
        return sum(not connection.survived for connection in self.connections.values())

    def was_heard(self, saying):
        """The server went on over the same connection afterwards, or no kill met that."""
        return saying.connection.survived or saying is not saying.connection.taken[-1]

    def words_to(self, sayings):
        """{reader: [sayings]}."""
        words = collections.defaultdict(list)
        for saying in sayings:
            for reader in saying.readers:
                words[reader].append(saying)
        return words
