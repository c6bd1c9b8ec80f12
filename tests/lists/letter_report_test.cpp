// SPDX-License-Identifier: AGPL-3.0-or-later
#include "lists/letter_report.hpp"

#include <doctest/doctest.h>

#include "lists/posting.hpp"
#include "mail/message.hpp"
#include "store/jobs.hpp"
#include "store/ledger.hpp"
#include "store/progress.hpp"
#include "support/builders.hpp"

namespace colporteur::lists {
namespace {

using model::DeliveryState;

const Time noon = support::at("2026-03-01 12:00");

/// A letter of Ana's to three readers.
struct Finished {
    support::House house;
    model::List list;

    explicit Finished(model::Kind kind = model::Kind::newsletter)
        : list{house.add(support::a_list().of_kind(kind))}
    {
        for (const char* reader : {"r0@one.example", "r1@one.example", "r2@two.example"})
            house.subscribe(list, reader);
        store::Tx tx{house.db()};
        const auto original = store::add_message(
            tx, support::a_message().subject("News of March").saying("Dear all").octets(), noon);
        distribute(tx, support::a_site(), list, original, noon);
        while (store::fill_mailings(tx, 100, noon)) {
        }
        tx.commit();
        house.new_mail();
    }

    /// The relay takes all but what is for that domain.
    void settle_all(std::string_view refused_domain)
    {
        store::Tx tx{house.db()};
        for (const store::Lane& lane : store::lanes(tx))
            for (const model::Delivery& copy : store::lease_letters(tx, lane, 100, noon)) {
                const bool refused = copy.recipient.domain() == refused_domain;
                store::settle(tx, copy.id, copy.attempts,
                              refused ? DeliveryState::failed : DeliveryState::sent,
                              refused ? "550 5.1.1 <" + copy.recipient.text() + "> unknown" : "250",
                              noon);
            }
        tx.commit();
    }

    /// What the authors were told.
    std::vector<support::Sent> report()
    {
        store::Tx tx{house.db()};
        report_letters(tx, support::a_site(), 10, noon);
        tx.commit();
        return house.new_mail();
    }
};

}  // namespace

TEST_CASE("an author is told whom a letter did not reach: how many and why, by domain, no address")
{
    Finished letter;
    letter.settle_all("one.example");
    const auto mails = letter.report();
    REQUIRE(mails.size() == 1);
    CHECK(mails[0].to == support::address("ana@example.net"));
    const std::string text = mail::read_text(mail::Message{mails[0].octets}).utf8;
    CAPTURE(text);
    CHECK(text.find("News of March") != std::string::npos);
    CHECK(text.find("one.example (2): 550 5.1.1") != std::string::npos);
    CHECK(text.find("two.example") == std::string::npos);
    CHECK(text.find("r0@") == std::string::npos);
    CHECK(text.find("r1@") == std::string::npos);
}

TEST_CASE("an author is told once")
{
    Finished letter;
    letter.settle_all("one.example");
    CHECK(letter.report().size() == 1);
    CHECK(letter.report().empty());
}

TEST_CASE("nobody is told of a letter that reached everyone, or that is still under way")
{
    Finished letter;
    CHECK(letter.report().empty());
    letter.settle_all("nowhere.example");
    CHECK(letter.report().empty());
}

TEST_CASE("in a discussion, who could not be reached is no business of whoever wrote")
{
    Finished post{model::Kind::discussion};
    post.settle_all("one.example");
    CHECK(post.report().empty());
}

}  // namespace colporteur::lists
