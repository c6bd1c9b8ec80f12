# SPDX-License-Identifier: AGPL-3.0-or-later
"""The author's octets: a reader gets what the author sent, but for where it came from, plus the list's own fields."""

from lib import mail
from lib.case import OWNER, SystemCase, main

OCTETS = bytes(octet for octet in range(1, 256) if octet not in b"\r\n")  # NUL, CR and LF alone have no place in mail

BODIES = {
    "empty": b"",
    "one empty line": b"\r\n",
    "empty lines around": b"\r\n\r\nBonjour\r\n\r\n\r\n",
    "every octet": OCTETS + b"\r\n" + OCTETS[::-1] + b"\r\n",
    "Latin-1 without a declaration": "Chères amies, œuvre incomplète".encode("latin-1", "replace") + b"\r\n",
    "white space at the ends": b"trois espaces   \r\n\t\r\n \r\nune tabulation\t\r\n-- \r\nAna\r\n",
    "dots": b".\r\n..\r\n...\r\n.a\r\na.\r\n.\r\n",
    "From at the start": b"From ana\r\n>From ana\r\n\r\nFrom ana\r\n",
    "the longest line": b"a" * 998 + b"\r\n" + "é".encode() * 499 + b"\r\n",
    "many lines": b"".join(b"ligne %d .\r\n" % number for number in range(20_000)),
    "what looks like a header": b"Subject: pas celui-ci\r\nList-Id: <autre.example.com>\r\n\r\n",
    "a signed part": (
        b"This is a preamble   \r\n--b\r\nContent-Type: multipart/signed; protocol=\"application/pgp-signature\";\r\n"
        b"  micalg=pgp-sha256; boundary=s\r\n\r\n--s\r\nContent-Type: text/plain; charset=utf-8\r\n"
        b"Content-Transfer-Encoding: quoted-printable\r\n\r\nd=C3=A9j=C3=A0 vu=20\r\n=2E =\r\n\r\n--s \t\r\n"
        b"Content-Type: application/pgp-signature\r\n\r\n-----BEGIN PGP SIGNATURE-----\r\n\r\niQ==\r\n"
        b"-----END PGP SIGNATURE-----\r\n--s--\r\n--b--\r\nepilogue \r\n\r\n"),
}

ORIGIN = b"".join((  # what tells from where somebody writes stays here
    b"Received: from somewhere\r\n\tby elsewhere; Sun, 01 Mar 2026 10:00:00 +0100\r\n",
    b"X-Originating-IP: [192.0.2.7]\r\n",
))

FIELDS = b"".join((
    b"DKIM-Signature: v=1; a=rsa-sha256; d=example.org; s=x;\r\n h=from : subject;\r\n b=AA  AA\r\n",
    b"From:   =?utf-8?q?Ana_L=C3=BCders?=\t<ana@example.org>\r\n",
    b"To: undisclosed-recipients:;\r\n",
    b"subject:La lettre   de\r\n\t mars \r\n",
    b"X-Raw: \xe9t\xe9 \xc3\xa9t\xc3\xa9\r\n",
    b"x-empty:\r\n",
    b"X-Twice: 1\r\nX-Twice: 2\r\n",
    b"Date: Sun,  1 Mar 2026 10:00:00 +0100 (CET)\r\n",
))


class Unaltered(SystemCase):
    LIST = "octets@info.example.org"
    posted = 0  # letters so far

    @classmethod
    def prepare(cls):
        cls.program.add_list(cls.LIST)
        cls.program.run("list", "set", cls.LIST, "--confirm-posts", "no")
        cls.program.run("member", "add", cls.LIST, "reader@example.net")

    def letter(self, number, body, more=b""):
        name = f"<{number}.octets@example.org>"
        return name, ORIGIN + FIELDS + b"Message-ID: " + name.encode() + b"\r\n" + more + b"\r\n" + body

    def copy_of(self, name):
        for _ in range(2):  # the first look may be too early
            found = [c.octets for c in list(self.sink.copies) if mail.value(c.octets, "Message-ID") == name]
            if found:
                return found[0]
            self.program.wait_until_idle()
            self.sink.wait_for("reader@example.net", self.posted)
        return self.fail(f"no copy of {name}")

    def check(self, number, body, post):
        name, letter = self.letter(number, body)
        type(self).posted += 1
        post(letter)
        copy = self.copy_of(name)
        head, got = copy.split(b"\r\n\r\n", 1)
        self.assertEqual(got, body)
        authors = [raw for _, raw in mail.fields(letter.removeprefix(ORIGIN))]
        self.assertEqual([raw for _, raw in mail.fields(copy) if raw in authors], authors)
        sent = letter.removeprefix(ORIGIN).split(b"\r\n\r\n", 1)[0]
        self.assertTrue((head + b"\r\n").endswith(b"Precedence: list\r\n" + sent + b"\r\n"), "order and place")

    def test_by_mail(self):
        for number, (what, body) in enumerate(BODIES.items()):
            with self.subTest(what):
                self.check(number, body, lambda letter: self.program.send(OWNER, self.LIST, letter))

    def test_by_the_command_line(self):
        for number, (what, body) in enumerate(BODIES.items()):
            with self.subTest(what):
                self.check(100 + number, body, lambda letter: self.program.run("post", self.LIST, "-", input=letter))

    def test_a_file_with_the_line_ends_of_unix(self):
        body = b"une ligne   \r\n.\r\n\r\nune autre\r\n"
        self.check(200, body, lambda letter: self.program.run("post", self.LIST, "-",
                                                              input=letter.replace(b"\r\n", b"\n")))

    def test_after_its_author_confirmed_it(self):
        self.program.run("list", "set", self.LIST, "--confirm-posts", "yes")
        self.addCleanup(self.program.run, "list", "set", self.LIST, "--confirm-posts", "no")

        def post(letter):
            before = len(self.sink.to(OWNER))
            self.program.send(OWNER, self.LIST, letter)
            self.answer(self.sink.wait_for(OWNER, before + 1), OWNER)
        self.check(300, BODIES["every octet"], post)


if __name__ == "__main__":
    main()
