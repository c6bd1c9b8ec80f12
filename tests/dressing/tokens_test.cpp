// SPDX-License-Identifier: AGPL-3.0-or-later
#include "dressing/tokens.hpp"

#include <algorithm>

#include <doctest/doctest.h>

#include "base/ascii.hpp"
#include "base/encode.hpp"
#include "mail/message.hpp"
#include "mail/transfer.hpp"

namespace colporteur::dressing {
namespace {

const std::string token = "abcdefghijklmnopqrstuv27";
const std::string crossed(24, 'x');
const std::string link = "https://info.example.org/unsubscribe/" + token;

bool is_token(std::string_view word)
{
    return to_lower(word) == token;
}

std::string cleaned(std::string_view octets)
{
    std::string result = without_tokens(octets, is_token);
    CHECK(result.size() == octets.size());
    return result;
}

std::string replaced(std::string text, std::string_view what, std::string_view instead)
{
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at))
        text.replace(at, what.size(), instead);
    return text;
}

std::string in_base64(std::string_view type, std::string_view octets)
{
    return "From: a@b\r\nContent-Type: " + std::string{type} +
           "\r\nContent-Transfer-Encoding: base64\r\n\r\n" + mail::encode_base64_lines(octets);
}

std::string decoded_body(std::string_view octets)
{
    const mail::Message message{std::string{octets}};
    return mail::decode_base64(message.split().body);
}

std::string utf16(std::string_view ascii)
{
    std::string wide = "\xFF\xFE";
    for (const char c : ascii)
        wide += {c, '\0'};
    return wide;
}

const std::string letter = "Return-Path: <lettre+bounce-" + token +
                           "@info.example.org>\r\n"
                           "List-Unsubscribe: <" +
                           link + ">,\r\n <mailto:lettre+leave-" + token +
                           "@info.example.org>\r\n"
                           "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"
                           "From: a@b\r\nSubject: The letter\r\n\r\nHello\r\n";

std::string forwarded(std::string_view fields)
{
    return "From: a@b\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\nSee below\r\n"
           "--x\r\n" +
           std::string{fields} + "\r\n" + letter + "--x--\r\n";
}

}  // namespace

TEST_CASE("a letter forwarded as an attachment tells no reader's token (8058-10, trap 21)")
{
    for (const std::string fields :
         {"Content-Type: message/rfc822\r\n", "Content-Type: text/rfc822-headers\r\n",
          "Content-Type: application/octet-stream; name=letter.eml\r\n"}) {
        CAPTURE(fields);
        const std::string post = forwarded(fields);
        CHECK(cleaned(post) == replaced(post, token, crossed));
    }
}

TEST_CASE("a letter quoted in the text tells no token, in whichever spelling (8058-10, trap 21)")
{
    const std::string start = "From: a@b\r\n\r\n> ";
    for (const std::string before :
         {"https://info.example.org/unsubscribe/", "mailto:lettre+leave-", "lettre+bounce-",
          "https://safe.example/?url=https%3A%2F%2Finfo.example.org%2Funsubscribe%2F",
          "https%253A%252F%252Finfo.example.org%252Funsubscribe%252F", "t=", "t=3D",
          "SRS0=ab=cd=info.example.org=lettre+bounce-"}) {
        CAPTURE(before);
        for (const std::string after : {"", "@info.example.org", "&amp;x=1", "%7C", ".", "=\r\n"}) {
            CAPTURE(after);
            CHECK(cleaned(start + before + token + after + "\r\n") ==
                  start + before + crossed + after + "\r\n");
        }
        CHECK(cleaned(start + before + "ABCDEFGHIJKLMNOPQRSTUV27\r\n") ==
              start + before + crossed + "\r\n");
    }
}

