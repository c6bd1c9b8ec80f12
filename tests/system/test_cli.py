# SPDX-License-Identifier: AGPL-3.0-or-later
"""The command line: the same whether or not a server runs, readable by people and by programs."""

import csv
import io
import json
import os
import pwd
import re
import subprocess
import unittest

from lib import mail
from lib.case import LIST, OWNER, main
from lib.place import workplace
from lib.program import BINARY, Colporteur
from lib.sink import Sink

NOUNS = ("serve", "demo", "domain", "list", "member", "archive", "letter", "post", "queue", "quarantine",
         "backup", "restore", "doctor")


class Commands:
    """Every command; run below once with a server and once without."""

    def test_domains(self):
        run, show = self.program.run, self.program.json
        run("domain", "add", "lettres.example.org")
        self.assertIn("lettres.example.org", [row["name"] for row in show("domain", "list")])
        self.assertEqual(show("domain", "show", "lettres.example.org")["name"], "lettres.example.org")
        run("domain", "set", "lettres.example.org", "--title", "Nos lettres", "--language", "fr")
        self.assertEqual(show("domain", "show", "lettres.example.org")["title"], "Nos lettres")
        self.fails("domain", "add", "lettres.example.org")
        run("domain", "remove", "lettres.example.org")
        self.fails("domain", "show", "lettres.example.org")

    def test_lists(self):
        run, show = self.program.run, self.program.json
        name = "bulletin@info.example.org"
        self.program.add_list(name, "discussion", "Le bulletin")
        self.assertIn(name, [row["address"] for row in show("list", "list")])
        shown = show("list", "show", name)
        self.assertEqual((shown["title"], shown["kind"], shown["language"]), ("Le bulletin", "discussion", "fr"))
        self.assertIn(OWNER, json.dumps(shown))
        run("list", "set", name, "--title", "Le nouveau bulletin", "--confirm-posts", "no")
        self.assertEqual(show("list", "show", name)["title"], "Le nouveau bulletin")
        self.assertEqual(show("list", "show", name)["copies"], "personal")
        run("list", "set", name, "--copies", "shared")
        self.assertEqual(show("list", "show", name)["copies"], "shared")
        run("list", "close", name)
        self.assertFalse(show("list", "show", name)["open"])
        run("list", "open", name)
        self.assertTrue(show("list", "show", name)["open"])
        run("list", "rename", name, "gazette")
        self.assertEqual(show("list", "show", "gazette@info.example.org")["title"], "Le nouveau bulletin")
        self.fails("list", "show", name)
        self.fails("list", "create", "gazette@info.example.org", "--owner", OWNER)
        self.fails("list", "create", "x@not-ours.example.com", "--owner", OWNER)
        self.fails("list", "create", "x-owner@info.example.org", "--owner", OWNER)
        run("list", "remove", "gazette@info.example.org")
        self.fails("list", "show", "gazette@info.example.org")

    def test_settings_of_a_list(self):
        run, show = self.program.run, self.program.json
        name = "reglages@info.example.org"
        run("list", "create", name, "--owner", OWNER, "--preset", "private")
        self.assertFalse(show("list", "show", name)["visible"])
        run("list", "set", name, "dress.subject_tag", "[Réglages]")
        run("list", "set", name, "--add-moderator", "zoe@example.net", "--title", "Les réglages")
        toml = run("list", "show", name, "--toml").stdout
        for line in ('title = "Les réglages"', 'subject_tag = "Réglages"', 'moderators = ["zoe@example.net"]',
                     "visible = false", "# emergency = false"):
            self.assertIn("\n" + line + "\n", toml)
        self.assertEqual(show("list", "show", name)["moderators"], ["zoe@example.net"])

        history = show("list", "history", name)
        self.assertEqual([row["key"] for row in history[:2]], ["moderators", "title"])
        tag = next(row for row in history if row["key"] == "dress.subject_tag")
        self.assertEqual((tag["before"], tag["after"], tag["way"]), ("", "Réglages", "command_line"))
        self.assertEqual(tag["who"], pwd.getpwuid(os.getuid()).pw_name)
        self.assertEqual(len(show("list", "history", name, "--limit", "1")), 1)

        run("list", "reset", name, "dress.subject_tag")
        self.assertIn("# subject_tag", run("list", "show", name, "--toml").stdout)
        before = len(show("list", "history", name))
        run("list", "set", name, "visible", "no")
        self.assertEqual(len(show("list", "history", name)), before, "what stays as it is makes no history")
        run("list", "close", name)
        run("list", "rename", name, "reglages2")
        self.assertEqual([row["key"] for row in show("list", "history", "reglages2")[:2]], ["address", "open"])

        self.assertIn("dress.subject_tag", self.fails("list", "set", "reglages2", "dress.subject_tga", "x"))
        self.fails("list", "set", "reglages2", "visible", "perhaps")
        self.fails("list", "set", "reglages2", "visible")
        self.fails("list", "set", "reglages2", "--remove-owner", OWNER)
        run("list", "set", "reglages2", "--preset", "nothing", expect=2)
        self.fails("list", "reset", "reglages2", "title")
        self.assertIn("policy.post", [row["key"] for row in show("list", "keys")])
        self.assertIn("working-group", [row["preset"] for row in show("list", "presets")])
        run("list", "remove", "reglages2")

    def edit(self, script):
        """Has an editor that is a shell script, the file as $1, work on LIST."""
        return self.program.run("list", "edit", LIST, env={"EDITOR": "", "VISUAL": f"f() {{ {script}; }}; f"},
                                expect=None)

    def test_a_list_is_edited_whole(self):
        self.assertEqual(self.edit("sed -i 's/^# posts = 25/posts = 12/' \"$1\"").returncode, 0)
        self.assertIn("\nposts = 12\n", self.program.run("list", "show", LIST, "--toml").stdout)
        self.assertEqual(self.edit("true").returncode, 0)

        refused = self.edit("sed -i 's/^posts = 12/posts = 0/' \"$1\"")
        self.assertEqual(refused.returncode, 1)
        kept = re.search(r"\S+\.toml$", refused.stderr.strip())
        self.assertTrue(kept, refused.stderr)
        self.addCleanup(os.remove, kept[0])
        self.assertIn("digest.posts", refused.stderr)
        with open(kept[0], encoding="utf-8") as file:
            self.assertIn("posts = 0", file.read(), "what was typed is not lost")
        self.assertEqual(os.stat(kept[0]).st_mode & 0o077, 0)
        self.assertIn("\nposts = 12\n", self.program.run("list", "show", LIST, "--toml").stdout)
        self.assertEqual(self.edit("false").returncode, 1)

        other = f"{os.path.abspath(BINARY)} --config {self.program.config} list set {LIST} digest.posts 13"
        raced = self.edit(f"sed -i 's/^posts = 12/posts = 11/' \"$1\"; {other} >/dev/null")
        self.assertEqual(raced.returncode, 1)
        os.remove(re.search(r"\S+\.toml$", raced.stderr.strip())[0])
        self.assertIn("\nposts = 13\n", self.program.run("list", "show", LIST, "--toml").stdout)
        self.program.run("list", "reset", LIST, "digest.posts")

    def test_members(self):
        run = self.program.run
        run("member", "add", LIST, "zoe@example.net", "--name", "Zoé Martin")
        self.assertEqual(self.program.members(LIST)["zoe@example.net"], "Zoé Martin")
        self.assertEqual(self.program.json("member", "show", LIST, "zoe@example.net")["address"], "zoe@example.net")
        run("member", "set", LIST, "zoe@example.net", "--name", "Zoé M.")
        self.assertEqual(self.program.members(LIST)["zoe@example.net"], "Zoé M.")
        run("member", "remove", LIST, "zoe@example.net")
        self.assertNotIn("zoe@example.net", self.program.members(LIST))
        self.fails("member", "add", LIST, "not an address")
        self.fails("member", "add", "nothing@info.example.org", "zoe@example.net")

    def test_import_and_export_go_round(self):
        people = {f"person{n}@example.net": name for n, name in enumerate(
            ("Ana", 'Zoé "la grande"', "Martin, Jean", "", "多喜子", "=SUM(A1)"))}
        table = io.StringIO()
        writer = csv.writer(table)
        writer.writerow(["address", "name"])
        writer.writerows(people.items())
        self.program.run("member", "import", LIST, "-", input=table.getvalue())
        exported = self.program.run("member", "export", LIST).stdout
        rows = {row["address"]: row["name"] for row in csv.DictReader(io.StringIO(exported))}
        for address, name in people.items():
            self.assertEqual(rows[address], name)

        before = self.program.members(LIST)
        self.program.run("member", "import", LIST, "-", input=exported)
        self.assertEqual(self.program.members(LIST), before, "an import of one's own export changes nothing")

    def test_an_import_never_revives_someone_who_left(self):
        self.program.run("member", "add", LIST, "gone@example.net")
        self.program.run("member", "remove", LIST, "gone@example.net")
        table = "address,name\ngone@example.net,Gone\nnew@example.net,New\n"
        done = self.program.run("member", "import", LIST, "-", input=table)
        self.assertNotIn("gone@example.net", self.program.members(LIST))
        self.assertIn("new@example.net", self.program.members(LIST))
        self.assertRegex(done.stdout + done.stderr, r"gone@example\.net|\b1\b")

    def test_an_import_names_its_bad_lines_and_takes_spreadsheets_as_they_are(self):
        # a semicolon, a BOM, CRLF and French headings, as Excel writes them; and a bare column of addresses
        self.program.run("member", "import", LIST, "-", input="\ufeffadresse;nom\r\nexcel@example.net;Éric\r\n")
        self.assertEqual(self.program.members(LIST)["excel@example.net"], "Éric")
        self.program.run("member", "import", LIST, "-", input="bare@example.net\n")
        self.assertIn("bare@example.net", self.program.members(LIST))
        table = "address,name\nfine@example.net,F\nnot an address,N\n"
        self.assertIn("3", self.program.run("member", "import", LIST, "-", input=table).stderr)
        self.assertIn("fine@example.net", self.program.members(LIST))

    def test_queue_quarantine_and_doctor(self):
        self.assertIsInstance(self.program.json("queue", "list"), list)
        self.assertIsInstance(self.program.json("quarantine", "list"), list)
        self.assertIsInstance(self.program.json("letter", "list"), list)
        self.fails("queue", "show", "999999")
        self.fails("queue", "pause")
        self.fails("letter", "status", "999999")
        self.fails("quarantine", "show", "999999")
        report = self.program.run("doctor", "--json", expect=None)
        self.assertIn(report.returncode, (0, 1))
        self.assertTrue(json.loads(report.stdout))

    def test_post_from_a_file(self):
        self.program.run("member", "add", LIST, "poster@example.net")
        path = os.path.join(self.program.folder, "letter.eml")
        with open(path, "wb") as file:
            file.write(mail.message(OWNER, LIST, "De la console", "Bonjour.\n"))
        self.program.run("post", LIST, path)
        self.fails("post", LIST, path + ".nothing")

    def test_wrong_usage_is_2_and_failure_is_1_with_one_line(self):
        for arguments in (
            [], ["nonsense"], ["--nonsense"], ["list"], ["list", "create"], ["list", "create", LIST, "--nonsense", "x"],
            ["list", "create", "x@info.example.org", "--kind", "poem", "--owner", OWNER],
        ):
            with self.subTest(arguments):
                self.program.run(*arguments, expect=2)

    def fails(self, *arguments):
        """Exit 1 and one line that says what."""
        done = self.program.run(*arguments, expect=1)
        self.assertEqual(len(done.stderr.strip().splitlines()), 1, done.stderr)
        return done.stderr


