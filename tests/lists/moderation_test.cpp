// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>

#include <doctest/doctest.h>

#include "lists/moderation/question.hpp"
#include "lists/moderation/remind.hpp"
#include "lists/moderation/settle.hpp"
#include "lists/permission.hpp"
#include "lists/posting.hpp"
#include "mail/message.hpp"
#include "store/blocks.hpp"
#include "store/held.hpp"
#include "store/jobs.hpp"
#include "store/ledger.hpp"
#include "store/lists.hpp"
#include "store/mailings.hpp"
#include "store/people.hpp"
#include "store/progress.hpp"
#include "store/settings.hpp"
#include "support/builders.hpp"

namespace colporteur::lists {
namespace {

using Did = Decision::Kind;
using Kind = Outcome::Kind;
using support::a_list;
using support::a_message;
using support::a_site;
using support::address;

const Time noon = support::at("2026-03-01 12:00");

/// A discussion that Olga moderates and Otto owns.
struct Forum {
    support::House house;
    model::List list = discussion("amis@info.example.org");

    model::List discussion(std::string_view name)
    {
        const model::List made =
            house.add(a_list().named(name).in("en").of_kind(model::Kind::discussion));
        house.give_role(made, "olga@example.net", model::Role::moderator);
        house.give_role(made, "otto@example.net", model::Role::owner);
        return made;
    }

    /// A post of Ana's, who is no member, comes in and waits.
    model::Held post(const std::string& octets, std::optional<model::List> to = {})
    {
        const model::List& on = to ? *to : list;
        store::Tx tx{house.db()};
        const model::Job job{
            .message = store::add_message(tx, octets, noon),
            .purpose = model::Purpose::post,
            .list = on.id,
            .recipient = on.address,
            .sender = address("ana@example.net"),
            .received = noon,
        };
        receive(tx, a_site(), on, job, noon);
        tx.commit();
        return store::open_held(house.db(), on.id).back();
    }

    model::Held post() { return post(a_message().subject("Party").saying("Come.").octets()); }

    Outcome settle(const model::Held& held, Did did, const std::string& by = "olga@example.net",
                   Time when = noon)
    {
        store::Tx tx{house.db()};
        Outcome outcome = lists::settle(tx, a_site(), held.id, {did}, by, when);
        tx.commit();
        return outcome;
    }

    int remind(Time when)
    {
        store::Tx tx{house.db()};
        const int sent = remind_moderators(tx, a_site(), 100, when);
        tx.commit();
        return sent;
    }

    void set(const std::string& key, const std::string& value)
    {
        store::Tx tx{house.db()};
        store::put_setting(tx, list.id, key, value);
        tx.commit();
    }