TEST_CASE("a token is found in base64, wherever it begins, and all around it stays (8058-10)")
{
    for (std::size_t shift = 0; shift < 60; ++shift) {
        CAPTURE(shift);
        const std::string before = std::string(shift, '-') + link;
        const auto post = in_base64("text/html", before + "'>leave</a>");
        CHECK(decoded_body(cleaned(post)) == replaced(before, token, crossed) + "'>leave</a>");
        CHECK(decoded_body(cleaned(in_base64("text/plain", before))) ==
              replaced(before, token, crossed));
    }
    CHECK(decoded_body(cleaned(in_base64("message/rfc822", letter))) ==
          replaced(letter, token, crossed));
    CHECK(decoded_body(cleaned(in_base64("text/plain; charset=utf-16", utf16(link)))) ==
          utf16(replaced(link, token, crossed)));
}

TEST_CASE("a token is found across the soft breaks of quoted-printable (8058-10)")
{
    const std::string header =
        "From: a@b\r\nContent-Type: text/plain; charset=utf-8\r\n"
        "Content-Transfer-Encoding: quoted-printable\r\n\r\n";
    for (std::size_t at = 1; at < token.size(); ++at)
        for (const std::string soft : {"=\r\n", "=\n"}) {
            CAPTURE(at);
            const std::string post = header + "Quitter=3A https://x/" + token.substr(0, at) + soft +
                                     token.substr(at) + " !\r\n";
            CHECK(cleaned(post) == header + "Quitter=3A https://x/" + crossed.substr(0, at) + soft +
                                       crossed.substr(at) + " !\r\n");
        }
}

TEST_CASE("a token is found in a damaged post, and between the parts of a whole one (8058-10)")
{
    const std::string multipart = "From: a@b\r\nContent-Type: multipart/mixed";
    for (const std::string& post :
         {link, link + "\r\nno header\r\n", "X-Was: <" + link + ">", multipart + "\r\n\r\n" + link,
          multipart + "; boundary=x\r\n\r\n" + link,
          multipart + "; boundary=x\r\n\r\n" + link + "\r\n--x\r\n\r\n" + link + "\r\n--x--\r\n" +
              link}) {
        CAPTURE(post);
        CHECK(cleaned(post) == replaced(post, token, crossed));
    }
}

TEST_CASE("what is no token of ours stays byte for byte, and so does a post without any")
{
    const std::string words =
        "abcdefghijklmnopqrstuv26 abcdefghijklmnopqrstuv2 Donaudampfschifffahrtsgesellschaft\r\n";
    for (const std::string& post :
         {"From: a@b\r\n\r\n" + words, in_base64("text/plain", words), forwarded(""), std::string{},
          std::string{"\r\n"}, std::string{"no header"}, in_base64("text/plain", link) + "==x"}) {
        CAPTURE(post);
        CHECK(without_tokens(post, [](std::string_view) { return false; }) == post);
    }
    CHECK(cleaned("From: a@b\r\n\r\n" + words) == "From: a@b\r\n\r\n" + words);
    CHECK(cleaned("From: a@b\r\n\r\n" + token + "a\r\n").find(token) != std::string::npos);
}

TEST_CASE("what is signed or encrypted keeps even a token (3156-01, -02)")
{
    const std::string sealed =
        "Content-Type: multipart/signed; boundary=x; protocol=a/b\r\n\r\n--x\r\n\r\n" + link +
        "\r\n--x\r\nContent-Type: a/b\r\n\r\nx\r\n--x--\r\n";
    const std::string pgp =
        "\r\n-----BEGIN PGP SIGNED MESSAGE-----\r\nHash: SHA256\r\n\r\n" + link + "\r\n";
    for (const std::string& body : {sealed, pgp}) {
        CHECK(cleaned("From: a@b\r\n" + body) == "From: a@b\r\n" + body);
        const std::string inside =
            "From: a@b\r\nContent-Type: multipart/mixed; boundary=y\r\n\r\n--y\r\n" + body +
            "\r\n--y--\r\n";
        CHECK(cleaned(inside) == inside);
    }
    // What is around the seal is no part of it.
    CHECK(cleaned("X-Was: " + link + "\r\n" + sealed) ==
          "X-Was: " + replaced(link, token, crossed) + "\r\n" + sealed);
}

}  // namespace colporteur::dressing
