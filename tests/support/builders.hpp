// SPDX-License-Identifier: AGPL-3.0-or-later
// Things that tests talk about, made in a few words: a_list().named("town@example.org").closed()
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/list.hpp"
#include "model/mailing.hpp"
#include "model/site.hpp"
#include "support/temporary.hpp"

namespace colporteur::support {

/// `2026-03-01 10:00`, UTC.
Time at(std::string_view text);

mail::Address address(std::string_view text);

/// https://info.example.org, robots colporteur and sympa, a secret of 32 times 's'.
model::Site a_site();

/// A French newsletter, lettre@info.example.org, "La lettre", unless said otherwise. Not in any
/// store.
class ListBuilder {
public:
    ListBuilder& named(std::string_view posting_address);
    ListBuilder& titled(std::string_view title);
    ListBuilder& about(std::string_view description);
    ListBuilder& in(std::string_view language);
    ListBuilder& of_kind(model::Kind kind);
    ListBuilder& closed();
    ListBuilder& hidden();

    operator model::List() const { return list_; }  // NOLINT(google-explicit-constructor)

private:
    model::List list_{.address = address("lettre@info.example.org"),
                      .title = "La lettre",
                      .description = {},
                      .language = "fr",
                      .list_id = "lettre.info.example.org"};
};

inline ListBuilder a_list()
{
    return {};
}

/// A short mail from Ana to the automaton, unless said otherwise.
class MessageBuilder {
public:
    MessageBuilder& from(std::string_view mailbox);
    MessageBuilder& subject(std::string_view text);
    MessageBuilder& with(std::string_view name, std::string_view body);
    MessageBuilder& saying(std::string_view text);

    /// With CRLF line ends.
    std::string octets() const;

private:
    std::string from_ = "Ana <ana@example.net>";
    std::string subject_ = "hello";
    std::string more_;
    std::string text_;
};

inline MessageBuilder a_message()
{
    return {};
}

/// A mail on its way out.
struct Sent {
    mail::Address to;
    std::string octets;
};

/// A store with the French domain info.example.org, "Info", in it.
class House {
public:
    House();

    store::Db& db() { return store_.db; }

    const model::Domain& domain() const { return domain_; }

    /// Keeps the list, in the domain its address names.
    model::List add(model::List list);
    model::MemberId subscribe(const model::List& list, std::string_view address);
    void give_role(const model::List& list, std::string_view address, model::Role role);

    /// What was queued for somebody since the last call, in that order.
    std::vector<Sent> new_mail();

private:
    TemporaryStore store_;
    model::Domain domain_;
    model::MailingId seen_{};
};

}  // namespace colporteur::support
