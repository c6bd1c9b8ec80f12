// SPDX-License-Identifier: AGPL-3.0-or-later
#include "dressing/filter.hpp"

#include <doctest/doctest.h>

#include "dressing_words.hpp"

namespace colporteur::dressing {
namespace {

const std::string text = "Content-Type: text/plain\r\n\r\nHi";
const std::string html = "Content-Type: text/html; charset=utf-8\r\n\r\n<p>Hi <b>é</b></p>";
const std::string photo =
    "Content-Type: IMAGE/png\r\nContent-Disposition: attachment; filename*=utf-8''%C3%A9.png\r\n"
    "Content-Transfer-Encoding: base64\r\n\r\nAAAAAAAA\r\n";
const std::string page_as_text =
    "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n"
    "\r\nHi =C3=A9\r\n";

std::string multipart(std::string_view type, const std::vector<std::string>& parts,
                      std::string_view boundary = "b")
{
    std::string octets =
        fmt::format("Content-Type: multipart/{}; boundary={}\r\n\r\n", type, boundary);
    for (const std::string& part : parts)
        octets += fmt::format("--{}\r\n{}\r\n", boundary, part);
    return octets + fmt::format("--{}--\r\n", boundary);
}

std::string message(const std::string& entity)
{
    return "Subject: x\r\nMIME-Version: 1.0\r\n" + entity;
}

std::string kept(const std::string& octets, const Options& options)
{
    const auto filtered = filter(octets, options);
    return filtered.nothing_left ? "nothing left" : filtered.octets;
}

const Options no_images{.drop_types = {"image/*"}};
const Options only_text{.keep_types = {"text/plain"}};
const Options as_text{.html_to_text = true};

}  // namespace

TEST_CASE("parts are dropped by type, and told by type, name and size")
{
    const std::string post = message(multipart("mixed", {text, photo, html}));
    const auto filtered = filter(post, no_images);
    CHECK(filtered.octets == message(multipart("mixed", {text, html})));
    CHECK(filtered.removed == std::vector<Removed>{{"image/png", "é.png", 6}});
    CHECK(kept(post, {.drop_types = {"IMAGE/PNG"}}) == filtered.octets);
    CHECK(kept(post, {.drop_types = {"text/*"}}) == message(photo));
}

TEST_CASE("a list that names what it keeps drops all else; what is named in both goes")
{
    const std::string post = message(multipart("mixed", {text, photo, html}));
    CHECK(kept(post, only_text) == message(text + "\r\n"));
    CHECK(kept(post, {.drop_types = {"image/*"}, .keep_types = {"*"}}) ==
          message(multipart("mixed", {text, html})));
    CHECK(kept(message(photo), only_text) == "nothing left");
    CHECK(kept(message(multipart("mixed", {photo, photo})), only_text) == "nothing left");
}

TEST_CASE("a part that is too large goes, by its decoded size")
{
    const std::string post = message(multipart("mixed", {text, html, photo}));
    CHECK(kept(post, {.largest_part = 100}) == post);
    CHECK(kept(post, {.largest_part = 6}) == message(multipart("mixed", {text, photo})));
}

TEST_CASE("when nothing is unwanted, octets are the same (2046-01)")
{
    for (const std::string& post :
         {std::string{}, std::string{"no header"}, message(text),
          message("Content-Type: multipart/mixed; boundary=b\r\n\r\npre\r\n--b \r\n\r\nx\r\n--b"),
          message(
              multipart("mixed", {text, multipart("digest", {"\r\nSubject: y\r\n\r\nz"}, "c")}))}) {
        CAPTURE(post);
        const auto filtered = filter(post, {.drop_types = {"image/*"}, .largest_part = 1000});
        CHECK(filtered.octets == post);
        CHECK(filtered.removed.empty());
        CHECK_FALSE(filtered.nothing_left);
    }
}

TEST_CASE("attached messages are looked into, and go when nothing of them is left")
{
    const std::string attached = "Content-Type: message/rfc822\r\n\r\n";
    CHECK(kept(message(multipart("mixed",
                                 {text, attached + multipart("mixed", {html, photo, text}, "c")})),
               no_images) ==
          message(multipart("mixed", {text, attached + multipart("mixed", {html, text}, "c")})));
    CHECK(kept(message(multipart("mixed", {text, html, attached + photo})), no_images) ==
          message(multipart("mixed", {text, html})));
    CHECK(kept(message(multipart("mixed", {text, html, attached + text})),
               {.drop_types = {"message/rfc822"}}) == message(multipart("mixed", {text, html})));
}

TEST_CASE("a multipart with one part left becomes that part where nothing is lost by it")
{
    const std::string inner = multipart("related", {html, photo}, "c");
    CHECK(kept(message(multipart("mixed", {text, inner})), no_images) ==
          message(multipart("mixed", {text, html})));
    CHECK(kept(message(multipart("mixed", {photo, html})), no_images) == message(html + "\r\n"));
}

TEST_CASE("a multipart with one part left stays where fields would be lost")
{
    const std::string named = "Content-ID: <a@b>\r\n" + multipart("related", {html, photo}, "c");
    CHECK(kept(message(multipart("mixed", {text, named})), no_images)
              .find("Content-ID: <a@b>\r\nContent-Type: multipart/related") != std::string::npos);
    const std::string odd = "X-Odd: y\r\n" + text;
    CHECK(kept(message(multipart("mixed", {odd, photo})), no_images) ==
          message(multipart("mixed", {odd})));
    const std::string raw = "Content-Type: application/json\r\n\r\n{}";
    CHECK(kept(message(multipart("mixed", {raw, photo})), no_images) ==
          message(multipart("mixed", {raw})));
    // in a digest it would be taken for a message
    const std::string bare = multipart("mixed", {"\r\nHi", photo}, "c");
    CHECK(kept(message(multipart("digest", {bare})), no_images) ==
          message(multipart("digest", {multipart("mixed", {"\r\nHi"}, "c")})));
    CHECK(kept(message(multipart("digest", {"\r\nSubject: y\r\n\r\nz", photo})), no_images) ==
          message(multipart("digest", {"\r\nSubject: y\r\n\r\nz"})));
}

TEST_CASE("HTML alone becomes text, in UTF-8")
{
    CHECK(kept(message(html), as_text) == message(page_as_text));
    CHECK(kept(message(html), {.keep_types = {"text/plain"}, .html_to_text = true}) ==
          message(page_as_text));
    CHECK(kept(message("Content-Type: text/html; charset=koi8-r\r\nContent-Transfer-Encoding: "
                       "base64\r\n\r\n5ME=\r\n"),
               as_text)
              .ends_with("base64\r\n\r\n0JTQsA0K\r\n"));
    CHECK(filter(message(html), as_text).removed.empty());
    const std::string file = "Content-Disposition: attachment; filename=a.html\r\n" + html;
    CHECK(kept(message(multipart("mixed", {text, file})), as_text) ==
          message(multipart("mixed", {text, file})));
}

TEST_CASE("an alternative keeps its text and loses its HTML with the pictures of it")
{
    CHECK(kept(message(multipart("alternative", {text, html})), as_text) == message(text + "\r\n"));
    const auto related =
        filter(message(multipart("alternative", {text, multipart("related", {html, photo}, "c")})),
               as_text);
    CHECK(related.octets == message(text + "\r\n"));
    CHECK(related.removed == std::vector<Removed>{{"image/png", "é.png", 6}});
    const std::string calendar = "Content-Type: text/calendar\r\n\r\nx";
    CHECK(kept(message(multipart("alternative", {text, html, calendar})), as_text) ==
          message(multipart("alternative", {text, calendar})));
    // a form with a file beside its HTML is kept, as text
    CHECK(
        kept(message(multipart("alternative", {text, multipart("mixed", {html, photo}, "c")})),
             as_text) ==
        message(multipart("alternative", {text, multipart("mixed", {page_as_text, photo}, "c")})));
    // a text with nothing in it says nothing
    const std::string empty = "Content-Type: text/plain\r\n\r\n \r\n";
    CHECK(kept(message(multipart("alternative", {empty, html})), as_text) ==
          message(multipart("alternative", {empty, page_as_text})));
    CHECK(kept(message(multipart("related", {html, photo})), as_text) ==
          message(multipart("mixed", {page_as_text, photo}).replace(40, 1, "\"b\"")));
}

TEST_CASE("HTML too large to become text wholly is kept, or dropped as HTML")
{
    std::string page = "Content-Type: text/html\r\n\r\n";
    for (int i = 0; i < 10'000; ++i)
        page += "<b>";
    CHECK(kept(message(page), as_text) == message(page));
    CHECK(kept(message(page), {.keep_types = {"text/plain"}, .html_to_text = true}) ==
          "nothing left");
}

TEST_CASE("what is signed is kept or goes as a whole (trap 2, 3156-01)")
{
    const std::string signature = "Content-Type: application/pgp-signature\r\n\r\nx";
    const std::string sealed = multipart("signed; micalg=x", {html, signature}, "s");
    const std::string with_photo =
        multipart("signed", {multipart("mixed", {text, photo}, "m"), signature}, "s");

    CHECK(kept(message(sealed), as_text) == message(sealed));
    CHECK(kept(message(sealed), no_images) == message(sealed));
    CHECK(kept(message(sealed), only_text) == "nothing left");
    CHECK(kept(message(sealed), {.keep_types = {"text/html"}}) == message(sealed));
    CHECK(kept(message(sealed), {.keep_types = {"multipart/signed"}}) == message(sealed));
    CHECK(kept(message(sealed), {.drop_types = {"multipart/signed"}}) == "nothing left");
    CHECK(kept(message(with_photo), no_images) == "nothing left");
    CHECK(kept(message(multipart("mixed", {text, html, with_photo})), no_images) ==
          message(multipart("mixed", {text, html})));
    CHECK(filter(message(with_photo), no_images).removed.front().type == "multipart/signed");
    // its octets stay, also when it moves up
    CHECK(kept(message(multipart("mixed", {sealed, photo})), no_images) == message(sealed));
}

TEST_CASE("HTML with inline PGP stays HTML (trap 2, 3156-02)")
{
    const std::string pgp = "Content-Type: text/html\r\n\r\n<pre>-----BEGIN PGP MESSAGE-----\r\n";
    CHECK(kept(message(pgp), as_text) == message(pgp));
}

TEST_CASE("what is encrypted is judged by its own type alone (trap 2, 3156-02)")
{
    const std::string smime = message("Content-Type: application/pkcs7-mime\r\n\r\nMIA=\r\n");
    const std::string pgp = message(multipart("encrypted", {photo, photo}));
    for (const std::string& post : {smime, pgp}) {
        CHECK(kept(post, no_images) == post);
        CHECK(kept(post, as_text) == post);
        CHECK(kept(post, only_text) == "nothing left");
    }
    CHECK(kept(smime, {.drop_types = {"application/*"}}) == "nothing left");
}

TEST_CASE("what is nested too deep to be looked at goes, wide posts take linear time (trap 15)" *
          doctest::timeout(20))
{
    std::string deep = photo;
    for (int i = 0; i < 300; ++i)
        deep = multipart("mixed", {deep}, fmt::format("b{}", i));
    CHECK(kept(message(multipart("mixed", {text, html, deep}, "x")), no_images) ==
          message(multipart("mixed", {text, html}, "x")));

    std::string forms = html;
    for (int i = 0; i < 90; ++i)
        forms = multipart("alternative", {text, forms}, fmt::format("b{}", i));
    CHECK_FALSE(filter(message(forms), as_text).nothing_left);

    const std::string wide = message(multipart("mixed", std::vector<std::string>(50'000, photo)));
    CHECK(filter(wide, no_images).removed.size() == 50'000);
}

}  // namespace colporteur::dressing
