// SPDX-License-Identifier: AGPL-3.0-or-later
#include "lists/moderation/copy.hpp"

#include <algorithm>
#include <vector>

#include "mail/transfer.hpp"

namespace colporteur::lists {
namespace {

using Names = std::vector<std::string_view>;

constexpr std::size_t longest_whole = 200'000;  // octets

const Names& password_fields()
{
    static const Names names = {"Approve",    "Approved", "X-Approve",
                                "X-Approved", "Password", "X-Password"};
    return names;
}

Names with_body_fields(Names names)
{
    names.insert(names.end(), {"MIME-Version", "Content-Type", "Content-Transfer-Encoding",
                               "Content-Disposition", "Content-Length", "Content-MD5"});
    return names;
}

bool has_password(const mail::Message& message)
{
    const Names& names = password_fields();
    return std::any_of(names.begin(), names.end(),
                       [&](std::string_view name) { return message.has_field(name); });
}

}  // namespace

ModeratorsCopy copy_for_moderators(const mail::Message& message)
{
    if (message.octets().size() > longest_whole) {
        std::string octets =
            mail::without_fields(message.split(), with_body_fields(password_fields()));
        octets +=
            "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
            "Content-Transfer-Encoding: quoted-printable\r\n\r\n";
        return {octets + mail::encode_quoted_printable(mail::read_text(message).utf8), true};
    }
    if (!has_password(message))
        return {message.octets()};
    return {mail::without_fields(message.split(), password_fields()) + "\r\n" +
            std::string{message.split().body}};
}

}  // namespace colporteur::lists
