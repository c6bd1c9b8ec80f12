# SPDX-License-Identifier: AGPL-3.0-or-later
"""Debian's Postfix on loopback, with a configuration, queue and Maildirs of its own. Needs root."""

import glob
import os
import pwd
import shutil
import signal
import socket
import subprocess

from .mail import value
from .place import HOST, free_port
from .wait import eventually

MAIN = """\
compatibility_level = 3.6
queue_directory = {folder}/queue
data_directory = {folder}/data
maillog_file = {folder}/maillog
maillog_file_prefixes = {folder}
mail_owner = postfix
setgid_group = postdrop
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
meta_directory = /etc/postfix
shlib_directory = /usr/lib/postfix
myhostname = mx.example.net
mydestination =
mynetworks = 127.0.0.0/8
inet_interfaces = all
inet_protocols = ipv4
smtp_host_lookup = native
lmtp_host_lookup = native
disable_dns_lookups = yes
smtputf8_enable = yes
alias_maps =
alias_database =
biff = no
virtual_mailbox_domains = example.net, example.org
virtual_mailbox_base = {folder}/mail
virtual_mailbox_maps = static:everybody/
virtual_uid_maps = static:{uid}
virtual_gid_maps = static:{gid}
virtual_minimum_uid = 1
relay_domains = info.example.org
transport_maps = inline:{{ info.example.org=lmtp:inet:{host}:{lmtp} }}
queue_run_delay = 1s
minimal_backoff_time = 1s
maximal_backoff_time = 2s
smtpd_client_connection_rate_limit = 0
smtpd_client_message_rate_limit = 0
"""

MASTER = """\
{host}:{port} inet n - n - - smtpd
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
relay unix - - n - - smtp
lmtp unix - - n - - lmtp
virtual unix - n n - - virtual
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
"""


class Postfix:
    """Mail for info.example.org goes to LMTP at `lmtp`; for example.net and example.org into one Maildir,
    where Delivered-To tells whose each message is."""

    def __init__(self, folder, lmtp):
        self.folder = os.path.join(folder, "postfix")
        self.port = free_port()
        self.process = None
        nobody = pwd.getpwnam("nobody")
        for name in ("", "queue", "data", "mail"):
            os.makedirs(os.path.join(self.folder, name))
        shutil.chown(self.folder + "/data", "postfix")
        shutil.chown(self.folder + "/mail", nobody.pw_uid, nobody.pw_gid)
        words = {"folder": self.folder, "host": HOST, "port": self.port, "lmtp": lmtp,
                 "uid": nobody.pw_uid, "gid": nobody.pw_gid}
        self._write("main.cf", MAIN.format(**words))
        self._write("master.cf", MASTER.format(**words))

    def _write(self, name, text):
        with open(os.path.join(self.folder, name), "w", encoding="ascii") as file:
            file.write(text)

    def start(self):
        with open(self.folder + "/postfix.log", "wb") as log:
            self.process = subprocess.Popen(["postfix", "-c", self.folder, "start-fg"], stdout=log, stderr=log,
                                            stdin=subprocess.DEVNULL, start_new_session=True)
        eventually(self._is_up, "Postfix greets")
        return self

    def _is_up(self):
        if self.process.poll() is not None:
            raise AssertionError("postfix ended:\n" + self.log())
        try:
            with socket.create_connection((HOST, self.port), 5) as peer:
                return peer.recv(100).startswith(b"220")
        except OSError:
            return False

    def stop(self):
        if self.process and self.process.poll() is None:
            with open(self.folder + "/queue/pid/master.pid", encoding="ascii") as file:
                os.kill(int(file.read()), signal.SIGTERM)
            self.process.wait(30)
        self.process = None

    def log(self):
        text = ""
        for name in ("postfix.log", "maillog"):
            path = os.path.join(self.folder, name)
            if os.path.exists(path):
                with open(path, errors="replace") as file:
                    text += file.read()[-6000:]
        return text

    def mailbox(self, address):
        """The messages delivered to an address, oldest first."""
        messages = []
        for path in sorted(glob.glob(f"{self.folder}/mail/everybody/new/*"), key=os.path.getmtime):
            with open(path, "rb") as file:
                octets = file.read()
            if value(octets, "Delivered-To") == address:
                messages.append(octets)
        return messages

    def wait_for(self, address, which=lambda octets: True, what="", count=1):
        """The `count`th message for `address` that `which` accepts."""
        try:
            found = eventually(lambda: [m for m in self.mailbox(address) if which(m)][count - 1:],
                               f"message {count} for {address}: {what}")
        except AssertionError as error:
            raise AssertionError(f"{error}\nthere are {len(self.mailbox(address))}\n{self.log()}") from None
        return found[0]