    std::vector<std::string> new_recipients()
    {
        std::vector<std::string> recipients;
        for (const support::Sent& sent : house.new_mail())
            recipients.push_back(sent.to.text());
        return recipients;
    }
};

using Recipients = std::vector<std::string>;

std::string text_of(const support::Sent& sent)
{
    return mail::read_text(mail::Message{sent.octets}).utf8;
}

bool has(std::string_view text, std::string_view words)
{
    return text.find(words) != std::string_view::npos;
}

/// The octets of the one letter that went out.
std::string letter(store::Db& db)
{
    for (const store::QueuedMailing& queued : store::queued_mailings(db, true))
        if (queued.list)
            return store::get_message(db, store::find_mailing(db, queued.id)->original.value());
    return {};
}

}  // namespace

TEST_CASE(
    "a moderator reads author, subject, size, reasons and text in the mail, the message attached")
{
    Forum forum;
    const std::string octets = a_message().subject("Party").saying("Come.\r\n-- \r\nAna").octets();
    forum.post(octets);
    const auto sent = forum.house.new_mail();
    REQUIRE(sent.size() == 2);
    CHECK(sent[0].to.text() == "olga@example.net");
    CHECK(sent[1].to.text() == "ana@example.net");
    const std::string text = text_of(sent[0]);
    for (const std::string_view words :
         {"From: Ana <ana@example.net>", "Subject: Party", "Size: 1 KB",
          "- the sender is not a member of the list", "> Come.",
          "https://info.example.org/confirm/", "?subject=ok", "?subject=trust", "?subject=reject",
          "?subject=discard", "?subject=ban", "as it came"}) {
        CAPTURE(words);
        CHECK(has(text, words));
    }
    CHECK(has(sent[0].octets, octets));
}

TEST_CASE("a large message is attached with its text alone; its attachments are listed")
{
    const std::string large =
        "From: ana@example.net\r\nSubject: Plans\r\nMIME-Version: 1.0\r\n"
        "Content-Type: multipart/mixed; boundary=b\r\n\r\n"
        "--b\r\nContent-Type: text/plain\r\n\r\nSee below.\r\n"
        "--b\r\nContent-Type: application/pdf; name=\"plans.pdf\"\r\n\r\n" +
        std::string(250'000, 'x') + "\r\n--b--\r\n";
    Forum forum;
    forum.post(large);
    const auto sent = forum.house.new_mail();
    REQUIRE_FALSE(sent.empty());
    CHECK(sent[0].octets.size() < 20'000);
    CHECK(has(text_of(sent[0]), "- plans.pdf (2"));
    CHECK(has(text_of(sent[0]), "text alone"));
    CHECK(has(sent[0].octets, "Subject: Plans"));
    CHECK(has(sent[0].octets, "See below."));
}

TEST_CASE("what goes out are the octets that the moderator saw (trap 23)")
{
    Forum forum;
    const std::string octets = a_message().subject("Party").saying("Come.").octets();
    const auto held = forum.post(octets);
    CHECK(forum.settle(held, Did::accept).kind == Kind::approved);
    CHECK(letter(forum.house.db()) == octets);
}

TEST_CASE("two moderators never decide twice, in whatever order and way (trap 23)")
{
    for (const Did first : {Did::accept, Did::reject, Did::discard, Did::ban, Did::trust})
        for (const Did second : {Did::accept, Did::reject, Did::discard, Did::ban, Did::trust}) {
            Forum forum;
            const auto held = forum.post();
            forum.settle(held, first);
            forum.new_recipients();
            const Outcome late =
                forum.settle(held, second, "otto@example.net", noon + std::chrono::hours{1});
            CHECK(late.kind == Kind::already);
            CHECK(late.held->decided_by == "olga@example.net");
            CHECK(late.held->done == noon);
            CHECK(forum.new_recipients().empty());
            const auto blocks =
                store::blocks_for(forum.house.db(), forum.list.domain, forum.list.id);
            CHECK(blocks.size() == (first == Did::ban ? 1 : 0));
        }
}

TEST_CASE("nothing is accepted on a list that was closed meanwhile; it can be cleared away")
{
    Forum forum;
    const auto held = forum.post();
    forum.list.open = false;
    store::Tx tx{forum.house.db()};
    store::update_list(tx, forum.list);
    tx.commit();
    CHECK(forum.settle(held, Did::accept).kind == Kind::closed);
    CHECK(letter(forum.house.db()).empty());
    CHECK(forum.settle(held, Did::reject).kind == Kind::rejected);
}

TEST_CASE("what lapsed cannot be decided any more, and nor can what was on a list now gone")
{
    Forum forum;
    const auto held = forum.post();
    CHECK(forum.settle(held, Did::accept, "olga@example.net", held.expires).kind == Kind::expired);
    store::Tx tx{forum.house.db()};
    store::remove_list(tx, forum.list.id);
    tx.commit();
    CHECK(forum.settle(held, Did::accept).kind == Kind::unknown);
}

TEST_CASE("a moderator is asked about the thirtieth post of a day, too")
{
    Forum forum;
    for (int i = 0; i < 30; ++i)
        forum.post("Message-ID: <" + std::to_string(i) +
                   "@example.net>\r\nFrom: ana@example.net\r\nSubject: " + std::to_string(i) +
                   "\r\n\r\nHello " + std::to_string(i) + "\r\n");
    CHECK(std::ranges::count_if(forum.house.new_mail(), [](const auto& sent) {
              return sent.to.text() == "olga@example.net";
          }) == 30);
}

TEST_CASE("a machine that waits is told nothing, a person once")
{
    Forum forum;
    const auto held = forum.post(a_message().subject("Party").with("X-Loop", "other").octets());
    CHECK(forum.new_recipients() == Recipients{"olga@example.net", "ana@example.net"});
    forum.settle(held, Did::reject);
    CHECK(forum.new_recipients() == Recipients{"ana@example.net"});
    forum.settle(held, Did::reject);
    CHECK(forum.new_recipients().empty());
}

TEST_CASE("a rule that holds quietly does not tell the author")
{
    Forum forum;
    forum.set("policy.post", "everyone: hold quietly");
    forum.post();
    CHECK(forum.new_recipients() == Recipients{"olga@example.net"});
}

TEST_CASE("who decides: moderators who are there, else the owners; for the owners, the owners")
{
    Forum forum;
    const auto held = forum.post();
    const auto deciders = [&](const model::Held& about) {
        Recipients addresses;
        for (const auto& person : who_decides(forum.house.db(), a_site(), forum.list, about, noon))
            addresses.push_back(person.address.text());
        return addresses;
    };
    CHECK(deciders(held) == Recipients{"olga@example.net"});
    auto for_owners = held;
    for_owners.for_owners = true;
    CHECK(deciders(for_owners) == Recipients{"otto@example.net"});

    const auto away = forum.house.subscribe(forum.list, "olga@example.net");
    store::Tx tx{forum.house.db()};
    auto member = store::find_member(tx, away).value();
    member.suspension = model::Suspension{noon, noon + std::chrono::days{7}};
    store::set_options(tx, member);
    tx.commit();
    CHECK(deciders(held) == Recipients{"otto@example.net"});

    const model::List lonely = forum.house.add(a_list().named("seule@info.example.org"));
    model::Site site = a_site();
    site.admins = {address("root@example.org")};
    auto theirs = held;
    theirs.list = lonely.id;
    const auto last = who_decides(forum.house.db(), site, lonely, theirs, noon);
    REQUIRE(last.size() == 1);
    CHECK(last[0].address.text() == "root@example.org");
}

TEST_CASE("without a token only those may decide whose roles say so")
{
    Forum forum;
    auto held = forum.post();
    const auto may = [&](std::string_view who) {
        return may_decide(forum.house.db(), a_site(), forum.list, held, address(who));
    };
    CHECK(may("olga@example.net"));
    CHECK(may("otto@example.net"));
    CHECK_FALSE(may("ana@example.net"));
    held.for_owners = true;
    CHECK_FALSE(may("olga@example.net"));
    CHECK(may("otto@example.net"));
}

TEST_CASE("an address with a star in it is not banned: it would ban others")
{
    Forum forum;
    const auto held = forum.post("From: *@example.net\r\nSubject: x\r\n\r\nx\r\n");
    const Outcome outcome = forum.settle(held, Did::ban);
    CHECK(outcome.kind == Kind::rejected);
    CHECK(outcome.shortfall == Shortfall::protected_address);
    CHECK(store::blocks_for(forum.house.db(), forum.list.domain, forum.list.id).empty());
}

TEST_CASE("one reminder tells a moderator of all lists; owners get the second one")
{
    Forum forum;
    const model::List other = forum.discussion("voisins@info.example.org");
    forum.post();
    forum.post(a_message().subject("Picnic").octets(), other);
    forum.house.new_mail();
    CHECK(forum.remind(noon + std::chrono::days{1}) == 0);
    CHECK(forum.remind(noon + std::chrono::days{2}) == 1);
    const auto sent = forum.house.new_mail();
    REQUIRE(sent.size() == 1);
    CHECK(has(text_of(sent[0]), "Party"));
    CHECK(has(text_of(sent[0]), "Picnic"));
    CHECK(forum.remind(noon + std::chrono::days{3}) == 0);
    CHECK(forum.remind(noon + std::chrono::days{4}) == 2);
    CHECK(forum.new_recipients() == Recipients{"olga@example.net", "otto@example.net"});
}

TEST_CASE("what ends undecided is told once to its author and once to the moderators")
{
    Forum forum;
    const auto held = forum.post();
    forum.house.new_mail();
    const Time end = held.expires;
    CHECK(moderation_is_due(forum.house.db(), end));
    store::Tx tx{forum.house.db()};
    CHECK(expire_held(tx, a_site(), 10, end) == 1);
    CHECK(expire_held(tx, a_site(), 10, end) == 0);
    tx.commit();
    CHECK(forum.new_recipients() == Recipients{"ana@example.net"});
    CHECK(store::find_held(forum.house.db(), held.id)->outcome == "expired");
    CHECK(forum.remind(end) == 1);
    CHECK(forum.new_recipients() == Recipients{"olga@example.net"});
    CHECK(forum.remind(end + std::chrono::days{9}) == 0);
    CHECK_FALSE(moderation_is_due(forum.house.db(), end + std::chrono::days{9}));
}

}  // namespace colporteur::lists
