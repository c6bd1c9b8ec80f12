# SPDX-License-Identifier: AGPL-3.0-or-later
"""bench_sink: takes everything, keeps only counts."""
import json
import socket
import subprocess

from .place import BUILD, HOST, answers, free_port, wait_for


class Sink:
    def __init__(self, *options):
        self.port, self.control = free_port(), free_port()
        self.process = subprocess.Popen([BUILD / "bench_sink", str(self.port), str(self.control), *options])
        wait_for(lambda: answers(self.port), "the sink's start")

    def ask(self, words):
        with socket.create_connection((HOST, self.control)) as s:
            s.sendall(words.encode() + b"\n")
            return json.loads(s.makefile().readline())

    def counts(self):
        return self.ask("counts")

    def reset(self):
        return self.ask("reset")

    def watch(self, address):
        """`watched_at` of the counts says when the first mail to it came."""
        return self.ask(f"watch {address}")

    def close(self):
        self.process.kill()
        self.process.wait()
