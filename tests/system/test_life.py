# SPDX-License-Identifier: AGPL-3.0-or-later
"""The whole of a list's life by mail alone: made, set up, filled, moderated, read later, digested, closed."""

import email
import email.policy
import re

from lib import mail
from lib.case import ROBOT, SystemCase, main

ROOT = "root@example.org"  # an administrator of the place: so says the configuration
QUARTIER = "quartier@info.example.org"
TEXT = ("MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8", "Content-Language: en")


class Life(SystemCase):
    @classmethod
    def prepare(cls):
        cls.program.run("domain", "add", "info.example.org", "--language", "en")

    def setUp(self):
        self.read = {}

    # -- what people do

    def next_mail(self, who, what=""):
        self.read[who] = self.read.get(who, 0) + 1
        return self.sink.wait_for(who, self.read[who], what, within=120)

    def ask(self, who, subject, body=""):
        """Writes a command and reads the answer."""
        self.write(who, ROBOT, subject, body, TEXT)
        return self.next_mail(who, f"after {subject!r}")

    def command(self, who, subject, body=""):
        """Writes a command that changes something, answers for it with one word, reads what came of it."""
        question = self.ask(who, subject, body)
        self.assertRegex(mail.reply_address(question), r"\+", "a question that can be answered")
        self.answer(question, who, words="ok")
        return self.next_mail(who, f"after answering for {subject!r}")

    def post(self, who, subject, body="Hello all,\nsee you on Saturday.\n", headers=TEXT):
        self.write(who, QUARTIER, subject, body, headers)

    # -- what they see

    def assert_says(self, octets, *words):
        text = " ".join(mail.text(octets).split())
        for word in words:
            self.assertIn(word, text)

    def test_a_list_lives_by_mail_alone(self):
        self.make()
        self.fill()
        self.moderate()
        self.talk()
        self.look_back()
        self.digest()
        self.close()

    def make(self):
        stranger = self.ask("ida@example.net", "create salon discussion Le salon")
        self.assertNotIn("salon@", str(self.program.json("list", "list")), "a stranger makes no list alone")
        self.assertTrue(stranger)

        made = self.command(ROOT, "create quartier discussion The neighbourhood")
        self.assert_says(made, QUARTIER)
        self.command(ROOT, "grant quartier owner olga@example.net")
        self.assert_says(self.next_mail("olga@example.net", "her role"), "quartier")
        self.command("olga@example.net", "grant quartier moderator mona@example.net")
        self.next_mail("mona@example.net", "her role")
        self.command(
            "olga@example.net", "config quartier",
            'policy.post = "members: accept; others: hold"\n'
            'dress.subject_tag = "quartier"\n'
            'dress.footer = "The neighbours"\n'
            "digest.posts = 2\n",
        )
        shown = self.ask("olga@example.net", "config quartier")
        self.assertIn(b"quartier", shown)
        listed = self.program.json("list", "show", QUARTIER)
        self.assertIn("olga@example.net", listed["owners"])

    def fill(self):
        self.command("olga@example.net", "add quartier ben@example.net Ben")
        self.assert_says(self.next_mail("ben@example.net", "the welcome"), "olga@example.net")
        self.command("olga@example.net", "invite quartier cleo@example.net")
        invitation = self.next_mail("cleo@example.net", "the invitation")
        self.answer(invitation, "cleo@example.net", words="yes")
        self.next_mail("cleo@example.net", "the welcome")

        for who in ("ana@example.net", "dan@example.net"):
            question = self.ask(who, "subscribe quartier")
            self.answer(question, who, words="ok")
            self.next_mail(who, "the welcome")
        self.command("dan@example.net", "set quartier digest")
        self.assertEqual(
            set(self.program.members(QUARTIER)),
            {"ana@example.net", "ben@example.net", "cleo@example.net", "dan@example.net"},
        )
        review = self.ask("olga@example.net", "review quartier")
        self.assertIn(b"cleo@example.net", review)

    def moderate(self):
        self.post("spam@example.net", "Cheap watches")
        waits = self.next_mail("mona@example.net", "the held post")
        self.assert_says(waits, "Cheap watches")
        self.next_mail("spam@example.net", "it waits")
        self.answer(waits, "mona@example.net", words="no\nWe are neighbours, not a market.")
        refused = self.next_mail("spam@example.net", "the refusal")
        self.assert_says(refused, "We are neighbours, not a market.")
        self.next_mail("mona@example.net", "what she decided")

        self.post("vera@example.net", "Lost cat")
        waits = self.next_mail("mona@example.net", "the held post")
        self.next_mail("vera@example.net", "it waits")
        self.answer(waits, "mona@example.net", words="ok")
        for who in ("ana@example.net", "ben@example.net", "cleo@example.net"):
            copy = self.next_mail(who, "the post")
            self.assertEqual(mail.decoded(copy, "Subject"), "[quartier] Lost cat")
            self.assertIn("The neighbours", mail.text(copy) + copy.decode("utf-8", "replace"))
        self.next_mail("vera@example.net", "it was accepted")
        self.next_mail("mona@example.net", "what she decided")
        self.answer(waits, "mona@example.net", words="no")
        self.assert_says(self.next_mail("mona@example.net", "too late"), "mona@example.net")

    def talk(self):
        self.post("ana@example.net", "Re: [quartier] Lost cat", "She is in my garden.\n")
        for who in ("ana@example.net", "ben@example.net", "cleo@example.net"):
            copy = self.next_mail(who, "the answer")
            self.assertEqual(mail.decoded(copy, "Subject"), "Re: [quartier] Lost cat")
            self.assertEqual(mail.repeated(copy), [])
            self.assertRegex(mail.value(copy, "Archived-At"), r"^<https://info.example.org/quartier/m/[a-z2-7]{26}>$")

    def look_back(self):
        self.assert_says(self.ask("ben@example.net", "index quartier"), "2")
        last = self.ask("ben@example.net", "last quartier")
        self.assertIn(b"She is in my garden", last)
        self.assertNotIn(b"leave-", last, "a personal link in what anybody may ask for")
        got = self.ask("ben@example.net", "get quartier 1")
        self.assertIn(b"see you on Saturday", got)
        stranger = self.ask("spam@example.net", "get quartier 1")
        self.assertNotIn(b"see you on Saturday", stranger)

    def digest(self):
        digest = self.next_mail("dan@example.net", "the digest of two posts")
        message = email.message_from_bytes(digest, policy=email.policy.default)
        inside = [part for part in message.walk() if part.get_content_type() == "message/rfc822"]
        subjects = [part.get_content()["Subject"] for part in inside]
        self.assertEqual(subjects, ["[quartier] Lost cat", "Re: [quartier] Lost cat"])
        self.assertIn("List-Unsubscribe", message)

    def close(self):
        self.command("olga@example.net", "close quartier")
        self.post("ana@example.net", "One more thing")
        refused = self.next_mail("ana@example.net", "the refusal")
        self.assertTrue(re.search(r"closed", mail.text(refused)))
        question = self.ask("ben@example.net", "unsubscribe quartier")
        self.answer(question, "ben@example.net", words="yes")
        self.next_mail("ben@example.net", "the goodbye")
        self.assertNotIn("ben@example.net", self.program.members(QUARTIER))


if __name__ == "__main__":
    main()
