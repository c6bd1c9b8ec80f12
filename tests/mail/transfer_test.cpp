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

TEST_CASE("any octets come back from quoted-printable and base64, in lines of at most 76 (2045-02)")
{
    std::string octets = "--b\r\n-- \r\n- a\r\n\t\r\na\rb\nc\r\r\n=\r\n";
    for (int i = 0; i < 256; ++i)
        octets += static_cast<char>(i);
    octets += "\r\n" + std::string(75, 'x') + "--b\r\n" + std::string(200, ' ') + "\r\nno line end";
    for (std::size_t size = 0; size <= octets.size(); ++size) {
        const std::string_view some = std::string_view{octets}.substr(0, size);
        const std::string quoted = encode_quoted_printable_octets(some);
        const std::string base64 = encode_base64_lines(some);
        CHECK(decode_transfer("quoted-printable", quoted) == some);
        CHECK(decode_transfer("base64", base64) == some);
        CHECK(is_seven_bit(quoted + base64));
        CHECK(("\r\n" + quoted).find("\r\n--") == std::string::npos);
        const std::string both = quoted + "\r\n" + base64;
        for (const std::string_view line : split(both, '\n')) {
            CHECK(line.size() <= 77);
            CHECK_FALSE(line.ends_with(" \r"));
        }
    }
}

TEST_CASE("octets in quoted-printable end as they ended, base64 ends with its line")
{
    CHECK(encode_quoted_printable_octets("") == "");
    CHECK(encode_quoted_printable_octets("a") == "a");
    CHECK(encode_quoted_printable_octets("a \r\n\r\n") == "a=20\r\n\r\n");
    CHECK(encode_quoted_printable_octets("-- \r\n\n") == "=2D-=20\r\n=0A");
    CHECK(encode_base64_lines("") == "");
    CHECK(encode_base64_lines("a") == "YQ==\r\n");
    CHECK(encode_base64_lines(std::string(58, '\0')) == std::string(76, 'A') + "\r\n" + "AA==\r\n");
}

TEST_CASE("pieces in quoted-printable may stand in a row, with soft breaks between them")
{
    CHECK(encode_quoted_printable_piece("") == "");
    CHECK(encode_quoted_printable_piece("a \r\n. b ") == "a=20\r\n=2E b=20");
    CHECK(encode_quoted_printable_piece("--b\r\n..") == "=2D-b\r\n=2E.");
    for (std::size_t size = 1; size < 300; ++size) {
        const std::string line(size, '.');
        const std::string piece = encode_quoted_printable_piece(line) + "=\r\n";
        CHECK(decode_transfer("quoted-printable", piece) == line);
        for (const std::string_view row : split(piece, '\n')) {
            CHECK(row.size() <= 77);
            CHECK_FALSE(row.starts_with('.'));
        }
    }
}

TEST_CASE("text is encoded in what is shorter, and base64 is told from what came after it")
{
    CHECK(encode_lines("caf\xE9").encoding == "quoted-printable");
    CHECK(encode_lines("日本").octets == "5pel5pys\r\n");
    for (const std::string_view clean : {"", "YQ==", "YWE=\r\n", " YW\tFh"})
        CHECK(is_clean_base64(clean));
    for (const std::string_view dirty :
         {"YQ", "YQ=", "YQ==YQ==", "YWFh\r\n____\r\n", "YQ===", "a-b="})
        CHECK_FALSE(is_clean_base64(dirty));
}

TEST_CASE("7bit data is ASCII without NUL in CRLF lines of at most 998 octets (RFC 2045 2.7)")
{
    const std::string longest(998, 'x');
    for (const std::string& octets :
         {std::string{}, longest, longest + "\r\n" + longest + "\r\n", std::string{"\x01\x7F"}})
        CHECK(is_seven_bit(octets));
    for (const std::string& octets :
         {longest + "x", "\r\n" + longest + "x\r\n", std::string{"é"}, std::string(1, '\0'),
          std::string{"a\n"}, std::string{"\r"}, std::string{"\n\r"}, std::string{"\r\r\n"}})
        CHECK_FALSE(is_seven_bit(octets));
}

}  // namespace colporteur::mail
