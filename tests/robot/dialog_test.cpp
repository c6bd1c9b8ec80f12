// SPDX-License-Identifier: AGPL-3.0-or-later
#include "robot/dialog.hpp"

#include <algorithm>
#include <deque>
#include <map>

#include <doctest/doctest.h>

#include "accounts/tokens.hpp"
#include "base/encode.hpp"
#include "base/utf8.hpp"
#include "lists/moderation/remind.hpp"
#include "lists/posting.hpp"
#include "mail/message.hpp"
#include "robot/robot.hpp"
#include "settings/change.hpp"
#include "store/blocks.hpp"
#include "store/jobs.hpp"
#include "store/ledger.hpp"
#include "store/lists.hpp"
#include "store/mailings.hpp"
#include "store/people.hpp"
#include "store/progress.hpp"
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
        if (step.verb == "given" && step.rest.starts_with("archived "))
            give_post(step.rest.substr(9), step.lines);
        else if (step.verb == "given")
            give(step.rest);
        else if (step.verb == "later")
            now_ += std::chrono::minutes{std::stoi(step.rest)} *
                    (step.rest.ends_with(" days") ? 24 * 60 : 1);
        else if (step.verb == "housekeeping")
            keep_house();
        else if (step.verb == "send" || step.verb == "post")
            send(step.rest, step.lines);
        else if (step.verb == "answer")
            deliver(address(step.rest.empty() ? reply_to_ : last_to(step.rest).reply_to),
                    std::nullopt, step.lines);
        else if (step.verb == "follow")
            follow(step.rest);
        else if (step.verb == "handed")
            expect_handed_on(step.rest.substr(std::string_view{"on to "}.size()));
        else if (step.verb == "expect" && step.rest.starts_with("letters "))
            CHECK(std::to_string(letters()) == step.rest.substr(8));
        else if (step.verb == "expect" && step.rest.starts_with("letter "))
            expect_letter(step.rest.substr(7), step.lines);
        else if (step.verb == "expect" && step.rest == "nothing")
            CHECK(waiting_.empty());
        else if (step.verb == "expect")
            expect(step.rest, step.lines);
        else
            FAIL("what is ", step.verb, "?");
    }

    std::size_t unexpected() const { return waiting_.size(); }

