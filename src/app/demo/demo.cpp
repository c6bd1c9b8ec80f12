// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/demo.hpp"

#include <chrono>
#include <iostream>
#include <stdexcept>

#include <fmt/format.h>

#include "app/demo/instance.hpp"
#include "app/demo/mailbox.hpp"
#include "app/demo/visitor.hpp"
#include "base/ascii.hpp"
#include "lists/lists.hpp"
#include "mail/compose.hpp"
#include "mail/message.hpp"
#include "store/lists.hpp"
#include "store/people.hpp"
#include "text/translation.hpp"

namespace colporteur::app {
namespace {

constexpr int crowd = 1000;
constexpr std::string_view robot = "sympa@info.example.org";
constexpr std::string_view list_address = "lettre@info.example.org";
constexpr std::string_view subscriber = "ana@example.net";
constexpr std::string_view author = "redaction@example.net";

/// A step that did not hold.
class Broken : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// The play: its stage, its narrator, and its scenes in order.
class Play {
public:
    explicit Play(const text::Language& language)
        : language_{language}, instance_{mailboxes_.port()}
    {
    }

    void perform();

private:
    void set_the_stage();
    void subscribe_by_mail();
    void bring_the_crowd();
    void post_the_letter();
    void receive_the_letter(std::size_t before, std::chrono::steady_clock::time_point start);
    void leave_by_one_click();
    void leave_by_mail();
    void leave_by_link();
    void make_a_mistake();

    void scene(std::string_view title);

    void say(std::string_view sentence) const
    {
        std::cout << "  " << language_.say(sentence) << '\n';
    }

    void hold(bool held, std::string_view promise);
    void show(std::string_view label, const std::string& octets) const;
    std::string write(std::string_view from, std::string_view to, const std::string& subject,
                      const std::string& text, const std::string& more = {});
    Received expect_mail(std::string_view who, std::string_view promise);
    std::int64_t members() const;
    model::List list() const;
    /// What stands between two words of a field of the copy that `who` got.
    std::string from_field(const std::string& who, std::string_view begin, std::string_view end);

