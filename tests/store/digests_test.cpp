// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/digests.hpp"

#include <doctest/doctest.h>

#include "store/archive.hpp"
#include "store/jobs.hpp"
#include "store/mailings.hpp"
#include "store/people.hpp"
#include "store/progress.hpp"
#include "support/ledger.hpp"

namespace colporteur::store {

using model::Reception;
using support::Ledger;
using support::noon;

namespace {

model::ArchiveId archive(Ledger& ledger, std::int64_t number, const std::string& octets = "1234",
                         bool listed = true)
{
    return ledger.in_tx([&](Tx& tx) {
        const auto original = add_message(tx, "x", noon);
        return add_archived(tx,
                            {.list = ledger.list().id,
                             .number = number,
                             .original = original,
                             .message_id = "<a@b>",
                             .permalink = "perma",
                             .listed = listed,
                             .at = noon + std::chrono::hours{number}},
                            octets);
    });
}

model::Member member(Ledger& ledger, std::string_view who)
{
    const auto person = find_person(ledger.db(), support::address(who)).value();
    return find_member(ledger.db(), ledger.list().id, person.id).value();
}

void want(Ledger& ledger, std::string_view who, Reception reception,
          std::optional<std::int64_t> owed_after = std::nullopt)
{
    ledger.in_tx([&](Tx& tx) {
        model::Member changed = member(ledger, who);
        changed.reception = reception;
        changed.owed_after = owed_after;
        set_options(tx, changed);
    });
}

/// A digest mailing; nothing for `leader`: it leads.
model::MailingId add_digest(Ledger& ledger, const DigestGroup& group, std::int64_t last,
                            std::optional<model::MailingId> leader = std::nullopt)
{
    return ledger.in_tx([&](Tx& tx) {
        const auto id = add_mailing(tx,
                                    {.list = ledger.list().id,
                                     .bounce_base = ledger.list().address,
                                     .priority = model::Priority::letter,
                                     .octets = "digest",
                                     .created = noon,
                                     .audience = {.reception = group.reception,
                                                  .number = last,
                                                  .owed_after = group.owed_after,
                                                  .leader = leader}},
                                    "")
                            .value();
        if (!leader)
            address_to_members(tx, id, ledger.list().id);
        return id;
    });
}

std::int64_t rows(Ledger& ledger, model::MailingId id)
{
    return queued_mailing(ledger.db(), id)->tally.all();
}

}  // namespace

TEST_CASE("only who wants digests is owed posts, and from the next one on if nothing else is said")
{
    Ledger ledger{2};
    archive(ledger, 1);
    want(ledger, "r0@example.net", Reception::summary);
    CHECK(member(ledger, "r0@example.net").owed_after == 1);
    want(ledger, "r0@example.net", Reception::digest, 1);
    archive(ledger, 2);
    CHECK(member(ledger, "r0@example.net").owed_after == 1);
    CHECK(posts_owed(ledger.db(), ledger.list().id)->posts == 1);
    want(ledger, "r0@example.net", Reception::notice, 1);
    CHECK(member(ledger, "r0@example.net").owed_after == std::nullopt);
    CHECK_FALSE(posts_owed(ledger.db(), ledger.list().id));
}

TEST_CASE("what waits is counted from the reader who is owed most")
{
    Ledger ledger{3};
    const auto list = ledger.list().id;
    CHECK(lists_owing_posts(ledger.db()).empty());
    want(ledger, "r0@example.net", Reception::digest);
    archive(ledger, 1, "12345");
    want(ledger, "r1@example.net", Reception::summary);
    archive(ledger, 2, "123", false);
    want(ledger, "r2@example.net", Reception::summary);
    CHECK(lists_owing_posts(ledger.db()) == std::vector{list});
    const auto owed = posts_owed(ledger.db(), list).value();
    CHECK(owed.posts == 2);
    CHECK(owed.octets == 8);
    CHECK(owed.last == 2);
    CHECK(owed.oldest == noon + std::chrono::hours{1});
    CHECK(count_digest_readers(ledger.db(), list) == 3);
    CHECK(count_owed_readers(ledger.db(), list, owed.last) == 2);
    const auto groups = digest_groups(ledger.db(), list, owed.last);
    REQUIRE(groups.size() == 2);
    CHECK(groups[0].owed_after == 0);
    CHECK(groups[1].reception == Reception::summary);
    const auto posts = digest_posts(ledger.db(), list, 0, 2);
    REQUIRE(posts.size() == 2);
    CHECK(posts[0].permalink == "perma");
    CHECK(posts[0].octets == 5);
    CHECK(posts[1].permalink == "");
}

TEST_CASE("who has left is owed nothing and holds nothing up")
{
    Ledger ledger{1};
    want(ledger, "r0@example.net", Reception::digest);
    archive(ledger, 1);
    ledger.leave("r0@example.net");
    CHECK(lists_owing_posts(ledger.db()).empty());
    CHECK_FALSE(posts_owed(ledger.db(), ledger.list().id));
    CHECK(count_digest_readers(ledger.db(), ledger.list().id) == 0);
}

TEST_CASE("finding who is owed costs the same, however many members there are")
{
    Ledger ledger{1000};
    for (int i = 0; i < 500; ++i)
        want(ledger, "r" + std::to_string(i) + "@example.net", Reception::digest);
    archive(ledger, 1);
    const auto before = ledger.db().steps();
    CHECK(lists_owing_posts(ledger.db()).size() == 1);
    CHECK(ledger.db().steps() - before < 200);
}

TEST_CASE("what is being addressed is found without a look at what was")
{
    Ledger ledger{1};
    for (int i = 0; i < 500; ++i)
        ledger.add_letter();
    const auto before = ledger.db().steps();
    CHECK_FALSE(issue_under_way(ledger.db(), ledger.list().id));
    CHECK(dealt_with(ledger.db(), ledger.list().id, model::MemberId{1}) == 0);
    CHECK(ledger.db().steps() - before < 200);
}

TEST_CASE("a digest in several mails is a row for each of them, and settles what is owed at once")
{
    Ledger ledger{5};
    const DigestGroup group{Reception::digest, 0};
    for (const char* who : {"r1@example.net", "r2@example.net", "r3@example.net"})
        want(ledger, who, Reception::digest);
    want(ledger, "r4@example.net", Reception::summary);
    archive(ledger, 1);
    archive(ledger, 2);
    const auto leader = add_digest(ledger, group, 2);
    const auto second = add_digest(ledger, group, 2, leader);
    want(ledger, "r3@example.net", Reception::plain_digest, 0);
    int steps = 0;
    while (ledger.in_tx([](Tx& tx) { return fill_mailings(tx, 1, noon); }))
        ++steps;
    CHECK(steps == 5);
    CHECK(rows(ledger, leader) == 2);
    CHECK(rows(ledger, second) == 2);
    CHECK(member(ledger, "r1@example.net").owed_after == 2);
    CHECK(member(ledger, "r3@example.net").owed_after == 0);  // there was no such form
    CHECK(member(ledger, "r4@example.net").owed_after == 0);
}

TEST_CASE("a digest under way is one whose readers have no rows yet")
{
    Ledger ledger{1};
    want(ledger, "r0@example.net", Reception::digest);
    archive(ledger, 1);
    CHECK_FALSE(issue_under_way(ledger.db(), ledger.list().id));
    add_digest(ledger, {Reception::digest, 0}, 1);
    CHECK(issue_under_way(ledger.db(), ledger.list().id));
    while (ledger.in_tx([](Tx& tx) { return fill_mailings(tx, 9, noon); })) {
    }
    CHECK_FALSE(issue_under_way(ledger.db(), ledger.list().id));
}

TEST_CASE("the number of a post that a digest has had never comes back for another one (DIG-01)")
{
    Ledger ledger{1};
    const auto list = ledger.list().id;
    const auto first = archive(ledger, 7);
    CHECK(next_number(ledger.db(), list) == 8);
    want(ledger, "r0@example.net", Reception::digest);
    ledger.in_tx([&](Tx& tx) { remove_archived(tx, first, noon); });
    CHECK(next_number(ledger.db(), list) == 8);
    CHECK(dealt_with(ledger.db(), list, model::MemberId{1}) == 7);
}

TEST_CASE("a list's last digest is remembered")
{
    Ledger ledger{1};
    const auto list = ledger.list().id;
    CHECK_FALSE(last_issue(ledger.db(), list));
    ledger.in_tx([&](Tx& tx) { note_issue(tx, list, {.number = 3, .last = 40, .at = noon}); });
    ledger.in_tx([&](Tx& tx) { note_issue(tx, list, {.number = 4, .last = 41, .at = noon}); });
    const auto issue = last_issue(ledger.db(), list).value();
    CHECK(issue.number == 4);
    CHECK(issue.last == 41);
    CHECK(issue.at == noon);
}

TEST_CASE("who comes back begins anew, but stays what moderators have said of them")
{
    Ledger ledger{1};
    ledger.in_tx([&](Tx& tx) {
        model::Member changed = member(ledger, "r0@example.net");
        changed.reception = Reception::digest;
        changed.own_posts = false;
        changed.concealed = true;
        changed.suspension = model::Suspension{noon, {}};
        changed.standing = model::Standing::moderated;
        set_options(tx, changed);
    });
    ledger.join("r0@example.net");  // nothing happens to who is there
    CHECK(member(ledger, "r0@example.net").reception == Reception::digest);
    ledger.leave("r0@example.net");
    ledger.join("r0@example.net");
    const auto back = member(ledger, "r0@example.net");
    CHECK(back.reception == Reception::mail);
    CHECK(back.owed_after == std::nullopt);
    CHECK(back.own_posts);
    CHECK_FALSE(back.concealed);
    CHECK_FALSE(back.suspension);
    CHECK(back.standing == model::Standing::moderated);
}

}  // namespace colporteur::store
