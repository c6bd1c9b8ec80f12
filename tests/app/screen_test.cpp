// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/screen.hpp"

#include <algorithm>
#include <sstream>
#include <unistd.h>

#include <doctest/doctest.h>

using namespace colporteur;

TEST_CASE("a line is cut by what is seen, between characters")
{
    CHECK(app::cut_to("abcdef", 3) == "abc");
    CHECK(app::cut_to("été", 2) == "ét");
    CHECK(app::cut_to("e\u0301te", 1) == "e\u0301");
    CHECK(app::cut_to("日本", 3) == "日");
    CHECK(app::cut_to("ab", 80) == "ab");
    CHECK(app::cut_to("", 80).empty());
}

TEST_CASE("a page is drawn over the one before, as far as the window goes")
{
    std::ostringstream out;
    app::Screen screen{out};
    out.str("");
    std::string page;
    for (int line = 1; line <= 30; ++line)
        page += "line " + std::to_string(line) + "\n";

    screen.draw(page);
    const std::string drawn = out.str();
    CHECK(drawn.starts_with("\x1b[Hline 1\x1b[K\n"));
    CHECK(drawn.ends_with("\x1b[J"));
    if (isatty(STDOUT_FILENO) == 0)  // else the window of whoever runs this decides
        CHECK(std::count(drawn.begin(), drawn.end(), '\n') == 23);

    out.str("");
    screen.leave(page);
    CHECK(out.str() == "\x1b[H\x1b[J" + page);
}

TEST_CASE("Ctrl-C ends the rest, not the program")
{
    std::ostringstream out;
    const app::Screen screen{out};
    CHECK(screen.rest(std::chrono::milliseconds{1}));
    raise(SIGINT);
    CHECK_FALSE(screen.rest(std::chrono::milliseconds{10'000}));
}
