// SPDX-License-Identifier: AGPL-3.0-or-later
#include "dressing/reply_to.hpp"

#include <doctest/doctest.h>

#include "dressing/post.hpp"

namespace colporteur::dressing {
namespace {

constexpr const char* list = "Reply-To: The town <town@lists.example.org>\r\n";

std::string written(const std::string& header, const Options& options)
{
    const mail::Message post{header};
    return reply_to_field(post.split(), options, town()).value_or("none");
}

Options policy(ReplyTo reply_to, bool respect = true)
{
    return {.reply_to = reply_to,
            .respect_reply_to = respect,
            .reply_to_address = address("desk@example.com")};
}

}  // namespace

TEST_CASE("where answers go, when the author said nothing (trap 7)")
{
    const std::string from = "From: Ana <ana@example.net>\r\n";
    for (const bool respect : {true, false}) {
        CHECK(written(from, policy(ReplyTo::author, respect)) == "none");
        CHECK(written(from, policy(ReplyTo::list, respect)) == list);
        CHECK(written(from, policy(ReplyTo::both, respect)) ==
              "Reply-To: Ana <ana@example.net>, The town <town@lists.example.org>\r\n");
        CHECK(written(from, policy(ReplyTo::address, respect)) == "Reply-To: desk@example.com\r\n");
    }
}

TEST_CASE("an author's own Reply-To stays byte for byte where it is respected (trap 7)")
{
    const std::string own = "REPLY-TO:  =?utf-8?q?=C3=A9?=\r\n <ana@work.example>\r\n";
    const std::string header = "From: ana@example.net\r\n" + own;
    CHECK(written(header, policy(ReplyTo::author)) == own);
    CHECK(written(header, policy(ReplyTo::list)) == own);
    CHECK(written(header, policy(ReplyTo::address)) == own);
    CHECK(written(header, policy(ReplyTo::both)) ==
          "Reply-To: =?UTF-8?B?w6k=?= <ana@work.example>, The town\r\n "
          "<town@lists.example.org>\r\n");
}

TEST_CASE("an author's own Reply-To goes where it is not respected, From still reaches them")
{
    const std::string header = "From: ana@example.net\r\nReply-To: ana@work.example\r\n";
    CHECK(written(header, policy(ReplyTo::author, false)) == "none");
    CHECK(written(header, policy(ReplyTo::list, false)) == list);
    CHECK(written(header, policy(ReplyTo::address, false)) == "Reply-To: desk@example.com\r\n");
    CHECK(written(header, policy(ReplyTo::both, false)) ==
          "Reply-To: ana@example.net, The town <town@lists.example.org>\r\n");
    CHECK(dressed(header, policy(ReplyTo::list, false)) ==
          std::string{"From: ana@example.net\r\n"} + list);
}

TEST_CASE("the list is not named twice")
{
    const std::string both = "Reply-To: ana@example.net, TOWN <town@LISTS.example.org>\r\n";
    CHECK(written("From: ana@example.net\r\n" + both, policy(ReplyTo::both)) == both);
    CHECK(written("From: town@lists.example.org\r\n", policy(ReplyTo::both)) ==
          "Reply-To: town@lists.example.org\r\n");
}

TEST_CASE("of several Reply-To fields one goes out, the first (5322-01, trap 7)")
{
    const std::string header =
        "From: ana@example.net\r\nReply-To: a@example.net\r\nX: y\r\nReply-To: b@example.net\r\n";
    for (const ReplyTo reply_to : {ReplyTo::author, ReplyTo::list, ReplyTo::address}) {
        CHECK(dressed(header, policy(reply_to)) ==
              "From: ana@example.net\r\nReply-To: a@example.net\r\nX: y\r\n");
        const mail::Message forced{dressed(header, policy(reply_to, false))};
        CHECK(forced.count("Reply-To") == (reply_to == ReplyTo::author ? 0 : 1));
    }
    CHECK(dressed(header, policy(ReplyTo::both)) ==
          "From: ana@example.net\r\nReply-To: a@example.net, The town "
          "<town@lists.example.org>\r\nX: y\r\n");
}

TEST_CASE("a Reply-To that names nobody does not stop the list's own")
{
    for (const std::string empty : {"Reply-To:\r\n", "Reply-To: nobody\r\n", "Reply-To: <>\r\n",
                                    "Reply-To: undisclosed-recipients:;\r\n"}) {
        CAPTURE(empty);
        const std::string header = "From: ana@example.net\r\n" + empty;
        CHECK(written(header, policy(ReplyTo::author)) == empty);
        CHECK(written(header, policy(ReplyTo::list)) == list);
        CHECK(written(header, policy(ReplyTo::both)) ==
              "Reply-To: ana@example.net, The town <town@lists.example.org>\r\n");
    }
}

TEST_CASE("without anybody to name, nothing is written that would name nobody")
{
    CHECK(written("From: nobody\r\n", policy(ReplyTo::both)) == list);
    CHECK(written("From: a@b, c@d\r\n", policy(ReplyTo::both)) ==
          "Reply-To: a@b, c@d, The town <town@lists.example.org>\r\n");
    CHECK(written("From: a@b\r\n", {.reply_to = ReplyTo::address}) == "none");
    CHECK(written("From: a@b\r\nReply-To: c@d\r\n",
                  {.reply_to = ReplyTo::address, .respect_reply_to = false}) == "none");
}

TEST_CASE("on an anonymous list no Reply-To names the author")
{
    const std::string header = "From: ana@example.net\r\nReply-To: ana@work.example\r\n";
    for (const bool respect : {true, false}) {
        const auto anonymous = [respect](ReplyTo reply_to) {
            Options options = policy(reply_to, respect);
            options.anonymous = true;
            return options;
        };
        CHECK(written(header, anonymous(ReplyTo::author)) == "none");
        CHECK(written(header, anonymous(ReplyTo::list)) == list);
        CHECK(written(header, anonymous(ReplyTo::both)) == list);
        CHECK(written(header, anonymous(ReplyTo::address)) == "Reply-To: desk@example.com\r\n");
    }
}

TEST_CASE("no title can inject a field (SEC-01, trap 18)")
{
    Scene scene = town();
    scene.title = "x\r\nBcc: y@z\r\n\r\n\" <w@v>,";
    const std::string field =
        reply_to_field(mail::split_message(""), policy(ReplyTo::list), scene).value();
    const auto split = mail::split_message(field);
    REQUIRE(split.fields.size() == 1);
    CHECK(split.body.empty());
    const auto named = mail::parse_mailboxes(split.fields.front().body);
    REQUIRE(named.size() == 1);
    CHECK(named.front().address == scene.list);
}

}  // namespace colporteur::dressing
