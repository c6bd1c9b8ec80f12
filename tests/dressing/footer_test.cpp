// SPDX-License-Identifier: AGPL-3.0-or-later
#include "dressing/footer.hpp"

#include <doctest/doctest.h>

#include "dressing_words.hpp"

namespace colporteur::dressing {
namespace {

constexpr std::string_view footer = "-- \nÀ bientôt\n";

std::string inside(std::string_view octets, std::string_view text = footer)
{
    return with_texts(octets, "", text, Place::inside);
}

std::string apart(std::string_view octets, std::string_view text = footer)
{
    return with_texts(octets, "", text, Place::part);
}

// The body of a message of one text, as it stands after a footer was put inside; its header is
// told apart.
std::string body_of(const std::string& octets)
{
    return std::string{mail::split_message(octets).body};
}

}  // namespace

TEST_CASE("without texts a post stays byte for byte")
{
    CHECK(with_texts("From: a\r\n\r\nHi\r\n", "", " \n\n", Place::part) == "From: a\r\n\r\nHi\r\n");
}

TEST_CASE("a part of its own: the body moves into a new multipart with its fields (2046-01)")
{
    const std::string post =
        "Subject: x\r\n"
        "MIME-Version: 1.0\r\n"
        "Content-Type:  text/plain;\r\n\tcharset=\"koi8-r\"\r\n"
        "X-Odd :  kept\r\n"
        "content-transfer-encoding: 8BIT\r\n"
        "\r\n"
        "\xE4\xC1\r\n";
    const std::string dressed = apart(post);
    const std::string boundary = boundary_of(dressed);

    CHECK(boundary.size() <= 70);
    CHECK(post.find(boundary) == std::string::npos);
    CHECK(dressed ==
          "Subject: x\r\n"
          "MIME-Version: 1.0\r\n"
          "X-Odd :  kept\r\n"
          "Content-Transfer-Encoding: 8bit\r\n"
          "Content-Type: multipart/mixed; boundary=\"" +
              boundary +
              "\"\r\n"
              "\r\n"
              "--" +
              boundary +
              "\r\n"
              "Content-Type:  text/plain;\r\n\tcharset=\"koi8-r\"\r\n"
              "content-transfer-encoding: 8BIT\r\n"
              "\r\n"
              "\xE4\xC1\r\n"
              "\r\n--" +
              boundary +
              "\r\n"
              "Content-Type: text/plain; charset=utf-8\r\n"
              "Content-Transfer-Encoding: quoted-printable\r\n"
              "\r\n"
              "=2D-=20\r\n=C3=80 bient=C3=B4t\r\n"
              "\r\n--" +
              boundary + "--\r\n");
    CHECK(apart(post) == dressed);  // the same post, the same boundary
}

TEST_CASE("a message without MIME fields gets correct ones with its footer (2045-03)")
{
    const std::string plain = apart("Subject: x\r\n\r\nHi\r\n");
    CHECK(plain.find("MIME-Version: 1.0\r\n") != std::string::npos);
    CHECK(plain.find("\r\nContent-Type: text/plain; charset=us-ascii\r\n\r\nHi\r\n") !=
          std::string::npos);
    CHECK(apart("Subject: x\r\n\r\n\xE9\r\n")
              .find("charset=unknown-8bit\r\n"
                    "Content-Transfer-Encoding: 8bit\r\n\r\n\xE9") != std::string::npos);
    CHECK(leaves_of(apart("no header at all")).size() == 2);
    CHECK(leaves_of(apart("Subject: no body")).size() == 2);
    CHECK(inside("Subject: x\r\n\r\nHi\r\n") ==
          "Subject: x\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
          "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
          "Hi\r\n=2D-=20\r\n=C3=80 bient=C3=B4t\r\n");
}

TEST_CASE("a header that ends without its line end does not swallow the footer")
{
    CHECK(inside("Subject: x\r\nMIME-Version: 1.0", "End") ==
          "Subject: x\r\nMIME-Version: 1.0\r\n\r\nEnd\r\n");
}

TEST_CASE("a multipart/mixed takes the texts as parts, all else byte for byte (2046-01)")
{
    const std::string head =
        "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\npreamble\r\n--b\r\n";
    const std::string parts =
        "Content-Type: text/plain\r\n\r\nHi\r\n--b \r\nContent-Type: image/png\r\n\r\n\x89PNG";
    const std::string text_fields =
        "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 7bit\r\n\r\n";

    CHECK(with_texts(head + parts + "\r\n--b--\r\nepilogue", "Top\n", "End\n", Place::part) ==
          head + text_fields + "Top\r\n\r\n--b\r\n" + parts + "\r\n--b\r\n" + text_fields +
              "End\r\n\r\n--b--\r\nepilogue");
    // trap 20: no final delimiter
    CHECK(apart(head + parts, "End\n") ==
          head + parts + "\r\n--b\r\n" + text_fields + "End\r\n\r\n--b--\r\n");
}

TEST_CASE("a multipart that is no mixed, or cannot be read, is wrapped (2046-03, trap 20)")
{
    for (const std::string_view type :
         {"multipart/alternative; boundary=b", "multipart/x-odd; boundary=b", "multipart/mixed",
          "multipart/mixed; boundary=none", "message/rfc822", "application/pdf"}) {
        CAPTURE(type);
        const std::string body = "--b\r\n\r\nHi\r\n--b--\r\n";
        const std::string dressed = apart(fmt::format("Content-Type: {}\r\n\r\n{}", type, body));
        CHECK(mail::content_type(mail::split_message(dressed)).type == "multipart/mixed");
        CHECK(dressed.find(fmt::format("Content-Type: {}\r\n\r\n{}\r\n--", type, body)) !=
              std::string::npos);
    }
    const std::string twice =
        "Content-Type: multipart/mixed; boundary=b\r\nContent-Type: text/plain\r\n\r\n--b\r\n\r\nx";
    CHECK(boundary_of(inside(twice)) != "b");
}

TEST_CASE("trap 1: a footer is inside the transfer encoding, not after it")
{
    const std::string head = "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n";
    const std::string base64 = head + "Content-Transfer-Encoding: base64\r\n\r\n";
    const std::string quoted = head + "Content-Transfer-Encoding: quoted-printable\r\n\r\n";

    CHECK(inside(base64 + "SGk=\r\n", "End") == base64 + "SGkNCkVuZA0K\r\n");
    // the last line ends in a soft break
    CHECK(inside(quoted + "H=C3=A9=\r\n", "End") == quoted + "H=C3=A9\r\nEnd\r\n");
    CHECK(inside(quoted + "H=C3=A9=", "a=b") == quoted + "H=C3=A9\r\na=3Db\r\n");
    // 7bit US-ASCII, and accents in the footer
    CHECK(body_of(inside("Content-Type: text/plain; charset=us-ascii\r\n"
                         "Content-Transfer-Encoding: 7bit\r\n\r\nHi\r\n")) ==
          "Hi\r\n=2D-=20\r\n=C3=80 bient=C3=B4t\r\n");
    CHECK(body_of(inside(head + "Content-Transfer-Encoding: 8bit\r\n\r\nHi\r\n")) ==
          "Hi\r\n-- \r\nÀ bientôt\r\n");
}

TEST_CASE("trap 1: what lies about its encoding is not decoded: the footer is a part of its own")
{
    const std::string head = "Content-Type: text/plain; charset=utf-8\r\n";
    for (const std::string_view rest :
         {"Content-Transfer-Encoding: base64\r\n\r\nSGk=\r\n____\r\nOther list\r\n",
          "Content-Transfer-Encoding: base64\r\n\r\nSGk=SGk=\r\n",
          "Content-Transfer-Encoding: x-uuencode\r\n\r\nbegin\r\n",
          "Content-Transfer-Encoding: 8bit\r\nContent-Transfer-Encoding: base64\r\n\r\nSGk=\r\n"}) {
        CAPTURE(rest);
        const std::string dressed = inside(head + std::string{rest});
        CHECK(leaves_of(dressed).size() == 2);
        CHECK(dressed.find(rest.substr(rest.find("\r\n\r\n"))) != std::string::npos);
    }
}

TEST_CASE("trap 1: a footer goes before </body>, not after </html>")
{
    const std::string head = "MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n";

    struct Row {
        std::string_view page;
        std::string_view dressed;
    };

    const Row rows[] = {
        {"<html><BODY class=\"a>b\">Hi</Body></html>\r\n",
         "<html><BODY class=\"a>b\">[Hi\r\n]</Body></html>\r\n"},
        {"<p>Hi", "[<p>Hi\r\n]"},
        {"<!DOCTYPE html>\r\n<html><head><title></body></title></head><p>Hi</html>",
         "<!DOCTYPE html>\r\n<html><head><title></body></title></head>[<p>Hi\r\n]</html>"},
        {"<body>Hi</body></html>\r\n<!-- </body> -->",
         "<body>[Hi\r\n]</body></html>\r\n<!-- </body> -->"},
        {"<body>Hi<script>x = '</body>'</script></body>",
         "<body>[Hi<script>x = '</body>'</script>\r\n]</body>"},
        {"<body><p title=don't>It's 1 < 2 </body>",
         "<body>[<p title=don't>It's 1 < 2 \r\n]</body>"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.page);
        std::string dressed = body_of(with_texts(head + std::string{row.page}, "\xC3\x80 <b>\n",
                                                 "é & x\n\n-- \ny", Place::inside));
        for (const auto& [text, mark] :
             {std::pair{"<p>&#192; &lt;b&gt;</p>\r\n", "["},
              std::pair{"<p>&#233; &amp; x</p>\r\n<p>-- \r\n<br>y</p>\r\n", "]"}}) {
            const auto at = dressed.find(text);
            REQUIRE(at != std::string::npos);
            dressed.replace(at, std::string_view{text}.size(), mark);
        }
        CHECK(dressed == row.dressed);
    }
}

TEST_CASE(
    "a page that ends inside a comment, script or tag would hide the footer: a part of its own")
{
    for (const std::string_view page : {"Hi <!-- ", "Hi <script>", "Hi <p title=\"", "Hi <a"}) {
        CAPTURE(page);
        CHECK(leaves_of(inside("Content-Type: text/html\r\n\r\n" + std::string{page})).size() == 2);
    }
}

TEST_CASE("trap 1: calendars, PDF, files of text and attached messages are not the text of a post")
{
    const std::string attached[] = {
        "Content-Type: text/calendar\r\n\r\nBEGIN:VCALENDAR",
        "Content-Type: text/csv\r\n\r\na,b",
        "Content-Type: application/pdf\r\n\r\n%PDF",
        "Content-Type: text/plain\r\nContent-Disposition: attachment\r\n\r\nnotes",
        "Content-Type: text/plain\r\nContent-Disposition: inline; filename=a.txt\r\n\r\nnotes",
        "Content-Type: text/html; name=page.html\r\n\r\n<p>notes",
        "Content-Type: message/rfc822\r\n\r\nSubject: y\r\n\r\nnotes",
    };
    for (const std::string& part : attached) {
        CAPTURE(part);
        const std::string dressed = inside("MIME-Version: 1.0\r\n" + part);
        CHECK(boundary_of(dressed) != "");  // alone: wrapped
        CHECK(dressed.find(part) != std::string::npos);

        const std::string mixed =
            "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n" + part +
            "\r\n--b\r\n";
        CHECK(inside(mixed + "\r\nHi\r\n--b--\r\n", "End") ==
              mixed + "\r\nHi\r\nEnd\r\n\r\n--b--\r\n");
    }
}

TEST_CASE("trap 2: nothing is added to what is signed or encrypted (3156-01, 3156-02)")
{
    const std::string parts =
        "--b\r\n\r\nHi\r\n--b\r\nContent-Type: text/plain\r\n\r\nx\r\n--b--\r\n";
    const std::string sealed[] = {
        "Content-Type: multipart/signed; micalg=pgp-sha256; boundary=b\r\n\r\n" + parts,
        "Content-Type: multipart/encrypted; boundary=b\r\n\r\n" + parts,
        "Content-Type: application/pkcs7-mime; smime-type=enveloped-data\r\n\r\nMIA=",
        "Content-Type: application/x-pkcs7-mime\r\n\r\nMIA=",
        "Content-Type: text/plain\r\nContent-Type: multipart/signed; boundary=b\r\n\r\n" + parts,
        "Subject: x\r\n\r\nHi\r\n-----BEGIN PGP SIGNED MESSAGE-----\r\nHash: SHA256\r\n",
        "Subject: x\r\n\r\n-----BEGIN PGP MESSAGE-----\r\n\r\nhQ==\r\n",
        "Content-Transfer-Encoding: base64\r\n\r\nLS0tLS1CRUdJTiBQR1AgTUVTU0FHRS0tLS0t\r\n",
        "Content-Type: text/html\r\n\r\n<pre>-----BEGIN PGP MESSAGE-----\r\n",
        "Content-Type: message/partial; id=1; number=1; total=2\r\n\r\nSubject: y\r\n\r\nHi",
    };
    for (const std::string& post : sealed) {
        CAPTURE(post);
        for (const Place place : {Place::part, Place::inside}) {
            CHECK(with_texts(post, "Top", "End", place) == post);
            const std::string around = "Content-Type: multipart/mixed; boundary=c\r\n\r\n--c\r\n" +
                                       post + "\r\n--c\r\n\r\nother\r\n--c--\r\n";
            CHECK(with_texts(around, "Top", "End", place) == around);
        }
    }
    const std::string quoted = "Subject: x\r\n\r\n> -----BEGIN PGP MESSAGE-----\r\n";
    CHECK(inside(quoted) != quoted);  // an answer is not encrypted
}

TEST_CASE("a signed message beside the text stays byte for byte (3156-01)")
{
    const std::string head =
        "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n--c\r\n\r\nHi";
    const std::string rest =
        "\r\n--c\r\nContent-Type: multipart/signed; boundary=b\r\n\r\n--b\r\n\r\nx "
        "\r\n--b--\r\n\r\n"
        "--c--\r\n";
    CHECK(inside(head + rest, "End") == head + "\r\nEnd\r\n" + rest);
}

TEST_CASE("trap 3: the footer is said in the charset of the text, or the text becomes UTF-8")
{
    struct Row {
        std::string_view charset;
        std::string_view text;
        std::string_view footer;
        std::string_view dressed;  ///< in quoted-printable
        std::string_view now;      ///< the charset
    };

    const Row rows[] = {
        {"iso-8859-1", "=E9t=E9", "à", "=E9t=E9\r\n=E0\r\n", "iso-8859-1"},
        {"iso-8859-1", "=E9t=E9", "5 €", "=C3=A9t=C3=A9\r\n5 =E2=82=AC\r\n", "utf-8"},
        {"windows-1252", "=80", "5 €", "=80\r\n5 =80\r\n", "windows-1252"},
        {"koi8-r", "=E4=C1", "Да", "=E4=C1\r\n=E4=C1\r\n", "koi8-r"},
        {"koi8-r", "=E4=C1", "é", "=D0=94=D0=B0\r\n=C3=A9\r\n", "utf-8"},
        {"iso-2022-jp", "=1B$BF|=1B(B", "日", "=1B$BF|=1B(B\r\n=1B$BF|=1B(B\r\n", "iso-2022-jp"},
        {"iso-2022-jp", "=1B$BF|", "End", "=E6=97=A5\r\nEnd\r\n", "utf-8"},  // left in its state
        {"utf-16le", "H=00i=00", "é", "H=00i=00=0D=00=0A=00=E9=00=0D=00=0A=00", "utf-16le"},
        {"utf-16", "=FF=FEH=00i=00", "é", "Hi\r\n=C3=A9\r\n", "utf-8"},
        {"us-ascii", "Hi", "é", "Hi\r\n=C3=A9\r\n", "utf-8"},
        {"us-ascii", "=E9", "End", "=E9\r\nEnd\r\n", "us-ascii"},  // a lie that harms nothing
        {"us-ascii", "=C3=A9", "é", "=C3=A9\r\n=C3=A9\r\n", "utf-8"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.text);
        CAPTURE(row.footer);
        const std::string dressed =
            inside(fmt::format("MIME-Version: 1.0\r\nContent-Type: text/plain; charset={}; x=y\r\n"
                               "Content-Transfer-Encoding: quoted-printable\r\n\r\n{}",
                               row.charset, row.text),
                   row.footer);
        CHECK(body_of(dressed) == row.dressed);
        CHECK(mail::content_type(mail::split_message(dressed)).charset == row.now);
        CHECK(dressed.find("; x=y") != std::string::npos);
    }
}

TEST_CASE(
    "trap 3: what cannot be read wholly is kept, with the footer in a part of its own (2046-03)")
{
    for (const std::string_view rest :
         {"charset=x-nope\r\n\r\nHi\r\n", "charset=utf-8\r\n\r\n\xE9\r\n",
          "charset=us-ascii\r\n\r\n\xE9\r\n", "charset=utf-16\r\n\r\nHi",
          "charset=gb2312\r\n\r\n\xFF"}) {
        CAPTURE(rest);
        const std::string dressed = inside("Content-Type: text/plain; " + std::string{rest});
        CHECK(leaves_of(dressed).size() == 2);
        CHECK(dressed.find(rest.substr(rest.find("\r\n\r\n"))) != std::string::npos);
    }
}

TEST_CASE("trap 3: HTML keeps its charset, and what its charset may not know is a reference")
{
    const std::string head = "MIME-Version: 1.0\r\nContent-Type: text/html; charset=";
    CHECK(inside(head + "koi8-r\r\n\r\n\xE4\xC1", "é") ==
          head + "koi8-r\r\n\r\n\xE4\xC1\r\n<p>&#233;</p>\r\n");
    CHECK(inside(head + "utf-8\r\n\r\n\xE4", "é") ==
          head + "utf-8\r\n\r\n\xE4\r\n<p>&#233;</p>\r\n");
    CHECK(inside(head + "iso-2022-jp\r\n\r\n\x1B$BF|", "é") ==
          head + "iso-2022-jp\r\n\r\n\x1B$BF|\x1B(B\r\n<p>&#233;</p>\r\n");
    CHECK(inside(head + "utf-16le\r\nContent-Transfer-Encoding: base64\r\n\r\nSABpAA==\r\n", "x") ==
          head +
              "utf-16le\r\nContent-Transfer-Encoding: base64\r\n\r\n"
              "SABpAA0ACgA8AHAAPgB4ADwALwBwAD4ADQAKAA==\r\n");
    CHECK(leaves_of(inside(head + "x-nope\r\n\r\nHi")).size() == 2);
}

TEST_CASE("trap 4: every form of an alternative gets the footer, and no form is added")
{
    const std::string head =
        "MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\n";
    const std::string html = "\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>Hi";
    CHECK(
        inside(head + "\r\nHi" + html + "\r\n--b\r\nContent-Type: text/calendar\r\n\r\nx\r\n--b--",
               "End") == head + "\r\nHi\r\nEnd\r\n" + html + "\r\n<p>End</p>\r\n" +
                             "\r\n--b\r\nContent-Type: text/calendar\r\n\r\nx\r\n--b--");
    // one form that cannot: then none
    const std::string odd = "Content-Type: text/plain; charset=x-nope\r\n\r\nHi";
    const std::string dressed = inside(head + odd + html + "\r\n--b--\r\n", "End");
    CHECK(leaves_of(dressed).size() == 3);
    CHECK(dressed.find(odd + html + "\r\n--b--\r\n") != std::string::npos);
}

TEST_CASE("trap 4: in a multipart/related the root gets the footer and stays in its place")
{
    const std::string post =
        "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b; start=\"<r@x>\"\r\n\r\n"
        "--b\r\nContent-Type: text/html\r\nContent-ID: <other>\r\n\r\nx\r\n--b\r\n"
        "Content-Type: text/html\r\nContent-ID: <r@x>\r\n\r\n<p>Hi";
    const std::string rest = "\r\n--b\r\nContent-Type: image/png\r\n\r\ny\r\n--b--\r\n";
    CHECK(inside(post + rest, "End") == post + "\r\n<p>End</p>\r\n" + rest);
}

TEST_CASE("trap 5: flowed text does not swallow the footer, \"-- \" stays whole (3676-01)")
{
    const std::string head =
        "MIME-Version: 1.0\r\nContent-Type: text/plain; format=flowed; delsp=yes\r\n\r\n";
    CHECK(inside(head + "flows on \r\n", "-- \nx \n>y\nFrom z\n w") ==
          head + "flows on \r\n\r\n-- \r\nx\r\n >y\r\n From z\r\n  w\r\n");
    CHECK(inside(head + "-- \r\n", "x") == head + "-- \r\nx\r\n");
    CHECK(inside(head + "flows on ", "x") == head + "flows on \r\n\r\nx\r\n");
    CHECK(inside(head + "fixed", "x") == head + "fixed\r\nx\r\n");
    CHECK(with_texts(head + " a", "x ", "", Place::inside) == head + "x\r\n a");
}

TEST_CASE("a footer never becomes a delimiter, whatever boundary the author chose (trap 20)")
{
    const std::string post =
        "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=__\r\n\r\n--__\r\n\r\nHi\r\n"
        "--__--\r\n";
    const std::string dressed = inside(post, "--__\nLeave");
    CHECK(leaves_of(dressed).size() == 1);
    CHECK(dressed.find("=2D-__\r\nLeave") != std::string::npos);
    CHECK(leaves_of(apart(post, "--__\nLeave")).size() == 2);
}

TEST_CASE("trap 15: deep, wide and long posts are dressed in bounded time" * doctest::timeout(20))
{
    std::string deep = "Hi";
    for (int i = 0; i < 300; ++i)
        deep = fmt::format(
            "Content-Type: multipart/mixed; boundary=b{}\r\n\r\n--b{}\r\n{}\r\n--b{}--\r\n", i, i,
            deep, i);
    std::string wide = "Content-Type: multipart/alternative; boundary=b\r\n\r\n";
    for (int i = 0; i < 100'000; ++i)
        wide += "--b\r\n\r\nx\r\n";
    for (const std::string& post : {deep, wide, "Subject: x\r\n\r\n" + std::string(5'000'000, 'x')})
        for (const Place place : {Place::part, Place::inside})
            CHECK(with_texts(post, "Top", "End", place).size() > post.size());
}

}  // namespace colporteur::dressing
