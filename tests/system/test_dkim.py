# SPDX-License-Identifier: AGPL-3.0-or-later
"""DKIM: Debian's python3-dkim, an independent verifier, believes what we sign (RFC 6376, 8301, 8463)."""

import glob
import json
import os
import random
import re
import subprocess
import unittest

import dkim
from lib import mail
from lib.case import LIST, OWNER, ROBOT, main
from lib.place import workplace
from lib.program import BUILD_DIR, Colporteur
from lib.sink import Sink

TESTS = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SIGNER = os.path.join(BUILD_DIR, "dkim_signer")
OWN = (b"List-Unsubscribe: <https://info.example.org/unsubscribe/%d>,\r\n"
       b"\t<mailto:lettre+leave-%d@info.example.org>\r\n"
       b"List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n")


def resolver(records):
    """What dkim asks for TXT records. `records`: {"selector._domainkey.domain": text}."""
    return lambda name, timeout=5: records.get(name.decode().rstrip("."), "").encode() or None


def verdicts(octets, records):
    """One boolean for each signature, from the top; a signature that cannot be read is a False."""
    def verdict(index):
        try:
            return dkim.DKIM(octets).verify(idx=index, dnsfunc=resolver(records))
        except dkim.DKIMException:
            return False
    return [verdict(index) for index in range(len(mail.values(octets, "DKIM-Signature")))]


def signature(octets, index=0):
    """The tags of one signature, without white space."""
    value = re.sub(r"\s", "", mail.values(octets, "DKIM-Signature")[index])
    return dict(tag.split("=", 1) for tag in value.rstrip(";").split(";"))


def keys(folder):
    """Two keys made by OpenSSL's own program: their files."""
    files = []
    for algorithm, options in (("RSA", ["-pkeyopt", "rsa_keygen_bits:2048"]), ("ED25519", [])):
        files.append(os.path.join(folder, algorithm.lower() + ".pem"))
        subprocess.run(["openssl", "genpkey", "-algorithm", algorithm, *options, "-out", files[-1]],
                       check=True, capture_output=True)
    return files


def kept_messages():
    """The messages that stand among the tests, as SMTP carries them."""
    for path in sorted(glob.glob(f"{TESTS}/*/golden/**/*.eml", recursive=True) + glob.glob(f"{TESTS}/corpus/message/*")):
        with open(path, "rb") as file:
            octets = mail.crlf(file.read())
        if mail.value(octets, "From"):
            yield octets if octets.endswith(b"\r\n") else octets + b"\r\n"


class Invention:
    """Messages that are odd in every way that relaxed canonicalisation and h= must bear."""

    NAMES = ("To", "Cc", "Subject", "Date", "Message-ID", "Reply-To", "Sender", "MIME-Version", "Content-Type",
             "Content-Transfer-Encoding", "In-Reply-To", "References", "List-Id", "List-Post", "List-X-Odd",
             "Precedence", "Auto-Submitted", "Received", "X-Mailer", "Comments", "List-Unsubscribe")
    LETTERS = ("abcdefghijklmnopqrstuvwxyz", "ABC:;=<>@\"(),.-_/?&%0123456789", "éèàçœÅß", "日本語", "😀")

    def __init__(self, seed):
        self.random = random.Random(seed)

    def word(self):
        alphabet = self.random.choices(self.LETTERS, (20, 5, 3, 1, 1))[0]
        text = "".join(self.random.choices(alphabet, k=self.random.randint(1, 12)))
        charset = self.random.choices(("utf-8", "latin-1"), (4, 1))[0]
        return text.encode(charset, "replace")

    def blanks(self, least=0):
        return b"".join(self.random.choices((b" ", b"\t"), (4, 1), k=self.random.randint(least, 4)))

    def gap(self):
        return self.random.choices((b" ", self.blanks(1), b"\r\n" + self.blanks(1)), (6, 2, 2))[0]

    def words(self, most):
        return b"".join(self.word() + self.gap() for _ in range(self.random.randint(0, most)))

    def field(self, name):
        name = self.random.choice((name, name.lower(), name.upper())).encode()
        # a last gap that folds needs something behind it
        return name + b":" + self.gap() + self.words(12) + self.word() + self.blanks() + b"\r\n"

    def line(self):
        if not self.random.randrange(40):
            return b"x" * self.random.randint(990, 998)
        return b"." * (not self.random.randrange(20)) + self.blanks() + self.words(8).replace(b"\r\n", b"") + self.blanks()

    def body(self):
        if not self.random.randrange(8):
            return b"\r\n" * self.random.randrange(3)
        lines = [self.line() for _ in range(self.random.randint(1, 30))]
        return b"\r\n".join(lines) + b"\r\n" * self.random.randint(1, 4)

    def message(self):
        names = self.random.choices(self.NAMES, k=self.random.randint(0, 25))  # some of them more than once
        names.insert(self.random.randint(0, len(names)), "From")
        return b"".join(map(self.field, names)) + b"\r\n" + self.body()