private:
    /// The words of a step, one by one.
    class Words {
    public:
        explicit Words(std::string_view text) : in_{text} {}

        std::string next()
        {
            const std::string word{in_.take_until(" ")};
            in_.skip(" ");
            return word;
        }

        bool skip(std::string_view word) { return in_.skip(word); }

        std::string rest() { return std::string{in_.rest()}; }

    private:
        Cursor in_;
    };

    void give(std::string_view what)
    {
        Words words{what};
        const std::string kind = words.next();
        if (kind == "list") {
            give_list(words);
        } else if (kind == "language") {
            const std::string who = words.next();
            give_language(who, words.rest());
        } else if (kind == "name" || kind == "listmaster" || kind == "admin") {
            const std::string who = words.next();
            give_person(kind, who, words.rest());
        } else if (kind == "suppressed") {
            suppress(words.rest());
        } else if (kind == "block") {
            const std::string where = words.next();
            give_block(where, words.rest());
        } else {
            const model::List list = list_of(words.next());
            give_to(list, kind, words);
        }
    }

    // list = name SP kind [ SP ( "closed" / "hidden" ) ] SP language SP title
    void give_list(Words& words)
    {
        auto list = support::a_list();
        list.named(words.next() + std::string{domain})
            .of_kind(model::from_word<model::Kind>(words.next()).value());
        if (words.skip("closed "))
            list.closed();
        if (words.skip("hidden "))
            list.hidden();
        house_.add(list.in(words.next()).titled(words.rest()));
    }

    void give_to(const model::List& list, const std::string& what, Words& words)
    {
        if (what == "member")
            house_.subscribe(list, words.rest());
        else if (what == "concealed")
            conceal(house_.subscribe(list, words.rest()));
        else if (what == "left")
            leave(house_.subscribe(list, words.rest()));
        else if (what == "away")
            suspend(house_.subscribe(list, words.rest()));
        else if (what == "role") {
            const auto role = model::from_word<model::Role>(words.next()).value();
            house_.give_role(list, words.rest(), role);
        } else if (what == "policy") {
            store::Tx tx{house_.db()};
            const std::string act = words.next();
            store::put_setting(tx, list.id, "policy." + act, words.rest());
            tx.commit();
        } else if (what == "setting") {
            store::Tx tx{house_.db()};
            const std::string key = words.next();
            store::put_setting(tx, list.id, key, words.rest());
            tx.commit();
        } else if (what == "preset") {
            use_preset(list, words.rest());
        } else {
            FAIL("given what? ", what);
        }
    }

    void use_preset(model::List list, const std::string& preset)
    {
        store::Tx tx{house_.db()};
        const auto changes =
            settings::use_preset(tx, list, preset, {.name = "otto@example.net"}, now_);
        if (!changes)
            FAIL(changes.error().what);
        tx.commit();
    }

    void give_language(const std::string& who, const std::string& language)
    {
        store::Tx tx{house_.db()};
        store::set_language(tx, store::get_or_add_person(tx, address(who), "", ""), language);
        tx.commit();
    }

    void give_person(std::string_view kind, std::string_view who, std::string_view name)
    {
        if (kind == "admin") {
            site_.admins.push_back(address(who));
            return;
        }
        store::Tx tx{house_.db()};
        const auto person = store::get_or_add_person(tx, address(who), name, "");
        if (kind == "listmaster")
            store::add_listmaster(tx, house_.domain().id, person.id);
        tx.commit();
    }

    void give_post(std::string_view what, const std::vector<std::string>& lines)
    {
        Words words{what};
        const model::List list = list_of(words.next());
        const Time when = support::at(words.rest());
        store::Tx tx{house_.db()};
        lists::distribute(tx, site_, list, store::add_message(tx, octets_of(lines), when), when);
        tx.commit();
    }

    void suppress(std::string_view who)
    {
        store::Tx tx{house_.db()};
        store::suppress(tx, accounts::address_digest(site_.secret, who), "asked", now_);
        tx.commit();
    }

    void give_block(const std::string& where, std::string_view pattern)
    {
        store::Tx tx{house_.db()};
        const auto list = where == "*" ? std::nullopt : std::optional{list_of(where).id};
        store::add_block(tx, {.domain = house_.domain().id,
                              .list = list,
                              .pattern = std::string{pattern},
                              .who = "olga@example.org",
                              .at = now_});
        tx.commit();
    }

    void leave(model::MemberId id)
    {
        store::Tx tx{house_.db()};
        store::unsubscribe(tx, id, now_);
        tx.commit();
    }

    void conceal(model::MemberId id)
    {
        store::Tx tx{house_.db()};
        auto member = store::find_member(tx, id).value();
        member.concealed = true;
        store::set_options(tx, member);
        tx.commit();
    }

    void suspend(model::MemberId id)
    {
        store::Tx tx{house_.db()};
        auto member = store::find_member(tx, id).value();
        member.suspension = model::Suspension{.from = now_};
        store::set_options(tx, member);
        tx.commit();
    }

    model::List list_of(const std::string& name)
    {
        return store::find_list(house_.db(), address(name + std::string{domain})).value();
    }

    void keep_house()
    {
        CHECK(waiting_.empty());
        store::Tx tx{house_.db()};
        const bool is_due = lists::moderation_is_due(tx, now_);
        const int ended = lists::expire_held(tx, site_, 100, now_);
        const int reminded = lists::remind_moderators(tx, site_, 100, now_);
        CHECK(is_due == (ended + reminded > 0));
        tx.commit();
        take_new_mail();
    }

    void take_new_mail()
    {
        for (support::Sent& sent : house_.new_mail())
            waiting_.push_back(std::move(sent));
    }

    int letters()
    {
        const auto mailings = store::queued_mailings(house_.db(), true);
        return static_cast<int>(std::ranges::count_if(
            mailings, [](const auto& mailing) { return mailing.list.has_value(); }));
    }

    /// Copies are made later than letters: here once the dialogue asks for them.
    void expect_letter(const std::string& to, const std::vector<std::string>& lines)
    {
        store::Tx tx{house_.db()};
        while (store::fill_mailings(tx, 99, now_)) {
        }
        tx.commit();
        REQUIRE(letters() > 0);
        const auto mailings = store::queued_mailings(house_.db(), true);
        const auto newest = std::ranges::find_if(
            mailings, [](const auto& mailing) { return mailing.list.has_value(); });
        std::vector<std::string> readers;
        for (const auto& delivery : store::deliveries_of(house_.db(), newest->id, {}, 99))
            readers.push_back(delivery.recipient.text());
        std::ranges::sort(readers);
        CHECK(fmt::format("{}", fmt::join(readers, " ")) == to);
        const auto mailing = store::find_mailing(house_.db(), newest->id).value();
        CAPTURE(mailing.octets);
        for (const std::string& line : lines)
            check(mail::Message{mailing.octets}, line);
    }

    /// What somebody has in their mailbox.
    struct Last {
        std::string reply_to{};
        std::string text{};
    };

    const Last& last_to(const std::string& who)
    {
        REQUIRE(last_.contains(who));
        return last_[who];
    }

    // follow = word [ SP number ] SP address
    void follow(std::string_view what)
    {
        Words words{what};
        const std::string end = "?subject=" + words.next();
        const auto last = what.substr(what.rfind(' ') + 1);
        int number = std::isdigit(static_cast<unsigned char>(words.rest().front())) != 0
                         ? std::stoi(words.next())
                         : 1;
        const std::string text = last_to(std::string{last}).text;
        auto at = text.find(end);
        for (; number > 1 && at != std::string::npos; --number)
            at = text.find(end, at + 1);
        REQUIRE(at != std::string::npos);
        constexpr std::string_view scheme = "mailto:";
        const auto begin = text.rfind(scheme, at) + scheme.size();
        deliver(address(percent_decode(text.substr(begin, at - begin)).value()), std::nullopt,
                {"| From: <" + std::string{last} + ">", "| Subject: " + end.substr(9), "|"});
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
        std::string octets = octets_of(lines);
        constexpr std::string_view mark = "<reply-to>";
        if (const auto at = octets.find(mark); at != std::string::npos)
            octets.replace(at, mark.size(), reply_to_);

        last_sent_ = octets;
        store::Tx tx{house_.db()};
        const model::Job job = job_for(tx, to, sender, octets);
        if (job.purpose == Purpose::post)
            lists::receive(tx, site_, store::find_list(tx, job.list.value()).value(), job, now_);
        else
            answer(tx, site_, job, now_);
        tx.commit();
        take_new_mail();
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
        job.purpose =
            job.list && local == name ? Purpose::post : purpose_of(local.substr(name.size()));
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

    static std::string octets_of(const std::vector<std::string>& lines)
    {
        std::string octets;
        for (const std::string& line : lines)
            octets +=
                dialogs::unescape(line.substr(std::min<std::size_t>(2, line.size()))) + "\r\n";
        return octets;
    }

    void expect_handed_on(const std::string& to)
    {
        REQUIRE_FALSE(waiting_.empty());
        const support::Sent sent = std::move(waiting_.front());
        waiting_.pop_front();
        CHECK(sent.to.text() == to);
        CHECK(sent.octets.starts_with("X-Loop: "));
        CHECK(sent.octets.ends_with("\r\n" + last_sent_));
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
        const auto reply_to = message.field("Reply-To");
        if (reply_to)
            reply_to_ = *reply_to;
        last_[to] = {reply_to.value_or(""), mail::read_text(message).utf8};
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
    std::map<std::string, Last> last_;
    std::string last_sent_;  ///< as it was sent to us
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
