// SPDX-License-Identifier: AGPL-3.0-or-later
#include "delivery/copies.hpp"

#include <fmt/format.h>

#include "accounts/tokens.hpp"
#include "base/encode.hpp"
#include "delivery/pieces.hpp"
#include "mail/message.hpp"
#include "mail/recode.hpp"
#include "smtp/data.hpp"

namespace colporteur::delivery {
namespace {

using Names = std::vector<std::string>;

/// The octets that one copy alone has, and a hand on those it shares.
struct Own {
    std::string fields;
    std::vector<std::string> values;  ///< of the fields in the text, as they are written
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

std::string unsubscribe_url(const model::Site& site)
{
    return site.web_url + "/unsubscribe/";
}

void personalise(Prepared& prepared, const model::Site& site, const model::List& list)
{
    prepared.link_start = fmt::format("List-Unsubscribe: <{}", unsubscribe_url(site));
    prepared.mailto_start = fmt::format(">,\r\n <mailto:{}+leave-", percent_encode(list.name()));
    prepared.mailto_end = fmt::format(
        "@{}>\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n", list.address.domain());
}

/// Leaves slots where the text has fields that are filled.
void take_fields_out(Prepared& prepared)
{
    if (prepared.field_names.empty())
        return;
    auto found = mail::find_personal(prepared.content, prepared.field_names);
    if (found.filling.empty())
        return;
    prepared.content = std::move(found.octets);
    prepared.filling = std::move(found.filling);
}

void cut_at_slots(Prepared& prepared)
{
    const auto& slots = prepared.filling.slots;
    prepared.stretches = cut_at(prepared.content, slots);
    if (!prepared.stuffed.empty())
        prepared.stuffed_stretches =
            cut_at(prepared.stuffed, stuffed_slots(prepared.content, slots));
}

/// What a copy's own fields are called, and in which order.
std::string sample_fields(const Prepared& prepared)
{
    const mail::Filling& filling = prepared.filling;
    const std::string own = prepared.personal ? own_fields(prepared, "token") : "";
    return own + mail::subject_field(filling, std::vector<std::string>(filling.fields.size()));
}

/// What follows from the content: to be done last.
void finish(Prepared& prepared, Time now)
{
    const auto& slots = prepared.filling.slots;
    const bool ends_with_slot = !slots.empty() && slots.back().at == prepared.content.size();
    if (!prepared.content.ends_with("\r\n") || ends_with_slot)
        prepared.content += "\r\n";
    const std::string_view first_stretch = cut_at(prepared.content, slots).front();
    const mail::Split split = mail::split_message(first_stretch);
    mail::DkimSeal seal{prepared.signers, sample_fields(prepared), split.header, split.body};
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
    cut_at_slots(prepared);
}

/// The fields and the values of one reader.
void write_own(Own& own, const model::Site& site, const model::Delivery& delivery,
               const Reader& reader)
{
    const Prepared& prepared = *own.shared;
    CopyFacts facts{delivery.recipient.text(), prepared.list, ""};
    if (prepared.personal && delivery.member) {
        const std::string token =
            accounts::sign(site.secret, accounts::Use::leave, model::number(*delivery.member));
        own.fields = own_fields(prepared, token);
        facts.unsubscribe_link = unsubscribe_url(site) + token;
    }
    if (prepared.filling.empty())
        return;
    own.values = mail::fill(prepared.filling,
                            [&](const std::string& name) { return value_of(name, reader, facts); });
    own.fields += mail::subject_field(prepared.filling, own.values);
}

void append(Pieces& to, const Pieces& more)
{
    to.insert(to.end(), more.begin(), more.end());
}

}  // namespace

std::shared_ptr<const Prepared> prepare(const model::Site& site, const model::Mailing& mailing,
                                        const std::optional<model::List>& list, Time now,
                                        const std::vector<std::string>& attributes)
{
    auto prepared = std::make_shared<Prepared>(Prepared{
        .id = mailing.id,
        .bounce_base = mailing.bounce_base,
        .priority = mailing.priority,
        .content = mailing.octets,
        .list = list ? list->title : "",
        .field_names = mailing.fields && list ? field_names(attributes) : Names{},
        .signers = signers_for(site, mailing),
    });
    take_fields_out(*prepared);
    prepared->personal = list && (mailing.personal || !prepared->filling.empty());
    prepared->shared = list && !prepared->personal;
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
        .list = prepared.list,
        .field_names = prepared.field_names,
        .link_start = prepared.link_start,
        .mailto_start = prepared.mailto_start,
        .mailto_end = prepared.mailto_end,
        .signers = prepared.signers,
    });
    auto typed = mail::as_typed(prepared.content, prepared.filling);
    auto recoded =
        lack == smtp::Lack::eight_bit ? mail::to_seven_bit(typed) : mail::to_ascii_header(typed);
    plainer->content = std::move(recoded ? *recoded : typed);
    take_fields_out(*plainer);
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
                  std::span<const model::Delivery> deliveries, Time now, const Reader& reader)
{
    const model::Delivery& first = deliveries.front();
    const auto own = std::make_shared<Own>(Own{{}, {}, prepared});
    write_own(*own, site, first, reader);
    const auto& slots = prepared->filling.slots;
    const Pieces content = weave(prepared->stretches, slots, own->values);
    if (prepared->seal)
        own->fields.insert(0,
                           prepared->seal->sign(own->fields, now, std::span{content}.subspan(1)));

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
    if (!prepared->stuffed.empty()) {
        copy.stuffed = copy.pieces;
        append(copy.stuffed, weave(prepared->stuffed_stretches, slots, own->values));
    }
    append(copy.pieces, content);
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
