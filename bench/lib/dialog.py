# SPDX-License-Identifier: AGPL-3.0-or-later
"""Writing to the robot by SMTP, fast."""
import socket

from .colporteur import DOMAIN
from .place import HOST, Failure


class Dialog:
    """One connection; MAIL, RCPT and DATA in one packet, as PIPELINING allows."""

    def __init__(self, port):
        self.socket = socket.create_connection((HOST, port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.replies = self.socket.makefile("rb")
        self._expect(1)
        self._say(b"EHLO bench.example\r\n", 1)

    def command(self, sender, subject):
        """Returns once it is taken; the answer comes by mail."""
        self._say(f"MAIL FROM:<{sender}>\r\nRCPT TO:<sympa@{DOMAIN}>\r\nDATA\r\n".encode(), 3)
        self._say(f"From: {sender}\r\nSubject: {subject}\r\nMessage-ID: <{sender}>\r\n\r\n.\r\n".encode(), 1)

    def close(self):
        self.socket.close()

    def _say(self, octets, replies):
        self.socket.sendall(octets)
        self._expect(replies)

    def _expect(self, replies):
        while replies:
            line = self.replies.readline()
            if not line.startswith((b"2", b"3")):
                raise Failure(f"the program said {line!r}")
            replies -= line[3:4] != b"-"
