// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fstream>

#include "web/visitor.hpp"

namespace colporteur::web {
namespace {

struct Developer : Visitor {
    support::TemporaryFolder folder{};

    Developer() { place.outbox = folder.path(); }

    void keep(const std::string& name, const std::string& octets) const
    {
        std::ofstream{folder / name} << octets;
    }
};

constexpr auto confirmation =
    "Return-Path: <x@y>\r\nDelivered-To: ana@example.net\r\nSubject: =?utf-8?q?Confirm=C3=A9?= "
    "<b>\r\n"
    "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    "See https://info.example.org/con=\r\nfirm/abc <script>\r\n";

}  // namespace

TEST_CASE("the outbox shows what would have been sent, newest first, as text")
{
    Developer developer;
    CHECK(has(developer.get("/outbox"), "no mail here yet"));
    developer.keep("9.eml", "Delivered-To: bea@example.net\r\nSubject: older\r\n\r\n");
    developer.keep("10.eml", confirmation);

    const auto page = developer.get("/outbox");
    CHECK(page.status == 200);
    CHECK(has(page, "href=\"/outbox/10.eml\""));
    CHECK(has(page, "Confirmé &lt;b&gt;"));
    CHECK(has(page, "ana@example.net"));
    CHECK(page.body.find("10.eml") < page.body.find("/9.eml"));
    CHECK(field(page, "Cache-Control") == "no-store");

    const auto mail = developer.get("/outbox/10.eml");
    CHECK(mail.status == 200);
    CHECK(has(mail, "See https://info.example.org/confirm/abc &lt;script&gt;"));
    CHECK(has(mail, "Content-Transfer-Encoding: quoted-printable"));
    CHECK_FALSE(has(mail, "<script>"));
}

TEST_CASE("a full outbox shows its newest 200 mails and how many there are")
{
    Developer developer;
    for (int number = 1; number <= 203; ++number)
        developer.keep(std::to_string(number) + ".eml", "Subject: x\r\n\r\n");
    const auto page = developer.get("/outbox");
    CHECK(has(page, "203 mails in all"));
    CHECK(has(page, "/outbox/203.eml"));
    CHECK(has(page, "/outbox/4.eml"));
    CHECK_FALSE(has(page, "/outbox/3.eml"));
}

TEST_CASE("with a relay there is no outbox")
{
    Developer developer;
    developer.keep("1.eml", confirmation);
    developer.place.outbox.clear();
    CHECK(developer.get("/outbox").status == 404);
    CHECK(developer.get("/outbox/1.eml").status == 404);
}

TEST_CASE("only this machine sees the outbox, and not through a proxy")
{
    Developer developer;
    developer.keep("1.eml", confirmation);
    for (const std::string peer :
         {"192.0.2.1", "2001:db8::1", "128.0.0.1", "local", "", "::ffff:192.0.2.1"}) {
        CAPTURE(peer);
        developer.peer = peer;
        CHECK(developer.get("/outbox").status == 404);
        CHECK(developer.get("/outbox/1.eml").status == 404);
    }
    for (const std::string peer : {"127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1"}) {
        CAPTURE(peer);
        developer.peer = peer;
        CHECK(developer.get("/outbox/1.eml").status == 200);
    }
    for (const std::string name : {"Forwarded", "x-forwarded-for"}) {
        CAPTURE(name);
        developer.more = {{name, ""}};
        CHECK(developer.get("/outbox").status == 404);
        CHECK(developer.get("/outbox/1.eml").status == 404);
    }
}

TEST_CASE("nothing but mails is read from the outbox")
{
    Developer developer;
    developer.keep("1.eml", confirmation);
    developer.keep("notes.txt", "x");
    developer.keep("2.eml.new", "x");
    std::filesystem::create_symlink("/etc/passwd", developer.folder / "3.eml");
    for (const std::string name :
         {"notes.txt", "2.eml.new", "3.eml", "4.eml", ".eml", "a1.eml", "-1.eml", "..%2F1.eml",
          "%2e%2e", "1.eml/x", "11111111111111111111.eml"}) {
        CAPTURE(name);
        CHECK(developer.get("/outbox/" + name).status == 404);
    }
    CHECK_FALSE(has(developer.get("/outbox"), "3.eml"));
    CHECK(developer.get("/outbox/1.eml").status == 200);
}

TEST_CASE("mail that is no UTF-8 is shown all the same")
{
    Developer developer;
    developer.keep("1.eml", "Subject: caf\xE9\r\n\r\nna\xEFve\r\n");
    const auto page = developer.get("/outbox/1.eml");
    CHECK(page.status == 200);
    CHECK(has(page, "na\xEF\xBF\xBDve"));
}

}  // namespace colporteur::web
