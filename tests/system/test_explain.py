# SPDX-License-Identifier: AGPL-3.0-or-later
"""`colporteur list explain` says which rule decides, for every stock scenario of posting; `colporteur archive`."""

import os
import re
import unittest

from lib import mail
from lib.case import SystemCase, main
from lib.place import workplace
from lib.program import Colporteur
from lib.wait import eventually

LIST = "debat@info.example.org"
STRANGER, MEMBER, MODERATOR, OWNER = (f"{name}@example.org" for name in ("eve", "mia", "mo", "olga"))
PEOPLE = (STRANGER, MEMBER, MODERATOR, OWNER)
FATES = {"a": "accept", "c": "confirm", "h": "hold", "r": "reject", "d": "discard"}
SOURCES = os.path.join(os.path.dirname(__file__), "..", "..", "src", "policy")

# What becomes of a post by a stranger, a member, a moderator, an owner; the same once they have answered for it.
SCENARIOS = {
    "private": "raaa raaa",
    "public": "aaaa aaaa",
    "public_nobcc": "aaaa aaaa",
    "publickey": "cccc aaaa",
    "publicnoattachment": "aaaa aaaa",
    "publicnomultipart": "aaaa aaaa",
    "privatekey": "rcrr rarr",
    "privateorpublickey": "cacc aaaa",
    "privateoreditorkey": "haah haah",
    "privateandeditorkey": "rhcr rhar",
    "privatekeyandeditorkeyonly": "rccr rhhr",
    "privateandnomultipartoreditorkey": "hahh hahh",
    "private_smime": "rrrr rrrr",
    "confidential": "raaa raaa",
    "editorkey": "hhch hhah",
    "editorkeyonly": "hhhh hhhh",
    "editorkeyonlyauth": "hhch hhhh",
    "newsletter": "rrcr rrar",
    "newsletterkeyonly": "rrhr rrhr",
    "owner": "rrrc rrra",
    "ownerauth": "rrrc rrra",
    "closed": "rrrr rrrr",
}

# What a few scenarios do to a member's message of an unusual shape.
SHAPES = (
    ("public_nobcc", "hidden", "reject"),
    ("publicnoattachment", "attachment", "hold"),
    ("publicnomultipart", "attachment", "reject"),
    ("privateandnomultipartoreditorkey", "attachment", "hold"),
    ("private", "attachment", "accept"),
    ("mailman", "hidden", "hold"),
    ("mailman", "plain", "accept"),
)

ATTACHMENT = (b"--b\r\n\r\nSee the photo.\r\n--b\r\nContent-Type: image/png\r\n"
              b"Content-Disposition: attachment; filename=x.png\r\n\r\npng\r\n--b--\r\n")


def stock_names(file):
    with open(os.path.join(SOURCES, file), encoding="utf-8") as text:
        return set(re.findall(r'\{Act::post, "([a-z_]+)"', text.read()))


