// SPDX-License-Identifier: AGPL-3.0-or-later
#include "mail/html_text.hpp"

#include <doctest/doctest.h>

namespace colporteur::mail {

TEST_CASE("HTML becomes the text a person sees")
{
    struct Case {
        std::string_view html, text;
    };

    for (const auto& [html, text] : {
             Case{"", ""},
             Case{"plain", "plain"},
             Case{"<p>one</p><p>two<br>three</p>", "one\n\ntwo\nthree"},
             Case{"<div>one</div>\n  <div>two   words</div>", "one\ntwo words"},
             Case{"a<b>b</b> <i>c</i>", "ab c"},
             Case{"caf&eacute; &amp; &#x2603;&lt;x&gt;", "café & ☃<x>"},
             Case{
                 "<head><title>t</title><style>p{}</style></head><script>if (a<b) x()</script>body",
                 "body"},
             Case{"<a href='https://x.org'>the link</a>", "the link"},
             Case{"<ul><li>one</li><li><p>two</p></li></ul>end", "- one\n- two\n\nend"},
             Case{"<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"},
             Case{"<pre>  a\n\n  b</pre>c", "  a\n\n  b\n\nc"},
             Case{"yes<blockquote>old<br>older<blockquote>oldest</blockquote></blockquote>end",
                  "yes\n\n> old\n> older\n\n> > oldest\n\nend"},
             Case{"a<br><br><br><br><br><br>b", "a\n\n\nb"},
             Case{"<p>never closed <b>bold", "never closed bold"},
             Case{"<!-- comment -->x", "x"},
         }) {
        CAPTURE(html);
        CHECK(html_to_text(html) == text);
    }
}

TEST_CASE("an image that stands in the page itself does no harm")
{
    const std::string html =
        "<p>a</p><img src=\"data:x," + std::string(50'000, 'A') + "\"><p>b</p>";
    CHECK(html_to_text(html) == "a\n\nb");
}

TEST_CASE("hostile pages are read in bounded time and stack" * doctest::timeout(20))
{
    const auto repeated = [](std::string_view piece, std::size_t size) {
        std::string result;
        while (result.size() < size)
            result += piece;
        return result;
    };
    constexpr std::size_t megabyte = 1'000'000;
    CHECK(html_to_text("x" + repeated("<div>", megabyte)) == "x");
    CHECK(html_to_text(repeated("<div>", megabyte / 20) + repeated("</p>", megabyte)) == "");
    CHECK(html_to_text(repeated("<a><b>", megabyte) + "x").size() <= 1);
    CHECK(html_to_text(repeated("<b><table>", megabyte)).empty());
    std::string attributes = "<a";
    for (int i = 0; i < 200'000; ++i)
        attributes += " a" + std::to_string(i);
    CHECK(html_to_text(attributes + ">x").ends_with("x"));
    CHECK(html_to_text(repeated("&amp", megabyte)).size() > 1000);
    CHECK(html_to_text(repeated("<", megabyte)).size() <= megabyte);
}

}  // namespace colporteur::mail
