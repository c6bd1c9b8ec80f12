// SPDX-License-Identifier: AGPL-3.0-or-later
#include "digests/part.hpp"

#include "mail/header.hpp"
#include "mail/message.hpp"

namespace colporteur::digests {
namespace {

const std::vector<std::string_view> taken_away = {
    "Approve",
    "Approved",
    "X-Approved",
    "X-Password",
    "Password",
    "Bcc",
    "Resent-Bcc",
    "Return-Path",
    "Delivered-To",
    "X-Original-To",
    "Errors-To",
    "X-Loop",
    "List-Unsubscribe",
    "List-Unsubscribe-Post",
    "Return-Receipt-To",
    "Disposition-Notification-To",
    "X-Confirm-Reading-To",
    "X-PMRQC",
    "Generate-Delivery-Report",
};

}  // namespace

std::string as_read(std::string_view octets)
{
    const mail::Split post = mail::split_message(octets);
    std::string part = mail::without_fields(post, taken_away);
    part += "\r\n";
    part += post.body;
    return part;
}

bool is_eight_bit(std::string_view octets)
{
    const mail::EightBit high = mail::eight_bit(octets);
    return high.header || high.body;
}

}  // namespace colporteur::digests