class Explain(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = workplace(cls)
        cls.program = Colporteur(cls.folder)
        cls.program.add_list(LIST, "discussion", "Le débat", owner=OWNER)
        cls.program.run("list", "set", LIST, "--add-moderator", MODERATOR, "--confirm-posts", "no")
        cls.program.run("member", "add", LIST, MEMBER)
        cls.messages = {
            "plain": mail.message(MEMBER, LIST, "Saturday", "Who comes?\n"),
            "hidden": mail.message(MEMBER, "somebody@example.net", "Saturday", "Who comes?\n"),
            "attachment": mail.message(MEMBER, LIST, "Photo", ATTACHMENT,
                                       ["MIME-Version: 1.0", "Content-Type: multipart/mixed; boundary=b"]),
        }

    def explain(self, *arguments, message="plain"):
        path = os.path.join(self.folder, f"{message}.eml")
        with open(path, "wb") as file:
            file.write(self.messages[message])
        found = self.program.json("list", "explain", LIST, path, *arguments)
        self.check_trace(found)
        return found

    def check_trace(self, found):
        """The rule that decides is the first that holds, and a rule holds when its conditions do."""
        for rule in found["rules"]:
            self.assertEqual(rule["holds"], all(each["holds"] for each in rule["conditions"]), rule)
        first = next((place for place, rule in enumerate(found["rules"], 1) if rule["holds"]), None)
        self.assertEqual(found["rule"], first)
        if found["decider"] == "rule":
            self.assertIn(found["rules"][first - 1]["rule"], found["decided_by"])

    def test_every_stock_scenario_of_posting(self):
        self.assertEqual(set(SCENARIOS), stock_names("stock_post.cpp"))
        for scenario, expected in SCENARIOS.items():
            for confirmed, fates in zip(((), ("--confirmed",)), expected.split()):
                for person, fate in zip(PEOPLE, fates):
                    with self.subTest(scenario=scenario, person=person, confirmed=bool(confirmed)):
                        found = self.explain("--policy", scenario, "--as", person, *confirmed)
                        self.assertEqual(found["fate"], FATES[fate])
                        self.assertIn(found["decider"], ("rule", "no_rule"))
                        if found["fate"] != "accept":
                            self.assertTrue(found["reasons"] or found["fate"] == "confirm")

    def test_what_a_message_looks_like_decides_too(self):
        for scenario, message, fate in SHAPES:
            with self.subTest(scenario=scenario, message=message):
                self.assertEqual(self.explain("--policy", scenario, message=message)["fate"], fate)

    def test_every_pair_of_mailman_says_what_its_name_says(self):
        names = stock_names("stock_mailman.cpp") - {"mailman"}
        self.assertEqual(len(names), 16)
        for name in names:
            _, of_member, _, of_stranger = name.split("_")
            with self.subTest(name):
                self.assertEqual(self.explain("--policy", name)["fate"], of_member)
                self.assertEqual(self.explain("--policy", name, "--as", STRANGER)["fate"], of_stranger)

    def test_the_list_has_a_policy_of_its_own(self):
        found = self.explain()
        self.assertEqual((found["fate"], found["decider"]), ("accept", "rule"))
        self.assertEqual(self.explain("--as", STRANGER)["fate"], "hold")
        self.assertEqual(self.explain("--policy", "members: reject \"Not today.\"; others: accept")["words"], "Not today.")

    def test_rules_for_every_list_come_first(self):
        self.messages["machine"] = mail.message(MEMBER, LIST, "Away", "I am away.\n", ["Auto-Submitted: auto-replied"])
        self.messages["command"] = mail.message(MEMBER, LIST, "unsubscribe debat")
        for message, guard, fate in (("machine", "automatic", "discard"), ("command", "command", "reject")):
            with self.subTest(message):
                found = self.explain(message=message)
                self.assertEqual((found["decider"], found["reason"], found["fate"]), ("guard", guard, fate))
                self.assertEqual([each["name"] for each in found["guards"] if each["holds"]], [guard])

    def test_people_read_every_step_in_their_language(self):
        octets = self.messages["plain"]
        text = self.program.run("list", "explain", "debat", "-", "--policy", "privateoreditorkey", "--as", STRANGER,
                                input=octets, env={"LANGUAGE": "en", "LC_ALL": "C.UTF-8"}).stdout
        self.assertIn("hold", text)
        self.assertRegex(text, r"no: members")
        self.assertRegex(text, r"4\. yes: everyone: hold")
        self.assertIn("no: the list is closed", text)

    def test_nothing_is_done_and_mistakes_are_named(self):
        self.explain("--policy", "public")
        self.assertEqual(self.program.json("archive", "list", LIST), [])
        self.assertEqual(self.program.json("held", "list"), [])
        plain = os.path.join(self.folder, "plain.eml")
        for arguments in ((LIST, plain, "--policy", "nonsense"), (LIST, plain, "--as", "nobody"),
                          (LIST, "missing.eml"), ("missing@info.example.org", plain)):
            with self.subTest(arguments):
                self.assertTrue(self.program.run("list", "explain", *arguments, expect=None).returncode)


class Archive(SystemCase):
    def test_a_post_is_listed_shown_and_taken_away_everywhere(self):
        program = self.program
        program.add_list(LIST, "discussion", "Le débat", owner=OWNER)
        program.run("list", "set", LIST, "policy.archive", "public")
        for number, subject in enumerate(("Bread", "Wine"), 1):
            program.run("post", LIST, "-", input=mail.message(MEMBER, LIST, subject, f"About {subject}.\n"))
            self.wait_for_posts(number)
        bread, wine = program.json("archive", "list", LIST)
        self.assertEqual((wine["number"], wine["subject"]), (2, "Wine"))
        self.assertEqual(program.json("archive", "list", LIST, "--month", "2001-01"), [])
        self.assertIn("About Wine.", program.run("archive", "show", LIST, "2").stdout)
        self.assertIn("\nSubject: Wine", program.run("archive", "show", LIST, "2", "--message").stdout)
        page = program.get("/debat/m/" + wine["permalink"])
        self.assertEqual(page.status, 200)
        self.assertIn("About Wine.", page.body.decode())

        program.run("archive", "remove", LIST, "2")
        self.assertEqual([row["number"] for row in program.json("archive", "list", LIST)], [bread["number"]])
        self.assertEqual(program.get("/debat/m/" + wine["permalink"]).status, 410)
        self.assertTrue(program.run("archive", "show", LIST, "2", expect=None).returncode)
        program.run("post", LIST, "-", input=mail.message(MEMBER, LIST, "Cheese", "Older.\n"))
        self.wait_for_posts(2)
        self.assertEqual(program.json("archive", "list", LIST)[1]["number"], 3)

    def wait_for_posts(self, count):
        eventually(lambda: len(self.program.json("archive", "list", LIST)) == count, f"{count} posts are kept")


if __name__ == "__main__":
    main()
