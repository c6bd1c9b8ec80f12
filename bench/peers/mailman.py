# SPDX-License-Identifier: AGPL-3.0-or-later
"""GNU Mailman 3 core with SQLite; letters come in over its LMTP door."""
import os
import pathlib
import shutil
import smtplib

from lib.dialog import Dialog
from lib.letter import address, letter
from lib.place import HOST, answers, free_port, wait_for, which
from lib.processes import require

from .peer import OWNER, SENDER, Peer

CONFIG = """
[mailman]
site_owner: {owner}
layout: bench
[paths.bench]
var_dir: {folder}/var
bin_dir: /usr/lib/mailman3/bin
log_dir: $var_dir/logs
etc_dir: {folder}
pid_file: $var_dir/master.pid
[webservice]
port: {rest}
[mta]
incoming: mailman.mta.null.NullMTA
smtp_host: {host}
smtp_port: {smtp}
lmtp_host: {host}
lmtp_port: {lmtp}
verp_personalized_deliveries: yes
"""


class Mailman(Peer):
    name = "mailman"
    sink_options = ()
    limits = {"plain": 10_000, "verp": 1_000, "personal": 1_000}
    cannot = {"signed": "cannot sign with DKIM"}
    commands = (32, 64)

    @staticmethod
    def missing():
        return require("mailman", "setpriv")

    def start(self):
        self.lmtp = free_port()
        shutil.chown(self.folder, "list", "list")
        shutil.copy(pathlib.Path(__file__).parent / "mailman_settings.py", self.folder)
        (self.folder / "mailman.cfg").write_text(CONFIG.format(
            owner=OWNER, folder=self.folder, host=HOST, rest=free_port(), smtp=self.sink.port, lmtp=self.lmtp))
        self._mailman("start")
        wait_for(lambda: answers(self.lmtp), "Mailman's LMTP door", 120)

    def prepare(self, row, recipients):
        if f"l{recipients}@" not in self._mailman("lists"):
            self._make(recipients)
        self._mailman("withlist", "-r", f"mailman_settings.{row}", "-l", self.list(recipients))

    def post(self, row, recipients):
        with smtplib.LMTP(HOST, self.lmtp) as door:
            door.sendmail(SENDER, [self.list(recipients)], letter(self.list(recipients), sender=SENDER).replace(b"\n", b"\r\n"))

    def prepare_commands(self):
        self._mailman("create", "-d", self.list(0))
        self._mailman("withlist", "-r", "mailman_settings.plain", "-l", self.list(0))

    def asker(self):
        return Dialog(self.lmtp, self.list(0).replace("@", "-request@"), "subscribe", "LHLO")

    def _make(self, recipients):
        self._mailman("create", "-d", self.list(recipients))
        self._mailman("withlist", "-r", "mailman_settings.plain", "-l", self.list(recipients))
        people = self.folder / f"{recipients}.txt"
        people.write_text("".join(f"{address(i)}\n" for i in range(recipients)))
        self._mailman("addmembers", "--no-welcome-msg", people, self.list(recipients))

    def _mailman(self, *words):
        return self.group.run(which("mailman"), "-C", self.folder / "mailman.cfg", *words, user="list",
                              env=os.environ | {"PYTHONPATH": str(self.folder)})
