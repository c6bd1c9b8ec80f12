// SPDX-License-Identifier: AGPL-3.0-or-later
#include "mail/wrap.hpp"

#include <doctest/doctest.h>

namespace colporteur::mail {
namespace {

std::string words(std::size_t count, std::string_view word)
{
    std::string result;
    for (std::size_t i = 0; i < count; ++i)
        result.append(i > 0 ? " " : "").append(word);
    return result;
}

}  // namespace

TEST_CASE("paragraphs are wrapped at 72 characters, not octets")
{
    CHECK(wrap_text(words(20, "abcde")) == words(12, "abcde") + "\n" + words(8, "abcde") + "\n");
    CHECK(wrap_text(words(20, "éàüöç")) == words(12, "éàüöç") + "\n" + words(8, "éàüöç") + "\n");
    CHECK(wrap_text("short\n\nlines\n\n\n") == "short\n\nlines\n");
    CHECK(wrap_text("") == "\n");
}

TEST_CASE("a URL stays whole on a line of its own")
{
    const std::string url = "https://example.org/" + std::string(100, 'x');
    CHECK(wrap_text("See " + url + " now") == "See\n" + url + "\nnow\n");
    CHECK(wrap_text("- " + url) == "- " + url + "\n");
}

TEST_CASE("marks at the start of a line are repeated, list items hang")
{
    CHECK(wrap_text("> " + words(13, "abcde")) ==
          "> " + words(11, "abcde") + "\n> " + words(2, "abcde") + "\n");
    CHECK(wrap_text("  - " + words(13, "abcde")) ==
          "  - " + words(11, "abcde") + "\n    " + words(2, "abcde") + "\n");
}

TEST_CASE("control characters and stray white space are taken away, a signature's space is kept")
{
    CHECK(wrap_text("a \t\r\nb\x1B[1m\xFF\n-- \nc") == "a\nb[1m\uFFFD\n-- \nc\n");
}

TEST_CASE("a long paragraph is wrapped in bounded time" * doctest::timeout(5))
{
    CHECK(wrap_text(words(200'000, "abcde")).size() == 1'200'000);
}

}  // namespace colporteur::mail
