// SPDX-License-Identifier: AGPL-3.0-or-later
#include "smtp/data.hpp"

#include <random>

#include <doctest/doctest.h>

namespace colporteur::smtp {

namespace {

using Damage = DataReader::Damage;
using namespace std::string_literals;

struct Outcome {
    std::string message;
    Damage damage;
    bool complete;
    std::size_t taken;
    std::uint64_t octets;

    bool operator==(const Outcome&) const = default;
};

/// Feeds pieces of at most `most` octets, of sizes drawn by `seed`.
Outcome read(std::string_view octets, std::size_t most = std::string::npos, unsigned seed = 1,
             DataReader::Limits limits = {})
{
    DataReader reader{limits};
    std::mt19937 random{seed};
    std::size_t taken = 0;
    while (taken < octets.size() && !reader.complete()) {
        const auto size = most == std::string::npos ? most : 1 + random() % most;
        taken += reader.feed(octets.substr(taken, size));
    }
    const auto octet_count = reader.octets();
    return {reader.take_message(), reader.damage(), reader.complete(), taken, octet_count};
}

}  // namespace

TEST_CASE("a message ends at CRLF.CRLF and its dots are unstuffed, RFC 5321 4.5.2")
{
    struct Row {
        std::string_view octets, message;
    };

    for (const auto& [octets, message] : {
             Row{".\r\n", ""},
             Row{"a\r\n.\r\n", "a\r\n"},
             Row{"a\r\n..\r\n.\r\n", "a\r\n.\r\n"},
             Row{"..\r\n.\r\n", ".\r\n"},
             Row{"..a\r\n.b\r\n...\r\n.\r\n", ".a\r\nb\r\n..\r\n"},
             Row{"a.\r\n.\r\n", "a.\r\n"},
             Row{"\r\n.\r\n", "\r\n"},
         }) {
        CAPTURE(octets);
        const auto outcome = read(octets);
        CHECK(outcome.complete);
        CHECK(outcome.damage == Damage::none);
        CHECK(outcome.message == message);
        CHECK(outcome.octets == message.size());
    }
}

TEST_CASE("what follows the end is left for the next command, RFC 2920 3.2")
{
    const auto outcome = read("a\r\n.\r\nQUIT\r\n");
    CHECK(outcome.complete);
    CHECK(outcome.taken == 6);
}

TEST_CASE(
    "no other sequence ends a message, and a bare CR or LF spoils it, RFC 5321 2.3.8 (trap 17)")
{
    for (const std::string_view sham : {"\n.\n", "\n.\r\n", "\r\n.\n", "\r.\r", "\r.\r\n",
                                        "\r\n.\r", "\n.\r", "\r\n.\r\r\n", "\r\n\r.\r\n"}) {
        CAPTURE(sham);
        const auto open = read("a" + std::string{sham} + "b\r\n");
        CHECK_FALSE(open.complete);
        const auto ended = read("a" + std::string{sham} + "b\r\n.\r\n");
        CHECK(ended.complete);
        CHECK(ended.damage == Damage::smuggled);
        CHECK(ended.message.empty());
    }
}

TEST_CASE("limits are exact, and passing them does not lose the end")
{
    const auto judge = [](std::string_view octets, DataReader::Limits limits) {
        const auto outcome = read(octets, std::string::npos, 1, limits);
        CHECK(outcome.complete);
        return outcome.damage;
    };

    CHECK(judge("a: b\r\n\r\nabc\r\n.\r\n", {.octets = 13}) == Damage::none);
    CHECK(judge("a: b\r\n\r\nabc\r\n.\r\n", {.octets = 12}) == Damage::too_large);
    CHECK(judge("abc\r\n.\r\n", {.line = 5}) == Damage::none);
    CHECK(judge("abcd\r\n.\r\n", {.line = 5}) == Damage::line_too_long);
    CHECK(judge("a: b\r\n\r\nlong body\r\n.\r\n", {.header = 6}) == Damage::none);
    CHECK(judge("a: bc\r\n\r\nbody\r\n.\r\n", {.header = 4}) == Damage::header_too_large);
    CHECK(judge("a\0b\r\n.\r\n"s, {}) == Damage::nul);
}

TEST_CASE("the first thing found wrong is told")
{
    CHECK(read("a\0b\nc\r\n.\r\n"s).damage == Damage::nul);
    CHECK(read("a\nb\0c\r\n.\r\n"s).damage == Damage::smuggled);
    CHECK(read("a\rb\0c\r\n.\r\n"s).damage == Damage::smuggled);
}

TEST_CASE("any way of cutting the input gives the same message")
{
    constexpr std::string_view alphabet[] = {"\r\n",
                                             ".",
                                             "\r\n.",
                                             "a",
                                             "bcdefgh",
                                             "\r\n..x",
                                             "\r\n\r\n",
                                             "word ",
                                             "\r",
                                             "\n",
                                             std::string_view{"\0", 1},
                                             "0123456789012345678901234567"};
    std::mt19937 random{20260301};
    for (int round = 0; round < 400; ++round) {
        std::string octets;
        const bool clean = round % 2 == 0;
        for (unsigned i = random() % 40; i > 0; --i)
            octets += alphabet[random() % (clean ? 8 : std::size(alphabet))];
        octets += "\r\n.\r\nNOOP\r\n";

        const DataReader::Limits limits{
            .octets = 40 + random() % 200, .line = 40, .header = 30 + random() % 100};
        const auto whole = read(octets, std::string::npos, 1, limits);
        CHECK(whole.complete);
        for (const std::size_t most : {1, 2, 3, 7, 30}) {
            CAPTURE(octets);
            CAPTURE(most);
            CHECK(read(octets, most, random(), limits) == whole);
        }
    }
}

TEST_CASE("stuffing and unstuffing give the message back")
{
    struct Row {
        std::string_view plain, stuffed;
    };

    for (const auto& [plain, stuffed] : {
             Row{"", ""},
             Row{".", "..\r\n"},
             Row{"a\r\n.b\r\n", "a\r\n..b\r\n"},
             Row{"a\r\n.\r\n.\r\n", "a\r\n..\r\n..\r\n"},
             Row{".a\r\nb.c", "..a\r\nb.c\r\n"},
             Row{"\r\n\r\n..\r\n", "\r\n\r\n...\r\n"},
         }) {
        CAPTURE(plain);
        CHECK(stuff_dots(plain) == stuffed);
        const auto back = read(std::string{stuffed} + ".\r\n").message;
        CHECK(back.starts_with(plain));
        CHECK(back.size() - plain.size() <= 2);
    }
}

}  // namespace colporteur::smtp
