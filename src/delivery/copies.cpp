// SPDX-License-Identifier: AGPL-3.0-or-later
#include "delivery/copies.hpp"

#include <fmt/format.h>

#include "accounts/tokens.hpp"
#include "base/encode.hpp"
#include "mail/message.hpp"
#include "mail/recode.hpp"
#include "smtp/data.hpp"

namespace colporteur::delivery {
namespace {

/// The octets that one copy alone has, and a hand on those it shares.
struct Own {
    std::string fields;
    std::shared_ptr<const Prepared> shared;
};

std::string own_fields(const Prepared& prepared, std::string_view token)
{
    std::string fields;
    fields.reserve(prepared.link_start.size() + prepared.mailto_start.size() +
                   prepared.mailto_end.size() + 2 * token.size());
    fields += prepared.link_start;
    fields += token;
    fields += prepared.mailto_start;
    fields += token;
    fields += prepared.mailto_end;
    return fields;
}

std::vector<mail::DkimSigner> signers_for(const model::Site& site, const model::Mailing& mailing)
{
    const mail::Message message{mailing.octets};
    const auto from = message.from();
    std::vector<mail::DkimSigner> signers;
    for (const mail::DkimSigner& signer : site.signers)
        if (signer.domain == mailing.bounce_base.domain() ||
            (from && signer.domain == from->address.domain()))
            signers.push_back(signer);
    return signers;
}

/// For readers who all get the same octets: leaving takes an answer, not a click.
std::string shared_unsubscribe(const model::Site& site, const model::List& list)
{
    return fmt::format("List-Unsubscribe: <mailto:{}>,\r\n <{}/{}>\r\n",
                       list.with("-unsubscribe").text(), site.web_url, percent_encode(list.name()));
}

void personalise(Prepared& prepared, const model::Site& site, const model::List& list)
{
    prepared.link_start = fmt::format("List-Unsubscribe: <{}/unsubscribe/", site.web_url);
    prepared.mailto_start = fmt::format(">,\r\n <mailto:{}+leave-", percent_encode(list.name()));
    prepared.mailto_end = fmt::format(
        "@{}>\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n", list.address.domain());
}

/// What follows from the content: to be done last.
void finish(Prepared& prepared, Time now)
{
    if (!prepared.content.ends_with("\r\n"))
        prepared.content += "\r\n";
    const mail::Split split = mail::split_message(prepared.content);
    const std::string sample = prepared.personal ? own_fields(prepared, "token") : "";
    mail::DkimSeal seal{prepared.signers, sample, split.header, split.body};
    if (seal.signs() && prepared.shared)
        prepared.content.insert(0, seal.sign("", now));
    else if (seal.signs())
        prepared.seal.emplace(std::move(seal));

    const mail::EightBit eight_bit = mail::eight_bit(prepared.content);
    prepared.utf8 = eight_bit.header;
    prepared.eight_bit = eight_bit.body || eight_bit.header;
    std::string stuffed = smtp::stuff_dots(prepared.content);
    if (stuffed != prepared.content)
        prepared.stuffed = std::move(stuffed);
}

}  // namespace

std::shared_ptr<const Prepared> prepare(const model::Site& site, const model::Mailing& mailing,
                                        const std::optional<model::List>& list, Time now)
{
    auto prepared = std::make_shared<Prepared>(Prepared{
        .id = mailing.id,
        .bounce_base = mailing.bounce_base,
        .priority = mailing.priority,
        .personal = mailing.personal && list,
        .shared = !mailing.personal && list,
        .content = mailing.octets,
        .signers = signers_for(site, mailing),
    });
    if (prepared->personal)
        personalise(*prepared, site, *list);
    if (prepared->shared)
        prepared->content.insert(0, shared_unsubscribe(site, *list));
    finish(*prepared, now);
    return prepared;
}

std::shared_ptr<const Prepared> without(const Prepared& prepared, smtp::Lack lack, Time now)
{
    auto plainer = std::make_shared<Prepared>(Prepared{
        .id = prepared.id,
        .bounce_base = prepared.bounce_base,
        .priority = prepared.priority,
        .personal = prepared.personal,
        .shared = prepared.shared,
        .link_start = prepared.link_start,
        .mailto_start = prepared.mailto_start,
        .mailto_end = prepared.mailto_end,
        .signers = prepared.signers,
    });
    auto recoded = lack == smtp::Lack::eight_bit ? mail::to_seven_bit(prepared.content)
                                                 : mail::to_ascii_header(prepared.content);
    plainer->content = recoded ? std::move(*recoded) : prepared.content;
    finish(*plainer, now);
    const bool still = lack == smtp::Lack::eight_bit ? plainer->eight_bit : plainer->utf8;
    if (!recoded || still)
        plainer->refusal =
            lack == smtp::Lack::eight_bit
                ? smtp::Reply{554, "5.6.3", "The relay does not take 8-bit messages"}
                : smtp::Reply{553, "5.6.7", "The relay does not take UTF-8 header fields"};
    return plainer;
}

smtp::Copy render(const model::Site& site, const std::shared_ptr<const Prepared>& prepared,
                  std::span<const model::Delivery> deliveries, Time now)
{
    const model::Delivery& first = deliveries.front();
    const auto own = std::make_shared<Own>(Own{{}, prepared});
    if (prepared->personal && first.member)
        own->fields = own_fields(*prepared, accounts::sign(site.secret, accounts::Use::leave,
                                                           model::number(*first.member)));
    if (prepared->seal)
        own->fields.insert(0, prepared->seal->sign(own->fields, now));

    const std::string token =
        prepared->shared
            ? accounts::sign(site.secret, accounts::Use::letter, model::number(prepared->id))
            : accounts::sign(site.secret, accounts::Use::bounce, model::number(first.id));
    const mail::Address& base = prepared->bounce_base;
    smtp::Copy copy{
        .id = static_cast<std::uint64_t>(model::number(first.id)),
        .sender = fmt::format("{}+bounce-{}@{}", base.local(), token, base.domain()),
        .utf8 = prepared->utf8 || base.needs_utf8(),
        .eight_bit = prepared->eight_bit,
        .envelope_id = token,
        .keeps = own,
    };
    for (const model::Delivery& delivery : deliveries) {
        copy.recipients.push_back(
            {static_cast<std::uint64_t>(model::number(delivery.id)), delivery.recipient.text()});
        copy.utf8 |= delivery.recipient.needs_utf8();
    }
    if (!own->fields.empty())
        copy.pieces.push_back(own->fields);
    copy.pieces.push_back(prepared->content);
    if (!prepared->stuffed.empty()) {
        copy.stuffed = copy.pieces;
        copy.stuffed.back() = prepared->stuffed;
    }
    return copy;
}

std::string to_text(const smtp::Copy& copy)
{
    std::string text;
    for (const std::string_view piece : copy.pieces)
        text += piece;
    return text;
}

}  // namespace colporteur::delivery
