// SPDX-License-Identifier: AGPL-3.0-or-later
// What moderators and authors read.
#include <doctest/doctest.h>

#include "lists/moderation/copy.hpp"
#include "lists/moderation/reasons.hpp"
#include "lists/moderation/stock_reasons.hpp"
#include "text/translation.hpp"

namespace colporteur::lists {
namespace {

const text::Language& english = text::language("en");

}  // namespace

TEST_CASE("why something waits is kept so that it can be said in any language later")
{
    const std::vector<policy::Reason> reasons = {
        {0, "subject contains \"a\tb\": hold", {{"the subject contains {}", {"a\tb\nc"}}}},
        {1, "everyone: hold", {{"this holds for everyone"}, {"the subject contains {}", {"x"}}}},
    };
    const std::string kept = keep_reasons(reasons);
    CHECK(rules_of(kept) ==
          std::vector<std::string>{"subject contains \"a b\": hold", "everyone: hold"});
    CHECK(say_reasons(kept, english) == std::vector<std::string>{"the subject contains a b c",
                                                                 "this holds for everyone",
                                                                 "the subject contains x"});
    CHECK(say_reasons("", english).empty());
    CHECK(rules_of("").empty());
}

TEST_CASE("a password in the header is not passed on to moderators (X-05)")
{
    const mail::Message message{
        "From: ana@example.net\r\nApproved: s3cret\r\nSubject: Hi\r\n\r\nHello\r\n"};
    const auto copy = copy_for_moderators(message);
    CHECK(copy.octets == "From: ana@example.net\r\nSubject: Hi\r\n\r\nHello\r\n");
    CHECK_FALSE(copy.shortened);
}

TEST_CASE("a moderator's own words are bounded and fit to be shown; a stock reason is translated")
{
    CHECK(words_for_author("Hors-sujet.", english) == "It is not about what this list is for.");
    CHECK(words_for_author("see\x1b[2J\r\nhere ", english) == "see[2J\nhere");
    CHECK(words_for_author(std::string(10'000, 'x'), english).size() <= 2'000);
    CHECK(words_for_author("", english).empty());
}

}  // namespace colporteur::lists
