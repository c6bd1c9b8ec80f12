// SPDX-License-Identifier: AGPL-3.0-or-later
#include "digests/compose.hpp"

#include <algorithm>
#include <stdexcept>

#include "base/utf8.hpp"
#include "digests/forms.hpp"
#include "digests/words.hpp"
#include "mail/compose.hpp"
#include "mail/header.hpp"

namespace colporteur::digests {
namespace {

constexpr std::size_t longest_line = 998;  // RFC 5322 §2.1.1
constexpr std::size_t longest_id = 250;
constexpr std::string_view references_name = "References: ";

std::vector<std::string> ids_of(const Issue& issue)
{
    std::vector<std::string> ids;
    for (const Item& item : issue.items) {
        const auto header = mail::split_message(item.octets).header;
        std::string id = mail::Message{std::string{header} + "\r\n"}.message_id();
        if (!id.empty() && id.size() <= longest_id && is_ascii(id))
            ids.push_back(std::move(id));
    }
    return ids;
}

// The first and as many of the last as one line of 998 octets holds (DIG-02): programs that put
// threads together look at both ends.
std::string references(const Issue& issue)
{
    const auto ids = ids_of(issue);
    if (ids.empty())
        return "";
    std::size_t room = longest_line - references_name.size() - ids.front().size();
    auto first_kept = ids.end();
    while (first_kept - ids.begin() > 1 && std::prev(first_kept)->size() < room) {
        --first_kept;
        room -= first_kept->size() + 1;
    }
    std::string body = ids.front();
    for (auto id = first_kept; id != ids.end(); ++id)
        body += " " + *id;
    return mail::format_field("References", body);
}

// No Auto-Submitted field: these are people's words, only sent on together (RFC 3834 §5 speaks of
// what a machine says by itself). Precedence keeps vacation programs from answering.
std::string header_of(const Issue& issue, const std::string& subject)
{
    std::string header = issue.list_fields;
    header += "Precedence: list\r\n";
    header += mail::format_field("Date", mail::format_date(issue.date));
    header += mail::format_field("From", mail::format_mailbox(issue.from));
    header += mail::format_field("To", mail::format_mailbox(issue.to));
    header += mail::format_field("Subject", mail::encode_text(subject));
    header += mail::format_field("Message-ID", issue.message_id);
    header += references(issue);
    return header + "MIME-Version: 1.0\r\n";
}

std::string entity_of(const Issue& issue, Form form, const std::string& opening)
{
    switch (form) {
    case Form::mime: return mime_entity(issue, opening);
    case Form::plain: return mail::text_entity(plain_text(issue, opening), issue.language);
    case Form::summary: return mail::text_entity(opening, issue.language);
    }
    throw std::logic_error{"a digest of no form"};
}

}  // namespace

std::string compose(const Issue& issue, Form form)
{
    if (issue.items.empty())
        throw std::logic_error{"a digest without posts"};
    const text::Filled words = opening(issue, form);
    return header_of(issue, words.subject) + entity_of(issue, form, words.text);
}

}  // namespace colporteur::digests
