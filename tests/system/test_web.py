# SPDX-License-Identifier: AGPL-3.0-or-later
"""The web: readable without scripts, safe by its headers, and only a POST changes anything."""

import html
import io
import re
import tarfile
import unittest
import urllib.parse

from lib import mail
from lib.case import LIST, OWNER, SystemCase, main
from lib.place import workplace
from lib.program import Colporteur, WEB_URL
from lib.wait import eventually

PAGES = ("/", "/lettre", "/source", "/healthz")
HTML_PAGES = ("/", "/lettre")


def attribute(tag, name):
    """The value of an attribute of an HTML tag, or ""."""
    found = re.search(rf'(?is)\b{name}="([^"]*)"', tag)
    return html.unescape(found[1]) if found else ""


class Web(SystemCase):
    @classmethod
    def prepare(cls):
        cls.program.add_list(LIST)
        cls.program.add_list("debat@info.example.org", "discussion", "Le débat <b>&\"' vif")

    def text(self, path, **headers):
        answer = self.program.get(path, headers=headers)
        self.assertEqual(answer.status, 200, path)
        self.assertRegex(answer.headers["Content-Type"], r"(?i)^text/html; *charset=utf-8")
        return answer.body.decode()

    # -- pages

    def test_home_names_the_public_lists_and_links_to_them(self):
        home = self.text("/")
        self.assertIn("La lettre", home)
        self.assertRegex(home, r'href="[^"]*/lettre"')

    def test_a_list_hidden_is_not_shown_but_can_be_reached(self):
        self.program.run("list", "create", "cachee@info.example.org", "--kind", "newsletter", "--title", "Cachée",
                         "--language", "fr", "--owner", OWNER)
        self.program.run("list", "set", "cachee@info.example.org", "--visible", "no")
        self.assertNotIn("Cachée", self.text("/"))

    def test_what_people_wrote_is_escaped(self):
        for path in ("/", "/debat"):
            self.assertNotIn("<b>&", self.text(path))
            self.assertIn("&lt;b&gt;&amp;", self.text(path))

    def test_the_readers_language_by_header_and_by_query(self):
        french, english = self.text("/lettre?lang=fr"), self.text("/lettre?lang=en")
        self.assertRegex(french, r'<html[^>]* lang="fr"')
        self.assertRegex(english, r'<html[^>]* lang="en"')
        self.assertEqual(self.lang("/lettre", "fr;q=0.4, en;q=0.9"), "en")
        self.assertEqual(self.lang("/lettre", "fr-BE, en;q=0.5"), "fr")
        self.assertEqual(self.lang("/lettre?lang=en", "fr"), "en")
        self.assertIn(self.lang("/lettre?lang=zz", "ja"), ("fr", "en"))

    def lang(self, path, accepted):
        return re.search(r'<html[^>]* lang="(\w+)"', self.text(path, **{"Accept-Language": accepted}))[1]

    def test_unknown_pages_say_so(self):
        for path in ("/nothing", "/lettre/nothing", "/../etc/passwd", "/%00", "/confirm/", "/unsubscribe/"):
            with self.subTest(path):
                self.assertIn(self.program.get(path).status, (400, 404))

    def test_other_methods_are_refused(self):
        for method in ("PUT", "DELETE", "PROPFIND"):
            answer = self.program.get("/lettre", method)
            self.assertEqual(answer.status, 405)
            self.assertIn("GET", answer.headers["Allow"])

    def test_head_answers_like_get_without_a_body(self):
        for path in PAGES:
            answer = self.program.get(path, "HEAD")
            self.assertEqual((answer.status, answer.body), (200, b""), path)

    # -- headers

    def test_every_page_is_closed_to_scripts_frames_and_strangers(self):
        for path in (*HTML_PAGES, "/nothing", "/confirm/aaaaaaaaaaaaaaaaaaaaaaaaaa"):
            with self.subTest(path):
                answer = self.program.get(path)
                policy = answer.headers["Content-Security-Policy"]
                self.assertIn("default-src 'none'", policy)
                self.assertIn("frame-ancestors 'none'", policy)
                self.assertIn("form-action 'self'", policy)
                self.assertNotIn("unsafe", policy)
                self.assertIn(answer.headers["Referrer-Policy"], ("no-referrer", "same-origin"))
                self.assertNotIn(b"<script", answer.body)

    def test_nothing_is_loaded_from_elsewhere(self):
        for path in HTML_PAGES:
            for source in re.findall(r'(?:src|href|action)="([^"]*)"', self.text(path)):
                if re.match(r"(https?:)?//", source):
                    self.assertTrue(source.startswith(WEB_URL), source)

    # -- subscribing

    def subscribe_form(self):
        """(where it goes, the name of the field for the address), read as a browser reads the page."""
        for opening, inside in re.findall(r"(?is)<form([^>]*)>(.*?)</form>", self.text("/lettre")):
            action = attribute(opening, "action")
            if attribute(opening, "method").lower() == "post" and "unsubscribe" not in action:
                field, = [tag for tag in re.findall(r"(?is)<input[^>]*>", inside) if attribute(tag, "type") == "email"]
                return action, attribute(field, "name")
        return self.fail("the list page has no form to subscribe with")

    def subscribe(self, address, **headers):
        action, field = self.subscribe_form()
        return self.program.post(action, urllib.parse.urlencode({field: address, "name": "Ana"}),
                                 {"Accept-Language": "fr", **headers})

    def test_subscribing_on_the_web_sends_the_confirmation_whose_link_asks_for_a_button(self):
        address = "web@example.net"
        self.assertIn(self.subscribe(address).status, (200, 303))
        request = self.sink.wait_for(address)
        self.assertEqual(mail.value(request, "Auto-Submitted"), "auto-generated")
        link = re.search(re.escape(WEB_URL) + r"/confirm/[\w-]+", mail.text(request))[0]

        for method in ("GET", "HEAD", "GET"):
            self.assertEqual(self.program.get(link, method).status, 200)
        self.assertNotIn(address, self.program.members(LIST))
        page = self.program.get(link).body.decode()
        self.assertRegex(page, r'(?i)<form[^>]*method="post"')
        self.assertRegex(page, r"(?i)<button")

        fields = dict(re.findall(r'<(?:input|button)[^>]*name="([^"]*)"[^>]*value="([^"]*)"', page))
        self.assertIn(self.program.post(link, "&".join(f"{k}={v}" for k, v in fields.items())).status, (200, 303))
        self.assertIn(address, self.program.members(LIST))
        self.assertEqual(self.program.get(link).status, 200, "a second look says it is done")
        self.sink.wait_for(address, 2, "the welcome")

    def test_the_page_never_reveals_whether_an_address_is_subscribed(self):
        self.program.run("member", "add", LIST, "inside@example.net")
        answers = []
        for address in ("inside@example.net", "outside@example.net"):
            answer = self.subscribe(address)
            self.assertIn(answer.status, (200, 303))
            self.sink.wait_for(address, what="told by mail, where nobody else reads")
            answers.append((answer.status, answer.headers["Location"], answer.body.replace(address.encode(), b"*")))
        self.assertEqual(*answers)

    def test_a_bad_address_is_told_so(self):
        for address in ("", "nobody", "two@@example.net", "a@b@c", "x@example.net\r\nBcc: y@example.net"):
            with self.subTest(address):
                self.assertIn(self.subscribe(address).status, (400, 422))
        self.assertEqual(self.sink.to("y@example.net"), [])

    # -- leaving

    def copy_for(self, address, subject):
        if address not in self.program.members(LIST):
            self.program.run("member", "add", LIST, address)
        self.program.run("post", LIST, "-", input=mail.message(OWNER, LIST, subject, "Bonjour.\n"))
        return self.sink.wait_for(address, what=subject)

    def test_one_click_by_urlencoded_and_by_multipart(self):
        multipart = (b'--b\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--b--\r\n')
        for number, (kind, body) in enumerate((
            ("application/x-www-form-urlencoded", b"List-Unsubscribe=One-Click"),
            ('multipart/form-data; boundary="b"', multipart),
        )):
            with self.subTest(kind):
                address = f"click{number}@example.net"
                link = mail.uris(self.copy_for(address, f"click {number}"))["https"]
                for method in ("GET", "HEAD"):
                    self.assertEqual(self.program.get(link, method).status, 200)
                self.assertIn(address, self.program.members(LIST))
                answer = self.program.get(link, "POST", body, {"Content-Type": kind})
                self.assertEqual(answer.status // 100, 2, "no redirect: RFC 8058 §3.1 clients do not follow")
                self.assertNotIn(address, self.program.members(LIST))
                self.program.import_members(LIST, [address])
                self.assertNotIn(address, self.program.members(LIST), "an import revives nobody")

    def test_the_link_shows_a_button_that_leaves(self):
        address = "button@example.net"
        link = mail.uris(self.copy_for(address, "button"))["https"]
        page = self.program.get(link, headers={"Accept-Language": "fr"}).body.decode()
        self.assertRegex(page, r'(?i)<form[^>]*method="post"')
        fields = dict(re.findall(r'<(?:input|button)[^>]*name="([^"]*)"[^>]*value="([^"]*)"', page))
        answer = self.program.post(link, "&".join(f"{k}={v}" for k, v in fields.items()))
        self.assertIn(answer.status, (200, 303))
        self.assertNotIn(address, self.program.members(LIST))

    def test_a_forged_link_leaves_nobody(self):
        for token in ("aaaa", "a" * 26, "a" * 100):
            self.assertEqual(self.program.post(f"/unsubscribe/{token}", "List-Unsubscribe=One-Click").status, 404)

    # -- the rest

    def test_source_is_the_source(self):
        answer = self.program.get("/source")
        with tarfile.open(fileobj=io.BytesIO(answer.body)) as tar:
            names = tar.getnames()
        for wanted in ("CMakeLists.txt", "program/colporteur.cpp", "debian/control", "LICENSE"):
            self.assertTrue([n for n in names if n == wanted or n.endswith("/" + wanted)], wanted)

    def test_healthz(self):
        answer = self.program.get("/healthz")
        self.assertEqual(answer.status, 200)

    def test_a_form_too_large_is_refused(self):
        action, field = self.subscribe_form()
        answer = self.program.post(action, f"{field}=" + "a" * 3_000_000)
        self.assertEqual(answer.status, 413)

    def test_with_a_relay_there_is_no_outbox(self):
        self.assertEqual(self.program.get("/outbox").status, 404)


class Outbox(unittest.TestCase):
    """Without a relay nothing leaves; what would have is shown."""

    def test_mail_stays_in_the_outbox_and_is_shown(self):
        program = Colporteur(workplace(self)).start()
        self.addCleanup(program.stop)
        program.add_list(LIST)
        program.send("ana@example.net", "sympa@info.example.org",
                     mail.message("ana@example.net", "sympa@info.example.org", "subscribe lettre <i>Ana</i>"))
        page = eventually(lambda: self.shown(program, "ana@example.net"), "the request stands in the outbox")
        self.assertNotIn("<i>Ana", page)
        link = re.search(r'href="(/outbox/[^"]+)"', page)[1]
        answer = program.get(link)
        self.assertEqual(answer.status, 200)
        self.assertIn(b"ana@example.net", answer.body)
        self.assertIn("default-src 'none'", answer.headers["Content-Security-Policy"])
        self.assertEqual(program.get("/outbox/..%2Fcolporteur.db").status, 404)

    def shown(self, program, word):
        page = program.get("/outbox").body.decode()
        return page if word in page else None


if __name__ == "__main__":
    main()
