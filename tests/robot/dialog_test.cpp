// SPDX-License-Identifier: AGPL-3.0-or-later
#include "robot/dialog.hpp"

#include <deque>

#include <doctest/doctest.h>

#include "base/utf8.hpp"
#include "mail/message.hpp"
#include "robot/robot.hpp"
#include "store/jobs.hpp"
#include "store/lists.hpp"
#include "store/settings.hpp"
#include "support/builders.hpp"

namespace colporteur::robot {
namespace {

using model::Purpose;
using support::address;

constexpr std::string_view domain = "@info.example.org";
constexpr std::size_t whole_mail = 1'000'000;

/// Plays one dialogue against an automaton of its own.
class Player {
public:
    void play(const dialogs::Step& step)
    {
        INFO(step.verb, " ", step.rest);
        if (step.verb == "given")
            give(step.rest);
        else if (step.verb == "later")
            now_ += std::chrono::minutes{std::stoi(step.rest)};
        else if (step.verb == "send")
            send(step.rest, step.lines);
        else if (step.verb == "answer")
            deliver(address(reply_to_), std::nullopt, step.lines);
        else if (step.verb == "expect" && step.rest == "nothing")
            CHECK(waiting_.empty());
        else if (step.verb == "expect")
            expect(step.rest, step.lines);
        else
            FAIL("what is ", step.verb, "?");
    }

    std::size_t unexpected() const { return waiting_.size(); }

private:
    // given = "role" SP list SP role SP address / "setting" SP list SP key SP value
    //       / "list" SP name SP kind [ SP ( "closed" / "hidden" ) ] SP language SP title / "member"
    // SP list SP address
    void give(std::string_view what)
    {
        Cursor in{what};
        const auto word = [&in] {
            const auto taken = in.take_until(" ");
            in.skip(" ");
            return std::string{taken};
        };
        const std::string kind = word();
        if (kind != "member" && kind != "role" && kind != "setting")
            return give_list(in, word);
        const model::List list = known_list(word());
        if (kind == "member") {
            house_.subscribe(list, in.rest());
            return;
        }
        const std::string key = word();
        if (kind == "role")
            give_role(list, key, in.rest());
        else
            give_setting(list, key, in.rest());
    }

    model::List known_list(const std::string& name)
    {
        return store::find_list(house_.db(), address(name + std::string{domain})).value();
    }

    void give_role(const model::List& list, std::string_view role, std::string_view who)
    {
        house_.give_role(list, who, model::from_word<model::Role>(role).value());
    }

    void give_setting(const model::List& list, std::string_view key, std::string_view value)
    {
        store::Tx tx{house_.db()};
        store::put_setting(tx, list.id, key, std::string{value});
        tx.commit();
    }

    template <class Word>
    void give_list(Cursor& in, Word word)
    {
        auto list = support::a_list();
        list.named(word() + std::string{domain})
            .of_kind(model::from_word<model::Kind>(word()).value());
        if (in.skip("closed "))
            list.closed();
        if (in.skip("hidden "))
            list.hidden();
        house_.add(list.in(word()).titled(in.rest()));
    }

    void send(std::string_view to, const std::vector<std::string>& lines)
    {
        Cursor in{to};
        const std::string local{in.take_until(" ")};
        std::optional<std::string> sender;
        if (in.skip(" from "))
            sender = in.rest();
        deliver(address(local + std::string{domain}), sender, lines);
    }

    void deliver(const mail::Address& to, const std::optional<std::string>& sender,
                 const std::vector<std::string>& lines)
    {
        CHECK(waiting_.empty());
        std::string octets;
        for (const std::string& line : lines)
            octets +=
                dialogs::unescape(line.substr(std::min<std::size_t>(2, line.size()))) + "\r\n";
        constexpr std::string_view mark = "<reply-to>";
        if (const auto at = octets.find(mark); at != std::string::npos)
            octets.replace(at, mark.size(), reply_to_);

        store::Tx tx{house_.db()};
        answer(tx, site_, job_for(tx, to, sender, octets), now_);
        tx.commit();
        for (support::Sent& sent : house_.new_mail())
            waiting_.push_back(std::move(sent));
    }

    model::Job job_for(store::Tx& tx, const mail::Address& to,
                       const std::optional<std::string>& sender, const std::string& octets)
    {
        const mail::Message message{octets};
        const auto from = message.from();
        model::Job job{
            .message = store::add_message(tx, octets, now_),
            .list = {},
            .recipient = to,
            .sender = {},
            .received = now_,
            .reason = {},
        };
        if (sender && *sender != "<>")
            job.sender = address(*sender);
        else if (!sender && from)
            job.sender = from->address;

        const std::string local{to.local()};
        const std::string name = local.substr(0, local.find_first_of("+-"));
        if (const auto list = store::find_list(tx, address(name + std::string{domain})))
            job.list = list->id;
        job.purpose = purpose_of(local.substr(name.size()));
        return job;
    }

    static Purpose purpose_of(std::string_view suffix)
    {
        if (suffix == "-subscribe")
            return Purpose::subscribe;
        if (suffix == "-unsubscribe")
            return Purpose::unsubscribe;
        if (suffix == "-request")
            return Purpose::request;
        return suffix.starts_with("+") ? Purpose::confirm : Purpose::command;
    }

    void expect(const std::string& to, const std::vector<std::string>& lines)
    {
        REQUIRE_FALSE(waiting_.empty());
        const support::Sent sent = std::move(waiting_.front());
        waiting_.pop_front();
        const mail::Message message{sent.octets};
        CAPTURE(sent.octets);
        CHECK(sent.to.text() == to);
        CHECK(message.has_field("Auto-Submitted"));  // 3834-01
        for (const std::string& line : lines)
            check(message, line);
        if (const auto reply_to = message.field("Reply-To"))
            reply_to_ = *reply_to;
    }

    static void check(const mail::Message& message, std::string_view line)
    {
        CAPTURE(line);
        const std::string wanted{line.substr(2)};
        const std::string text = one_line(mail::read_text(message).utf8, whole_mail);
        if (line.front() == ':')
            check_field(message, wanted);
        else if (line.front() == '+')
            CHECK(text.find(one_line(wanted)) != std::string::npos);
        else
            CHECK((text + one_line(mail::decode_text(message.split().header), whole_mail))
                      .find(one_line(wanted)) == std::string::npos);
    }

    static void check_field(const mail::Message& message, const std::string& wanted)
    {
        const auto colon = wanted.find(": ");
        const auto body = message.field(wanted.substr(0, colon));
        REQUIRE(body.has_value());
        const std::string found = one_line(mail::decode_text(*body));
        std::string expected = wanted.substr(colon + 2);
        if (expected.ends_with("…"))
            CHECK(found.starts_with(
                expected.substr(0, expected.size() - std::string_view{"…"}.size())));
        else
            CHECK(found == expected);
    }

    support::House house_;
    model::Site site_ = support::a_site();
    Time now_ = support::at("2026-03-01 10:00");
    std::deque<support::Sent> waiting_;
    std::string reply_to_;
};

}  // namespace

TEST_CASE("the dialogues in tests/dialogs/robot hold")
{
    const auto all = dialogs::all_dialogs();
    CHECK(all.size() >= 30);
    for (const dialogs::Dialog& dialog : all) {
        INFO(dialog.name);
        Player player;
        for (const dialogs::Step& step : dialog.steps)
            player.play(step);
        CHECK(player.unexpected() == 0);
    }
}

}  // namespace colporteur::robot
