// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/progress_text.hpp"

#include <sstream>

#include <doctest/doctest.h>

using namespace colporteur;
using std::chrono::seconds;

namespace {

struct Speaking {
    std::ostringstream out{};
    app::Terminal terminal;

    explicit Speaking(std::string_view code) : terminal{out, out, text::language(code)} {}
};

}  // namespace

TEST_CASE("a bar is full when all is done and not before")
{
    CHECK(app::progress_bar(0, 0) == "[..............................] 0 %");
    CHECK(app::progress_bar(1, 2) == "[###############...............] 50 %");
    CHECK(app::progress_bar(999'999, 1'000'000) == "[#############################.] 99 %");
    CHECK(app::progress_bar(7, 7) == "[##############################] 100 %");
}

TEST_CASE("large numbers are grouped as the language does")
{
    const Speaking english{"en"}, french{"fr"};
    for (const auto& [number, text] : std::vector<std::pair<std::int64_t, std::string>>{
             {0, "0"}, {999, "999"}, {1000, "1,000"}, {1'234'567, "1,234,567"}}) {
        CHECK(app::grouped(english.terminal, number) == text);
    }
    CHECK(app::grouped(french.terminal, 12'345) ==
          "12\u00a0"
          "345");
}

TEST_CASE("a time that is left is told as roughly as it is known")
{
    const Speaking english{"en"};
    for (const auto& [time, text] : std::vector<std::pair<seconds, std::string>>{
             {seconds{0}, "less than a minute"},
             {seconds{59}, "less than a minute"},
             {seconds{60}, "about 1 minute"},
             {seconds{89 * 60}, "about 89 minutes"},
             {seconds{90 * 60}, "about 2 hours"},
             {seconds{35 * 3600}, "about 35 hours"},
             {seconds{36 * 3600}, "about 2 days"},
         }) {
        CAPTURE(time.count());
        CHECK(app::about(english.terminal, time) == text);
    }
}
