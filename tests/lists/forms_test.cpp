// SPDX-License-Identifier: AGPL-3.0-or-later
#include "lists/forms.hpp"

#include <doctest/doctest.h>

#include "mail/message.hpp"
#include "store/people.hpp"
#include "village.hpp"

namespace colporteur::lists {

using model::Reception;

namespace {

std::map<model::MemberId, std::vector<Reception>> forms_of(const std::vector<Copy>& copies)
{
    std::map<model::MemberId, std::vector<Reception>> forms;
    for (const Copy& copy : copies)
        forms[copy.member].push_back(copy.form);
    return forms;
}

using Forms = std::vector<Reception>;

}  // namespace

TEST_CASE("each member gets a post in the form they want, and those who want none get none")
{
    Village town;
    const auto ana = town.join("ana");
    const auto bob = town.join("bob", Reception::notice);
    const auto eva = town.join("eva", Reception::text);
    const auto jan = town.join("jan", Reception::links);
    const auto kim = town.join("kim", Reception::none);
    const auto lea = town.join("lea", Reception::digest);
    town.post(1);
    town.fill();
    auto forms = forms_of(town.new_copies());
    CHECK(forms.size() == 4);
    CHECK(forms[ana] == Forms{Reception::mail});
    CHECK(forms[bob] == Forms{Reception::notice});
    CHECK(forms[eva] == Forms{Reception::text});
    CHECK(forms[jan] == Forms{Reception::links});
    CHECK(forms.count(kim) == 0);
    CHECK(forms.count(lea) == 0);
}

TEST_CASE("a notice is the header alone, and a text is the post without its attachments")
{
    Village town;
    town.join("bob", Reception::notice);
    town.join("eva", Reception::text);
    town.post(1, "zoe@example.net", "Content-Type: text/html\r\nX-Seen: \r\n");
    town.fill();
    const auto copies = town.new_copies();
    REQUIRE(copies.size() == 2);
    const mail::Message notice{copies[0].octets};
    CHECK(notice.subject() == "no-1-here");
    CHECK(notice.split().body.find("no-1-here") == std::string_view::npos);
    CHECK(notice.field("List-Id").has_value());
    const mail::Message text{copies[1].octets};
    CHECK(text.field("Content-Type").value_or("").find("text/plain") != std::string::npos);
    CHECK(text.split().body.find("no-1-here") != std::string_view::npos);
}

TEST_CASE("a list on which nobody wants another form makes one mailing, no more")
{
    Village town;
    town.join("ana");
    town.join("lea", Reception::summary);
    town.post(1);
    CHECK(town.db().query_one("SELECT count(*) FROM mailings")->get<int>(0) == 1);
}

TEST_CASE("who changes the form while a post is being addressed gets exactly one, the new one")
{
    Village town;
    const auto early = town.join("early", Reception::notice);
    const auto late = town.join("late", Reception::notice);
    const auto other = town.join("other", Reception::text);
    town.post(1);
    town.step(1);  // early has a row now
    town.want(early, Reception::text);
    town.want(late, Reception::text);
    town.want(other, Reception::links);  // nobody wanted that when the post came
    town.fill();
    auto forms = forms_of(town.new_copies());
    CHECK(forms[early] == Forms{Reception::notice});
    CHECK(forms[late] == Forms{Reception::text});
    CHECK(forms[other] == Forms{Reception::mail});
}

TEST_CASE("who wants digests from now on gets what is being addressed in the next one (DIG-01)")
{
    Village town;
    const auto ana = town.join("ana");
    const auto bob = town.join("bob");
    town.post(1);
    town.step(1);  // ana has it now, bob not yet
    town.want(ana, Reception::digest);
    town.want(bob, Reception::digest);
    town.post(2);
    town.fill();
    town.digest();
    std::map<model::MemberId, std::vector<std::set<int>>> got;
    for (const Copy& copy : town.new_copies())
        got[copy.member].push_back(copy.posts);
    CHECK(got[ana] == std::vector<std::set<int>>{{1}, {2}});
    CHECK(got[bob] == std::vector<std::set<int>>{{1, 2}});
}

TEST_CASE("topics, own posts, a second copy and a pause count in every form")
{
    Village town;
    const auto set = [&](const char* name, auto change) {
        const auto id = town.join(name, Reception::text);
        town.change(id, change);
        return id;
    };
    const auto usual = set("usual", [](model::Member&) {});
    set("zoe", [](model::Member& member) { member.own_posts = false; });
    const auto own = set("own", [](model::Member& member) { member.own_posts = true; });
    set("named", [](model::Member& member) { member.named_copies = false; });
    const auto also = set("also", [](model::Member& member) { member.named_copies = true; });
    set("paused", [](model::Member& member) { member.suspension = model::Suspension{noon, {}}; });
    const auto back = set("back", [](model::Member& member) {
        member.suspension = model::Suspension{noon - std::chrono::days{9}, noon};
    });
    town.post(1, "zoe@example.net", "Cc: named@example.net, Also <ALSO@example.net>\r\n");
    town.fill();
    const auto forms = forms_of(town.new_copies());
    CHECK(forms.size() == 4);
    for (const auto id : {usual, own, also, back})
        CHECK(forms.count(id) == 1);
    CHECK(forms.count(usual) == 1);
}

TEST_CASE("who has several addresses and wants no own posts gets none, whichever they wrote from")
{
    Village town;
    const auto zoe = town.join("zoe", Reception::notice);
    town.change(zoe, [](model::Member& member) { member.own_posts = false; });
    town.in_tx([](store::Tx& tx) {
        const auto main = store::find_person(tx, support::address("zoe@example.net")).value();
        store::join_addresses(
            tx, main, store::get_or_add_person(tx, support::address("z@example.org"), "", ""));
    });
    town.post(1, "z@example.org");
    town.fill();
    CHECK(town.new_copies().empty());
}

}  // namespace colporteur::lists
