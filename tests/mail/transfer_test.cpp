// SPDX-License-Identifier: AGPL-3.0-or-later
#include "mail/transfer.hpp"

#include <doctest/doctest.h>

#include "base/ascii.hpp"

namespace colporteur::mail {

TEST_CASE("transfer encodings are undone, also when badly made (2045-02)")
{
    CHECK(decode_transfer("base64", "w6l0\r\nw6k=\r\n") == "été");
    CHECK(decode_transfer("BASE64", "w6l0w6k") == "été");
    CHECK(decode_transfer("base64", "YQ==Yg==") == "ab");
    CHECK(decode_transfer("base64", "*$ A") == "");
    CHECK(decode_transfer("quoted-printable", "=C3=A9t=\r\n=c3=a9\r\n") == "été\r\n");
    CHECK(decode_transfer("quoted-printable", "100% =zz") == "100% =zz");
    CHECK(decode_transfer("8bit", "\xC3\xA9") == "é");
    CHECK(decode_transfer("x-unheard-of", "abc") == "abc");
}

TEST_CASE("quoted-printable lines are short, end in no white space and decode to the text")
{
    std::string text = "a=b\ntrailing \n\n-- \n";
    for (int i = 0; i < 50; ++i)
        text += "déjà vu 🕊 ";
    text += "\n" + std::string(76, 'x') + "\n" + std::string(77, 'x') + "\n";
    const std::string encoded = encode_quoted_printable(text);

    std::string back = decode_transfer("quoted-printable", encoded);
    std::erase(back, '\r');
    CHECK(back == text);
    for (std::string_view line : split(encoded, '\n')) {
        line.remove_suffix(line.empty() ? 0 : 1);
        CHECK(line.size() <= 76);
        CHECK_FALSE(line.ends_with(' '));
        CHECK(decode_transfer("quoted-printable", line).find("\xC3\n") == std::string::npos);
    }
    CHECK(encoded.starts_with("a=3Db\r\ntrailing=20\r\n\r\n--=20\r\n"));
    CHECK(encoded.find("\r\n" + std::string(76, 'x') + "\r\n") != std::string::npos);
}

}  // namespace colporteur::mail
