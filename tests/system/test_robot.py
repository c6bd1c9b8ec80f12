# SPDX-License-Identifier: AGPL-3.0-or-later
"""The automaton understands what people write, answers everyone, and never a machine."""

import base64

from lib import mail
from lib.case import LIST, OWNER, ROBOT, SystemCase, main
from lib.wait import eventually

HTML = (
    "MIME-Version: 1.0",
    "Content-Type: text/html; charset=utf-8",
)

CONFIRM = r"^(lettre\+confirm-|colporteur\+)\S+@info\.example\.org$"

# what they send: subject, body, extra header lines; all of it asks to subscribe to lettre
SUBSCRIBE = {
    "as the farewell page says": ("subscribe lettre LÜDERS Ana", "", ()),
    "sub": ("sub lettre", "", ()),
    "abonner": ("abonner lettre", "", ()),
    "inscription": ("inscription lettre", "", ()),
    "capitals": ("SUBSCRIBE LETTRE", "", ()),
    "Re:": ("Re: subscribe lettre", "", ()),
    "TR:": ("TR: subscribe lettre", "", ()),
    "Fwd: twice": ("Fwd: Re: subscribe lettre", "", ()),
    "full stop": ("subscribe lettre.", "", ()),
    "smart quotes": ("« subscribe lettre »", "", ()),
    "other smart quotes": ("“subscribe lettre”", "", ()),
    "whole address": ("subscribe lettre@info.example.org", "", ()),
    "encoded word": ("=?UTF-8?B?" + base64.b64encode("subscribe lettre LÜDERS Ana".encode()).decode() + "?=", "", ()),
    "in the body": ("", "subscribe lettre\n", ()),
    "in the body under a subject that is none": ("Bonjour", "subscribe lettre LÜDERS Ana\n", ()),
    "with a signature": ("", "subscribe lettre\n-- \nAna\nhelp\n", ()),
    "with quoted text": ("", "subscribe lettre\n\n> unsubscribe lettre\n> help\n", ()),
    "HTML alone": ("", "<html><body><p>subscribe lettre</p></body></html>", HTML),
}

MACHINES = {
    "null sender": ((), ""),
    "Auto-Submitted": (("Auto-Submitted: auto-replied",), None),
    "Auto-Submitted: auto-generated": (("Auto-Submitted: auto-generated; type=x",), None),
    "Precedence: bulk": (("Precedence: bulk",), None),
    "Precedence: list": (("precedence: List",), None),
    "List-Id": (("List-Id: <autre.example.com>",), None),
    "Auto-Response-Suppress": (("X-Auto-Response-Suppress: All",), None),
    "own X-Loop": (tuple(
        f"X-Loop: {ours}@info.example.org" for ours in ("colporteur", "lettre", "debat")), None),
    "a daemon": ((), "MAILER-DAEMON@example.com"),
    "a report": (("MIME-Version: 1.0",
                  "Content-Type: multipart/report; report-type=delivery-status; boundary=b"), None),
}


