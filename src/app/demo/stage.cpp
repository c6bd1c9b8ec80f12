// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/demo/stage.hpp"

#include <iostream>

#include <fmt/format.h>

#include "app/demo/visitor.hpp"
#include "base/ascii.hpp"
#include "mail/compose.hpp"
#include "mail/message.hpp"
#include "store/lists.hpp"
#include "store/people.hpp"

namespace colporteur::app {
namespace {

void print_lines(std::string_view text)
{
    for (std::string_view line : split(text, '\n')) {
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        std::cout << "  │ " << line << '\n';
    }
}

}  // namespace

model::List Stage::list() const
{
    store::Db db = instance_.open_store();
    return store::find_list(db, mail::parse_address("lettre@info.example.org").value()).value();
}

std::int64_t Stage::members() const
{
    store::Db db = instance_.open_store();
    return store::count_members(db, list().id);
}

void Stage::scene(std::string_view title)
{
    std::cout << fmt::format("\n{}. {}\n\n", ++scenes_, language_.say(title));
}

void Stage::hold(bool held, std::string_view promise) const
{
    const std::string words = language_.say(promise);
    if (!held)
        throw Broken{words};
    std::cout << "  ✓ " << words << '\n';
}

void Stage::show_raw(std::string_view label, const std::string& octets) const
{
    std::cout << "  ── " << language_.say(label) << '\n';
    print_lines(octets);
}

void Stage::show(std::string_view label, const std::string& octets) const
{
    const mail::Message message{octets};
    std::cout << "  ── " << language_.say(label) << '\n';
    for (const std::string_view name :
         {"From", "To", "Reply-To", "Subject", "Auto-Submitted", "List-Id"})
        if (const auto body = message.field(name))
            std::cout << "  │ " << name << ": " << mail::decode_text(*body) << '\n';
    std::cout << "  │\n";
    print_lines(mail::read_text(message).utf8);
}

std::string Stage::write(const Player& from, std::string_view to, const std::string& subject,
                         const std::string& text, const std::string& more)
{
    std::string octets = mail::format_field(
        "From", mail::format_mailbox({from.name, mail::parse_address(from.address).value()}));
    octets += fmt::format("To: <{}>\r\nDate: {}\r\nMessage-ID: <demo.{}@example.net>\r\n", to,
                          mail::format_date(now()), ++written_);
    octets += mail::format_field("Subject", mail::encode_text(subject)) + more;
    octets +=
        "MIME-Version: 1.0\r\nContent-Type: text/plain; "
        "charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" +
        text;
    send_mail(instance_.smtp_port(), from.address, std::string{to}, octets);
    return octets;
}

Received Stage::expect(const Player& who, std::string_view promise)
{
    auto mail = mailboxes_.wait_for(who.address);
    hold(mail.has_value(), promise);
    return std::move(*mail);
}

std::string Stage::answer(const Player& from, const Received& question, const std::string& text)
{
    const mail::Message message{question.octets};
    const auto reply_to = mail::parse_mailboxes(message.field("Reply-To").value_or(""));
    hold(!reply_to.empty(), N_("answering is enough: Reply-To holds the token"));
    return write(from, reply_to.front().address.text(), "Re: " + message.subject(), text,
                 mail::format_field("In-Reply-To", message.message_id()));
}

}  // namespace colporteur::app
