// SPDX-License-Identifier: AGPL-3.0-or-later
#include "dressing/reply_to.hpp"

#include <algorithm>

#include "dressing/octets.hpp"

namespace colporteur::dressing {
namespace {

using Mailboxes = std::vector<mail::Mailbox>;

Mailboxes mailboxes_of(const mail::Split& post, std::string_view name)
{
    const mail::Field* const field = mail::find_field(post, name);
    return field ? mail::parse_mailboxes(field->body) : Mailboxes{};
}

/// Whom the list's own policy names, besides the author.
std::optional<mail::Mailbox> named_by_list(const Options& options, const Scene& scene)
{
    switch (options.reply_to) {
    case ReplyTo::author: break;
    case ReplyTo::list:
    case ReplyTo::both: return mail::Mailbox{scene.title, scene.list};
    case ReplyTo::address:
        if (options.reply_to_address)
            return mail::Mailbox{"", *options.reply_to_address};
    }
    return std::nullopt;
}

bool holds(const Mailboxes& mailboxes, const mail::Address& address)
{
    return std::any_of(mailboxes.begin(), mailboxes.end(),
                       [&](const mail::Mailbox& one) { return one.address == address; });
}

std::string written(const Mailboxes& mailboxes)
{
    std::string body;
    for (const mail::Mailbox& mailbox : mailboxes)
        body += (body.empty() ? "" : ", ") + mail::format_mailbox(mailbox);
    return mail::format_field("Reply-To", body);
}

}  // namespace

std::optional<std::string> reply_to_field(const mail::Split& post, const Options& options,
                                          const Scene& scene)
{
    const auto named = named_by_list(options, scene);
    if (options.anonymous)
        return named ? std::optional{written({*named})} : std::nullopt;

    const mail::Field* const field = mail::find_field(post, "Reply-To");
    const Mailboxes own = options.respect_reply_to ? mailboxes_of(post, "Reply-To") : Mailboxes{};
    const bool is_left = options.respect_reply_to && field && !named;
    const bool both = named && options.reply_to == ReplyTo::both;
    if (is_left || (!own.empty() && (!both || holds(own, named->address))))
        return octets_of(*field);
    if (!both)
        return named ? std::optional{written({*named})} : std::nullopt;

    Mailboxes answered = own.empty() ? mailboxes_of(post, "From") : own;
    if (!holds(answered, named->address))
        answered.push_back(*named);
    return written(answered);
}

}  // namespace colporteur::dressing
