# SPDX-License-Identifier: AGPL-3.0-or-later
"""Sympa 6.2 with PostgreSQL. It sends through bench_sendmail, straight into the sink: its best case."""
import itertools
import os
import pathlib
import shutil
import time

from lib.dialog import command
from lib.letter import address, letter
from lib.place import BUILD, HOST, Failure, wait_for
from lib.processes import Command, require

from .peer import DOMAIN, OWNER, SENDER, Peer
from .postgres import Postgres

PROGRAMS = "/usr/lib/sympa/bin"
PIDS = pathlib.Path("/run/sympa")  # built into it
_numbers = itertools.count(1)
DAEMONS = ("sympa_msg", "bulk", "task_manager", "bounced", "archived")

CONFIG = """
domain {domain}
listmaster listmaster@{domain}
lang fr
home {folder}/lists
etc {folder}/etc
spool {folder}/spool
queue {folder}/spool/msg
arc_path {folder}/arc
bounce_path {folder}/bounce
css_path {folder}/css
pictures_path {folder}/pictures
db_type PostgreSQL
db_host {host}
db_port {database}
db_name sympa
db_user sympa
db_passwd sympa
wwsympa_url http://{domain}/wws
sendmail_aliases none
sendmail {folder}/sendmail
sendmail_args -p {smtp} -oi -odi -oem
"""

LIST = """
subject La lettre

status open

visibility noconceal

lang fr

send public

subscribe auth

process_archive off

owner
email {owner}
profile privileged

creation
date_epoch 1700000000
email listmaster@{domain}

"""

PERSONAL = """personalization_feature on

personalization
mail_apply_on all
web_apply_on none

"""

SIGNED = """dkim_feature on

dkim_signature_apply_on any

dkim_parameters
private_key_path {folder}/dkim.key
selector bench
signer_domain {domain}

"""


class Sympa(Peer):
    name = "sympa"
    note = "as shipped"
    sink_options = ()
    settings = ""
    limits = {"plain": 1_000, "personal": 1_000, "signed": 1_000}
    repeated = False
    commands = (16, 32)

    @staticmethod
    def missing():
        return require(f"{PROGRAMS}/sympa_msg.pl", "setpriv") or Postgres.missing()

    def start(self):
        folder = self.folder
        self.database = Postgres(folder / "postgres", self.group, "sympa")
        for name in ("etc", "lists", "spool", "spool/msg", "arc", "bounce", "css", "pictures"):
            (folder / name).mkdir()
        shutil.copy(BUILD / "bench_sendmail", folder / "sendmail")
        Command(["openssl", "genrsa", "-traditional", "-out", folder / "dkim.key", "2048"])
        (folder / "sympa.conf").write_text(CONFIG.format(
            domain=DOMAIN, folder=folder, host=HOST, database=self.database.port, smtp=self.sink.port) + self.settings)
        self._own()
        self._run("sympa", "check")  # makes its tables
        self._start_daemons()

    def prepare(self, row, recipients):
        name = f"l{recipients}"
        (self._place(name)).mkdir(exist_ok=True)
        merge = PERSONAL if row in ("personal", "signed") else ""
        verp = "verp_rate 0%\n\n" if row == "plain" else "verp_rate 100%\n\n"
        sign = SIGNED.format(folder=self.folder, domain=DOMAIN) if row == "signed" else ""
        (self._place(name) / "config").write_text(LIST.format(owner=OWNER, domain=DOMAIN) + merge + verp + sign)
        self._own()
        if self._members(name) != recipients:
            self._fill(name, recipients)

    def post(self, row, recipients):
        """Into its spool, as its own `queue` does, which sleeps a second to find a name."""
        greeting = "[% user.email %]" if row in ("personal", "signed") else "chères lectrices, chers lecteurs"
        self._spool(self.list(recipients), SENDER, letter(self.list(recipients), greeting, SENDER))

    def prepare_commands(self):
        self.prepare("plain", 0)

    def asker(self):
        return _Asker(self)

    def _spool(self, to, sender, message):
        name = f"{to}.{int(time.time())}.{next(_numbers)}"
        draft = self.folder / "spool" / f"draft.{name}"
        draft.write_bytes(f"X-Sympa-To: {to}\nReturn-Path: <{sender}>\n".encode() + message)
        shutil.chown(draft, "sympa", "sympa")
        draft.rename(self.folder / "spool/msg" / name)

    def _place(self, name):
        return self.folder / "lists" / name

    def _members(self, name):
        return int(self.database.ask(f"select count(*) from subscriber_table where list_subscriber = '{name}'"))

    def _fill(self, name, recipients):
        people = self.folder / f"{name}.csv"
        people.write_text("".join(f"{address(i)},{name},{DOMAIN},mail,noconceal,1,1700000000,1700000000,Reader {i}\n"
                                  for i in range(recipients)))
        people.chmod(0o644)
        self.database.load("subscriber_table (user_subscriber, list_subscriber, robot_subscriber, reception_subscriber,"
                           " visibility_subscriber, subscribed_subscriber, date_epoch_subscriber,"
                           " update_epoch_subscriber, comment_subscriber)", people)

    def _own(self):
        self.group.run("chown", "-R", "sympa:sympa", *(self.folder / name for name in
                       ("etc", "lists", "spool", "arc", "bounce", "css", "pictures", "sympa.conf", "dkim.key")))

    def _start_daemons(self):
        """Not in the foreground: there its bulk has no workers."""
        self._forget_dead_daemons()
        for name in DAEMONS:
            self._run(f"{name}.pl")
        wait_for(lambda: all((PIDS / f"{name}.pid").exists() for name in DAEMONS), "the start of its daemons")
        time.sleep(5)  # they tell nobody when they are ready

    @staticmethod
    def _forget_dead_daemons():
        PIDS.mkdir(exist_ok=True)
        shutil.chown(PIDS, "sympa", "sympa")
        for file in PIDS.glob("*.pid"):
            if any(pathlib.Path(f"/proc/{pid}").exists() for pid in file.read_text().split()):
                raise Failure(f"another Sympa runs ({file})")
            file.unlink()

    def _run(self, program, *words):
        return self.group.run(f"{PROGRAMS}/{program}", *words, user="sympa", env=self._environment())

    def _environment(self):
        return os.environ | {"SYMPA_CONFIG": str(self.folder / "sympa.conf")}


class _Asker:
    """Somebody who writes to its robot; as far as `queue` goes there are no connections."""

    def __init__(self, program):
        self.program = program

    def ask(self, sender):
        to = f"sympa@{DOMAIN}"
        self.program._spool(to, sender, command(sender, to, "subscribe l0 Nom Prenom").replace("\r\n", "\n").encode())

    def close(self):
        pass


class TunedSympa(Sympa):
    """No more slots for `sendmail` than workers: then it does not sleep 0.3 s before each call."""

    name = "sympa-tuned"
    note = "maxsmtp 3, nrcpt 100, avg 50"
    settings = "maxsmtp 3\nnrcpt 100\navg 50\n"
    limits = {"plain": 10_000, "verp": 1_000, "personal": 1_000, "signed": 1_000}
    repeated = True
    commands = (32, 64)
