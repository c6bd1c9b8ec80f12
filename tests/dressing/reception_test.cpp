// SPDX-License-Identifier: AGPL-3.0-or-later
#include "dressing/reception.hpp"

#include <doctest/doctest.h>

#include "dressing_words.hpp"

namespace colporteur::dressing {
namespace {

const text::Language& english = text::language("en");

const std::string head = "Subject: x\r\nMIME-Version: 1.0\r\n";
const std::string plain_fields =
    "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 7bit\r\n\r\n";
const std::string photo =
    "Content-Type: image/png; name=photo.png\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    "AAAAAAAA\r\n";

std::string multipart(std::string_view type, const std::vector<std::string>& parts,
                      std::string_view boundary = "b")
{
    std::string octets =
        fmt::format("Content-Type: multipart/{}; boundary={}\r\n\r\n", type, boundary);
    for (const std::string& part : parts)
        octets += fmt::format("--{}\r\n{}\r\n", boundary, part);
    return octets + fmt::format("--{}--\r\n", boundary);
}

std::string linked(const std::string& octets, std::size_t over)
{
    const auto link = [](int number) { return fmt::format("https://x/{}", number); };
    return with_links(octets, over, link, english);
}

const std::string sealed_posts[] = {
    head + multipart("signed", {"\r\nHi", photo}),
    head + multipart("mixed", {"\r\nHi", multipart("encrypted", {photo, photo}, "c")}),
    head + "Content-Type: application/pkcs7-mime; name=smime.p7m\r\n\r\nMIAMIAMIA\r\n",
    head + "\r\n-----BEGIN PGP MESSAGE-----\r\n\r\nhQ==\r\n",
};

}  // namespace

TEST_CASE("a notice is the header with an empty text")
{
    CHECK(notice(head + multipart("mixed", {"\r\nHi", photo})) == head + "\r\n");
    CHECK(notice(head + "Content-Language: fr\r\n\r\nHi") == head + "\r\n");
    CHECK(notice(sealed_posts[0]) == head + "\r\n");
    CHECK(notice("no header") == "\r\n");
    CHECK(notice("Subject: no body") == "Subject: no body\r\n\r\n");
}

TEST_CASE("text alone: texts in order, HTML as text, attachments named at the end")
{
    const std::string html = "Content-Type: text/html\r\n\r\n<ul><li>one<li>two</ul>";
    CHECK(text_only(head + multipart("mixed", {"\r\nHi", photo, html}), english) ==
          head + plain_fields +
              "Hi\r\n\r\n- one\r\n- two\r\n\r\n[attachment: photo.png, 1 KB]\r\n");
    CHECK(text_only(head + html, english) == head + plain_fields + "- one\r\n- two\r\n");
    CHECK(text_only(head + photo, english) ==
          head + plain_fields + "[attachment: photo.png, 1 KB]\r\n");
    CHECK(text_only(
              head + multipart("mixed", {"Content-Type: text/plain; format=flowed\r\n\r\na \r\nb",
                                         "Content-Type: message/rfc822\r\n\r\n\r\nno"}),
              english) ==
          head + plain_fields + "a b\r\n\r\n[attachment: message/rfc822, 1 KB]\r\n");
}

TEST_CASE("text alone: of an alternative the text is read, and the files of other forms are named")
{
    const std::string html = "Content-Type: text/html\r\n\r\n<p>Page";
    const std::string related = multipart("related", {html, photo}, "r");
    CHECK(text_only(head + multipart("alternative", {"\r\nHi", related}), english) ==
          head + plain_fields + "Hi\r\n");
    CHECK(text_only(
              head + multipart("alternative", {"\r\nHi", multipart("mixed", {html, photo}, "m")}),
              english) == head + plain_fields + "Hi\r\n\r\n[attachment: photo.png, 1 KB]\r\n");
    CHECK(text_only(head + multipart("alternative", {"\r\n ", html}), english) ==
          head + plain_fields + "Page\r\n");
}

TEST_CASE("text alone: plain text stays byte for byte, and what is signed or encrypted (trap 2)")
{
    const std::string plain = head + "Content-Type: text/plain; charset=koi8-r\r\n\r\n\xE4\xC1";
    CHECK(text_only(plain, english) == plain);
    for (const std::string& post : sealed_posts)
        CHECK(text_only(post, english) == post);
}

TEST_CASE("large attachments become links that lead to their octets")
{
    const std::string post =
        head +
        multipart("mixed", {"\r\nHi", multipart("alternative", {"\r\na", photo}, "c"), photo});
    const std::string words = plain_fields +
                              "An attachment is not in this mail, because of its size:\r\n"
                              "photo.png, image/png, 1 KB\r\n\r\nIt can be fetched here:\r\n"
                              "https://x/4\r\n";
    CHECK(linked(post, 5) ==
          head + multipart("mixed",
                           {"\r\nHi", multipart("alternative", {"\r\na", photo}, "c"), words}));
    CHECK(linked(post, 6) == post);

    const auto found = attachment(post, 4);
    REQUIRE(found.has_value());
    CHECK(found->type == "image/png");
    CHECK(found->file_name == "photo.png");
    CHECK(found->octets == std::string(6, '\0'));
    const auto labels = attachments(post);
    REQUIRE(labels.size() == 1);
    CHECK(labels[0].number == 4);
    CHECK(labels[0].name == "photo.png");
    CHECK(labels[0].size == 6);
    for (const int number : {-1, 0, 1, 2, 3, 5})
        CHECK_FALSE(attachment(post, number).has_value());
}

TEST_CASE("a post that is one attachment, and attached messages, become links too")
{
    const std::string alone = linked(head + photo, 5);
    CHECK(alone.starts_with(head + plain_fields + "An attachment"));
    CHECK(attachment(head + photo, 1).has_value());
    const std::string message = "Content-Type: message/rfc822\r\n\r\nSubject: y\r\n\r\nlong text";
    const std::string post = head + multipart("mixed", {"\r\nHi", message});
    CHECK(linked(post, 5).find("message/rfc822, 1 KB") != std::string::npos);
    CHECK(attachment(post, 2)->octets == "Subject: y\r\n\r\nlong text");
}

TEST_CASE("links: related roots stay, and what is signed or encrypted stays byte for byte (trap 2)")
{
    for (const std::string& post : sealed_posts)
        CHECK(linked(post, 1) == post);
    const std::string svg = "Content-Type: image/svg+xml\r\n\r\n<svg></svg>";
    const std::string post = head + multipart("related", {svg, photo});
    CHECK(linked(post, 1).find(svg) != std::string::npos);
    CHECK(linked(post, 1).find("https://x/2") != std::string::npos);
}

TEST_CASE("reception of deep and wide posts takes bounded time (trap 15)" * doctest::timeout(20))
{
    std::string deep = photo;
    for (int i = 0; i < 300; ++i)
        deep = multipart("mixed", {deep}, fmt::format("b{}", i));
    const std::string wide = multipart("mixed", std::vector<std::string>(50'000, photo));
    CHECK(text_only(deep, english) == deep);
    CHECK(text_only(wide, english) == wide);
    CHECK(linked(deep, 1) == deep);
    CHECK(linked(wide, 1).find("https://x/50000") != std::string::npos);
}

}  // namespace colporteur::dressing
