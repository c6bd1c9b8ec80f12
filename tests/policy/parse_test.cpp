// SPDX-License-Identifier: AGPL-3.0-or-later
#include <doctest/doctest.h>

#include "policy/policy.hpp"

namespace colporteur::policy {
namespace {

std::string canonical(std::string_view text)
{
    const auto policy = parse(text);
    return policy ? to_text(*policy) : "error: " + policy.error().what;
}

std::string complaint(std::string_view text)
{
    const auto policy = parse(text);
    return policy ? "accepted: " + to_text(*policy) : policy.error().what;
}

}  // namespace

TEST_CASE("rules in plain words are read in their order")
{
    const auto policy = parse(
        "members: accept; others: hold; everyone from example.org: accept; "
        "attachments over 5 MB: reject \"too big for our readers\"");
    REQUIRE(policy);
    REQUIRE(policy->rules.size() == 4);
    CHECK(policy->rules[0] == Rule{{{.what = What::members}}, {.fate = Fate::accept}});
    CHECK(policy->rules[1] == Rule{{{.what = What::everyone}}, {.fate = Fate::hold}});
    CHECK(policy->rules[2].conditions ==
          std::vector<Condition>{{.what = What::from_domain, .patterns = {"example.org"}}});
    CHECK(policy->rules[3].conditions ==
          std::vector<Condition>{{.what = What::attachments_over, .amount = 5'000'000}});
    CHECK(policy->rules[3].verdict ==
          Verdict{.fate = Fate::reject, .words = "too big for our readers"});
}

TEST_CASE("conditions are joined by and, each may be negated")
{
    const auto policy = parse("members and not moderated and not no subject: accept");
    REQUIRE(policy);
    CHECK(policy->rules[0].conditions ==
          std::vector<Condition>{{.what = What::members},
                                 {.what = What::moderated, .negated = true},
                                 {.what = What::no_subject, .negated = true}});
}

TEST_CASE("case, plural, articles, spaces and line ends do not matter")
{
    CHECK(canonical("MEMBER : ACCEPT;;\r\n\n The Others:hold ;") ==
          "members: accept; others: hold");
    CHECK(canonical("members:accept\nattachment:hold\n") == "members: accept; attachments: hold");
    CHECK(canonical("address a@b.org, *@c.org: accept") == "addresses a@b.org, *@c.org: accept");
    CHECK(canonical("looks like command: hold") == "looks like a command: hold");
}

TEST_CASE("every condition is printed as it is read")
{
    for (const char* condition : {"everyone",
                                  "members",
                                  "owners",
                                  "moderators",
                                  "authors",
                                  "listmasters",
                                  "admins",
                                  "themselves",
                                  "everyone from example.org",
                                  "everyone from *.example.org",
                                  "everyone from xn--exmple-cua.org",
                                  "addresses ana@example.org",
                                  "addresses ana@example.org, *@c.org, b?b@*",
                                  "address contains \"bot\"",
                                  "members of town",
                                  "members of town@example.org",
                                  "members of \"town hall\"",
                                  "new members",
                                  "first 3 posts",
                                  "moderated members",
                                  "trusted members",
                                  "banned",
                                  "identified",
                                  "confirmed",
                                  "verified",
                                  "proven on this machine",
                                  "emergency",
                                  "after 2026-12-01",
                                  "before 2026-12-01",
                                  "between 08:00 and 20:00",
                                  "between 22:00 and 24:00",
                                  "attachments",
                                  "attachments over 5 MB",
                                  "attachments over 500 KB",
                                  "size over 512 KiB",
                                  "size over 2 MiB",
                                  "recipients over 10",
                                  "implicit destination",
                                  "no subject",
                                  "subject contains \"a \\\"b\\\" \\\\\"",
                                  "text contains \"x; y: z\"",
                                  "header X-Spam-Flag contains \"yes\"",
                                  "header From matches \"*lottery*\"",
                                  "header X-Spam exists",
                                  "html",
                                  "multipart",
                                  "signed",
                                  "encrypted",
                                  "looks like a command",
                                  "quotes a digest",
                                  "automatic",
                                  "no topic"}) {
        const std::string plainly = condition + std::string{": hold"};
        for (const std::string& text : {plainly, "not " + plainly}) {
            CAPTURE(text);
            CHECK(canonical(text) == text);
            CHECK(parse(canonical(text)) == parse(text));
        }
    }
}

TEST_CASE("every verdict is printed as it is read")
{
    for (const char* verdict :
         {"accept", "accept quietly", "accept and notify", "accept quietly and notify", "confirm",
          "confirm and notify", "hold", "hold for owners", "hold for owners quietly and notify",
          "reject", "reject \"write to the town hall\"", "reject quietly",
          "reject \"no\" quietly and notify", "discard", "discard and notify"}) {
        const std::string text = std::string{"members: "} + verdict;
        CAPTURE(text);
        CHECK(canonical(text) == text);
    }
}

TEST_CASE("other words for the same")
{
    CHECK(canonical("subscribers: accept; editors: moderate; all: refuse") ==
          "members: accept; moderators: hold; others: reject");
    CHECK(canonical("from @Exämple.ORG: accept") == "everyone from xn--exmple-cua.org: accept");
    CHECK(canonical("address matches \"*@Spam.example\": discard") ==
          "addresses *@spam.example: discard");
    CHECK(canonical("bcc: hold; more than 10 recipients: hold; larger than 1MB: hold") ==
          "implicit destination: hold; recipients over 10: hold; size over 1 MB: hold");
    CHECK(canonical("members: accept and notify quietly") == "members: accept quietly and notify");
}

TEST_CASE("kB and MB count in thousands, as on pages and in mails; KiB and MiB in 1024")
{
    CHECK(canonical("size over 500 kB: hold") == "size over 500 KB: hold");
    CHECK(canonical("size over 500kb: hold") == "size over 500 KB: hold");
    CHECK(canonical("size over 2000 KB: hold") == "size over 2 MB: hold");
    CHECK(canonical("size over 1024 KiB: hold") == "size over 1 MiB: hold");
    CHECK(parse("size over 5 MB: hold")->rules[0].conditions[0].amount == 5'000'000);
    CHECK(parse("size over 5 MiB: hold")->rules[0].conditions[0].amount == 5'242'880);
}

TEST_CASE("French is read too, as people type it, and printed in English")
{
    CHECK(canonical("membres : accepter ; les autres : modérer") ==
          "members: accept; others: hold");
    CHECK(canonical("Abonnés et non modérés\u00A0: accepter\npropriétaires : accepter") ==
          "members and not moderated members: accept; owners: accept");
    CHECK(canonical("pièces jointes de plus de 5 Mo : refuser « trop gros pour nos lecteurs »") ==
          "attachments over 5 MB: reject \"trop gros pour nos lecteurs\"");
    CHECK(canonical("tous : confirmer et prévenir; bannis: jeter") ==
          "everyone: confirm and notify; banned: discard");
    CHECK(
        canonical("pas confirmés: confirmer; autres: retenir pour les propriétaires en silence") ==
        "not confirmed: confirm; others: hold for owners quietly");
    CHECK(canonical("3 premiers messages: retenir; après le 2026-12-01: refuser") ==
          "first 3 posts: hold; after 2026-12-01: reject");
    CHECK(canonical("entre 20:00 et 08:00: retenir; sans objet: refuser discrètement") ==
          "between 20:00 and 08:00: hold; no subject: reject quietly");
    CHECK(
        canonical("en-tête X-Spam ressemble à “oui*”: jeter; objet contient \"loterie\": jeter") ==
        "header X-Spam matches \"oui*\": discard; subject contains \"loterie\": discard");
    CHECK(canonical("gestionnaires du domaine: accepter") == "listmasters: accept");
    CHECK(canonical("plus de 10 destinataires: retenir; tous de example.org: accepter") ==
          "recipients over 10: hold; everyone from example.org: accept");
}

TEST_CASE("an unknown word is told with its rule and its nearest neighbour")
{
    CHECK(complaint("membrs: accept") ==
          "rule 1: \"membrs\" is no condition: did you mean \"members\"?");
    CHECK(complaint("members: accept; atachments over 5 MB: hold") ==
          "rule 2: \"atachments over 5 MB\" is no condition");
    CHECK(complaint("members: accept; atachments: hold") ==
          "rule 2: \"atachments\" is no condition: did you mean \"attachments\"?");
    CHECK(complaint("members and modrated: accept") ==
          "rule 1: \"modrated\" is no condition: did you mean \"moderated\"?");
    CHECK(complaint("members: acept") ==
          "rule 1: a verdict was expected (accept, confirm, hold, reject, discard), not \"acept\": "
          "did you mean \"accept\"?");
    CHECK(complaint("the quick brown fox: hold") ==
          "rule 1: \"the quick brown fox\" is no condition");
}

TEST_CASE("what should have come is said")
{
    CHECK(complaint("") == "a policy needs a rule, such as \"members: accept\"");
    CHECK(complaint(" ;\n; ") == "a policy needs a rule, such as \"members: accept\"");
    CHECK(complaint("members") ==
          "rule 1: after \"members\" a \":\" or \"and\" was expected, not the end");
    CHECK(complaint("members accept") ==
          "rule 1: after \"members\" a \":\" or \"and\" was expected, not \"accept\"");
    CHECK(complaint("members:") ==
          "rule 1: a verdict was expected (accept, confirm, hold, reject, discard), not the end");
    CHECK(complaint(": accept") ==
          "rule 1: a condition such as \"members\" was expected before \":\"");
    CHECK(complaint("members and : accept") ==
          "rule 1: a condition such as \"members\" was expected before \":\"");
    CHECK(complaint("members: accept, others: hold") ==
          "rule 1: after \"accept\" the rule ends with \";\"; \",\" cannot stand there");
    CHECK(complaint("members: accept others: hold") ==
          "rule 1: after \"accept\" the rule ends with \";\"; \"others\" cannot stand there");
    CHECK(complaint("members: accept \"welcome\"") ==
          "rule 1: after \"accept\" the rule ends with \";\"; only \"reject\" takes words for the "
          "sender");
    CHECK(complaint("members: accept for owners") ==
          "rule 1: after \"accept\" the rule ends with \";\"; \"for\" cannot stand there");
    CHECK(complaint("members: accept reject") ==
          "rule 1: after \"accept\" the rule ends with \";\"; \"reject\" cannot stand there");
    CHECK(complaint("members: reject \"no") == "a quote is opened and not closed in its line");
}

TEST_CASE("a value that is none is told")
{
    CHECK(complaint("attachments over 5 potatoes: hold") ==
          "rule 1: after \"attachments over\" comes a size such as 5 MB or 500 KB, not \"5\"");
    CHECK(complaint("size over MB: hold") ==
          "rule 1: after \"size over\" comes a size such as 5 MB or 500 KB, not \"MB\"");
    CHECK(complaint("recipients over 0: hold") ==
          "rule 1: after \"recipients over\" comes a number, not \"0\"");
    CHECK(
        complaint("everyone from nowhere@: hold") ==
        "rule 1: after \"everyone from\" comes a domain such as example.org or *.example.org, not "
        "\"nowhere@\"");
    CHECK(complaint("addresses ana: hold") ==
          "rule 1: after \"addresses\" comes an address or a pattern such as *@example.org, not "
          "\"ana\"");
    CHECK(complaint("subject contains lottery: hold") ==
          "rule 1: after \"subject contains\" comes a text in quotes, not \"lottery\"");
    CHECK(complaint("after 2026-13-01: hold") ==
          "rule 1: after \"after\" comes a date such as 2026-12-01, not \"2026-13-01\"");
    CHECK(complaint("between 08:00 and 08:00: hold") ==
          "rule 1: after \"between 08:00 and\" comes another time such as 20:00, not \"08:00\"");
    CHECK(complaint("members of: hold") ==
          "rule 1: after \"members of\" comes the name or the address of a list, not \":\"");
    CHECK(complaint("header \"X Spam\" exists: hold") ==
          "rule 1: after \"header\" comes the name of a header field, not \"X Spam\"");
}

TEST_CASE("a policy has limits, as typed and as printed")
{
    std::string rules;
    for (int i = 0; i < 100; ++i)
        rules += "members: accept;";
    CHECK(parse(rules));
    CHECK(complaint(rules + "members: accept") == "more than 100 rules");

    std::string conditions = "members";
    for (int i = 0; i < 11; ++i)
        conditions += " and members";
    CHECK(parse(conditions + ": accept"));
    CHECK(complaint(conditions + " and members: accept") == "rule 1: more than 12 conditions");

    CHECK(parse(std::string(17'000, ' ')).error().code == Code::too_large);
    std::string many = "de a.b";
    for (int i = 0; i < 11; ++i)
        many += " et de a.b";
    std::string longer_printed;
    for (int i = 0; i < 100; ++i)
        longer_printed += many + ": jeter\n";
    CHECK(longer_printed.size() < 16 * 1024);
    CHECK(parse(longer_printed).error().code == Code::too_large);
}

TEST_CASE("damaged text is refused")
{
    CHECK(complaint("members\xFF: accept") == "a policy is a text in UTF-8");
    CHECK(complaint(std::string_view{"members\0: accept", 16}) ==
          "a policy holds no control characters");
}

TEST_CASE("words for the sender are one line")
{
    CHECK(parse("others: reject \"a\tb\u202Ec\"")->rules[0].verdict.words == "a bc");
    CHECK(parse("others: reject \"\"")->rules[0].verdict.words == "");
}

TEST_CASE("a policy for an act may be given by name, and speaks of messages only for posts")
{
    CHECK(parse(Act::post, " PrivateOrEditorKey\n") ==
          parse("banned: reject quietly; members: accept; moderators: accept; others: hold"));
    CHECK(parse(Act::post, "attachments: hold; others: accept"));
    CHECK(parse(Act::subscribe, "members and attachments: hold").error().what ==
          "\"attachments\" speaks of a message, and only a post has one");
    CHECK(parse(Act::post, "privateoreditorky").error().what ==
          "\"privateoreditorky\" is neither rules nor the name of a policy for post: did you mean "
          "\"privateoreditorkey\"?");
    CHECK(parse(Act::leave, "privateoreditorkey").error().code == Code::not_found);
    CHECK_FALSE(parse(Act::leave, ""));
}

}  // namespace colporteur::policy
