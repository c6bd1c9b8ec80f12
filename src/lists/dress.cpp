// SPDX-License-Identifier: AGPL-3.0-or-later
#include "accounts/tokens.hpp"
#include "base/ascii.hpp"
#include "delivery/list_fields.hpp"
#include "lists/posting.hpp"
#include "mail/loop.hpp"

namespace colporteur::lists {
namespace {

// Envelope matters of the way here (5321-16, 5322-06), passwords, and wishes that would have
// each reader's program answer the author (X-04, 3461-01).
constexpr std::string_view taken_away[] = {
    "Return-Path",
    "Delivered-To",
    "X-Original-To",
    "Bcc",
    "Resent-Bcc",
    "Precedence",
    "Archived-At",
    "Approve",
    "Approved",
    "X-Approved",
    "X-Password",
    "Password",
    "Return-Receipt-To",
    "Disposition-Notification-To",
    "X-Confirm-Reading-To",
    "X-PMRQC",
    "Generate-Delivery-Report",
};

}  // namespace

std::string dress(const model::Site& site, const model::List& list, const mail::Message& message)
{
    std::vector<std::string_view> names{std::begin(taken_away), std::end(taken_away)};
    for (const mail::Field& field : message.split().fields)
        if (starts_with_word(field.name,
                             "List-"))  // of another list, or set by the author: 2369-01
            names.push_back(field.name);

    std::string dressed = delivery::list_fields(site, list);
    dressed += "Precedence: list\r\n";
    dressed +=
        mail::loop_field({.address = list.address.text(),
                          .mark = accounts::loop_mark(site.secret, list.address.text(),
                                                      message.field("Message-ID").value_or(""))});
    dressed += mail::without_fields(message.split(), names);
    dressed += "\r\n";
    dressed += message.split().body;
    return dressed;
}

}  // namespace colporteur::lists
