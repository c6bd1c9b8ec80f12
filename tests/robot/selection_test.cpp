// SPDX-License-Identifier: AGPL-3.0-or-later
#include "robot/selection.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "support/builders.hpp"

namespace colporteur::robot {
namespace {

const Time today = support::at("2026-03-15");

/// "month 2026-03", "1-1 3-5", "thread 12", "link abc…", or "".
std::string read(std::string_view text)
{
    struct Words {
        std::string operator()(archive::Month month) const
        {
            return "month " + archive::to_text(month);
        }

        std::string operator()(const archive::Ranges& ranges) const
        {
            std::string words;
            for (const archive::Range& range : ranges)
                words += fmt::format("{}{}-{}", words.empty() ? "" : " ", range.first, range.last);
            return words;
        }

        std::string operator()(archive::ThreadOf thread) const
        {
            return fmt::format("thread {}", thread.number);
        }

        std::string operator()(const archive::Permalink& link) const { return "link " + link.id; }

        std::string operator()(archive::Newest newest) const
        {
            return fmt::format("newest {}", newest.count);
        }
    };

    const auto selection = read_selection(text, today);
    return selection ? std::visit(Words{}, *selection) : "";
}

}  // namespace

TEST_CASE("posts are named by month, in figures or in the words of eight languages")
{
    const std::pair<std::string, std::string> cases[] = {
        {"2026-03", "month 2026-03"},       {"2026/3", "month 2026-03"},
        {"03/2026", "month 2026-03"},       {"3.2026", "month 2026-03"},
        {"mars 2026", "month 2026-03"},     {"Décembre", "month 2025-12"},
        {"March", "month 2026-03"},         {"april", "month 2025-04"},
        {"marzo de 2024", "month 2024-03"}, {"März 2026", "month 2026-03"},
        {"d'avril 2025", "month 2025-04"},  {"« 2026-03 »", "month 2026-03"},
    };
    for (const auto& [typed, wanted] : cases) {
        CAPTURE(typed);
        CHECK(read(typed) == wanted);
    }
}

TEST_CASE("posts are named by number, range, thread or link")
{
    const std::string id = "f56eo4qbuyl55mwdlotwkm4cei";
    const std::pair<std::string, std::string> cases[] = {
        {"12", "12-12"},
        {"#12", "12-12"},
        {"12-20", "12-20"},
        {"12 – 20", "12-20"},
        {"12,15", "12-12 15-15"},
        {"12, 15 ; 18-19", "12-12 15-15 18-19"},
        {"12 15", "12-12 15-15"},
        {"1200-1300", "1200-1300"},
        {"thread 12", "thread 12"},
        {"Fil 12", "thread 12"},
        {"Unterhaltung #12", "thread 12"},
        {"wątek 12", "thread 12"},
        {id, "link " + id},
        {"https://info.example.org/lettre/m/" + id, "link " + id},
        {"<https://info.example.org/lettre/m/F56EO4QBUYL55MWDLOTWKM4CEI>", "link " + id},
    };
    for (const auto& [typed, wanted] : cases) {
        CAPTURE(typed);
        CHECK(read(typed) == wanted);
    }
}

TEST_CASE("what names no post is nothing, however it ends")
{
    for (const std::string_view typed :
         {"", "-", ",", ":", "2026-13", "2026-00", "0/2026", "12-", "20-12", "thread", "thread x",
          "thread 12 13", "twelve", "2026-03-01", "12a", "1234567890123456789",
          "f56eo4qbuyl55mwdlotwkm4ce", "march 20"}) {
        CAPTURE(typed);
        CHECK(read(typed).empty());
    }
    std::string many = "1";
    for (int i = 0; i < 60; ++i)
        many += ",1";
    CHECK(read(many).empty());
}

}  // namespace colporteur::robot
