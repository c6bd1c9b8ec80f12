// SPDX-License-Identifier: AGPL-3.0-or-later
#include "support/builders.hpp"

#include <algorithm>

#include "mail/header.hpp"
#include "store/lists.hpp"
#include "store/mailings.hpp"
#include "store/people.hpp"
#include "store/progress.hpp"

namespace colporteur::support {

Time at(std::string_view text)
{
    return parse_time(text).value();
}

mail::Address address(std::string_view text)
{
    return mail::parse_address(text).value();
}

model::Site a_site()
{
    return {.web_url = "https://info.example.org",
            .robots = {"colporteur", "sympa"},
            .admins = {},
            .secret = std::string(32, 's')};
}

ListBuilder& ListBuilder::named(std::string_view posting_address)
{
    list_.address = address(posting_address);
    list_.list_id = list_.name() + "." + std::string{list_.address.domain()};
    return *this;
}

ListBuilder& ListBuilder::titled(std::string_view title)
{
    list_.title = title;
    return *this;
}

ListBuilder& ListBuilder::about(std::string_view description)
{
    list_.description = description;
    return *this;
}

ListBuilder& ListBuilder::in(std::string_view language)
{
    list_.language = language;
    return *this;
}

ListBuilder& ListBuilder::of_kind(model::Kind kind)
{
    list_.kind = kind;
    list_.confirm_posts = kind == model::Kind::newsletter;
    return *this;
}

ListBuilder& ListBuilder::closed()
{
    list_.open = false;
    return *this;
}

ListBuilder& ListBuilder::hidden()
{
    list_.visible = false;
    return *this;
}

MessageBuilder& MessageBuilder::from(std::string_view mailbox)
{
    from_ = mailbox;
    return *this;
}

MessageBuilder& MessageBuilder::subject(std::string_view text)
{
    subject_ = mail::encode_text(text);
    return *this;
}

MessageBuilder& MessageBuilder::with(std::string_view name, std::string_view body)
{
    more_ += std::string{name} + ": " + std::string{body} + "\r\n";
    return *this;
}

MessageBuilder& MessageBuilder::saying(std::string_view text)
{
    text_ = text;
    return *this;
}

std::string MessageBuilder::octets() const
{
    return "From: " + from_ + "\r\nSubject: " + subject_ + "\r\nMessage-ID: <1@example.net>\r\n" +
           more_ + "Content-Type: text/plain; charset=utf-8\r\n\r\n" + text_ + "\r\n";
}

House::House() : domain_{.name = "info.example.org", .title = "Info", .language = "fr"}
{
    store::Tx tx{db()};
    domain_.id = store::add_domain(tx, domain_);
    tx.commit();
}

model::List House::add(model::List list)
{
    store::Tx tx{db()};
    const auto domain = store::find_domain(tx, list.address.domain());
    list.domain =
        domain ? domain->id
               : store::add_domain(tx, {{}, std::string{list.address.domain()}, "Other", "en"});
    list.id = store::add_list(tx, list);
    tx.commit();
    return list;
}

model::MemberId House::subscribe(const model::List& list, std::string_view who)
{
    store::Tx tx{db()};
    const auto person = store::get_or_add_person(tx, address(who), "", "");
    const auto member = store::subscribe(tx, list.id, person.id, at("2026-01-01"));
    tx.commit();
    return member;
}

void House::give_role(const model::List& list, std::string_view who, model::Role role)
{
    store::Tx tx{db()};
    store::add_role(tx, list.id, store::get_or_add_person(tx, address(who), "", "").id, role);
    tx.commit();
}

std::vector<Sent> House::new_mail()
{
    std::vector<Sent> sent;
    auto mailings = store::queued_mailings(db(), true);
    std::reverse(mailings.begin(), mailings.end());
    for (const store::QueuedMailing& queued : mailings) {
        if (queued.id <= seen_)
            continue;
        seen_ = queued.id;
        const auto mailing = store::find_mailing(db(), queued.id).value();
        for (const model::Delivery& delivery : store::deliveries_of(db(), queued.id, {}, 1000))
            sent.push_back({delivery.recipient, mailing.octets});
    }
    return sent;
}

}  // namespace colporteur::support
