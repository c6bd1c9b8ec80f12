// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>

#include "base/utf8.hpp"
#include "exchange/members.hpp"

namespace colporteur::exchange {
namespace {

constexpr std::string_view address_headings[] = {
    "address",
    "email",
    "e-mail",
    "mail",
    "adresse",
    "courriel",
    "mel",
    "email address",
    "e-mail address",
    "adresse email",
    "adresse e-mail",
    "adresse mail",
    "adresse electronique",
};
constexpr std::string_view name_headings[] = {"name",         "nom",           "full name",
                                              "display name", "last name",     "family name",
                                              "nom complet",  "nom de famille"};
constexpr std::string_view first_name_headings[] = {"first name", "firstname", "given name",
                                                    "prenom"};

template <std::size_t N>
bool is_one_of(const std::string_view (&headings)[N], std::string_view heading)
{
    return std::find(std::begin(headings), std::end(headings), heading) != std::end(headings);
}

// address = addr-spec / mailbox          RFC 5322 §3.4
std::optional<mail::Mailbox> to_mailbox(const std::string& field)
{
    if (auto address = mail::parse_address(without_apostrophe(field)))
        return mail::Mailbox{"", *std::move(address)};
    if (field.find('<') == std::string::npos)
        return std::nullopt;
    auto mailboxes = mail::parse_mailboxes(field);
    if (mailboxes.size() != 1)
        return std::nullopt;
    return std::move(mailboxes.front());
}

Error no_address(std::string_view text)
{
    return {Code::invalid, fmt::format("no mail address in \"{}\"", one_line(text, 80))};
}

}  // namespace

Result<std::optional<mail::Mailbox>> PeopleReader::read(const CsvRecord& record)
{
    const bool first = !std::exchange(started_, true);
    if (first && record.damage.empty() && (columns_ = find_columns(record.fields)))
        return std::nullopt;

    for (std::size_t i = 0; i < record.fields.size(); ++i) {
        if (columns_ && i != *columns_->address)
            continue;
        if (auto mailbox = to_mailbox(record.fields[i])) {
            if (auto name = name_of(record.fields, i); !name.empty())
                mailbox->name = std::move(name);
            return mailbox;
        }
    }
    auto mailbox = to_mailbox(record.text);  // `"Lüders, Ana" <ana@example.org>` is no CSV
    if (mailbox)
        return mailbox;
    return fail(record.damage.empty() ? no_address(record.text)
                                      : Error{Code::invalid, record.damage});
}

std::optional<PeopleReader::Columns> PeopleReader::find_columns(
    const std::vector<std::string>& fields)
{
    Columns columns;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const std::string heading = fold(one_line(fields[i]));
        if (!columns.address && is_one_of(address_headings, heading))
            columns.address = i;
        else if (!columns.name && is_one_of(name_headings, heading))
            columns.name = i;
        else if (!columns.first_name && is_one_of(first_name_headings, heading))
            columns.first_name = i;
    }
    return columns.address ? std::optional{columns} : std::nullopt;
}

std::string PeopleReader::name_of(const std::vector<std::string>& fields, std::size_t address) const
{
    const auto field = [&](std::optional<std::size_t> i) {
        return i && *i < fields.size() ? without_apostrophe(fields[*i]) : std::string{};
    };
    if (columns_)
        return one_line(field(columns_->first_name) + " " + field(columns_->name));
    for (std::size_t i = 0; i < fields.size(); ++i)
        if (i != address && !fields[i].empty())
            return one_line(field(i));
    return "";
}

}  // namespace colporteur::exchange
