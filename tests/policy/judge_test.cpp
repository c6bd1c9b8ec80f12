// SPDX-License-Identifier: AGPL-3.0-or-later
#include "policy/judge.hpp"

#include <doctest/doctest.h>

#include "policy/meaning.hpp"
#include "policy/situation.hpp"
#include "text/mo.hpp"

namespace colporteur::policy {
namespace {

const mail::Message bare_post{"From: eve@elsewhere.example\r\n\r\nHello\r\n"};

// Rule numbers from 1, each with its sentences: "2: the sender is not …".
std::string reasons(std::string_view rules, const Facts& facts)
{
    const text::Language english{"en", ""};
    std::string told;
    for (const Reason& reason : judge(parse(rules).value(), facts).reasons) {
        told += told.empty() ? "" : " | ";
        told += reason.rule ? std::to_string(*reason.rule + 1) : "-";
        for (const Sentence& sentence : reason.sentences)
            told += ": " + say(sentence, english);
    }
    return told;
}

}  // namespace

TEST_CASE("the first rule whose conditions all hold decides")
{
    const char* rules = "members and not moderated: accept; members: hold; others: reject \"no\"";
    CHECK(verdict(rules, member()) == "accept");
    Facts moderated = member();
    moderated.standing = Standing::moderated;
    CHECK(verdict(rules, moderated) == "hold");
    CHECK(verdict(rules, stranger()) == "reject \"no\"");
    CHECK(judge(parse(rules).value(), moderated).rule == 1);
}

TEST_CASE("when no rule holds, the act is rejected")
{
    const auto judgement = judge(parse("members: accept").value(), stranger());
    CHECK(judgement.verdict == Verdict{.fate = Fate::reject});
    CHECK_FALSE(judgement.rule);
    CHECK(reasons("members: accept", stranger()) == "-: the sender is not a member of the list");
}

TEST_CASE("who has confirmed is not asked again: the rule accepts them")
{
    Facts facts = member();
    CHECK(verdict("members: confirm; others: reject", facts) == "confirm");
    facts.confirmed = true;
    CHECK(verdict("members: confirm; others: reject", facts) == "accept");
    CHECK(verdict("not confirmed: confirm; others: hold", facts) == "hold");
}

TEST_CASE("what is handed over on this machine needs no confirmation")
{
    CHECK(verdict("everyone: confirm", {.proven = true}) == "accept");
}

TEST_CASE("while somebody is being asked, nobody is told; the modifiers are for what follows")
{
    CHECK(verdict("everyone: confirm quietly and notify", {}) == "confirm");
    CHECK(verdict("everyone: confirm quietly and notify", {.confirmed = true}) ==
          "accept quietly and notify");
}

TEST_CASE("a moderator learns every rule that would have held the post")
{
    Facts facts = stranger();
    facts.message = &bare_post;
    CHECK(reasons("no subject: hold; size over 1 MB: hold; members: accept; others: hold", facts) ==
          "1: the message has no subject | 4: the sender is not a member of the list");

    facts.roles.member = true;
    CHECK(reasons("no subject: hold; members: accept; others: hold", facts) ==
          "1: the message has no subject");
    CHECK(reasons("members: accept; no subject: hold", facts) == "");
}

TEST_CASE("a rule for the others is explained by what the milder rules before it miss")
{
    Facts moderated = member();
    moderated.standing = Standing::moderated;
    CHECK(reasons("members and not moderated: accept; others: hold", moderated) ==
          "2: the sender’s posts are moderated");
    CHECK(reasons("members: accept; everyone from example.org: accept; others: hold", stranger()) ==
          "3: the sender is not a member of the list: the sender’s address is not at example.org");
    CHECK(reasons("moderators: confirm; members: hold; others: reject", stranger()) ==
          "3: the sender is not a moderator of the list: the sender is not a member of the list");
}

TEST_CASE("a rule for everyone with none before it says so")
{
    CHECK(reasons("everyone: hold", stranger()) == "1: this holds for everyone");
    CHECK(reasons("not confirmed: confirm; others: hold", {.confirmed = true}) ==
          "2: this holds for everyone");
}

TEST_CASE("a condition on a message says nothing where there is none, negated or not")
{
    CHECK_FALSE(holds("attachments", stranger()));
    CHECK_FALSE(holds("not attachments", stranger()));
}

TEST_CASE("values stand in the sentences")
{
    const auto told = [](std::string_view condition) {
        const auto policy = parse(std::string{condition} + ": hold").value();
        return say(describe(policy.rules[0].conditions[0]), text::Language{"en", ""});
    };
    CHECK(told("attachments over 5 MB") == "the message has attachments over 5 MB");
    CHECK(told("attachments over 500 KB") == "the message has attachments over 500 KB");
    CHECK(told("not size over 512 KiB") == "the message is not larger than 524 KB");
    CHECK(told("size over 2 MB") == "the message is larger than 2 MB");
    CHECK(told("between 08:00 and 20:00") == "it is between 08:00 and 20:00");
    CHECK(told("addresses *@a.org, b@c.org") == "the sender’s address is among *@a.org, b@c.org");
    CHECK(told("header X-Spam contains \"{} yes\"") ==
          "the header field X-Spam contains \"{} yes\"");
    CHECK(told("not members") == "the sender is not a member of the list");
}

TEST_CASE("sentences are said in the reader's language, their values as they are")
{
    const std::string mo =
        test::make_mo({{"the message is larger than {} MB", "le message dépasse {} Mo"},
                       {"the message is signed", "c’est signé {}"}});
    const text::Language french{"fr", mo};
    CHECK(say(describe({.what = What::size_over, .amount = 5'000'000}), french) ==
          "le message dépasse 5 Mo");
    CHECK(say(describe({.what = What::with_signature}), french) == "c’est signé {}");
    CHECK(say({"it is between {} and {}", {"a\r\nb"}}, french) == "it is between a b and {}");
}

TEST_CASE("every condition has its words, its meaning and as many places as values")
{
    const auto places = [](std::string_view sentence) {
        std::size_t n = 0;
        for (auto at = sentence.find("{}"); at != sentence.npos; at = sentence.find("{}", at + 2))
            ++n;
        return n;
    };
    for (int i = 0; i <= static_cast<int>(What::no_topic); ++i) {
        CAPTURE(i);
        const auto what = static_cast<What>(i);
        const Meaning& meaning = meaning_of(what);
        CHECK(meaning.what == what);
        const Condition any{.what = what, .name = "X", .patterns = {"x"}, .amount = 1'000'000};
        for (const bool holds : {true, false}) {
            const Sentence sentence = describe(any, holds);
            CHECK(places(sentence.english) == sentence.arguments.size());
        }
    }
    CHECK_THROWS_AS(meaning_of(static_cast<What>(999)), std::logic_error);
}

TEST_CASE("acts have one word each")
{
    for (int i = 0; i <= static_cast<int>(Act::create_list); ++i) {
        const auto act = static_cast<Act>(i);
        CHECK(act_of(to_word(act)) == act);
    }
    CHECK_FALSE(act_of("dance"));
}

}  // namespace colporteur::policy
