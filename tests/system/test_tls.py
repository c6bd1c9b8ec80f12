# SPDX-License-Identifier: AGPL-3.0-or-later
"""STARTTLS at the intake, and what was slipped in before it is forgotten (RFC 3207 §4.2, CVE-2011-0411)."""

import os
import socket
import ssl
import subprocess

from lib import mail
from lib.case import LIST, ROBOT, SystemCase, main
from lib.place import HOST, workplace
from lib.program import Colporteur
from lib.sink import Sink

UNVERIFIED = ssl._create_unverified_context()  # the certificate is our own


class Tls(SystemCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = workplace(cls)
        certificate, key = (os.path.join(cls.folder, name) for name in ("cert.pem", "key.pem"))
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "30",
             "-subj", "/CN=info.example.org", "-keyout", key, "-out", certificate], check=True, capture_output=True)
        cls.sink = Sink().start()
        cls.addClassCleanup(cls.sink.stop)
        cls.program = Colporteur(cls.folder, relay=cls.sink.port,
                                 intake={"tls_certificate": certificate, "tls_key": key}).start()
        cls.addClassCleanup(cls.program.stop)
        cls.program.add_list(LIST)

    def test_a_message_by_starttls(self):
        with self.program.connect() as smtp:
            smtp.ehlo()
            self.assertTrue(smtp.has_extn("starttls"))
            smtp.starttls(context=UNVERIFIED)
            smtp.ehlo()
            self.assertFalse(smtp.has_extn("starttls"))
            smtp.sendmail("tls@example.net", [ROBOT], mail.message("tls@example.net", ROBOT, "subscribe lettre"))
        self.sink.wait_for("tls@example.net")

    def test_curl_agrees(self):
        done = subprocess.run(
            ["curl", "--silent", "--show-error", "--ssl-reqd", "--insecure", f"smtp://{HOST}:{self.program.smtp}",
             "--mail-from", "curl@example.net", "--mail-rcpt", ROBOT, "--upload-file", "-"],
            input=mail.message("curl@example.net", ROBOT, "help"), capture_output=True, timeout=60)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.sink.wait_for("curl@example.net")

    def test_the_greeting_is_asked_for_again(self):
        with self.program.connect() as smtp:
            smtp.ehlo()
            smtp.mail("before@example.net")
            smtp.starttls(context=UNVERIFIED)
            self.assertEqual(smtp.docmd("RCPT", f"TO:<{ROBOT}>")[0], 503, "the envelope from before is forgotten")

    def test_what_came_before_the_handshake_is_not_executed_after_it(self):
        with socket.create_connection((HOST, self.program.smtp), 20) as peer:
            peer.recv(1000)
            peer.sendall(b"EHLO mx.example.net\r\n")
            peer.recv(1000)
            peer.sendall(b"STARTTLS\r\nMAIL FROM:<smuggled@example.net>\r\n")
            try:
                self.assertTrue(peer.recv(1000).startswith(b"220"))
                with UNVERIFIED.wrap_socket(peer) as safe:
                    safe.sendall(b"NOOP\r\n")
                    first = safe.recv(1000)
                    self.assertTrue(first.startswith(b"250"), first)
                    self.assertNotIn(b"2.1.0", first)
                    self.assertEqual(first.count(b"\r\n"), 1, "one reply to one command")
            except (ssl.SSLError, ConnectionError):
                pass  # hanging up on a smuggler is right too

    def test_a_certificate_that_cannot_be_read_stops_the_start(self):
        other = Colporteur(workplace(self), intake={"tls_certificate": "/nonexistent.pem"})
        done = other.run("serve", expect=1)
        self.assertIn("nonexistent.pem", done.stderr)

    def test_a_client_without_tls_is_served_too(self):
        self.program.send("plain@example.net", ROBOT, mail.message("plain@example.net", ROBOT, "help"))
        self.sink.wait_for("plain@example.net")


if __name__ == "__main__":
    main()
