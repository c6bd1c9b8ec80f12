# SPDX-License-Identifier: AGPL-3.0-or-later
"""The program under test: its configuration, its server, its command line."""

import http.client
import json
import os
import re
import signal
import smtplib
import subprocess

from .place import HOST, free_port
from .wait import eventually

BINARY = os.environ.get("COLPORTEUR", "build/colporteur")
BUILD_DIR = os.environ.get("BUILD_DIR", os.path.dirname(BINARY))
WEB_URL = "https://info.example.org"  # what links in mail begin with; the tests knock at HOST instead

DEFECTS = re.compile(
    r"(ERROR: (Address|Leak)Sanitizer|WARNING: ThreadSanitizer|runtime error:|terminate called)"
)


def toml(settings):
    """TOML of {"key": value, "section": {"key": value}}."""
    plain = [f"{key} = {json.dumps(value)}" for key, value in settings.items() if type(value) is not dict]
    for name, section in settings.items():
        if type(section) is dict:
            plain += [f"\n[{name}]"] + [f"{key} = {json.dumps(value)}" for key, value in section.items()]
    return "\n".join(plain) + "\n"


class Colporteur:
    def __init__(self, folder, relay=None, connections=8, server=None, intake=None, data=None, **settings):
        """`relay` is a port on HOST, used by so many connections; without one, mail stays in the outbox."""
        self.folder = folder
        self.smtp, self.lmtp, self.web = free_port(), free_port(), free_port()
        self.data = data or os.path.join(folder, "data")
        self.config = os.path.join(folder, "colporteur.toml")
        # what `start` runs; commands are always the program's own
        self.serve = [server, self.config] if server else [BINARY, "--config", self.config, "serve"]
        self.log = os.path.join(folder, "colporteur.log")
        self.process = None
        self.settings = {
            "data": self.data,
            "admins": ["root@example.org"],
            "intake": {
                "smtp": f"{HOST}:{self.smtp}",
                "lmtp": f"{HOST}:{self.lmtp}",
                **(intake or {}),
            },
            "web": {"listen": f"{HOST}:{self.web}", "url": WEB_URL},
            **settings,
        }
        if relay:
            self.settings["relay"] = {"url": f"smtp://{HOST}:{relay}", "connections": connections}
        self.configure()

    def configure(self, **settings):
        """Writes the configuration file, with these keys changed. A running server does not see it."""
        self.settings |= settings
        with open(self.config, "w", encoding="utf-8") as file:
            file.write(toml(self.settings))

    # -- the server

    def start(self):
        self.launch()
        eventually(self.is_up, "the server answers /healthz")
        return self

    def launch(self):
        """Starts without waiting until it serves."""
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                self.serve, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=self.folder)

    def is_up(self):
        if self.process.poll() is not None:
            raise AssertionError(f"serve ended with {self.process.returncode}:\n{self.log_tail()}")
        try:
            return self.get("/healthz").status == 200
        except OSError:
            return False

    def stop(self):
        """Asks the server to end; it must do so cleanly, and its sanitizers must have been content."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(60)
            except subprocess.TimeoutExpired:
                self.process.kill()
                raise AssertionError("serve did not end on SIGTERM:\n" + self.log_tail())
            code, self.process = self.process.returncode, None
            self.check_log()
            assert code == 0, f"serve ended with {code}:\n{self.log_tail()}"
        else:
            self.check_log()

    def kill(self):
        """SIGKILL."""
        if self.process:
            self.process.kill()
            self.process.wait()
            self.process = None

    def check_log(self):
        if os.path.exists(self.log):
            with open(self.log, errors="replace") as file:
                text = file.read()
            assert not DEFECTS.search(text), text[max(0, DEFECTS.search(text).start() - 200):][:6000]

    def log_tail(self):
        with open(self.log, errors="replace") as file:
            return file.read()[-4000:]

    # -- the command line

    def run(self, *arguments, input=None, expect=0, env=None):
        """One command; bytes or text may stand on its standard input, `env` adds to the environment.
        Returns the CompletedProcess, texts decoded."""
        if isinstance(input, str):
            input = input.encode()
        done = subprocess.run(
            [BINARY, "--config", self.config, *arguments],
            input=input, stdin=subprocess.DEVNULL if input is None else None,
            capture_output=True, cwd=self.folder, timeout=120, env={**os.environ, **(env or {})},
        )
        done.stdout, done.stderr = done.stdout.decode(), done.stderr.decode()
        assert expect is None or done.returncode == expect, (
            f"{' '.join(arguments)}: exit {done.returncode}, not {expect}\n{done.stdout}{done.stderr}"
        )
        assert not DEFECTS.search(done.stderr), done.stderr
        return done

    def json(self, *arguments):
        return json.loads(self.run(*arguments, "--json").stdout)

    def wait_until_idle(self):
        """Nothing waits to be delivered."""
        eventually(lambda: not any(row["due"] + row["leased"] + row["deferred"] or row["state"] == "filling"
                                   for row in self.json("queue", "list")), "the queue is empty")

    def mailing(self, subject):
        """The newest mailing of that subject, as `queue list` shows it; None while there is none."""
        rows = [row for row in self.json("queue", "list", "--all") if row["subject"] == subject]
        return max(rows, key=lambda row: row["id"], default=None)

    def delivery(self, subject, recipient):
        """One copy, as `queue show` shows it; None while there is none."""
        mailing = self.mailing(subject)
        copies = self.json("queue", "show", str(mailing["id"]), "--all")["copies"] if mailing else []
        return next((copy for copy in copies if copy["recipient"] == recipient), None)

    def members(self, list_address, state="subscribed"):
        """The addresses on a list, with their names."""
        rows = self.json("member", "list", list_address)
        return {row["address"]: row["name"] for row in rows if row.get("state", state) == state}

    def add_list(self, address="lettre@info.example.org", kind="newsletter", title="La lettre",
                 language="fr", owner="ana@example.org"):
        domain = address.split("@")[1]
        if domain not in self.run("domain", "list").stdout:
            self.run("domain", "add", domain)
        self.run("list", "create", address, "--kind", kind, "--title", title,
                 "--language", language, "--owner", owner)
        return address

    def import_members(self, list_address, addresses):
        csv = "address,name\n" + "".join(f"{address},\n" for address in addresses)
        self.run("member", "import", list_address, "-", input=csv)

    # -- its doors

    def get(self, path, method="GET", body=None, headers=None):
        """An HTTP answer with its body already in `.body` (bytes). Every answer is closed to scripts and cookies."""
        connection = http.client.HTTPConnection(HOST, self.web, timeout=30)
        try:
            connection.request(method, path.removeprefix(WEB_URL), body, headers or {})
            answer = connection.getresponse()
            answer.body = answer.read()
            assert answer.headers["Set-Cookie"] is None, f"{method} {path}: {answer.headers}"
            assert "default-src 'none'" in answer.headers.get("Content-Security-Policy", ""), f"{method} {path}"
            assert answer.headers["X-Content-Type-Options"] == "nosniff", f"{method} {path}"
            return answer
        finally:
            connection.close()

    def post(self, path, form, headers=None):
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return self.get(path, "POST", form, kind | (headers or {}))

    def connect(self):
        return smtplib.SMTP(HOST, self.smtp, local_hostname="mx.example.net", timeout=30)

    def send(self, sender, recipient, octets):
        """Hands one message over; raises smtplib's exceptions unless it got 250."""
        with self.connect() as smtp:
            smtp.sendmail(sender, [recipient], octets, mail_options=["BODY=8BITMIME"])
