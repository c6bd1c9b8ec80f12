// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/format.h>

#include "accounts/tokens.hpp"
#include "base/ascii.hpp"
#include "base/log.hpp"
#include "base/utf8.hpp"
#include "intake/intake.hpp"
#include "mail/compose.hpp"
#include "mail/message.hpp"
#include "store/jobs.hpp"

namespace colporteur::intake {
namespace {

constexpr int most_hops = 100;  // 5321-19

// Received = "from" helo ([ip]) "by" host "with" protocol ["for" <recipient>] ";" date      RFC
// 5321 §4.4
std::string received_field(const Arrival& arrival)
{
    const auto& recipients = arrival.envelope.recipients;
    const std::string from = arrival.peer.empty()
                                 ? ""
                                 : fmt::format("from {} ([{}])\r\n ",
                                               one_line(arrival.envelope.helo, 255), arrival.peer);
    const std::string whom =
        recipients.size() == 1 ? fmt::format("\r\n for <{}>", recipients.front().text()) : "";
    return fmt::format("Received: {}by {} with {}{};\r\n {}\r\n", from, recipients.front().domain(),
                       arrival.protocol, whom, mail::format_date(arrival.received));
}

/// Somebody else's Return-Path (5321-16), or a Message-ID that says nothing and is replaced.
bool is_taken_away(const mail::Field& field)
{
    return same_word(field.name, "Return-Path") ||
           (same_word(field.name, "Message-ID") && trim(field.body).empty());
}

/// The octets that are kept: what came, the Received field on top, with what was missing, without
/// what is to be taken away.
std::string octets_to_keep(const Arrival& arrival, const mail::Message& message)
{
    const auto& sender = arrival.envelope.reverse_path;
    std::string octets = received_field(arrival);
    octets += mail::missing_fields(message, arrival.received, accounts::new_token(),
                                   arrival.envelope.recipients.front().domain(),
                                   sender ? sender->text() : "");
    std::string_view rest = message.octets();
    for (const mail::Field& field : message.split().fields) {
        if (!is_taken_away(field))
            continue;
        const auto at = static_cast<std::size_t>(field.raw.data() - rest.data());
        octets += rest.substr(0, at);
        rest.remove_prefix(at + field.raw.size());
    }
    octets += rest;
    return octets;
}

}  // namespace

std::vector<smtp::Reply> take(store::Tx& tx, const model::Site& site, const Arrival& arrival)
{
    const auto& recipients = arrival.envelope.recipients;
    const mail::Message message{arrival.octets};
    if (message.count("Received") > most_hops)
        return std::vector<smtp::Reply>(
            recipients.size(), {554, "5.4.6", "Too many hops: this message goes in circles"});

    const auto key = store::add_message(tx, octets_to_keep(arrival, message), arrival.received);
    std::vector<smtp::Reply> replies;
    for (const mail::Address& recipient : recipients) {
        const auto route = resolve(tx, site, recipient);
        if (!route) {  // the list was removed since RCPT
            replies.push_back({550, "5.1.1", "No such address here"});
            continue;
        }
        store::add_job(tx, model::Job{
                               .message = key,
                               .purpose = route->purpose,
                               .list = route->list ? std::optional{route->list->id} : std::nullopt,
                               .recipient = recipient,
                               .sender = arrival.envelope.reverse_path,
                               .proven = arrival.peer.empty(),
                               .received = arrival.received,
                           });
        replies.push_back({250, "2.0.0", fmt::format("Ok: taken as m{}", model::number(key))});
        log::info("take id=m{} purpose={} octets={}", model::number(key),
                  model::to_word(route->purpose), arrival.octets.size());
    }
    return replies;
}

}  // namespace colporteur::intake