class Signer(unittest.TestCase):
    """Messages signed by a small program around mail::DkimSeal."""

    @classmethod
    def setUpClass(cls):
        cls.folder = workplace(cls)

    def sign(self, messages, own=lambda number: b""):
        """The messages, signed; sets self.records."""
        folder = workplace(self)
        for number, octets in enumerate(messages):
            for name, content in (("eml", octets), ("own", own(number))):
                with open(f"{folder}/{number}.{name}", "wb") as file:
                    file.write(content)
        printed = subprocess.run([SIGNER, *keys(self.folder), folder], check=True, capture_output=True, text=True)
        self.records = dict(line.split(" ", 1) for line in printed.stdout.splitlines())
        for number in range(len(messages)):
            with open(f"{folder}/{number}.signed", "rb") as file:
                yield file.read()

    def all_verify(self, signed):
        for octets in signed:
            self.assertEqual(verdicts(octets, self.records)[:2], [True, True], octets.decode("utf-8", "replace"))

    def test_every_message_of_the_tests(self):
        messages = list(kept_messages())
        self.assertGreater(len(messages), 5)
        self.all_verify(self.sign(messages))
        self.all_verify(self.sign(messages, own=lambda number: OWN % (number, number)))

    def test_a_thousand_random_messages(self):
        invention = Invention(6376)
        messages = [invention.message() for _ in range(1000)]
        self.all_verify(self.sign(messages, own=lambda number: OWN % (number, number) if number % 3 else b""))

    def test_what_is_changed_on_the_way_is_noticed(self):
        octets, = self.sign([mail.message("Ana <ana@example.org>", LIST, "Bonjour", "Un mot.\n")], lambda _: OWN % (1, 1))
        self.all_verify([octets])
        header, body = mail.split(octets)
        for changed in (
                b"From: eve@example.net\r\n" + octets,
                header + b"From: eve@example.net\r\n\r\n" + body,
                b"Subject: Gratuit\r\n" + octets,
                b"Reply-To: eve@example.net\r\n" + octets,
                b"Content-Type: text/html\r\n" + octets,
                b"List-Unsubscribe: <https://example.net/>\r\n" + octets,
                octets.replace(b"unsubscribe/1>", b"unsubscribe/2>"),
                octets.replace(b"One-Click", b"No-Click"),
                octets.replace(b"Un mot", b"Deux mots"),
                octets + b"Et encore.\r\n",
                octets.replace(b"; t=", b"; t=1"),
        ):
            self.assertNotEqual(changed, octets)
            self.assertEqual(verdicts(changed, self.records), [False, False], changed.decode())

    def test_what_is_changed_without_harm_is_not(self):
        octets, = self.sign([mail.message("Ana <ana@example.org>", LIST, "Bonjour  à tous", "Un  mot.\n")])
        header, body = mail.split(octets)
        for harmless in (
                b"Received: from relay.example.net\r\n" + octets,
                octets.replace(b"Bonjour  ", b"Bonjour\r\n\t "),
                octets.replace(b"Subject: ", b"SUBJECT:  "),
                octets.replace(b"Un  mot.", b"Un mot. \t"),
                octets + b"\r\n\r\n",
                header.replace(b"\r\nTo:", b"\r\nX-Spam: no\r\nTo:") + b"\r\n" + body,
        ):
            self.assertNotEqual(harmless, octets)
            self.all_verify([harmless])


