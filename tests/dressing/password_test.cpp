// SPDX-License-Identifier: AGPL-3.0-or-later
#include "dressing/password.hpp"

#include <doctest/doctest.h>

#include "mail/message.hpp"

namespace colporteur::dressing {
namespace {

std::string text_of(std::string_view octets)
{
    return mail::read_text(mail::Message{without_password(octets)}).utf8;
}

}  // namespace

TEST_CASE("a password above the text is read by nobody, whatever its encoding (X-05, trap 21)")
{
    for (const std::string_view post : {
             "From: a@b\r\n\r\nApproved: secret\r\nhello\r\n",
             "From: a@b\r\n\r\n\r\n  approve :secret\r\nhello\r\n",
             "From: a@b\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nX-Approved: "
             "sec=\r\nret\r\nhello\r\n",
             "From: a@b\r\nContent-Transfer-Encoding: base64\r\n\r\n"
             "QXBwcm92ZWQ6IHNlY3JldA0KaGVsbG8NCg==\r\n",
             "From: a@b\r\nContent-Type: multipart/alternative; boundary=x\r\n\r\n--x\r\n\r\n"
             "Approved: secret\r\nhello\r\n--x\r\nContent-Type: text/html\r\n\r\n<p>hello\r\n"
             "--x--\r\n",
         }) {
        CAPTURE(post);
        CHECK(text_of(post).find("secret") == std::string::npos);
        CHECK(text_of(post).find("hello") != std::string::npos);
    }
}

TEST_CASE("a text that merely speaks of approving, and what is signed, stays as it is")
{
    for (const std::string_view post : {
             "From: a@b\r\n\r\nApproved: the motion of last week\r\n",
             "From: a@b\r\n\r\nhello\r\nApproved: secret\r\n",
             "From: a@b\r\n\r\n",
             "From: a@b\r\nContent-Type: multipart/signed; boundary=x; protocol=a/b\r\n\r\n--x\r\n"
             "\r\nApproved: secret\r\n--x\r\nContent-Type: a/b\r\n\r\nx\r\n--x--\r\n",
         }) {
        CAPTURE(post);
        CHECK(without_password(post) == post);
    }
}

}  // namespace colporteur::dressing
