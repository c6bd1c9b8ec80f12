# SPDX-License-Identifier: AGPL-3.0-or-later
"""Writing to a robot by SMTP or LMTP, fast."""
import socket

from .place import HOST, Failure


class Dialog:
    """One connection over which commands go to one address. MAIL, RCPT and DATA in one packet where the other side offers PIPELINING."""

    def __init__(self, port, to, subject, greeting="EHLO"):
        self.to, self.subject = to, subject
        self.socket = socket.create_connection((HOST, port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.replies = self.socket.makefile("rb")
        self._expect(1)
        self.socket.sendall(f"{greeting} bench.example\r\n".encode())
        self.pipelining = any(b"PIPELINING" in line for line in self._expect(1))

    def ask(self, sender):
        """Returns once it is taken; the answer comes by mail."""
        envelope = [f"MAIL FROM:<{sender}>\r\n", f"RCPT TO:<{self.to}>\r\n", "DATA\r\n"]
        if self.pipelining:
            self._say("".join(envelope), 3)
        else:
            for line in envelope:
                self._say(line, 1)
        self._say(f"{command(sender, self.to, self.subject)}.\r\n", 1)

    def close(self):
        self.socket.close()

    def _say(self, text, replies):
        self.socket.sendall(text.encode())
        self._expect(replies)

    def _expect(self, replies):
        """The lines of so many replies; refusals are a Failure."""
        lines = []
        while replies:
            line = self.replies.readline()
            if not line.startswith((b"2", b"3")):
                raise Failure(f"the program said {line!r}")
            lines.append(line)
            replies -= line[3:4] != b"-"
        return lines


def command(sender, to, subject):
    """The mail that everybody sends, with CRLF."""
    return f"From: {sender}\r\nTo: {to}\r\nSubject: {subject}\r\nMessage-ID: <{sender}>\r\n\r\n"
