# SPDX-License-Identifier: AGPL-3.0-or-later
"""From the subscriber's mail program to the letter in the mailbox, with a real Postfix on both sides.

Postfix -> LMTP -> Colporteur -> SMTP -> Postfix -> Maildir.
"""

import smtplib
import socket
import subprocess
import unittest

from lib import mail
from lib.case import LIST, OWNER, ROBOT, main
from lib.place import HOST, become_root, workplace
from lib.postfix import Postfix
from lib.program import Colporteur
from lib.wait import eventually

NAME = "LÜDERS Ana"
WORDS = f"subscribe lettre {NAME}"

# the way the name travels: the octets of the Subject field
SUBJECTS = {
    "encoded word, Latin-1": b"=?ISO-8859-1?Q?subscribe_lettre_L=DCDERS_Ana?=",
    "encoded word, UTF-8": b"=?UTF-8?Q?subscribe_lettre_L=C3=9CDERS_Ana?=",
    "raw Latin-1": WORDS.encode("latin-1"),
    "raw UTF-8": WORDS.encode(),
}

# Everything that a careless hand on the way would change.
LETTER_BODY = """\
Ceci est un message en plusieurs parties.
--=_frontiere
Content-Type: text/plain; charset=utf-8; format=flowed
Content-Transfer-Encoding: 8bit

Chères amies, chers amis,

une ligne qui se termine par une espace 
.une ligne qui commence par un point
..deux points
.
From the beginning, jusqu'à la fin.
\ttabulation\t
trailing spaces   
--=_frontiere
Content-Type: text/html; charset=iso-8859-1
Content-Transfer-Encoding: quoted-printable

<p>Ch=E8res amies, =
chers amis</p>
--=_frontiere
Content-Type: image/gif
Content-Transfer-Encoding: base64

R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7
--=_frontiere--

épilogue
""".replace("\n", "\r\n").encode()


