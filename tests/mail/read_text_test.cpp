// SPDX-License-Identifier: AGPL-3.0-or-later
#include <array>
#include <thread>

#include <doctest/doctest.h>

#include "base/utf8.hpp"
#include "mail/message.hpp"

namespace colporteur::mail {
namespace {

Text text_of(std::string octets)
{
    return read_text(Message{std::move(octets)});
}

std::string part(std::string_view type, std::string_view body, std::string_view more = "")
{
    return "--b\r\nContent-Type: " + std::string{type} + "\r\n" + std::string{more} + "\r\n" +
           std::string{body} + "\r\n";
}

Text text_of_parts(std::string_view subtype, const std::string& parts)
{
    return text_of("Content-Type: multipart/" + std::string{subtype} + "; boundary=b\r\n\r\n" +
                   parts + "--b--\r\n");
}

}  // namespace

TEST_CASE("a plain message is read, whatever its encoding and charset")
{
    CHECK(text_of("Subject: x\r\n\r\njoin\r\nété\r\n").utf8 == "join\nété\n");
    CHECK(text_of("\r\nbare\rreturn\r\n").utf8 == "bare\nreturn\n");
    CHECK(text_of("Content-Type: text/plain; charset=iso-8859-15\r\n"
                  "Content-Transfer-Encoding: quoted-printable\r\n\r\n=A4 =E9t=\r\n=E9\r\n")
              .utf8 == "€ été\n");
    CHECK(text_of("Content-Transfer-Encoding: base64\r\n\r\nw6l0w6k=\r\n").utf8 == "été");
    CHECK(text_of("Content-Type: text/plain; charset=iso-2022-jp\r\n\r\n\x1B$BF|K\\\x1B(B\r\n")
              .utf8 == "日本\n");
    CHECK(text_of("Content-Type: text/plain; charset=x-nope\r\n\r\n\xE9t\xE9").utf8 == "été");
}

TEST_CASE("format=flowed is joined (3676-01)")
{
    CHECK(text_of("Content-Type: text/plain; format=flowed\r\n\r\none \r\ntwo\r\n-- \r\nAna\r\n")
              .utf8 == "one two\n-- \nAna\n");
}

TEST_CASE("the plain alternative is read, or the HTML one without its tags")
{
    const Text plain = text_of_parts(
        "alternative", part("text/html", "<p>html</p>") + part("text/plain", "plain"));
    CHECK(plain.utf8 == "plain");
    CHECK_FALSE(plain.from_html);

    const Text html = text_of_parts(
        "alternative", part("text/plain", " ") + part("text/html", "<p>caf&eacute;</p>"));
    CHECK(html.utf8 == "café");
    CHECK(html.from_html);
}

TEST_CASE("the first text of a mixed message is read, attachments are not")
{
    CHECK(text_of_parts("mixed", part("text/plain", "evil", "Content-Disposition: attachment\r\n") +
                                     part("message/rfc822", "Subject: x\r\n\r\nold") +
                                     part("application/pdf", "%PDF") +
                                     part("text/html", "<b>mine</b>") +
                                     part("text/plain", "footer"))
              .utf8 == "mine");
    CHECK(text_of_parts("digest", part("text/plain", "x")).utf8 == "");
    CHECK(text_of_parts("signed", part("text/plain", "signed")).utf8 == "signed");
}

TEST_CASE("multiparts in multiparts are opened")
{
    const std::string inner =
        "--in\r\nContent-Type: multipart/alternative; boundary=in-in\r\n\r\n"
        "--in-in\r\n\r\ndeep\r\n--in-in--\r\n--in--\r\n";
    CHECK(text_of_parts("mixed", part("multipart/related; boundary=in", inner)).utf8 == "deep");
}

TEST_CASE("a message without text reads as empty")
{
    CHECK(text_of("").utf8 == "");
    CHECK(text_of("Content-Type: image/png\r\n\r\nx").utf8 == "");
    CHECK(text_of("Content-Type: multipart/mixed\r\n\r\nno boundary").utf8 == "");
    CHECK(text_of_parts("mixed", "").utf8 == "");
}

TEST_CASE("hostile trees and sizes are read in bounded time and memory (SEC-04, trap 15)" *
          doctest::timeout(10))
{
    std::string many;
    for (int i = 0; i < 100'000; ++i)
        many += part("image/png", "x");
    CHECK(text_of_parts("mixed", many + part("text/plain", "too late")).utf8 == "");

    std::string deep;
    for (int i = 0; i < 300; ++i) {
        const std::string b = "b" + std::to_string(i);
        deep += "Content-Type: multipart/mixed; boundary=" + b + "\r\n\r\n--" + b + "\r\n";
    }
    CHECK(text_of(deep + "\r\ntoo deep").utf8 == "");

    std::string long_text = "\r\n";
    while (long_text.size() < 10'000'000)
        long_text += "é";
    const Text text = text_of(long_text);
    CHECK(text.utf8.size() == 256 * 1024);
    CHECK(is_utf8(text.utf8));
}

TEST_CASE("several threads read at once")
{
    std::array<std::string, 4> read;
    std::vector<std::thread> threads;
    for (std::string& result : read)
        threads.emplace_back([&result] {
            for (int i = 0; i < 50; ++i)
                result =
                    text_of_parts("alternative", part("text/html; charset=koi8-r", "\xC1")).utf8;
        });
    for (std::thread& thread : threads)
        thread.join();
    for (const std::string& result : read)
        CHECK(result == "а");
}

}  // namespace colporteur::mail
