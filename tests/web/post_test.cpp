// SPDX-License-Identifier: AGPL-3.0-or-later
#include "archive/remove.hpp"
#include "lists/posting.hpp"
#include "store/archive.hpp"
#include "store/jobs.hpp"
#include "store/settings.hpp"
#include "web/visitor.hpp"

namespace colporteur::web {
namespace {

/// A newsletter whose archive everybody may read, and somebody in front of it.
struct Reader : Visitor {
    model::List list = house.add(a_list().titled("The letter"));

    model::Archived take(const std::string& octets, const model::List& on)
    {
        store::Tx tx{house.db()};
        const auto key = store::add_message(tx, octets, now);
        lists::distribute(tx, place.site, on, key, now);
        auto post = store::find_archived(tx, on.id, store::next_number(tx, on.id) - 1).value();
        tx.commit();
        return post;
    }

    model::Archived post(const std::string& id, const std::string& fields = "",
                         const std::string& text = "Hello.")
    {
        return take("From: Ana <ana@example.net>\r\nSubject: s-" + id + "\r\nMessage-ID: <" + id +
                        "@x>\r\n" + fields + "\r\n" + text + "\r\n",
                    list);
    }

    http::Response show_post(const model::Archived& post)
    {
        return get("/lettre/m/" + post.permalink);
    }

    void remove(const model::Archived& post)
    {
        store::Tx tx{house.db()};
        archive::remove(tx, post, "root", model::Way::command_line, now);
        tx.commit();
    }

