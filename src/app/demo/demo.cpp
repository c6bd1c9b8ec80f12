// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/demo.hpp"

#include <chrono>
#include <iostream>

#include <fmt/format.h>

#include "app/demo/stage.hpp"
#include "app/demo/visitor.hpp"
#include "lists/lists.hpp"
#include "mail/message.hpp"
#include "store/people.hpp"

namespace colporteur::app {
namespace {

using Seconds = std::chrono::duration<double>;
using Clock = std::chrono::steady_clock;

constexpr std::size_t crowd = 1000;
constexpr std::string_view robot = "sympa@info.example.org";

const Player ana{"", "ana@example.net"};
const Player author{"La rédaction", "redaction@example.net"};
const Player clicker{"", "reader0001@example.net"};
const Player writer{"", "reader0002@example.net"};
const Player stranger{"Ève", "eve@example.net"};

void set_the_stage(Stage& stage)
{
    store::Db db = stage.instance().open_store();
    store::Tx tx{db};
    const Config& config = stage.instance().config();
    const model::Site site{.web_url = config.web.url, .robots = config.robot};
    const std::string& language = stage.language().code();
    lists::create_domain(tx, "info.example.org", "Info", language).value();
    lists::create(tx, site,
                  {.address = mail::parse_address("lettre@info.example.org").value(),
                   .title = "La lettre",
                   .language = language,
                   .owners = {mail::parse_address(author.address).value()}})
        .value();
    tx.commit();
}

void subscribe_by_mail(Stage& stage)
{
    stage.scene(N_("A reader writes to the automaton"));
    stage.show_raw(N_("what she sends"),
                   stage.write(ana, robot, "subscribe lettre LÜDERS Ana", ""));
    const Received question = stage.expect(ana, N_("the automaton asks her to confirm"));
    stage.show(N_("what she gets"), question.octets);
    stage.hold(stage.members() == 0, N_("nobody is subscribed before she has answered"));

    stage.show(N_("what she answers"), stage.answer(ana, question, "Oui, merci !\r\n"));
    stage.show(N_("what she gets"), stage.expect(ana, N_("she is welcomed")).octets);

    store::Db db = stage.instance().open_store();
    const auto person = store::find_person(db, mail::parse_address(ana.address).value());
    stage.hold(person && person->name == "LÜDERS Ana",
               N_("her name is written down as she gave it"));
    stage.hold(stage.members() == 1, N_("she is subscribed"));
    stage.hold(store::consents_of(db, person->id).size() == 1,
               N_("the record of her consent is kept"));
}

void bring_the_crowd(Stage& stage)
{
    stage.scene(N_("A thousand more readers"));
    const auto start = Clock::now();
    const model::ListId list = stage.list().id;
    store::Db db = stage.instance().open_store();
    store::Tx tx{db};
    for (std::size_t i = 1; i <= crowd; ++i) {
        const auto address = mail::parse_address(fmt::format("reader{:04}@example.net", i)).value();
        store::subscribe(tx, list, store::get_or_add_person(tx, address, "", "").id, now());
    }
    tx.commit();
    const Seconds took = Clock::now() - start;
    std::cout << fmt::format("  reader0001@example.net … reader{:04}@example.net: {:.2f} s\n",
                             crowd, took.count());
    stage.hold(stage.members() == crowd + 1, N_("all of them are subscribed"));
}

/// The figures of a letter, on one line.
void print_figures(const Stage& stage, std::size_t copies, Seconds took)
{
    const auto say = [&stage](std::string_view word) { return stage.language().say(word); };
    std::cout << fmt::format("\n  {}: {}   {}: {:.2f}   {}: {:.0f}\n\n", say(N_("copies")), copies,
                             say(N_("seconds")), took.count(), say(N_("copies per second")),
                             static_cast<double>(copies) / took.count());
}

void check_fields(const Stage& stage, const Received& copy)
{
    const mail::Message message{copy.octets};
    for (const std::string_view field :
         {"List-Id", "List-Help", "List-Subscribe", "List-Unsubscribe", "List-Post", "List-Owner",
          "Precedence"})
        if (message.count(field) != 1)
            throw Broken{std::string{field}};
    stage.hold(message.field("List-Unsubscribe-Post") == "List-Unsubscribe=One-Click",
               N_("it carries the List-* fields and one-click unsubscription"));
    stage.hold(copy.sender.starts_with("lettre+bounce-"), N_("its return address is its own"));
}

void post_the_letter(Stage& stage)
{
    stage.scene(N_("The author posts a letter"));
    stage.write(author, "lettre@info.example.org", "La lettre nº 1 : nous voici",
                "Bonjour à toutes et à tous,\r\n\r\n"
                "nous avons quitté les grandes plateformes. Cette lettre vous parvient\r\n"
                "sans traceur ni image distante, et sans que personne d’autre que nous\r\n"
                "ne sache que vous la recevez.\r\n\r\n"
                "À bientôt,\r\n-- \r\nLa rédaction\r\n");
    const Received question =
        stage.expect(author, N_("a From proves nothing: the author is asked first"));
    stage.show(N_("what the author gets"), question.octets);

    constexpr std::size_t copies = crowd + 1;
    constexpr std::size_t report = 1;  // the author is told that the letter is on its way
    const std::size_t before = stage.mailboxes().count();
    const auto start = Clock::now();
    stage.answer(author, question, "ok\r\n");
    stage.mailboxes().wait_until(before + copies + report);
    const Seconds took = Clock::now() - start;

    stage.hold(stage.mailboxes().count() == before + copies + report &&
                   stage.mailboxes().people() == copies + report,
               N_("each reader got one copy, nobody got two"));
    print_figures(stage, copies, took);
}

Received read_a_copy(Stage& stage)
{
    Received copy = stage.expect(ana, N_("Ana has hers"));
    stage.show_raw(N_("one copy, whole"), copy.octets);
    check_fields(stage, copy);
    return copy;
}

/// What stands between two words of a copy's List-Unsubscribe.
std::string way_out(const Received& copy, std::string_view begin, std::string_view end)
{
    const std::string field = mail::Message{copy.octets}.field("List-Unsubscribe").value_or("");
    const auto from = field.find(begin);
    const auto to = field.find(end, from == std::string::npos ? 0 : from);
    if (from == std::string::npos || to == std::string::npos)
        throw Broken{"List-Unsubscribe: " + field};
    return field.substr(from + begin.size(), to - from - begin.size());
}

void leave_by_one_click(Stage& stage)
{
    stage.scene(N_("A reader leaves with one click of her mail program"));
    const std::uint16_t port = stage.instance().web_port();
    const Received copy = stage.expect(clicker, N_("she has her copy"));
    const std::string path = way_out(copy, "<" + stage.instance().web_url(), ">");
    stage.hold(get_page(port, path).status == 200 && stage.members() == crowd + 1,
               N_("a scanner that follows the link changes nothing"));
    stage.hold(post_form(port, path, "List-Unsubscribe=One-Click").status == 200,
               N_("one POST, no question asked (RFC 8058)"));
    stage.hold(stage.members() == crowd, N_("she has left"));
}

void leave_by_mail(Stage& stage)
{
    stage.scene(N_("Another leaves by mail"));
    const Received copy = stage.expect(writer, N_("she has her copy"));
    stage.write(writer, way_out(copy, "<mailto:", ">"), "", "");
    stage.show(N_("what she gets"), stage.expect(writer, N_("a goodbye comes")).octets);
    stage.hold(stage.members() == crowd - 1, N_("she has left"));
}

void leave_by_link(Stage& stage, const Received& copy)
{
    stage.scene(N_("Ana leaves by the link in her copy"));
    const std::uint16_t port = stage.instance().web_port();
    const std::string path = way_out(copy, "<" + stage.instance().web_url(), ">");
    const WebAnswer page = get_page(port, path);
    stage.hold(page.status == 200 && page.body.find("<button") != std::string::npos,
               N_("the page shows a button"));
    stage.hold(post_form(port, path, "").status == 200 && stage.members() == crowd - 2,
               N_("she presses it and has left"));
    stage.expect(ana, N_("a goodbye comes"));
}

void make_a_mistake(Stage& stage)
{
    stage.scene(N_("Somebody mistypes"));
    stage.show(N_("what they send"), stage.write(stranger, robot, "subscibe letre", ""));
    const Received answer = stage.expect(stranger, N_("they get an answer, never silence"));
    stage.show(N_("what they are told"), answer.octets);
    const std::string words = mail::read_text(mail::Message{answer.octets}).utf8;
    stage.hold(words.find("subscribe lettre") != std::string::npos,
               N_("it names the word and the list they meant"));
}

void play(Stage& stage)
{
    set_the_stage(stage);
    subscribe_by_mail(stage);
    bring_the_crowd(stage);
    post_the_letter(stage);
    const Received copy = read_a_copy(stage);
    leave_by_one_click(stage);
    leave_by_mail(stage);
    leave_by_link(stage, copy);
    make_a_mistake(stage);
}

}  // namespace

int run_demo(const std::string& code)
{
    const text::Language& language = text::language(code);
    try {
        Stage stage{language};
        play(stage);
        std::cout << '\n'
                  << language.say(
                         N_("Every step held. Nothing left this machine, and nothing of it stays."))
                  << '\n';
        return 0;
    } catch (const std::exception& error) {
        std::cout << "  ✗ " << error.what() << '\n';
        return 1;
    }
}

}  // namespace colporteur::app
