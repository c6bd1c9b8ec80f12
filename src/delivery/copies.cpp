// SPDX-License-Identifier: AGPL-3.0-or-later
#include "delivery/copies.hpp"

#include <fmt/format.h>

#include "accounts/tokens.hpp"
#include "base/encode.hpp"
#include "mail/message.hpp"
#include "smtp/data.hpp"

namespace colporteur::delivery {
namespace {

/// The octets that one copy alone has, and a hand on those it shares.
struct Own {
    std::string fields;
    std::shared_ptr<const Prepared> shared;
};

std::string own_fields(const model::Site& site, const Prepared& prepared, model::MemberId member)
{
    const std::string token =
        accounts::sign(site.secret, accounts::Use::leave, model::number(member));
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

}  // namespace

std::shared_ptr<const Prepared> prepare(const model::Site& site, const model::Mailing& mailing,
                                        const std::optional<model::List>& list)
{
    const mail::EightBit eight_bit = mail::eight_bit(mailing.octets);
    auto prepared = std::make_shared<Prepared>(Prepared{
        .id = mailing.id,
        .bounce_base = mailing.bounce_base,
        .created = mailing.created,
        .content = smtp::stuff_dots(mailing.octets),
        .utf8 = eight_bit.header,
        .eight_bit = eight_bit.body || eight_bit.header,
        .priority = mailing.priority,
        .personal = mailing.personal && list,
        .link_start = {},
        .mailto_start = {},
        .mailto_end = {},
    });
    if (prepared->personal) {
        prepared->link_start = fmt::format("List-Unsubscribe: <{}/unsubscribe/", site.web_url);
        prepared->mailto_start =
            fmt::format(">,\r\n <mailto:{}+leave-", percent_encode(list->name()));
        prepared->mailto_end =
            fmt::format("@{}>\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n",
                        list->address.domain());
    }
    return prepared;
}

smtp::Copy render(const model::Site& site, const std::shared_ptr<const Prepared>& prepared,
                  const model::Delivery& delivery)
{
    const mail::Address& base = prepared->bounce_base;
    const auto own = std::make_shared<Own>(Own{prepared->personal && delivery.member
                                                   ? own_fields(site, *prepared, *delivery.member)
                                                   : std::string{},
                                               prepared});
    smtp::Copy copy{
        .id = static_cast<std::uint64_t>(model::number(delivery.id)),
        .sender = fmt::format(
            "{}+bounce-{}@{}", base.local(),
            accounts::sign(site.secret, accounts::Use::bounce, model::number(delivery.id)),
            base.domain()),
        .recipient = delivery.recipient.text(),
        .utf8 = prepared->utf8 || delivery.recipient.needs_utf8(),
        .eight_bit = prepared->eight_bit,
        .pieces = {},
        .keeps = own,
    };
    if (!own->fields.empty())
        copy.pieces.push_back(own->fields);
    copy.pieces.push_back(prepared->content);
    return copy;
}

std::string to_text(const smtp::Copy& copy)
{
    std::string stuffed;
    for (const std::string_view piece : copy.pieces)
        stuffed += piece;
    std::string text;
    text.reserve(stuffed.size());
    for (std::size_t i = 0; i < stuffed.size(); ++i) {
        const bool line_start = i == 0 || stuffed[i - 1] == '\n';
        if (!(line_start && stuffed[i] == '.'))
            text += stuffed[i];
    }
    return text;
}

}  // namespace colporteur::delivery