class Program(unittest.TestCase):
    """Keys made by `domain key create`, and every mail that leaves signed with them."""

    @classmethod
    def setUpClass(cls):
        cls.folder = workplace(cls)
        cls.sink = Sink().start()
        cls.addClassCleanup(cls.sink.stop)
        cls.program = Colporteur(cls.folder, relay=cls.sink.port)
        cls.created = cls.program.run("domain", "key", "create", "info.example.org").stdout
        with open(cls.program.config, "a", encoding="utf-8") as file:
            file.write("\n".join(cls.tables(cls.created)))
        cls.program.start()
        cls.addClassCleanup(cls.program.stop)
        cls.program.add_list(LIST)
        cls.records = {row["name"]: row["record"] for row in cls.program.json("domain", "key", "list")}

    @staticmethod
    def tables(printed):
        """The [[dkim]] tables that a command prints."""
        return re.findall(r"^\[\[dkim\]\]\n(?:\w+ = .*\n)+", printed, re.M)

    def signed_by_both(self, octets):
        self.assertEqual(verdicts(octets, self.records), [True, True], octets.decode("utf-8", "replace"))
        for index, algorithm in enumerate(("rsa-sha256", "ed25519-sha256")):
            tags = signature(octets, index)
            self.assertEqual((tags["a"], tags["d"], tags["c"]), (algorithm, "info.example.org", "relaxed/relaxed"))
        return signature(octets)["h"].split(":")

    def test_each_copy_of_a_letter_verifies(self):
        readers = [f"reader{number}@example.net" for number in range(20)]
        self.program.import_members(LIST, readers)
        letter = mail.message(OWNER, LIST, "La lettre", "Bonjour à toutes et à tous.\n\n.\n\n",
                              headers=["MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8",
                                       "Content-Transfer-Encoding: 8bit"])
        self.program.run("post", LIST, "-", input=letter)
        copies = [self.sink.wait_for(reader) for reader in readers]
        for octets in copies:
            covered = self.signed_by_both(octets)
            for name in ("from", "list-id", "list-unsubscribe", "list-unsubscribe-post"):  # 6376-01, RFC 8058 §4
                self.assertIn(name, covered)
            self.assertEqual(verdicts(b"From: eve@example.net\r\n" + octets, self.records), [False, False])
        self.assertEqual(len({signature(octets)["b"] for octets in copies}), len(copies))

    def test_a_confirmation_mail_verifies(self):
        self.program.send("zoe@example.net", ROBOT, mail.message("zoe@example.net", ROBOT, "subscribe lettre"))
        self.signed_by_both(self.sink.wait_for("zoe@example.net"))

    def test_what_is_printed_is_what_the_keys_are(self):
        for name, record in self.records.items():
            self.assertIn(f"{name}\n    {record}\n", self.created)
            zone = re.search(rf"^{re.escape(name)}\. IN TXT \(((?:\n    \"[^\"]*\")+) \)$", self.created, re.M)
            strings = re.findall(r'"([^"]*)"', zone[1])
            self.assertEqual("".join(strings), record)
            self.assertLessEqual(max(map(len, strings)), 255)
        self.assertEqual(len(self.tables(self.created)), 2)
        self.assertEqual(self.program.run("domain", "key", "show", "info.example.org").stdout.count("IN TXT"), 2)

    def test_selectors_and_files(self):
        rows = {row["kind"]: row for row in self.program.json("domain", "key", "list", "info.example.org")}
        self.assertEqual((rows["rsa"]["bits"], rows["rsa"]["signs"], rows["ed25519"]["signs"]), (2048, True, True))
        self.assertRegex(rows["rsa"]["selector"], r"^20\d\d(0[1-9]|1[0-2])$")
        self.assertEqual(rows["ed25519"]["selector"], rows["rsa"]["selector"] + "e")
        for row in rows.values():
            self.assertEqual(os.stat(row["file"]).st_mode & 0o777, 0o600)

    def test_a_key_is_never_overwritten(self):
        before = self.program.json("domain", "key", "list")
        again = self.program.run("domain", "key", "create", "info.example.org", expect=1)
        self.assertIn("--selector", again.stderr)
        self.assertEqual(self.program.json("domain", "key", "list"), before)

    def test_keys_that_lie_ready(self):
        printed = self.program.run("domain", "key", "create", "lettres.example.org", "--selector", "Next", "--kind",
                                   "ed25519").stdout
        self.assertEqual(len(self.tables(printed)), 1)
        row, = self.program.json("domain", "key", "list", "lettres.example.org")
        self.assertEqual((row["selector"], row["kind"], row["signs"]), ("next", "ed25519", False))
        self.assertIn("[[dkim]]", self.program.run("domain", "key", "show", "lettres.example.org").stdout)

    def test_mistakes_are_told_with_their_cure(self):
        for arguments, cure in (
                (("create", "not a domain"), "info.example.org"),
                (("create", "info.example.org", "--selector", "a_b"), "letters"),
                (("create", "info.example.org", "--selector", "../x"), "letters"),
                (("show", "nothing.example.org"), "domain key create nothing.example.org"),
        ):
            self.assertIn(cure, self.program.run("domain", "key", *arguments, expect=1).stderr)

    def test_the_doctor_looks_at_each_key(self):
        found = [row for row in self.doctor() if row["check"] == "dkim"]
        self.assertEqual([row["state"] for row in found], ["ok", "ok"])
        path = next(row["file"] for row in self.program.json("domain", "key", "list") if row["kind"] == "rsa")
        os.chmod(path, 0o644)
        try:
            found = [row for row in self.doctor(expect=1) if row["check"] == "dkim"]
            self.assertEqual([row["state"] for row in found], ["error", "ok"])
            self.assertIn("chmod", found[0]["cure"])
        finally:
            os.chmod(path, 0o600)

    def doctor(self, expect=None):
        return json.loads(self.program.run("doctor", "--json", expect=expect).stdout)

    def test_a_server_whose_key_is_gone_says_so_and_does_not_start(self):
        folder = workplace(self)
        other = Colporteur(folder)
        with open(other.config, "a", encoding="utf-8") as file:
            file.write('\n[[dkim]]\ndomain = "info.example.org"\nselector = "gone"\nkey = "keys/gone.pem"\n')
        other.launch()
        self.assertNotEqual(other.process.wait(60), 0)
        self.assertIn("keys/gone.pem", other.log_tail())
        self.assertIn("domain key create info.example.org", other.log_tail())


if __name__ == "__main__":
    main()