class WithoutServer(Commands, unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.program = Colporteur(workplace(cls))
        cls.program.add_list(LIST)


class WithServer(Commands, unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.sink = Sink().start()
        cls.addClassCleanup(cls.sink.stop)
        cls.program = Colporteur(workplace(cls), relay=cls.sink.port).start()
        cls.addClassCleanup(cls.program.stop)
        cls.program.add_list(LIST)

    def test_a_change_is_seen_at_once_by_the_server(self):
        name, reader = "seen@info.example.org", "seen@example.net"
        self.program.add_list(name, title="Seen", language="en")
        self.assertEqual(self.program.get("/seen").status, 200)
        self.program.run("member", "add", name, reader)
        self.program.run("post", name, "-", input=mail.message(OWNER, name, "At once", "Hi.\n"))
        self.assertEqual(mail.value(self.sink.wait_for(reader), "Subject"), "At once")

    def test_people_are_shown_the_same_as_programs(self):
        for noun in ("domain", "list"):
            self.assertIn("info.example.org", self.program.run(noun, "list").stdout)


class Anywhere(unittest.TestCase):
    def run_bare(self, folder, *arguments, **environment):
        return subprocess.run([BINARY, *arguments], cwd=folder, capture_output=True, text=True, timeout=60,
                              env={**os.environ, **environment})

    def test_help_everywhere(self):
        folder = workplace(self)
        words = (["--help"], ["--version"], ["list", "create", "--help"], *([noun, "--help"] for noun in NOUNS))
        for arguments in words:
            with self.subTest(arguments):
                done = self.run_bare(folder, *arguments)
                self.assertEqual(done.returncode, 0, done.stderr)
                self.assertTrue(done.stdout)
        for noun in NOUNS:
            self.assertIn(noun, self.run_bare(folder, "--help").stdout)

    def test_without_configuration_data_is_in_the_working_directory(self):
        folder = workplace(self)
        self.assertEqual(self.run_bare(folder, "domain", "add", "info.example.org").returncode, 0)
        self.assertTrue(os.path.isdir(os.path.join(folder, "colporteur-data")))
        self.assertEqual(self.run_bare(folder, "--data", "elsewhere", "domain", "list", "--json").stdout.strip(), "[]")

    def test_a_wrong_configuration_names_file_line_and_what_was_expected(self):
        folder = workplace(self)
        path = os.path.join(folder, "colporteur.toml")
        for text, line, word in (
            ('data = "x"\n\n[intake]\nsmpt = "127.0.0.1:2525"\n', 4, "smpt"),
            ('[intake]\nmax_message_bytes = "much"\n', 2, "max_message_bytes"),
            ('[relay]\nurl = "smtp://127.0.0.1"\nconnections = 100000\n', 3, "connections"),
            ('[web]\nlisten = 8080\n', 2, "listen"),
            ('[nonsense]\n', 1, "nonsense"),
            ('data = "x\n', 1, ""),
        ):
            with self.subTest(text):
                with open(path, "w", encoding="utf-8") as file:
                    file.write(text)
                for command in (["serve"], ["domain", "list"]):
                    done = self.run_bare(folder, *command)
                    self.assertEqual(done.returncode, 1, done.stderr)
                    self.assertIn(f"colporteur.toml:{line}", done.stderr)
                    self.assertIn(word, done.stderr)

    def test_the_configuration_is_found_by_option_by_environment_or_in_the_folder(self):
        folder = workplace(self)
        path = os.path.join(folder, "other.toml")
        with open(path, "w", encoding="utf-8") as file:
            file.write('data = "chosen"\n')
        self.assertEqual(self.run_bare(folder, "domain", "list", COLPORTEUR_CONFIG=path).returncode, 0)
        self.assertTrue(os.path.isdir(os.path.join(folder, "chosen")))
        self.assertEqual(self.run_bare(folder, "--config", "missing.toml", "domain", "list").returncode, 1)

    def test_two_servers_do_not_share_a_folder(self):
        program = Colporteur(workplace(self)).start()
        self.addCleanup(program.stop)
        done = program.run("serve", expect=1)
        self.assertTrue(done.stderr.strip())


if __name__ == "__main__":
    main()