class Robot(SystemCase):
    @classmethod
    def prepare(cls):
        cls.program.add_list(LIST)
        cls.program.add_list("debat@info.example.org", "discussion", "Le débat")
        cls.program.add_list("news@info.example.org", "newsletter", "The news", language="en")

    def test_every_way_to_ask_is_understood(self):
        for number, (way, (subject, body, headers)) in enumerate(SUBSCRIBE.items()):
            sender = f"way{number}@example.net"
            with self.subTest(way):
                if not headers and body:
                    headers = ("MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8")
                self.write(sender, ROBOT, subject, body, headers)
                request = self.sink.wait_for(sender, 1, way)
                self.assertRegex(mail.reply_address(request), CONFIRM)
                self.answer(request, sender)
                welcome = self.sink.wait_for(sender, 2, "the welcome")
                self.assertIn("lettre", mail.text(welcome))
                self.assertIn(sender, self.program.members(LIST))

    def test_the_name_is_the_one_in_the_command_else_the_one_of_from(self):
        for sender, header, subject, name in (
            ("named@example.net", "named@example.net", "subscribe lettre LÜDERS Ana", "LÜDERS Ana"),
            ("from@example.net", "Zoé Martin <from@example.net>", "subscribe lettre", "Zoé Martin"),
        ):
            with self.subTest(name):
                self.program.send(sender, ROBOT, mail.message(header, ROBOT, subject))
                self.answer(self.sink.wait_for(sender), sender)
                self.sink.wait_for(sender, 2)
                self.assertEqual(self.program.members(LIST)[sender], name)

    def test_an_answer_is_marked_as_a_machines_and_belongs_to_the_question(self):
        asked = self.write("marks@example.net", ROBOT, "subscribe lettre")
        request = self.sink.wait_for("marks@example.net")
        self.assertEqual(mail.value(request, "Auto-Submitted"), "auto-replied")
        self.assertEqual(mail.value(request, "In-Reply-To"), mail.value(asked, "Message-ID"))
        self.assertIn("<lettre.info.example.org>", mail.value(request, "List-Id"))
        self.assertEqual(mail.repeated(request), [])

    def test_unknown_word_gets_the_nearest_and_the_help(self):
        text = mail.text(self.request("word@example.net", "subscibe lettre"))
        self.assertRegex(text, r"(?i)subscribe\s+lettre|subscribe")
        self.assertRegex(text, r"(?i)unsubscribe|désabonner|desabonner")

    def test_unknown_list_gets_the_nearest_name(self):
        text = mail.text(self.request("list@example.net", "subscribe letre"))
        self.assertIn("lettre", text)

    def test_nonsense_is_answered_with_help(self):
        text = mail.text(self.request("nonsense@example.net", "hjkl qsdf"))
        self.assertRegex(text, r"(?i)subscribe")

    def test_empty_mail_is_answered_with_help(self):
        text = mail.text(self.request("empty@example.net", ""))
        self.assertRegex(text, r"(?i)subscribe")

    def test_help_speaks_the_senders_language(self):
        self.assertRegex(mail.text(self.request("help@example.net", "help")), r"(?i)\bthe\b")
        self.assertRegex(mail.text(self.request("aide@example.net", "aide")), r"(?i)\bles?\b")

    def test_lists_and_info(self):
        for word in ("lists", "listes"):
            text = mail.text(self.request(f"{word}@example.net", word))
            for name in ("lettre", "debat", "news"):
                self.assertIn(name, text)
        self.assertIn("La lettre", mail.text(self.request("info@example.net", "info lettre")))

    def test_which_tells_the_address_itself_where_it_stands(self):
        self.program.run("member", "add", "debat@info.example.org", "which@example.net")
        text = mail.text(self.request("which@example.net", "which"))
        self.assertIn("debat", text)
        self.assertNotIn("news@", text)

    def test_sweet_nothings_are_thanked_for(self):
        self.write("sweet@example.net", ROBOT, "subscribe lettre",
                   "Cher automate,\n\nmerci pour tout ce que vous faites, belle journée à vous !\n",
                   ("MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: 8bit"))
        request = self.sink.wait_for("sweet@example.net")
        self.assertRegex(mail.text(request), r"(?i)merci")
        self.assertRegex(mail.text(request), r"(?i)automate")
        self.answer(request, "sweet@example.net")
        self.sink.wait_for("sweet@example.net", 2)
        self.assertIn("sweet@example.net", self.program.members(LIST))

    def test_machines_get_no_answer_wherever_they_write(self):
        doors = (ROBOT, "colporteur@info.example.org", LIST, "debat@info.example.org", "lettre-subscribe@info.example.org",
                 "lettre-unsubscribe@info.example.org", "lettre-request@info.example.org")
        for number, (headers, envelope) in enumerate(MACHINES.values()):
            for door in doors:
                self.write(f"machine{number}@example.net", door, "help", "help\n", headers, envelope)
        self.nothing_more_for("machine0@example.net")
        for number, kind in enumerate(MACHINES):
            with self.subTest(kind):
                self.assertEqual(self.sink.to(f"machine{number}@example.net"), [])
        self.assertEqual(self.sink.to("MAILER-DAEMON@example.com"), [])

    def test_auto_submitted_no_is_a_person(self):
        self.write("person@example.net", ROBOT, "help", "", ("Auto-Submitted: no",))
        self.sink.wait_for("person@example.net")

    def test_an_absence_message_is_no_consent(self):
        sender = "away@example.net"
        request = self.request(sender)
        octets = mail.answer(request, sender, words="Je suis en vacances.")
        self.program.send("", mail.reply_address(request), octets)
        self.program.send(sender, mail.reply_address(request),
                          octets.replace(b"Subject:", b"Auto-Submitted: auto-replied\r\nSubject:"))
        self.nothing_more_for(sender, 1)
        self.assertNotIn(sender, self.program.members(LIST))
        self.answer(request, sender)
        self.sink.wait_for(sender, 2, "the welcome, once the person answered")

    def test_the_list_s_own_addresses(self):
        for suffix in ("subscribe", "join"):
            sender = f"by-{suffix}@example.net"
            self.write(sender, f"lettre-{suffix}@info.example.org", "whatever", "help\n")
            self.answer(self.sink.wait_for(sender), sender)
            self.sink.wait_for(sender, 2)
            self.assertIn(sender, self.program.members(LIST))
        for suffix in ("unsubscribe", "leave"):
            sender = f"by-{suffix}@example.net"
            self.program.run("member", "add", LIST, sender)
            before = len(self.sink.to(sender))
            self.write(sender, f"lettre-{suffix}@info.example.org", "", "")
            self.answer(self.sink.wait_for(sender, before + 1), sender)
            self.sink.wait_for(sender, before + 2, "the goodbye")
            self.assertNotIn(sender, self.program.members(LIST))

    def test_request_executes_a_bare_command_and_else_goes_to_the_owners(self):
        self.write("bare@example.net", "lettre-request@info.example.org", "subscribe")
        self.assertIn("confirm", mail.reply_address(self.sink.wait_for("bare@example.net")))

        before = len(self.sink.to(OWNER))
        sent = self.write("asks@example.net", "lettre-request@info.example.org", "Une question", "Bonjour\n")
        got = self.sink.wait_for(OWNER, before + 1)
        self.assertEqual(mail.value(got, "Message-ID"), mail.value(sent, "Message-ID"))
        self.assertTrue(got.endswith(b"Bonjour\r\n"))

    def test_owner_address_reaches_the_owners(self):
        before = len(self.sink.to(OWNER))
        sent = self.write("owner@example.net", "lettre-owner@info.example.org", "Bonjour", "Deux mots.\n")
        got = self.sink.wait_for(OWNER, before + 1)
        self.assertEqual(mail.value(got, "From"), mail.value(sent, "From"))

    def test_leaving_by_command_needs_an_answer_too(self):
        sender = "leaver@example.net"
        self.program.run("member", "add", LIST, sender)
        before = len(self.sink.to(sender))
        self.write(sender, ROBOT, "desabonner lettre")
        request = self.sink.wait_for(sender, before + 1)
        self.assertIn(sender, self.program.members(LIST))
        self.answer(request, sender)
        self.sink.wait_for(sender, before + 2)
        self.assertNotIn(sender, self.program.members(LIST))

    def test_nobody_is_bombed_through_us(self):
        victim = "victim@example.net"
        for _ in range(30):
            self.write(victim, ROBOT, "subscribe lettre")
        self.sink.wait_for(victim)
        self.nothing_more_for(victim, 1)

    def test_a_day_has_its_cap_over_all_lists(self):
        victim = "capped@example.net"
        for number in range(40):
            self.program.run("list", "create", f"bombe{number}@info.example.org", "--kind", "newsletter",
                             "--title", f"Bombe {number}", "--language", "fr", "--owner", OWNER)
        for number in range(40):
            self.write(victim, ROBOT, f"subscribe bombe{number}")
        self.nothing_more_for_at_most(victim, 20)

    def nothing_more_for_at_most(self, address, most):
        self.request("cap-sentinel@example.net", "help")
        self.program.wait_until_idle()
        got = len(self.sink.to(address))
        self.assertGreater(got, 0)
        self.assertLessEqual(got, most)

    def test_an_expired_or_invented_token_is_no_address(self):
        with self.program.connect() as smtp:
            smtp.ehlo()
            smtp.mail("x@example.net")
            code, _ = smtp.rcpt("lettre+bounce-invented@info.example.org")
            self.assertEqual(code, 550)

    def test_damaged_messages_are_mended_not_lost(self):
        sender = "damaged@example.net"
        octets = b"From: damaged@example.net\r\nthis is no header\r\nSubject: subscribe lettre\r\n\r\n"
        self.program.send(sender, ROBOT, octets)
        self.sink.wait_for(sender)
        sender = "nothing@example.net"
        self.program.send(sender, ROBOT, b"Subject: subscribe lettre\r\n\r\n")
        self.sink.wait_for(sender)


