# SPDX-License-Identifier: AGPL-3.0-or-later
"""The program that this is all about, in a folder of its own."""
import json
import signal
import subprocess
import time
import urllib.error
import urllib.request

from .dialog import Dialog
from .letter import csv, letter
from .place import HOST, PROGRAM, Failure, free_port, wait_for
from .processes import Command, cpu_of, peak_of

DOMAIN = "info.example.org"
OWNER = "ana@example.net"


class Colporteur:
    name = "colporteur"
    note = ""

    def __init__(self, folder, relay, connections):
        self.folder, self.relay, self.connections = folder, relay, connections
        self.smtp, self.web = free_port(), free_port()
        self.process = None
        self.commands_cpu = 0
        self.copies = {}  # address of a list: what it was set to, if ever
        folder.mkdir()
        self.configure()
        self.run("domain", "add", DOMAIN)

    # -- one letter

    def can(self, row, recipients):
        return row != "verp"  # personal does it: the same copies, made by the same code

    def prepare(self, row, recipients):
        """A fresh server, and the list with that many readers."""
        self.stop()
        self.configure(signed=row == "signed")
        self.add_list(recipients)
        self._set_copies(self.list(recipients), "shared" if row == "plain" else "personal")
        self.commands_cpu = 0
        self.start()

    def post(self, row, recipients):
        path = self.folder / "letter.eml"
        path.write_bytes(letter(self.list(recipients), sender=OWNER))
        self.commands_cpu += self.run("post", self.list(recipients), path).cpu

    def cpu(self):
        return cpu_of(self.process.pid) + self.commands_cpu

    def peak(self):
        return peak_of(self.process.pid)

    def close(self):
        self.stop()

    # -- commands

    def prepare_commands(self):
        self.add_list(0)
        self.start()

    def asker(self, recipients=0):
        """A connection to the robot, to ask for that list."""
        return Dialog(self.smtp, f"sympa@{DOMAIN}", f"subscribe {self.list(recipients).split('@')[0]} Nom Prenom")

    # -- its lists

    def list(self, recipients):
        return f"l{recipients}@{DOMAIN}"

    def add_list(self, recipients):
        """Returns the import's Command; nothing when the list is there already."""
        address = self.list(recipients)
        if address in self.run("list", "list").output:
            return None
        self.run("list", "create", address, "--kind", "newsletter", "--title", "La lettre", "--language", "fr", "--owner", OWNER)
        path = self.folder / f"{recipients}.csv"
        path.write_text(csv(recipients))
        return self.run("member", "import", address, path)

    def _set_copies(self, address, kind):
        if self.copies.get(address, "personal") != kind:
            self.run("list", "set", address, "--copies", kind)
            self.copies[address] = kind

    def mailings(self):
        """{number: state} of every letter, finished ones too."""
        return {row["id"]: row["state"] for row in json.loads(self.run("queue", "list", "--all", "--json").output)}

    # -- the program

    def configure(self, signed=False):
        (self.folder / "colporteur.toml").write_text(f"""
data = "{self.folder}/data"
[intake]
smtp = "{HOST}:{self.smtp}"
lmtp = ""
[relay]
url = "smtp://{HOST}:{self.relay}"
connections = {self.connections}
[web]
listen = "{HOST}:{self.web}"
url = "https://{DOMAIN}"
{self._signature() if signed else ""}""")

    def _signature(self):
        key = self.folder / "rsa2048.pem"
        if not key.exists():
            Command(["openssl", "genrsa", "-out", key, "2048"])
            key.chmod(0o600)
        return f"""[[dkim]]
domain = "{DOMAIN}"
selector = "bench"
key = "{key}"
"""

    def _words(self, *words):
        return [PROGRAM, "--config", self.folder / "colporteur.toml", *words]

    def run(self, *words):
        return Command(self._words(*words))

    def start(self):
        """Seconds until the first page is served."""
        started = time.monotonic()
        with open(self.folder / "serve.log", "ab") as log:
            self.process = subprocess.Popen(self._words("serve"), stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        wait_for(self._is_up, "the server's start", every=0.002)
        return time.monotonic() - started

    def _is_up(self):
        if self.process.poll() is not None:
            raise Failure(f"serve ended: {(self.folder / 'serve.log').read_text()[-300:]}")
        try:
            return urllib.request.urlopen(f"http://{HOST}:{self.web}/healthz", timeout=5).status == 200
        except (urllib.error.URLError, OSError):
            return False

    def stop(self):
        if self.process:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait()
            self.process = None