    void set(std::string_view key, std::string_view value)
    {
        store::Tx tx{house.db()};
        store::put_setting(tx, list.id, key, std::string{value});
        tx.commit();
    }
};

const std::string with_photo =
    "From: ana@example.net\r\nSubject: photo\r\nMessage-ID: <photo@x>\r\nMIME-Version: 1.0\r\n"
    "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nLook.\r\n"
    "--b\r\nContent-Type: image/png; name=\"f\xC3\xAAte \\\"1\\\".png\"\r\n"
    "Content-Disposition: attachment; filename*=utf-8''f%C3%AAte%20%221%22.png\r\n"
    "Content-Transfer-Encoding: base64\r\n\r\naGVsbG8=\r\n"
    "--b\r\nContent-Type: image/svg+xml; name=evil.svg\r\nContent-Disposition: attachment\r\n\r\n"
    "<svg onload=x>\r\n--b--\r\n";

/// Where the first link of a page leads that begins with `start`.
std::string link_in_page(const http::Response& page, const std::string& start)
{
    const auto begin = page.body.find("href=\"" + start);
    REQUIRE(begin != std::string::npos);
    return page.body.substr(begin + 6, page.body.find('"', begin + 6) - begin - 6);
}

}  // namespace

TEST_CASE("a post of an open archive is a page: subject, name, date, text, and no addresses")
{
    Reader reader;
    const auto post = reader.post("one", "", "Write to bob@example.org, please.");
    const auto page = reader.show_post(post);
    CHECK(page.status == 200);
    CHECK(has(page, "<h1>s-one</h1>"));
    CHECK(has(page, "Ana, <time datetime=\"2026-03-01T10:00:00Z\">2026-03-01 10:00</time>"));
    CHECK(has(page, "Write to bob@…, please."));
    CHECK_FALSE(has(page, "example.net"));
    CHECK(field(page, "X-Robots-Tag") == "noindex");
    CHECK(has(page, "<meta name=\"robots\" content=\"noindex\">"));
    CHECK(reader.get("/LETTRE/m/" + post.permalink).status == 200);
}

TEST_CASE("whatever a post says is text, ARC-02")
{
    Reader reader;
    const auto page = reader.show_post(reader.take(
        "From: \"<script>a()</script>\" <ana@example.net>\r\nSubject: <img src=x onerror=b()>\r\n"
        "Message-ID: <h@x>\r\nContent-Type: text/html\r\n\r\n"
        "<p>Hi</p><script>c()</script><a href=\"javascript:d()\">e</a>\r\n",
        reader.list));
    CHECK(page.status == 200);
    CHECK(has(page, "Hi"));
    for (const char* const word : {"<script", "<img", "onerror=b()>", "c()", "href=\"javascript"})
        CHECK_FALSE(has(page, word));
    CHECK(field(page, "Content-Security-Policy").starts_with("default-src 'none'"));
}

TEST_CASE("a post leads to those before and behind it in its thread")
{
    Reader reader;
    const auto first = reader.post("one");
    reader.post("between");
    const auto second = reader.post("two", "In-Reply-To: <one@x>\r\n");
    const auto third = reader.post("three", "In-Reply-To: <two@x>\r\n");
    const auto page = reader.show_post(second);
    CHECK(has(page, "href=\"/lettre/m/" + first.permalink + "\" rel=\"prev\">s-one</a>"));
    CHECK(has(page, "href=\"/lettre/m/" + third.permalink + "\" rel=\"next\">s-three</a>"));
    CHECK_FALSE(has(page, "s-between"));
    CHECK_FALSE(has(reader.show_post(first), "rel=\"prev\""));
    CHECK_FALSE(has(reader.show_post(third), "rel=\"next\""));
}

TEST_CASE("an archive that is not open says how its readers get the post, and not whether it is")
{
    Reader reader;
    const auto post = reader.post("one");
    reader.set("policy.archive", "private");
    const auto page = reader.show_post(post);
    CHECK(page.status == 403);
    CHECK_FALSE(has(page, "Hello."));
    CHECK_FALSE(has(page, "s-one"));
    CHECK(has(page, "<pre>get lettre " + post.permalink + "</pre>"));
    CHECK(has(page, "mailto:colporteur@info.example.org?subject=get%20lettre%20" + post.permalink));
    CHECK(reader.get("/lettre/m/unknown").status == 403);
    reader.remove(post);
    CHECK(reader.show_post(post).body == page.body);
}

TEST_CASE("what was never there is 404, what was taken away 410, ARC-03")
{
    Reader reader;
    const auto post = reader.post("one");
    CHECK(reader.get("/lettre/m/abc").status == 404);
    CHECK(reader.get("/nothing/m/abc").status == 404);
    reader.remove(post);
    CHECK(reader.show_post(post).status == 410);
    CHECK_FALSE(has(reader.show_post(post), "s-one"));
    CHECK(reader.ask("POST", "/lettre/m/abc").status == 405);
}

TEST_CASE("what its author wanted in no archive has no page, X-01")
{
    Reader reader;
    const auto first = reader.post("one");
    const auto hidden = reader.post("two", "X-No-Archive: yes\r\nIn-Reply-To: <one@x>\r\n");
    CHECK(reader.show_post(hidden).status == 404);
    CHECK_FALSE(has(reader.show_post(first), "s-two"));
}

TEST_CASE("attachments are named with their sizes, and fetched one by one, as files, ARC-02")
{
    Reader reader;
    const auto page = reader.show_post(reader.take(with_photo, reader.list));
    CHECK(has(page, "Look."));
    CHECK(has(page, "fête &quot;1&quot;.png</a>, 1 KB"));
    const auto file = reader.get(link_in_page(page, "/part/"));
    CHECK(file.status == 200);
    CHECK(file.body == "hello");
    CHECK(field(file, "Content-Type") == "image/png");
    CHECK(field(file, "Content-Disposition") ==
          "attachment; filename=\"f__te _1_.png\"; filename*=UTF-8''f%C3%AAte%20%221%22.png");
    CHECK(field(file, "Content-Security-Policy") == "default-src 'none'; sandbox");
    CHECK(field(file, "X-Content-Type-Options") == "nosniff");
    CHECK(field(file, "X-Robots-Tag") == "noindex");
    CHECK(has(reader.get("/robots.txt"), "Disallow: /part"));
}

TEST_CASE("what a browser might run has no type, ARC-02")
{
    Reader reader;
    const auto post = reader.take(with_photo, reader.list);
    const auto svg = reader.get(
        lists::part_link(reader.place.site, post.id, 3).substr(reader.place.site.web_url.size()));
    CHECK(svg.status == 200);
    CHECK(field(svg, "Content-Type") == "application/octet-stream");
    CHECK(field(svg, "Content-Disposition").starts_with("attachment;"));
}

TEST_CASE("a link to a part opens that part alone, and dies with its post")
{
    Reader reader;
    const auto post = reader.take(with_photo, reader.list);
    const auto path = [&](int part) {
        return lists::part_link(reader.place.site, post.id, part)
            .substr(reader.place.site.web_url.size());
    };
    CHECK(reader.get(path(2)).status == 200);
    CHECK(reader.get(path(1)).status == 404);
    CHECK(reader.get(path(9)).status == 404);
    std::string forged = path(2);
    forged.back() = forged.back() == 'a' ? 'b' : 'a';
    CHECK(reader.get(forged).status == 404);
    CHECK(reader.get("/part/x").status == 404);
    reader.remove(post);
    CHECK(reader.get(path(2)).status == 410);
}

TEST_CASE("the pages of the archive speak the visitor's language")
{
    Reader reader;
    const auto post = reader.post("one");
    reader.set("policy.archive", "closed");
    const auto page = reader.get("/lettre/m/" + post.permalink + "?lang=fr");
    CHECK(has(page, "Ces archives ne sont pas ouvertes à tout le monde"));
    CHECK(has(page, "<pre>obtenir lettre " + post.permalink + "</pre>"));
}

}  // namespace colporteur::web