class Discussion(SystemCase):
    LIST = "debat@info.example.org"

    @classmethod
    def prepare(cls):
        cls.program.add_list(cls.LIST, "discussion", "Le débat")
        cls.program.run("member", "add", cls.LIST, "one@example.net")
        cls.program.run("member", "add", cls.LIST, "two@example.net")

    def test_members_post_to_members(self):
        before = len(self.sink.to("two@example.net"))
        self.write("one@example.net", self.LIST, "Une idée", "La voici.\n")
        copy = eventually_with(self.sink, "two@example.net", "Une idée", before)
        self.assertEqual(mail.value(copy, "List-Post"), "<mailto:debat@info.example.org>")
        self.assertTrue(copy.endswith(b"\r\n\r\nLa voici.\r\n"))

    def test_a_strangers_post_waits_for_the_owners(self):
        self.write("stranger@example.net", self.LIST, "Achetez", "maintenant\n")
        self.sink.wait_for(OWNER)
        asked = [c.octets for c in self.sink.to(OWNER)][-1]
        self.nothing_from("stranger@example.net", "one@example.net")
        self.answer(asked, OWNER)
        eventually_with(self.sink, "one@example.net", "Achetez", 0)

    def test_the_command_line_decides_in_the_name_of_its_account(self):
        for subject in ("Un", "Deux"):
            self.write("autre@example.net", self.LIST, subject, "texte\n")
        held = eventually(lambda: self.waiting("autre@example.net", 2), "two posts wait")
        ids = {row["subject"]: str(row["id"]) for row in held}
        shown = self.program.json("held", "show", ids["Un"])
        self.assertEqual(shown["text"], "texte")
        self.assertTrue(shown["reasons"])
        self.program.run("held", "approve", ids["Un"])
        eventually_with(self.sink, "one@example.net", "Un", 0)
        late = self.program.run("held", "reject", ids["Un"], expect=1)
        self.assertIn("accepted", late.stderr)
        self.program.run("held", "reject", ids["Deux"], "--reason", "hors-sujet")
        eventually(lambda: [c for c in self.sink.to("autre@example.net") if "objet de cette liste" in mail.text(c.octets)],
                   "the author reads the stock reason in her language")
        self.assertEqual(self.waiting("autre@example.net", 0), [])

    def waiting(self, author, count):
        rows = [row for row in self.program.json("held", "list", self.LIST) if row["from"] == author]
        return rows if len(rows) == count else None

    def nothing_from(self, sender, reader):
        self.assertFalse([c for c in self.sink.to(reader) if mail.address(c.octets, "From") == sender])


def eventually_with(sink, recipient, subject, before):
    return eventually(
        lambda: [c.octets for c in sink.to(recipient)[before:] if mail.decoded(c.octets, "Subject") == subject],
        f"{subject!r} for {recipient}")[0]


if __name__ == "__main__":
    main()
