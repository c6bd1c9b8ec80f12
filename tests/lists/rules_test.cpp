// SPDX-License-Identifier: AGPL-3.0-or-later
#include <doctest/doctest.h>

#include "lists/permission.hpp"
#include "lists/posting.hpp"

namespace colporteur::lists {
namespace {

model::List a_list(model::Kind kind)
{
    return {.address = mail::parse_address("lettre@info.example.org").value(),
            .kind = kind,
            .language = "fr",
            .list_id = "lettre.info.example.org",
            .confirm_posts = kind == model::Kind::newsletter};
}

const std::string plain = "From: ana@example.net\r\nSubject: hello\r\n\r\nhello\r\n";

struct Sender {
    bool author = false;
    bool member = false;
    bool proven = false;
};

Verdict verdict(const model::List& list, std::string octets, Sender sender)
{
    const mail::Message message{std::move(octets)};
    return judge({
        .list = list,
        .message = message,
        .envelope_sender = "ana@example.net",
        .facts = {.sender = "ana@example.net",
                  .roles = {.member = sender.member, .author = sender.author},
                  .confirmed = sender.proven,
                  .proven = sender.proven,
                  .message = &message},
        .policy = policy_of(list, {}, policy::Act::post),
    });
}

}  // namespace

TEST_CASE("a post that already carries our List-Id is dropped without an answer")
{
    CHECK(verdict(a_list(model::Kind::discussion), "List-Id: <lettre.info.example.org>\r\n" + plain,
                  {.member = true})
              .fate == Fate::discard);
}

TEST_CASE(
    "an X-Loop that anybody can write holds a post for the owner, it does not drop it (trap 10)")
{
    const auto list = a_list(model::Kind::discussion);
    const std::string forged = "X-Loop: lettre@info.example.org\r\n" + plain;
    CHECK(verdict(list, forged, {.member = true}).fate == Fate::hold);
    CHECK(verdict(list, forged, {.member = true}).reason == "perhaps_loop");
    CHECK(verdict(list, forged, {.proven = true}).fate == Fate::accept);
    CHECK(verdict(a_list(model::Kind::newsletter), forged, {.author = true}).fate == Fate::hold);
}

TEST_CASE("vacation mail to the list is nobody's post")
{
    CHECK(verdict(a_list(model::Kind::discussion), "Auto-Submitted: auto-replied\r\n" + plain,
                  {.member = true})
              .fate == Fate::discard);
}

TEST_CASE("a person's post that only asks for silence is distributed (3834-10)")
{
    for (const std::string field :
         {"X-Auto-Response-Suppress: All", "X-Auto-Response-Suppress: OOF, AutoReply"}) {
        CAPTURE(field);
        CHECK(verdict(a_list(model::Kind::discussion), field + "\r\n" + plain, {.member = true})
                  .fate == Fate::accept);
    }
}

TEST_CASE("a list on a list: what another list sent is a post like any other (trap 10)")
{
    CHECK(verdict(a_list(model::Kind::discussion),
                  "List-Id: Autre <autre.example.com>\r\nPrecedence: list\r\n" + plain,
                  {.member = true})
              .fate == Fate::accept);
}

TEST_CASE("to a newsletter only its authors write, and a From alone is not believed")
{
    const auto list = a_list(model::Kind::newsletter);
    CHECK(verdict(list, plain, {.member = true}).fate == Fate::reject);
    CHECK(verdict(list, plain, {.member = true}).reason == "not_author");
    CHECK(verdict(list, plain, {.author = true}).fate == Fate::confirm);
    CHECK(verdict(list, plain, {.proven = true}).fate == Fate::accept);
}

TEST_CASE("a list that does not ask for confirmation takes its author's word")
{
    auto list = a_list(model::Kind::newsletter);
    list.confirm_posts = false;
    CHECK(verdict(list, plain, {.author = true}).fate == Fate::accept);
}

TEST_CASE("in a discussion members write, others wait for an owner")
{
    const auto list = a_list(model::Kind::discussion);
    CHECK(verdict(list, plain, {.member = true}).fate == Fate::accept);
    CHECK(verdict(list, plain, {}).fate == Fate::hold);
}

TEST_CASE("nobody posts to a closed list")
{
    auto list = a_list(model::Kind::discussion);
    list.open = false;
    CHECK(verdict(list, plain, {.author = true}).fate == Fate::reject);
    CHECK(verdict(list, plain, {.author = true}).reason == "closed");
}

}  // namespace colporteur::lists
