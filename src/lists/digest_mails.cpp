// SPDX-License-Identifier: AGPL-3.0-or-later
#include "lists/digest_mails.hpp"

#include <algorithm>
#include <stdexcept>

#include <fmt/format.h>

#include "accounts/tokens.hpp"
#include "base/encode.hpp"
#include "base/utf8.hpp"
#include "delivery/list_fields.hpp"
#include "delivery/reader.hpp"
#include "digests/compose.hpp"
#include "digests/cut.hpp"
#include "lists/dress.hpp"
#include "mail/compose.hpp"
#include "mail/header.hpp"
#include "mail/message.hpp"
#include "mail/personal.hpp"
#include "store/archive.hpp"
#include "store/ledger.hpp"
#include "store/mailings.hpp"

namespace colporteur::lists {
namespace {

// An issue goes when a list's limits are reached, so it often holds somewhat more. These are for
// what piled up while the server stood still.
constexpr std::size_t most_posts = 200;
constexpr std::size_t most_octets = 10'000'000;  // many mailboxes take no mail over 20 MB

digests::IssueLimits limits_of(const model::Settings& settings)
{
    const auto posts = static_cast<std::size_t>(std::max(settings.digest_posts, 0));
    return {.items = std::max(most_posts, posts),
            .octets = std::max(most_octets, settings.digest_octets)};
}

digests::Form form_of(model::Reception reception)
{
    switch (reception) {
    case model::Reception::digest: return digests::Form::mime;
    case model::Reception::plain_digest: return digests::Form::plain;
    case model::Reception::summary: return digests::Form::summary;
    default: throw std::logic_error{"a digest for somebody who wants none"};
    }
}

/// What stands before the fields that every mail has. Answers to a newsletter reach the owners: its
/// readers cannot write to it.
std::string first_fields(const model::Site& site, const model::List& list,
                         std::string_view message_id)
{
    const mail::Address answers =
        list.kind == model::Kind::discussion ? list.address : list.with("-owner");
    return delivery::list_fields(site, list) + loop_field(site, list, message_id) +
           mail::format_field("Reply-To", answers.text());
}

std::string permalink(const model::Site& site, const model::List& list,
                      const store::DigestPost& post)
{
    if (post.permalink.empty())
        return "";
    return fmt::format("{}/{}/m/{}", site.web_url, percent_encode(list.name()), post.permalink);
}

/// The post as nobody's copy: a digest is the same for many, so personal fields say what they say
/// where nothing is known.
std::string without_readers(std::string octets, const model::List& list,
                            const model::Settings& settings)
{
    const auto names = delivery::field_names(model::names_of(settings.attributes));
    const auto found = mail::find_personal(octets, names);
    if (found.filling.empty())
        return octets;
    const auto value_of = [&](const std::string& name) {
        return delivery::value_of(name, {},
                                  {.recipient = {}, .list = list.title, .unsubscribe_link = {}});
    };
    return mail::filled_message(found.octets, found.filling, mail::fill(found.filling, value_of));
}

}  // namespace

DigestPress::DigestPress(store::Tx& tx, const model::Site& site, const model::List& list,
                         model::Settings settings, std::int64_t first, Time now)
    : tx_{tx},
      site_{site},
      list_{list},
      settings_{std::move(settings)},
      first_{first},
      now_{now},
      last_number_{first - 1}
{
}

void DigestPress::print(const store::DigestGroup& group, std::int64_t last)
{
    print_posts(group, last, [&](model::Mailing mailing) {
        mailing.audience = {.reception = group.reception,
                            .number = last,
                            .owed_after = group.owed_after,
                            .leader = leader_};
        const auto id = store::add_mailing(tx_, mailing, "").value();
        if (!leader_)
            leader_ = id;
    });
}

void DigestPress::print_for(const model::Member& reader, std::int64_t last)
{
    const store::DigestGroup group{reader.reception, reader.owed_after.value_or(last)};
    print_posts(group, last, [&](model::Mailing mailing) {
        mailing.audience.reception = reader.reception;
        mailing.id = store::add_mailing(tx_, mailing, "").value();
        store::add_delivery(tx_, mailing, reader, now_);
    });
}

void DigestPress::print_posts(const store::DigestGroup& group, std::int64_t last,
                              const Finish& finish)
{
    const auto posts = store::digest_posts(tx_, list_.id, group.owed_after, last);
    std::vector<std::size_t> sizes;
    for (const store::DigestPost& post : posts)
        sizes.push_back(post.octets);
    auto from = posts.begin();
    std::int64_t number = first_;
    for (const std::size_t count : digests::cut(sizes, limits_of(settings_))) {
        const auto to = from + static_cast<std::ptrdiff_t>(count);
        finish(mail_of({from, to}, group.reception, number));
        last_number_ = std::max(last_number_, number);
        ++number;
        ++mails_;
        from = to;
    }
}

model::Mailing DigestPress::mail_of(const std::vector<store::DigestPost>& posts,
                                    model::Reception reception, std::int64_t number)
{
    std::vector<std::string> octets;  // that the items point into
    digests::Issue issue = cover(number);
    for (const store::DigestPost& post : posts)
        octets.push_back(octets_of(post));
    for (std::size_t i = 0; i < posts.size(); ++i)
        issue.items.push_back({.number = posts[i].number,
                               .octets = octets[i],
                               .permalink = permalink(site_, list_, posts[i]),
                               .posted = posts[i].at});
    const mail::Message message{digests::compose(issue, form_of(reception))};
    return {
        .list = list_.id,
        .original = {},
        .bounce_base = list_.address,
        .personal = list_.personal_copies,
        .priority = model::Priority::letter,
        .octets = message.octets(),
        .subject = one_line(message.subject()),
        .created = now_,
    };
}

digests::Issue DigestPress::cover(std::int64_t number) const
{
    const bool discussion = list_.kind == model::Kind::discussion;
    const std::string id =
        mail::make_message_id(accounts::new_token(), list_.address.domain());  // DIG-02
    return {
        .list_title = list_.title,
        .posting_address = discussion ? std::optional{list_.address} : std::nullopt,
        .language = list_.language,
        .number = number,
        .items = {},
        .from = {list_.title, list_.address},
        .to = {list_.title, list_.address},
        .message_id = id,
        .date = now_,
        .list_fields = first_fields(site_, list_, id),
        .footer = settings_.dress.footer_text,
        .zone = site_.zone,
    };
}

std::string DigestPress::octets_of(const store::DigestPost& post)
{
    std::string octets = store::distributed_octets(tx_, post.id);
    return settings_.personal_fields ? without_readers(std::move(octets), list_, settings_)
                                     : octets;
}

}  // namespace colporteur::lists
