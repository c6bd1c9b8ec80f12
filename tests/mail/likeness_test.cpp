// SPDX-License-Identifier: AGPL-3.0-or-later
#include "mail/likeness.hpp"

#include <doctest/doctest.h>

namespace colporteur::mail {
namespace {

std::string digest(const std::string& octets)
{
    return content_digest(Message{octets});
}

const std::string id = "Message-ID: <1@example.net>\r\n";
const std::string post = id + "Subject: x\r\n\r\nUn été.\r\n\r\nAna\r\n";
const std::string two_parts = id +
                              "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\none\r\n"
                              "--b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: "
                              "base64\r\n\r\nAAECAw==\r\n--b--\r\n";

std::string alike(const std::string& text)
{
    return likeness(Message{"Subject: x\r\n\r\n" + text});
}

}  // namespace

TEST_CASE("the same post by another way is the same: fields, line ends, encoding (trap 8)")
{
    CHECK(digest(post).size() == 32);
    for (const std::string& other : std::initializer_list<std::string>{
             "Received: by x; y\r\nDKIM-Signature: z\r\n" + post,
             id + "Subject: [L] x\r\n\r\nUn été.\r\n\r\nAna\r\n",
             id + "\r\nUn été.  \r\n\r\nAna\r\n\r\n \r\n",
             id + "\r\nUn été.\n\nAna\n",
             id +
                 "Content-Transfer-Encoding: quoted-printable\r\n\r\nUn =C3=A9t=\r\n=C3=A9.\r\n\r\n"
                 "Ana\r\n",
             id + "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: "
                  "base64\r\n\r\nVW4gw6l0w6kuCgpBbmEK\r\n",
             "Message-ID:\r\n <1@example.net>\r\n\r\nUn été.\r\n\r\nAna\r\n",
         }) {
        CAPTURE(other);
        CHECK(digest(other) == digest(post));
    }
}

TEST_CASE("a reused Message-ID does not block another post, nor do equal words (trap 8)")
{
    for (const std::string& other : std::initializer_list<std::string>{
             id + "\r\nUn été.\r\n\r\nBen\r\n",
             id + "\r\nUn  été.\r\n\r\nAna\r\n",
             id + "\r\nUn été.\r\n\r\nAna\r\n-- \r\nlist footer\r\n",
             id + "Content-Type: text/html\r\n\r\nUn été.\r\n\r\nAna\r\n",
             "Message-ID: <2@example.net>\r\n\r\nUn été.\r\n\r\nAna\r\n",
             "\r\nUn été.\r\n\r\nAna\r\n",
         }) {
        CAPTURE(other);
        CHECK(digest(other) != digest(post));
    }
}

TEST_CASE("parts are compared by their content, whatever stands between them")
{
    std::string other = id +
                        "Content-Type: multipart/mixed; boundary=\"other one\"\r\n\r\npreamble\r\n"
                        "--other one\r\nContent-Type: text/plain\r\n\r\none \r\n--other one\r\n"
                        "Content-Type: IMAGE/PNG; name=x\r\nContent-Transfer-Encoding: base64\r\n"
                        "\r\nAAEC\r\nAw==\r\n--other one--\r\nepilogue\r\n";
    CHECK(digest(other) == digest(two_parts));
    other.replace(other.find("AAEC"), 4, "AAED");
    CHECK(digest(other) != digest(two_parts));
}

TEST_CASE("the octets of what is no text all count")
{
    const std::string binary = id + "Content-Type: application/x\r\n\r\n";
    CHECK(digest(binary + "a \r\n") != digest(binary + "a\r\n"));
}

TEST_CASE("a body without end of parts or levels is compared all the same")
{
    std::string deep = id;
    std::string many = id + "Content-Type: multipart/mixed; boundary=b\r\n\r\n";
    for (int i = 0; i < 300; ++i)
        deep += "Content-Type: multipart/mixed; boundary=b" + std::to_string(i) + "\r\n\r\n--b" +
                std::to_string(i) + "\r\n";
    for (int i = 0; i < 3000; ++i)
        many += "--b\r\n\r\n" + std::to_string(i) + "\r\n";
    CHECK(digest(deep + "\r\na") != digest(deep + "\r\nb"));
    CHECK(digest(many + "--b\r\n\r\na") != digest(many + "--b\r\n\r\nb"));
}

TEST_CASE("a machine's answers are alike, though date, number and quotation differ")
{
    const std::string text =
        "Bonjour,\r\nje suis absente jusqu’au 12 mars et lirai votre message à mon retour.\r\n";
    CHECK(alike(text).size() == 32);
    CHECK(alike(text) == alike("BONJOUR, je suis absente jusqu'au 13 mars et lirai votre message "
                               "a mon  retour.\r\n\r\n> Lettre de mars\r\n"));
    CHECK(alike(text) != alike("Bonjour, je suis rentrée de vacances et j'ai lu votre message, "
                               "merci beaucoup à tout le monde.\r\n"));
}

TEST_CASE("short answers are never alike: people thank more than once")
{
    CHECK(alike("Merci beaucoup !\r\n").empty());
    CHECK(alike("").empty());
    CHECK(alike("12 34 56 78 90 12 34 56 78 90 12 34 56 78 90 12 34 56 78 90\r\n").empty());
}

}  // namespace colporteur::mail