    const text::Language& language_;
    Mailboxes mailboxes_;
    Instance instance_;
    int scenes_ = 0;
    int written_ = 0;
    std::map<std::string, Received> letters_;
};

void Play::scene(std::string_view title)
{
    std::cout << fmt::format("\n{}. {}\n\n", ++scenes_, language_.say(title));
}

void Play::hold(bool held, std::string_view promise)
{
    const std::string words = language_.say(promise);
    if (!held)
        throw Broken{words};
    std::cout << "  ✓ " << words << '\n';
}

/// A mail as it travels, each line behind a bar, without the CR of its line ends.
void Play::show(std::string_view label, const std::string& octets) const
{
    std::cout << "  ── " << language_.say(label) << '\n';
    for (std::string_view line : split(octets, '\n')) {
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        std::cout << "  │ " << line << '\n';
    }
}

/// Sends a mail as a person's program would; returns its octets.
std::string Play::write(std::string_view from, std::string_view to, const std::string& subject,
                        const std::string& text, const std::string& more)
{
    const std::string octets = fmt::format(
        "From: {0}\r\nTo: <{1}>\r\nDate: {2}\r\nMessage-ID: "
        "<demo.{3}@example.net>\r\n{4}{5}MIME-Version: 1.0\r\n"
        "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{6}",
        from == subscriber ? fmt::format("<{}>", from) : fmt::format("\"La rédaction\" <{}>", from),
        to, mail::format_date(now()), ++written_,
        mail::format_field("Subject", mail::encode_text(subject)), more, text);
    send_mail(instance_.smtp_port(), std::string{from}, std::string{to}, octets);
    return octets;
}

Received Play::expect_mail(std::string_view who, std::string_view promise)
{
    auto mail = mailboxes_.wait_for(std::string{who});
    hold(mail.has_value(), promise);
    return std::move(*mail);
}

model::List Play::list() const
{
    store::Db db = instance_.open_store();
    return store::find_list(db, mail::parse_address(list_address).value()).value();
}

std::int64_t Play::members() const
{
    store::Db db = instance_.open_store();
    return store::count_members(db, list().id);
}

std::string Play::from_field(const std::string& who, std::string_view begin, std::string_view end)
{
    const mail::Message copy{letters_.at(who).octets};
    const std::string field = copy.field("List-Unsubscribe").value_or("");
    const auto from = field.find(begin);
    const auto to = field.find(end, from == std::string::npos ? 0 : from);
    if (from == std::string::npos || to == std::string::npos)
        throw Broken{"List-Unsubscribe: " + field};
    return field.substr(from + begin.size(), to - from - begin.size());
}

void Play::set_the_stage()
{
    store::Db db = instance_.open_store();
    store::Tx tx{db};
    const model::Site site{.web_url = instance_.web_url(),
                           .robots = instance_.config().robot,
                           .admins = {},
                           .secret = {}};
    lists::create_domain(tx, "info.example.org", "Info", language_.code()).value();
    lists::create(tx, site,
                  {.address = mail::parse_address(list_address).value(),
                   .title = "La lettre",
                   .language = language_.code(),
                   .owners = {mail::parse_address(author).value()}})
        .value();
    tx.commit();
}

void Play::subscribe_by_mail()
{
    scene(N_("A reader writes to the automaton"));
    const std::string asked = write(subscriber, robot, "subscribe lettre LÜDERS Ana", "");
    show(N_("what she sends"), asked);
    const Received question = expect_mail(subscriber, N_("the automaton asks her to confirm"));
    show(N_("what she gets"), question.octets);
    hold(members() == 0, N_("nobody is subscribed before she has answered"));

    const mail::Message message{question.octets};
    const auto reply_to = mail::parse_mailboxes(message.field("Reply-To").value_or(""));
    hold(!reply_to.empty(), N_("answering is enough: Reply-To holds the token"));
    const std::string answer =
        write(subscriber, reply_to.front().address.text(), "Re: " + message.subject(),
              "Oui, merci !\r\n", mail::format_field("In-Reply-To", message.message_id()));
    show(N_("what she answers"), answer);
    const Received welcome = expect_mail(subscriber, N_("she is welcomed"));
    show(N_("what she gets"), welcome.octets);

    store::Db db = instance_.open_store();
    const auto person = store::find_person(db, mail::parse_address(subscriber).value());
    hold(person && person->name == "LÜDERS Ana", N_("her name is written down as she gave it"));
    hold(members() == 1, N_("she is subscribed"));
    hold(person && store::consents_of(db, person->id).size() == 1,
         N_("the record of her consent is kept"));
}

void Play::bring_the_crowd()
{
    scene(N_("A thousand more readers"));
    const auto start = std::chrono::steady_clock::now();
    store::Db db = instance_.open_store();
    store::Tx tx{db};
    const model::ListId id = list().id;
    for (int i = 1; i <= crowd; ++i) {
        const auto address = mail::parse_address(fmt::format("reader{:04}@example.net", i)).value();
        store::subscribe(tx, id, store::get_or_add_person(tx, address, "", "").id, now());
    }
    tx.commit();
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    std::cout << fmt::format("  reader0001@example.net … reader{:04}@example.net, {:.2f} s\n",
                             crowd, took.count());
    hold(members() == crowd + 1, N_("all of them are subscribed"));
}

void Play::post_the_letter()
{
    scene(N_("The author posts a letter"));
    const std::string text =
        "Bonjour à toutes et à tous,\r\n\r\nnous avons quitté les grandes plateformes. Cette "
        "lettre vous parvient sans traceur,\r\n"
        "sans image distante, et sans que personne d'autre que nous ne sache que vous la "
        "lisez.\r\n\r\n"
        "À bientôt,\r\n-- \r\nLa rédaction\r\n";
    write(author, list_address, "La lettre nº 1 : nous voici", text);
    const Received question =
        expect_mail(author, N_("a From proves nothing: the author is asked first"));
    show(N_("what the author gets"), question.octets);

    const std::size_t before = mailboxes_.count();
    const mail::Message message{question.octets};
    const auto reply_to = mail::parse_mailboxes(message.field("Reply-To").value_or(""));
    hold(!reply_to.empty(), N_("answering is enough: Reply-To holds the token"));
    const auto start = std::chrono::steady_clock::now();
    write(author, reply_to.front().address.text(), "Re: " + message.subject(), "ok\r\n");
    receive_the_letter(before, start);
}

void Play::receive_the_letter(std::size_t before, std::chrono::steady_clock::time_point start)
{
    const std::size_t copies = crowd + 1;
    const std::size_t report = 1;  // the author is told that the letter is on its way
    mailboxes_.wait_until(before + copies + report);
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    hold(mailboxes_.count() == before + copies + report && mailboxes_.people() == copies + 1,
         N_("each reader got one copy, nobody got two"));
    for (const std::string_view who : {subscriber, std::string_view{"reader0001@example.net"}, std::string_view{"reader0002@example.net"}})
        letters_.insert_or_assign(std::string{who}, expect_mail(who, N_("a copy has come")));
    show(N_("one copy, whole"), letters_.at(std::string{subscriber}).octets);

    const mail::Message copy{letters_.at(std::string{subscriber}).octets};
    for (const std::string_view field :
         {"List-Id", "List-Help", "List-Subscribe", "List-Unsubscribe", "List-Post", "List-Owner",
          "Precedence"})
        if (copy.count(field) != 1)
            throw Broken{std::string{field}};
    hold(copy.field("List-Unsubscribe-Post") == "List-Unsubscribe=One-Click",
         N_("it carries the List-* fields and one-click unsubscription"));
    hold(letters_.at(std::string{subscriber}).sender.starts_with("lettre+bounce-"),
         N_("its return address is its own"));
    std::cout << fmt::format("\n  {}: {}   {}: {:.2f}   {}: {:.0f}\n", language_.say(N_("copies")),
                             copies, language_.say(N_("seconds")), took.count(),
                             language_.say(N_("copies per second")),
                             static_cast<double>(copies) / took.count());
}

void Play::leave_by_one_click()
{
    scene(N_("A reader leaves with one click of her mail program"));
    const std::string path = from_field("reader0001@example.net", "<" + instance_.web_url(), ">");
    hold(get_page(instance_.web_port(), path).status == 200 && members() == crowd + 1,
         N_("a scanner that follows the link changes nothing"));
    hold(post_form(instance_.web_port(), path, "List-Unsubscribe=One-Click").status == 200,
         N_("one POST, no question asked (RFC 8058)"));
    hold(members() == crowd, N_("she has left"));
}

void Play::leave_by_mail()
{
    scene(N_("Another leaves by mail"));
    const std::string who = "reader0002@example.net";
    const std::string to = from_field(who, "<mailto:", ">");
    write(who, to, "", "");
    show(N_("the goodbye"), expect_mail(who, N_("a goodbye comes")).octets);
    hold(members() == crowd - 1, N_("she has left"));
}

void Play::leave_by_link()
{
    scene(N_("Ana leaves by the link at the top of her letter"));
    const std::string path = from_field(std::string{subscriber}, "<" + instance_.web_url(), ">");
    const WebAnswer page = get_page(instance_.web_port(), path);
    hold(page.status == 200 && page.body.find("<button") != std::string::npos,
         N_("the page shows a button"));
    hold(post_form(instance_.web_port(), path, "").status == 200 && members() == crowd - 2,
         N_("she presses it and has left"));
    expect_mail(subscriber, N_("a goodbye comes"));
}

void Play::make_a_mistake()
{
    scene(N_("Somebody mistypes"));
    const std::string who = "eve@example.net";
    show(N_("what they send"), write(who, robot, "subscibe letre", ""));
    const Received answer = expect_mail(who, N_("they get an answer, never silence"));
    show(N_("what they are told"), answer.octets);
    const mail::Message message{answer.octets};
    hold(mail::read_text(message).utf8.find("lettre") != std::string::npos,
         N_("it names the list they meant"));
}

void Play::perform()
{
    set_the_stage();
    subscribe_by_mail();
    bring_the_crowd();
    post_the_letter();
    leave_by_one_click();
    leave_by_mail();
    leave_by_link();
    make_a_mistake();
}

}  // namespace

int run_demo(const std::string& code)
{
    const text::Language& language = text::language(code);
    try {
        Play play{language};
        play.perform();
        std::cout << '\n'
                  << language.say(
                         N_("Every step held. Nothing left this machine, and nothing of it stays."))
                  << '\n';
        return 0;
    } catch (const Broken& broken) {
        std::cout << "  ✗ " << broken.what() << '\n';
        return 1;
    } catch (const std::exception& error) {
        std::cout << "  ✗ " << error.what() << '\n';
        return 1;
    }
}

}  // namespace colporteur::app
