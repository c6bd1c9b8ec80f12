// SPDX-License-Identifier: AGPL-3.0-or-later
#include "digests/post_text.hpp"

#include <doctest/doctest.h>

#include "digests/sample.hpp"

namespace colporteur::digests {
namespace {

constexpr std::string_view link = "https://example.org/p/1";

std::string read(const std::string& octets)
{
    return post_text(mail::Message{octets}, link, text::language("en"));
}

std::string leaf(std::string_view fields, std::string_view body)
{
    return std::string{fields} + "\r\n" + std::string{body};
}

std::string multipart(const std::string& subtype, const std::string& boundary,
                      const std::vector<std::string>& parts)
{
    std::string entity =
        "Content-Type: multipart/" + subtype + "; boundary=" + boundary + "\r\n\r\n";
    for (const std::string& part : parts)
        entity += "--" + boundary + "\r\n" + part + "\r\n";
    return entity + "--" + boundary + "--\r\n";
}

const std::string plain = leaf("", "plain words");
const std::string html = leaf("Content-Type: text/html\r\n", "<p>page <b>words</b></p>");
const std::string pdf = leaf(
    "Content-Type: application/pdf\r\nContent-Disposition: attachment; filename=a.pdf\r\n", "x");
const std::string logo = leaf("Content-Type: image/png; name=logo.png\r\nContent-ID: <l>\r\n", "x");

const std::string pdf_line = "[a.pdf, application/pdf, 1 KB: https://example.org/p/1]\n";
const std::string logo_line = "[logo.png, image/png, 1 KB: https://example.org/p/1]\n";

}  // namespace

TEST_CASE("attachments are named with their size and their place, never shown raw")
{
    std::string base64;
    for (int i = 0; i < 30'000; ++i)
        base64 += std::string(76, 'A') + "\r\n";
    const std::string photo = leaf(
        "Content-Type: image/jpeg\r\nContent-Transfer-Encoding: base64\r\n"
        "Content-Disposition: attachment; filename=photo.jpg\r\n",
        base64);
    CHECK(read(multipart("mixed", "b", {plain, photo, leaf("", "more words")})) ==
          "plain words\n\n[photo.jpg, image/jpeg, 2 MB: https://example.org/p/1]\n\nmore words\n");
    CHECK(post_text(mail::Message{pdf}, "", text::language("en")) ==
          "[a.pdf, application/pdf, 1 KB]\n");
    CHECK(read(leaf("Content-Type: image/gif\r\n", "x")) ==
          "[image/gif, 1 KB: https://example.org/p/1]\n");
}

TEST_CASE("the plain one of two alternatives is read, and HTML where it stands alone")
{
    struct Row {
        std::string post, text;
    };

    for (const Row& row : {
             Row{plain, "plain words\n"},
             Row{html, "page words\n"},
             Row{multipart("alternative", "a", {plain, html}), "plain words\n"},
             Row{multipart("alternative", "a", {html, plain}), "plain words\n"},
             Row{multipart("alternative", "a", {html}), "page words\n"},
             Row{multipart("alternative", "a", {leaf("", " "), html}), "page words\n"},
             Row{multipart("related", "r", {html, logo}), "page words\n\n" + logo_line},
             Row{multipart("alternative", "a", {plain, multipart("related", "r", {html, logo})}),
                 "plain words\n"},
             // as one program of telephones has it: the file beside the HTML
             Row{multipart("alternative", "a", {plain, multipart("mixed", "m", {html, pdf})}),
                 "plain words\n\n" + pdf_line},
             Row{multipart("mixed", "m", {multipart("alternative", "a", {plain, html}), pdf}),
                 "plain words\n\n" + pdf_line},
             Row{multipart("mixed", "m", {plain, html}), "plain words\n\npage words\n"},
         }) {
        CAPTURE(row.post);
        CHECK(read(row.post) == row.text);
    }
}

TEST_CASE("encrypted posts are named and stay closed")
{
    const std::string sealed =
        multipart("encrypted; protocol=\"application/pgp-encrypted\"", "e",
                  {leaf("Content-Type: application/pgp-encrypted\r\n", "Version: 1"),
                   leaf("Content-Type: application/octet-stream\r\n", "SECRET")});
    CHECK(read(sealed) ==
          "[encrypted message, multipart/encrypted, 1 KB: https://example.org/p/1]\n");
    CHECK(read(leaf("Content-Type: application/pkcs7-mime; name=smime.p7m\r\n", "SECRET")) ==
          "[encrypted message, application/pkcs7-mime, 1 KB: https://example.org/p/1]\n");
    CHECK(read(leaf("", "-----BEGIN PGP MESSAGE-----\r\nSECRET\r\n")) ==
          "[encrypted message, text/plain, 1 KB: https://example.org/p/1]\n");
}

TEST_CASE("a signature is left out, what it signs is read")
{
    const std::string mark = leaf("Content-Type: application/pgp-signature; name=s.asc\r\n", "x");
    CHECK(read(multipart("signed", "s", {plain, mark})) == "plain words\n");
}

TEST_CASE("text in a charset that nobody knows is named unless it is UTF-8 (1153-02)")
{
    const auto in_unknown = [](std::string_view octets) {
        return leaf("Content-Type: text/plain; charset=x-nobody; name=n.txt\r\n", octets);
    };
    CHECK(read(in_unknown("\xE9\xFF")) == "[n.txt, text/plain, 1 KB: https://example.org/p/1]\n");
    CHECK(read(in_unknown("été")) == "été\n");
    CHECK(read(leaf("", "\xE9t\xE9")) == "été\n");
}

TEST_CASE("attached messages and digests are named, other texts too")
{
    CHECK(read(multipart("mixed", "m",
                         {plain, leaf("Content-Type: message/rfc822\r\n", html_post)})) ==
          "plain words\n\n[message/rfc822, 1 KB: https://example.org/p/1]\n");
    CHECK(read(multipart("digest", "d", {leaf("", html_post)})) ==
          "[multipart/digest, 1 KB: https://example.org/p/1]\n");
    CHECK(read(leaf("Content-Type: text/calendar; name=d.ics\r\n", "BEGIN:VCALENDAR")) ==
          "[d.ics, text/calendar, 1 KB: https://example.org/p/1]\n");
}

TEST_CASE("flowed paragraphs are joined, control characters and blank lines at both ends go")
{
    CHECK(read(leaf("Content-Type: text/plain; format=flowed\r\n", "a \r\nb\r\n")) == "a b\n");
    CHECK(read(leaf("", "\r\n \r\n  a\x07\x1B[1m\tb\r\rc\r\n\r\n\r\n")) == "  a[1m\tb\n\nc\n");
}

TEST_CASE("what is damaged or beyond the limits is named, in bounded time" * doctest::timeout(20))
{
    CHECK(read("Content-Type: multipart/mixed\r\n\r\nx") ==
          "[multipart/mixed, 1 KB: https://example.org/p/1]\n");

    std::string deep = plain;
    for (int i = 0; i < 40; ++i)
        deep = multipart("mixed", "b" + std::to_string(i), {deep});
    CHECK(read(deep) == "[multipart/mixed, 2 KB: https://example.org/p/1]\n");

    const std::string many = read(multipart("mixed", "b", std::vector<std::string>(5000, plain)));
    CHECK(many.starts_with("plain words\n\nplain words\n"));
    CHECK(many.ends_with("words\n\n[text/plain, 1 KB: https://example.org/p/1]\n"));
    CHECK(many.size() < 4000);

    const std::string long_text = read(leaf("", std::string(3'000'000, 'x')));
    CHECK(long_text.size() < 1'100'000);
    CHECK(long_text.ends_with(
        "x\n\n[the rest of this text, text/plain, 4 MB: https://example.org/p/1]\n"));
}

}  // namespace colporteur::digests