class MainJob(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = workplace(cls)
        cls.program = Colporteur(cls.folder, delivery={"first_wait_seconds": 1})
        cls.postfix = Postfix(cls.folder, cls.program.lmtp)
        cls.program.configure(relay={"url": f"smtp://{HOST}:{cls.postfix.port}", "connections": 4})
        cls.postfix.start()
        cls.addClassCleanup(cls.postfix.stop)
        cls.program.start()
        cls.addClassCleanup(cls.program.stop)
        cls.program.add_list(LIST, owner=OWNER)

    # -- hands

    def inject(self, sender, recipient, octets, *options):
        with smtplib.SMTP(HOST, self.postfix.port, local_hostname="laptop.example.net") as smtp:
            smtp.sendmail(sender, [recipient], octets, mail_options=list(options))

    def swaks(self, sender, recipient, octets):
        done = subprocess.run(
            ["swaks", "--server", f"{HOST}:{self.postfix.port}", "--helo", "laptop.example.net", "--from", sender,
             "--to", recipient, "--data", "-"],
            input=octets.replace(b"\r\n", b"\n"), capture_output=True, timeout=60)
        self.assertEqual(done.returncode, 0, done.stdout.decode(errors="replace"))

    def answer(self, request, sender):
        octets = mail.answer(request, sender, words="Oui !")
        self.inject(sender, mail.reply_address(request), octets, "BODY=8BITMIME")

    def subscribe(self, address, subject=b"subscribe lettre"):
        self.inject(address, ROBOT, mail.message(address, ROBOT, subject), "BODY=8BITMIME")
        self.confirm(address)

    def confirm(self, address):
        request = self.postfix.wait_for(address, what="the request for confirmation")
        self.assertNotIn(address, self.program.members(LIST))
        self.assertEqual(mail.value(request, "Auto-Submitted"), "auto-replied")
        self.answer(request, address)
        welcome = self.postfix.wait_for(address, what="the welcome", count=2)
        self.assertIn("lettre", mail.text(welcome))

    # -- the paragraph

    def test_the_paragraph_word_for_word(self):
        """subject `subscribe lettre` followed by name and first name, empty body, with swaks."""
        address = "ana@example.net"
        self.swaks(address, ROBOT, mail.message(address, ROBOT, SUBJECTS["encoded word, Latin-1"]))
        self.confirm(address)
        self.assertEqual(self.program.members(LIST)[address], NAME)

    def test_the_name_in_every_charset(self):
        for number, (way, subject) in enumerate(SUBJECTS.items()):
            with self.subTest(way):
                address = f"charset{number}@example.net"
                self.subscribe(address, subject)
                self.assertEqual(self.program.members(LIST)[address], NAME)

    def test_the_name_over_smtputf8(self):
        address = "smtputf8@example.net"
        self.inject(address, ROBOT, mail.message(address, ROBOT, WORDS.encode()), "BODY=8BITMIME", "SMTPUTF8")
        self.confirm(address)
        self.assertEqual(self.program.members(LIST)[address], NAME)

    # -- the letter

    def send_letter(self, subject, readers):
        for reader in readers:
            if reader not in self.program.members(LIST):
                self.program.run("member", "add", LIST, reader)
        letter = mail.message(
            f"=?utf-8?q?Ana_L=C3=BCders?= <{OWNER}>", LIST, subject, b"",
            headers=["MIME-Version: 1.0",
                     'Content-Type: multipart/mixed;\r\n\tboundary="=_frontiere"',
                     "X-Odd:   spaces  kept "]) + LETTER_BODY
        self.inject(OWNER, LIST, letter, "BODY=8BITMIME")
        request = self.postfix.wait_for(
            OWNER, lambda m: subject in mail.text(m) and "confirm" in mail.reply_address(m), "confirm the letter?")
        for reader in readers:
            self.assertFalse(self.copies(reader, subject), "a letter left before its author confirmed it")
        self.answer(request, OWNER)
        return letter, {reader: eventually(lambda reader=reader: self.copies(reader, subject),
                                           f"{subject} for {reader}")[0] for reader in readers}

    def copies(self, reader, subject):
        return [m for m in self.postfix.mailbox(reader) if mail.decoded(m, "Subject") == subject]

    def test_a_letter_reaches_everybody_unaltered_with_the_contracts_headers(self):
        readers = [f"reader{number}@example.net" for number in range(3)]
        letter, copies = self.send_letter("La lettre de mars", readers)

        for reader, copy in copies.items():
            with self.subTest(reader):
                self.check_contract(reader, copy)
                self.check_unaltered(letter, copy)

        tokens = {mail.value(copy, "Return-Path") for copy in copies.values()}
        self.assertEqual(len(tokens), len(readers), "each copy has an envelope sender of its own")
        links = {mail.uris(copy)["https"] for copy in copies.values()}
        self.assertEqual(len(links), len(readers), "each copy has an unsubscribe link of its own")
        for reader in readers:
            self.assertEqual(len(self.copies(reader, "La lettre de mars")), 1)

    def check_contract(self, reader, copy):
        """Contract §4."""
        self.assertEqual(mail.repeated(copy), [])
        self.assertRegex(mail.value(copy, "Return-Path"), r"^<lettre\+bounce-[A-Za-z0-9_-]+@info\.example\.org>$")
        self.assertNotIn(reader.split("@")[0], mail.value(copy, "Return-Path"))
        self.assertRegex(mail.value(copy, "List-Id"), r"<lettre\.info\.example\.org>$")
        self.assertEqual(mail.value(copy, "List-Unsubscribe-Post"), "List-Unsubscribe=One-Click")
        self.assertEqual(mail.value(copy, "List-Post"), "NO")
        self.assertEqual(mail.value(copy, "List-Owner"), "<mailto:lettre-owner@info.example.org>")
        self.assertEqual(mail.value(copy, "Precedence"), "list")
        self.assertEqual(mail.values(copy, "Auto-Submitted"), [])
        for name in ("List-Help", "List-Subscribe", "List-Unsubscribe"):
            self.assertRegex(mail.value(copy, name), r"^<[^<> ]+>(, *<[^<> ]+>)*$", name)
            self.assertIn("mailto", mail.uris(copy, name), name)
        self.assertRegex(mail.uris(copy)["https"], r"^https://info\.example\.org/unsubscribe/[A-Za-z0-9_-]+$")
        self.assertRegex(mail.uris(copy)["mailto"], r"^mailto:lettre\+\S+@info\.example\.org")
        for name, raw in mail.fields(copy):
            self.assertTrue(raw.isascii() or name == "subject", name)
            self.assertLessEqual(max(map(len, raw.split(b"\r\n"))), 998, name)

    def check_unaltered(self, letter, copy):
        self.assertEqual(mail.split(copy)[1], mail.split(letter)[1])
        authors = [raw for name, raw in mail.fields(letter)]
        arrived = [raw for name, raw in mail.fields(copy)]
        self.assertEqual([raw for raw in arrived if raw in authors], authors)

    # -- leaving

    def test_one_click_leaves_at_once_and_showing_changes_nothing(self):
        reader = "oneclick@example.net"
        _, copies = self.send_letter("La lettre d'avril", [reader])
        link = mail.uris(copies[reader])["https"]

        for method in ("GET", "HEAD", "GET"):
            self.assertEqual(self.program.get(link, method).status, 200)
        self.assertIn(reader, self.program.members(LIST))

        for _ in ("once", "twice is harmless"):
            self.assertIn(self.program.post(link, "List-Unsubscribe=One-Click").status, (200, 202, 204))
            self.assertNotIn(reader, self.program.members(LIST))

    def test_the_mailto_form_leaves_too(self):
        reader = "mailto@example.net"
        _, copies = self.send_letter("La lettre de mai", [reader])
        address = mail.uris(copies[reader])["mailto"].removeprefix("mailto:").split("?")[0]
        self.inject(reader, address, mail.message(reader, address, "unsubscribe"))
        eventually(lambda: reader not in self.program.members(LIST), "left by mail")

    # -- who may write

    def test_only_authors_write_a_newsletter(self):
        stranger = "stranger@example.net"
        self.inject(stranger, LIST, mail.message(stranger, LIST, "Achetez", "maintenant"))
        refusal = self.postfix.wait_for(stranger, what="told how to write to the owners")
        self.assertIn("lettre-owner@info.example.org", mail.text(refusal))

    def test_post_from_the_command_line_needs_no_confirmation(self):
        reader = "cli@example.net"
        self.program.run("member", "add", LIST, reader)
        self.program.run("post", LIST, "-", input=mail.message(OWNER, LIST, "Par la console", "Bonjour.\n"))
        copy = self.postfix.wait_for(reader, lambda m: mail.decoded(m, "Subject") == "Par la console")
        self.assertEqual(mail.split(copy)[1], b"Bonjour.\r\n")

    # -- the door

    def test_unknown_recipients_are_refused_at_rcpt(self):
        for port, greeting in ((self.program.smtp, "EHLO"), (self.program.lmtp, "LHLO")):
            with smtplib.SMTP(HOST, port, local_hostname="mx.example.net") as smtp:
                smtp.docmd(greeting, "mx.example.net")
                smtp.docmd("MAIL", "FROM:<ana@example.net>")
                for address in ("nobody@info.example.org", "lettre-nothing@info.example.org", "lettre@example.com"):
                    code, words = smtp.docmd("RCPT", f"TO:<{address}>")
                    self.assertEqual((code, words[:3]), (550, b"5.1" if "example.com" not in address else words[:3]))
                self.assertEqual(smtp.docmd("RCPT", "TO:<LETTRE@INFO.example.ORG>")[0], 250)
                self.assertEqual(smtp.docmd("RCPT", "TO:<postmaster@info.example.org>")[0], 250)

    def test_bare_lf_and_cr_are_refused_and_never_end_a_message(self):
        to_robot = f"RCPT TO:<{ROBOT}>".encode()
        for end in (b"\n.\n", b"\r\n.\n", b"\n.\r\n", b"\r.\r", b"\r\n.\r"):
            with self.subTest(end=end), socket.create_connection((HOST, self.program.smtp), 10) as peer:
                talk = Talk(peer)
                talk.expect(b"220")
                for line in (b"EHLO mx.example.net", b"MAIL FROM:<smuggler@example.net>", to_robot):
                    talk.say(line, b"250")
                talk.say(b"DATA", b"354")
                peer.sendall(b"Subject: help\r\n\r\nfirst" + end + b"MAIL FROM:<second@example.net>\r\n" + to_robot
                             + b"\r\nDATA\r\nSubject: help\r\n\r\nsecond\r\n.\r\n")
                talk.expect(b"5")
        self.assertFalse(self.postfix.mailbox("second@example.net"))
        self.assertFalse(self.postfix.mailbox("smuggler@example.net"))


class Talk:
    """A conversation by hand."""

    def __init__(self, peer):
        self.peer = peer
        self.lines = peer.makefile("rb")

    def say(self, line, expected):
        self.peer.sendall(line + b"\r\n")
        return self.expect(expected)

    def expect(self, code):
        while True:
            line = self.lines.readline()
            if line[3:4] != b"-":
                break
        assert line.startswith(code), f"{line!r}, not {code!r}"
        return line


if __name__ == "__main__":
    become_root()
    main()
