// SPDX-License-Identifier: AGPL-3.0-or-later
#include <sstream>

#include <doctest/doctest.h>

#include "app/letter_page.hpp"
#include "base/ascii.hpp"
#include "store/destinations.hpp"
#include "store/ledger.hpp"
#include "store/lists.hpp"
#include "store/mailings.hpp"
#include "support/builders.hpp"

using namespace colporteur;
using namespace colporteur::support;

namespace {

const Time noon = at("2026-03-01 12:00");

/// A letter to three readers, ana, bob and zoe@example.net.
struct Post {
    House house;
    app::Config config{};
    model::List list = house.add(a_list());
    model::MailingId id{};
    std::vector<model::DeliveryId> copies;

    Post()
    {
        store::Tx tx{house.db()};
        const model::Mailing mailing{.list = list.id,
                                     .bounce_base = list.address,
                                     .personal = true,
                                     .priority = model::Priority::letter,
                                     .octets = "Subject: x\r\n\r\nx\r\n",
                                     .subject = "Le printemps",
                                     .created = noon};
        id = store::add_mailing(tx, mailing, "").value();
        model::Mailing kept = mailing;
        kept.id = id;
        for (const char* name : {"ana@example.net", "bob@example.net", "zoe@example.net"})
            copies.push_back(store::add_delivery(tx, kept, address(name), noon));
        tx.commit();
    }

    /// What the relay says of the next copy.
    void settle(model::DeliveryState state, std::string_view reply)
    {
        store::Tx tx{house.db()};
        const auto lanes = store::lanes(tx);
        REQUIRE_FALSE(lanes.empty());
        const auto leased = store::lease_letters(tx, lanes.front(), 1, noon);
        REQUIRE(leased.size() == 1);
        store::settle(tx, leased.front().id, leased.front().attempts, state, reply,
                      state == model::DeliveryState::due ? noon + std::chrono::minutes{30} : noon);
        tx.commit();
    }

    void schedule(const model::Schedule& wanted)
    {
        store::Tx tx{house.db()};
        store::set_schedule(tx, id, wanted);
        tx.commit();
    }

    app::LetterStatus status(Time now = noon + std::chrono::minutes{1})
    {
        return app::look_at(house.db(), config, id, now).value();
    }

    std::string page(std::string_view language = "en")
    {
        std::ostringstream out;
        const app::Terminal terminal{out, out, text::language(language)};
        return app::page_of(terminal, status(), config.zone, noon + std::chrono::minutes{1});
    }
};

}  // namespace

TEST_CASE("a letter's state is what holds it now")
{
    using State = app::LetterState;
    Post post;
    CHECK(post.status().state == State::sending);

    post.schedule({.not_before = noon + std::chrono::hours{1}, .hours = {}});
    CHECK(post.status().state == State::scheduled);

    post.schedule(
        {.not_before = {}, .hours = model::Hours{std::chrono::hours{14}, std::chrono::hours{16}}});
    CHECK(post.status().state == State::waiting);

    post.schedule({});
    store::Tx tx{post.house.db()};
    store::pause_mailing(tx, post.id, true);
    CHECK(post.status().state == State::paused);
    store::pause_mailing(tx, post.id, false);

    for (const model::DeliveryId copy : post.copies)
        store::pause_delivery(tx, copy);
    CHECK(post.status().state == State::paused);

    store::cancel_mailing(tx, post.id, "by hand");
    CHECK(post.status().state == State::cancelled);
    tx.commit();
}

TEST_CASE("a letter that somebody has got is done, not cancelled, once nobody is left")
{
    Post post;
    post.settle(model::DeliveryState::sent, "250 2.0.0 taken");
    store::Tx tx{post.house.db()};
    store::cancel_mailing(tx, post.id, "by hand");
    tx.commit();
    CHECK(post.status().state == app::LetterState::done);
}

TEST_CASE("the page counts, and tells refusals in words without naming anybody")
{
    Post post;
    post.settle(model::DeliveryState::sent, "250 2.0.0 taken");
    post.settle(model::DeliveryState::failed, "550 5.1.1 <bob@example.net> unknown");
    const std::string page = post.page();
    CAPTURE(page);
    CHECK(page.find("Le printemps") != std::string::npos);
    CHECK(page.find("66 %") != std::string::npos);
    CHECK(page.find("550 5.1.1 <…@> unknown") != std::string::npos);
    CHECK(page.find("There is no such mailbox.") != std::string::npos);
    CHECK(page.find("bob@") == std::string::npos);
    CHECK(post.page("fr") != page);
}

TEST_CASE("the page says loudly that all sending is paused, why, and how to go on")
{
    Post post;
    store::Tx tx{post.house.db()};
    store::pause_sending(tx, "restored");
    tx.commit();
    const std::string page = post.page();
    CHECK(page.starts_with("ALL SENDING IS PAUSED (restored)."));
    CHECK(page.find("colporteur queue resume --all") != std::string::npos);
    CHECK_FALSE(post.status().estimate.end);
}

TEST_CASE("programs are told everything as numbers and moments")
{
    Post post;
    post.settle(model::DeliveryState::sent, "250 2.0.0 taken");
    post.settle(model::DeliveryState::due, "451 4.7.1 <bob@example.net> later");
    const std::string json = app::to_json(app::to_record(post.status()));
    CAPTURE(json);
    for (const char* part :
         {R"("state":"sending")", R"("sent":1)", R"("left":2)", R"("deferred":1)",
          R"("subject":"Le printemps")", R"("sending_paused":null)",
          R"("reply":"451 4.7.1 <…@> later")", R"("next_due":"2026-03-01T12:)"})
        CHECK(json.find(part) != std::string::npos);
    CHECK(json.find("bob@") == std::string::npos);
}

TEST_CASE("of a letter that is gone there is nothing to see")
{
    Post post;
    CHECK_FALSE(app::look_at(post.house.db(), post.config, model::MailingId{99}, noon));
}
