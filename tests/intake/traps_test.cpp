// SPDX-License-Identifier: AGPL-3.0-or-later
// What is sure to be tried on a list's addresses, through the whole of intake.
#include <set>

#include <doctest/doctest.h>

#include "accounts/tokens.hpp"
#include "intake/house.hpp"
#include "store/archive.hpp"
#include "store/people.hpp"

namespace colporteur::intake {
namespace {

using support::address;

std::string post_by(const std::string& from, const std::string& fields = "",
                    const std::string& text = "Qui vient ?\r\n")
{
    return "From: " + from +
           "\r\nTo: lettre@info.example.org\r\nSubject: Samedi\r\nMessage-ID: "
           "<t1@example.net>\r\n" +
           fields + "\r\n" + text;
}

std::string command_by(const std::string& from, const std::string& subject,
                       const std::string& text = "")
{
    return "From: " + from + "\r\nSubject: " + subject +
           "\r\nMessage-ID: <c1@example.net>\r\n\r\n" + text;
}

std::multiset<std::string> recipients(const std::vector<support::Sent>& sent)
{
    std::multiset<std::string> all;
    for (const support::Sent& mail : sent)
        all.insert(mail.to.text());
    return all;
}

model::List another_list(Discussion& discussion, const std::string& name)
{
    return discussion.house.add(support::a_list()
                                    .named(name + "@info.example.org")
                                    .titled(name)
                                    .of_kind(model::Kind::discussion));
}

}  // namespace

TEST_CASE(
    "a post without a Message-ID, or with an endless one, goes out with one that can be used "
    "(trap 8)")
{
    for (const std::string& id :
         {std::string{}, std::string{"Message-ID: \r\n"},
          "Message-ID: <" + std::string(3'000, 'x') + "@example.net>\r\n"}) {
        CAPTURE(id.size());
        Discussion discussion;
        const auto sent = discussion.mail(
            "From: ana@example.net\r\nSubject: x\r\n" + id + "\r\nBonjour\r\n", {"lettre"});
        REQUIRE(sent.size() == 1);
        const mail::Message letter{sent[0].octets};
        CHECK(letter.count("Message-ID") == 1);
        CHECK_FALSE(letter.message_id().empty());
        CHECK(discussion.mail(sent[0].octets, {"lettre"}).empty());
    }
}

TEST_CASE(
    "a member writes from either of their addresses and reads at the one they joined with "
    "(trap 9)")
{
    Discussion discussion;
    store::Tx tx{discussion.house.db()};
    store::join_addresses(tx, *store::find_person(tx, address("ana@example.net")),
                          store::get_or_add_person(tx, address("ana@work.example"), "", ""));
    tx.commit();
    CHECK(recipients(discussion.mail(post_by("ana@work.example", "Cc: ana@work.example\r\n"),
                                     {"lettre"}, "ana@work.example")) ==
          std::multiset<std::string>{"ana@example.net"});
}

TEST_CASE("a member named in To and Cc as well gets one copy of ours (trap 9)")
{
    Discussion discussion;
    CHECK(recipients(discussion.mail(
              post_by("Ana <ana@example.net>",
                      "Cc: ana@example.net, Ana <ANA@example.net>, LETTRE@info.example.org\r\n"),
              {"lettre"})) == std::multiset<std::string>{"ana@example.net"});
}

TEST_CASE("the list named twice in one envelope, in two spellings, posts once (trap 9)")
{
    Discussion discussion;
    CHECK(discussion.mail(post_by("ana@example.net"), {"lettre", "LETTRE"}).size() == 1);
}

TEST_CASE("a cross-post comes once from each list, in two transactions as in one (trap 9)")
{
    Discussion discussion;
    const auto other = another_list(discussion, "autre");
    discussion.house.subscribe(other, "ana@example.net");
    discussion.house.subscribe(other, "bob@example.net");
    const auto first = discussion.mail(post_by("ana@example.net"), {"lettre"});
    const auto second = discussion.mail(post_by("ana@example.net"), {"autre"});
    CHECK(recipients(first) == std::multiset<std::string>{"ana@example.net"});
    CHECK(recipients(second) == std::multiset<std::string>{"ana@example.net", "bob@example.net"});
}

TEST_CASE("two thousand commands in one mail are one answer (trap 12)")
{
    Discussion discussion;
    std::string many;
    for (int i = 0; i < 2000; ++i)
        many += "subscribe lettre\r\n";
    CHECK(discussion
              .mail(command_by("zoe@example.net", "commands", many), {"sympa"}, "zoe@example.net")
              .size() == 1);
}

TEST_CASE("a list bomber's forty lists send twenty mails to their victim, at most (trap 12)")
{
    Discussion discussion;
    std::size_t sent = 0;
    for (int i = 0; i < 40; ++i) {
        const std::string name = "liste" + std::to_string(i);
        another_list(discussion, name);
        for (const std::string door : {"-subscribe", "-unsubscribe", "-join"})
            sent += discussion
                        .mail(command_by("victim@example.net", name + door), {name + door},
                              "victim@example.net")
                        .size();
    }
    CHECK(sent > 0);
    CHECK(sent <= 20);
}

TEST_CASE("a sub-address is another address, before us and before the list (trap 13)")
{
    Discussion discussion;
    const auto asked = discussion.mail(command_by("ana+listes@example.net", "x"),
                                       {"lettre-subscribe"}, "ana+listes@example.net");
    REQUIRE(asked.size() == 1);
    CHECK(asked[0].to == address("ana+listes@example.net"));
    CHECK(asked[0].octets.find("+confirm-") != std::string::npos);
    CHECK_FALSE(
        resolve(discussion.house.db(), discussion.site, address("lettre+x@info.example.org"))
            .has_value());
}

TEST_CASE("a member is known in any case and in quotes (trap 13)")
{
    for (const std::string from : {"ANA@Example.NET", "\"ana\"@example.net", "<ana@example.net>"}) {
        CAPTURE(from);
        Discussion discussion;
        CHECK(recipients(discussion.mail(post_by(from), {"lettre"})) ==
              std::multiset<std::string>{"ana@example.net"});
    }
}

TEST_CASE("a list is reached in any case, in quotes, and by its longest name (trap 13)")
{
    Discussion discussion;
    const auto longer = another_list(discussion, "la-lettre");
    const auto list_at = [&](const std::string& where) {
        const auto parsed = mail::parse_address(where);
        REQUIRE(parsed.has_value());
        const auto route = resolve(discussion.house.db(), discussion.site, *parsed);
        REQUIRE(route.has_value());
        return route->list.value().id;
    };
    for (const std::string same : {"LETTRE@INFO.example.org", "\"lettre\"@info.example.org",
                                   "Lettre-Request@info.example.org"}) {
        CAPTURE(same);
        CHECK(list_at(same) == discussion.list.id);
    }
    CHECK(list_at("la-lettre@info.example.org") == longer.id);
    CHECK(list_at("la-lettre-owner@info.example.org") == longer.id);
}

TEST_CASE(
    "a reader with a quoted or a longest local part is written to and can be told by a bounce "
    "(trap 13)")
{
    for (const std::string& who :
         {std::string{"\"ana du val\"@example.net"}, std::string(64, 'a') + "@example.net"}) {
        CAPTURE(who);
        Discussion discussion;
        discussion.house.subscribe(discussion.list, who);
        CHECK(recipients(discussion.mail(post_by("ana@example.net"), {"lettre"})).count(who) == 1);
        const std::string bounce =
            "lettre+bounce-" + accounts::sign(discussion.site.secret, accounts::Use::bounce, 2);
        CHECK(bounce.size() <= 64);
        CHECK(discussion.mail(post_by("MAILER-DAEMON@example.net"), {bounce}, "").empty());
    }
}

TEST_CASE("the null sender is answered at no door, and its mail is posted nowhere (trap 14)")
{
    for (const std::string door : {"lettre", "lettre-subscribe", "lettre-join",
                                   "lettre-unsubscribe", "lettre-leave", "sympa", "colporteur"}) {
        CAPTURE(door);
        Discussion discussion;
        CHECK(discussion.mail(command_by("ana@example.net", "help"), {door}, "").empty());
        CHECK(discussion.letters() == 0);
    }
}

TEST_CASE("a post with lines of From, of dots and of NUL goes out whole (trap 17)")
{
    Discussion discussion;
    const std::string text =
        "From ana\r\n>From bob\r\n.\r\n..\r\n" + std::string(1, '\0') + "\r\nfin\r\n";
    const auto sent = discussion.mail(post_by("ana@example.net", "", text), {"lettre"});
    REQUIRE(sent.size() == 1);
    CHECK(sent[0].octets.find("From ana\r\n>From bob\r\n.\r\n..\r\n") != std::string::npos);
    CHECK(sent[0].octets.find("fin") != std::string::npos);
}

TEST_CASE(
    "what a subject, a name or a file's name hides in encoded words adds no header field "
    "(trap 18)")
{
    const std::string hidden = "=?utf-8?Q?x=0D=0ABcc:_victim@example.net=0D=0A=0D=0Abody?=";
    Discussion discussion;
    const std::string octets =
        "From: " + hidden +
        " <ana@example.net>\r\nTo: lettre@info.example.org\r\nSubject: " + hidden +
        "\r\nMessage-ID: <i1@example.net>\r\nContent-Disposition: attachment;\r\n filename*=utf-8''"
        "x%0D%0ABcc:%20victim@example.net\r\n\r\nText\r\n";
    for (const std::string door : {"lettre", "sympa", "lettre-subscribe"}) {
        CAPTURE(door);
        const auto sent = discussion.mail(octets, {door});
        CHECK(sent.size() <= 1);
        for (const support::Sent& mail : sent) {
            CHECK(mail.to == address("ana@example.net"));
            const mail::Message read{mail.octets};
            CHECK_FALSE(read.has_field("Bcc"));
            CHECK(read.count("Subject") == 1);
        }
    }
}

TEST_CASE("a list's title and description with line ends add no header field (trap 18)")
{
    Discussion discussion;
    discussion.list = discussion.house.add(support::a_list()
                                               .named("piege@info.example.org")
                                               .titled("Titre\r\nBcc: victim@example.net\r\n\r\nx")
                                               .about("Un\r\n.\r\nBcc: victim@example.net")
                                               .of_kind(model::Kind::discussion));
    discussion.house.subscribe(discussion.list, "ana@example.net");
    for (const std::string door : {"piege", "piege-subscribe", "sympa"}) {
        CAPTURE(door);
        const auto sent =
            discussion.mail(command_by("ana@example.net", door == "sympa" ? "info piege" : "x",
                                       "Bonjour, " + door + "\r\n"),
                            {door});
        REQUIRE(sent.size() == 1);
        const mail::Message read{sent[0].octets};
        CHECK_FALSE(read.has_field("Bcc"));
        CHECK(read.count("Subject") == 1);
    }
}

TEST_CASE("two From fields, a group or a comment in From give nobody a member's rights (trap 19)")
{
    for (const std::string from :
         {"bob@example.net\r\nFrom: ana@example.net", "Friends: ;", "undisclosed-recipients:;",
          "\"ana@example.net\" <bob@example.net>", "bob@example.net (ana@example.net)",
          "ana@example.net <bob@example.net>"}) {
        CAPTURE(from);
        Discussion discussion;
        discussion.mail(post_by(from), {"lettre"}, "bob@example.net");
        CHECK(discussion.letters() == 0);
    }
}

TEST_CASE("receipts, blind copies and passwords of a post reach no reader (trap 21)")
{
    Discussion discussion;
    const auto sent = discussion.mail(
        post_by("ana@example.net",
                "Bcc: secret@example.net\r\nDisposition-Notification-To: ana@example.net\r\n"
                "Return-Receipt-To: ana@example.net\r\nApproved: hunter2\r\n"
                "X-Confirm-Reading-To: ana@example.net\r\n"),
        {"lettre"});
    REQUIRE(sent.size() == 1);
    for (const std::string field : {"Bcc", "Disposition-Notification-To", "Return-Receipt-To",
                                    "Approved", "X-Confirm-Reading-To"}) {
        CAPTURE(field);
        CHECK_FALSE(mail::Message{sent[0].octets}.has_field(field));
    }
}

TEST_CASE(
    "what a moderator approves is what she saw, whatever came under its Message-ID since "
    "(trap 23)")
{
    Discussion discussion;
    const auto held = discussion.mail(post_by("zoe@example.net", "", "Premier texte\r\n"),
                                      {"lettre"}, "zoe@example.net");
    REQUIRE_FALSE(held.empty());
    REQUIRE(held[0].to == address("olga@example.net"));
    discussion.mail(post_by("zoe@example.net", "", "Second texte\r\n"), {"lettre"},
                    "zoe@example.net");
    const std::string reply_to = mail::Message{held[0].octets}.field("Reply-To").value();
    const auto sent = discussion.mail(command_by("olga@example.net", "ok"),
                                      {reply_to.substr(0, reply_to.find('@'))}, "olga@example.net");
    CHECK(discussion.letters() == 1);
    bool read = false;
    for (const support::Sent& mail : sent)
        if (mail.to == address("ana@example.net")) {
            read = true;
            CHECK(mail.octets.find("Premier texte") != std::string::npos);
            CHECK(mail.octets.find("Second texte") == std::string::npos);
        }
    CHECK(read);
}

TEST_CASE("a post dated in the future, in the past or on no day goes out now (trap 26)")
{
    for (const std::string date :
         {"Fri, 31 Dec 9999 23:59:60 +0000", "Thu, 01 Jan 1970 00:00:00 GMT",
          "Sun, 30 Feb 2026 02:30:00 +0100", "hier"}) {
        CAPTURE(date);
        Discussion discussion;
        CHECK(discussion.mail(post_by("ana@example.net", "Date: " + date + "\r\n"), {"lettre"})
                  .size() == 1);
    }
}

TEST_CASE("what is kept of a letter names no reader: no return address, no link to leave (trap 21)")
{
    Discussion discussion;
    const auto sent = discussion.mail(post_by("ana@example.net"), {"lettre"});
    REQUIRE(sent.size() == 1);
    CHECK(sent[0].octets.find("+bounce-") == std::string::npos);
    CHECK(sent[0].octets.find("+leave-") == std::string::npos);
    CHECK(sent[0].octets.find("/leave/") == std::string::npos);
}

TEST_CASE(
    "a letter that a reader forwards to the list takes nobody off it, from a copy, the archive or "
    "a moderator's mail (8058-10, trap 21)")
{
    Discussion discussion;
    store::Tx tx{discussion.house.db()};
    const auto ana = store::find_membership(tx, discussion.list.id,
                                            *store::find_person(tx, address("ana@example.net")));
    tx.commit();
    const std::string leave =
        accounts::sign(discussion.site.secret, accounts::Use::leave, model::number(ana->id));
    const std::string bounce = accounts::sign(discussion.site.secret, accounts::Use::bounce, 1);
    const std::string letter = "Return-Path: <lettre+bounce-" + bounce +
                               "@info.example.org>\r\nList-Unsubscribe: "
                               "<https://info.example.org/unsubscribe/" +
                               leave + ">,\r\n <mailto:lettre+leave-" + leave +
                               "@info.example.org>\r\nSubject: La lettre\r\n\r\nBonjour\r\n";
    const auto names_nobody = [&](const std::string& octets) {
        CHECK(octets.find("La lettre") != std::string::npos);
        CHECK(octets.find("+leave-xxxxxxxxxxxxxxxxxxxxxxxx@") != std::string::npos);
        for (const std::string& token : {leave, bounce})
            CHECK(octets.find(token) == std::string::npos);
    };
    const std::string fields = "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n";
    const std::string text = "--b\r\n\r\nVoyez\r\n" + letter +
                             "--b\r\nContent-Type: message/rfc822\r\n\r\n" + letter + "--b--\r\n";

    const auto held =
        discussion.mail(post_by("zoe@example.net", fields, text), {"lettre"}, "zoe@example.net");
    REQUIRE_FALSE(held.empty());
    REQUIRE(held[0].to == address("olga@example.net"));
    names_nobody(held[0].octets);

    const std::string reply_to = mail::Message{held[0].octets}.field("Reply-To").value();
    const auto sent = discussion.mail(command_by("olga@example.net", "ok"),
                                      {reply_to.substr(0, reply_to.find('@'))}, "olga@example.net");
    const auto copy = std::ranges::find(sent, address("ana@example.net"), &support::Sent::to);
    REQUIRE(copy != sent.end());
    names_nobody(copy->octets);

    const auto post = store::find_archived(discussion.house.db(), discussion.list.id, 1);
    REQUIRE(post);
    names_nobody(store::distributed_octets(discussion.house.db(), post->id));
    CHECK(store::get_message(discussion.house.db(), post->original).find(leave) !=
          std::string::npos);
}

TEST_CASE("a moderator's question that is forwarded to the list decides nothing (8058-10, trap 21)")
{
    Discussion discussion;
    const auto held = discussion.mail(post_by("zoe@example.net"), {"lettre"}, "zoe@example.net");
    REQUIRE_FALSE(held.empty());
    const std::string reply_to = mail::Message{held[0].octets}.field("Reply-To").value();
    const std::string question = reply_to.substr(0, reply_to.find('@'));
    const std::string token = question.substr(question.rfind('-') + 1);
    REQUIRE(token.size() == 26);
    const auto sent = discussion.mail(
        "From: ana@example.net\r\nSubject: Fwd\r\nMessage-ID: <f@example.net>\r\n\r\n"
        "https://info.example.org/confirm/" +
            token + "\r\n" + question + "@info.example.org\r\n",
        {"lettre"});
    REQUIRE(sent.size() == 1);
    CHECK(sent[0].octets.find("/confirm/xxxxxx") != std::string::npos);
    CHECK(sent[0].octets.find(token) == std::string::npos);
}

TEST_CASE(
    "a post with a huge header, many fields, long lines or deep parts is dealt with in a moment "
    "(trap 15)" *
    doctest::timeout(20))
{
    std::string fields;
    for (int i = 0; i < 20'000; ++i)
        fields += "X-F" + std::to_string(i) + ": x\r\n";
    std::string deep;
    for (int i = 0; i < 300; ++i)
        deep += "Content-Type: multipart/mixed; boundary=b" + std::to_string(i) + "\r\n\r\n--b" +
                std::to_string(i) + "\r\n";
    std::string nested;
    for (int i = 0; i < 500; ++i)
        nested += "Content-Type: message/rfc822\r\n\r\n";
    std::string wide = "Content-Type: multipart/mixed; boundary=b\r\n\r\n";
    for (int i = 0; i < 100'000; ++i)
        wide += "--b\r\n\r\nx\r\n";
    const std::pair<const char*, std::string> odd[] = {
        {"fields", post_by("ana@example.net", fields)},
        {"header", post_by("ana@example.net", "X-Long: " + std::string(1'000'000, 'x') + "\r\n")},
        {"line", post_by("ana@example.net", "", std::string(5'000, 'x') + "\r\n")},
        {"deep", "From: ana@example.net\r\n" + deep + "\r\nx\r\n"},
        {"nested", "From: ana@example.net\r\n" + nested + "\r\nx\r\n"},
        {"wide", "From: ana@example.net\r\n" + wide + "--b--\r\n"},
    };
    for (const auto& [what, octets] : odd) {
        CAPTURE(what);
        Discussion discussion;
        CHECK(discussion.mail(octets, {"lettre"}).size() <= 1);
        // Handed to people as the letter that it looks like, with a word to its sender.
        CHECK(discussion.mail(octets, {"sympa"}).size() <= 2);
        CHECK(discussion.letters() <= 1);
    }
}

}  // namespace colporteur::intake
