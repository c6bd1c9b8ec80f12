// SPDX-License-Identifier: AGPL-3.0-or-later
// A post on its way to everyone: kept in the archive, dressed, addressed to the members in each of
// the forms in which some of them want it.
#include <fmt/format.h>

#include "accounts/tokens.hpp"
#include "archive/archive.hpp"
#include "base/encode.hpp"
#include "base/log.hpp"
#include "base/utf8.hpp"
#include "lists/dress.hpp"
#include "lists/forms.hpp"
#include "lists/posting.hpp"
#include "lists/tokens.hpp"
#include "lists/topics.hpp"
#include "mail/likeness.hpp"
#include "settings/settings.hpp"
#include "store/archive.hpp"
#include "store/jobs.hpp"
#include "store/ledger.hpp"
#include "store/mailings.hpp"
#include "store/people.hpp"

namespace colporteur::lists {
namespace {

constexpr std::int64_t parts_per_post = 1'024;  // a token names the post and the part

/// Members whom To or Cc names, and who do not want the post twice.
void spare_the_named(store::Tx& tx, model::MailingId leader, const mail::Message& message)
{
    for (const char* const field : {"To", "Cc"})
        for (const mail::Mailbox& named : mail::parse_mailboxes(message.field(field).value_or("")))
            if (const auto person = store::find_person(tx, named.address))
                store::add_named(tx, leader, person->id);
}

std::optional<model::Person> author_of(store::Db& db, const mail::Message& message)
{
    const auto from = message.from();
    return from ? store::find_person(db, from->address) : std::nullopt;
}

void count_author(store::Tx& tx, const model::List& list, const model::Person& author)
{
    if (const auto member = store::find_membership(tx, list.id, author))
        store::count_post(tx, member->id);
}

}  // namespace

std::string part_link(const model::Site& site, model::ArchiveId post, int part)
{
    const auto number = model::number(post) * parts_per_post + part % parts_per_post;
    return fmt::format("{}/part/{}", site.web_url,
                       accounts::sign(site.secret, accounts::Use::part, number));
}

std::optional<PostPart> find_part(const model::Site& site, std::string_view token)
{
    const auto number = accounts::verify(site.secret, accounts::Use::part, token);
    if (!number)
        return std::nullopt;
    return PostPart{model::ArchiveId{*number / parts_per_post},
                    static_cast<int>(*number % parts_per_post)};
}

std::optional<std::int64_t> distribute(store::Tx& tx, const model::Site& site,
                                       const model::List& list, model::MessageKey original,
                                       Time now)
{
    const model::Settings settings = settings::settings_of(tx, list);
    const mail::Message message{store::get_message(tx, original)};
    const auto author = author_of(tx, message);
    const std::int64_t number = store::next_number(tx, list.id);
    const mail::Message shared{without_tokens(tx, site, message.octets())};
    const mail::Message dressed{dress(site, list, settings, shared, number)};
    const std::uint64_t topics = topics_of(settings, message);

    const model::Mailing mailing{
        .list = list.id,
        .original = original,
        .bounce_base = list.address,
        .personal = list.personal_copies,
        .fields = settings.personal_fields,
        .priority = model::Priority::letter,
        .octets = dressed.octets(),
        .subject = one_line(dressed.subject()),
        .created = now,
        .audience = {.topics = topics,
                     .author = author && !settings.dress.anonymous ? std::optional{author->main}
                                                                   : std::nullopt,
                     .number = number},
    };
    const std::string fingerprint =
        accounts::token_hash(message.message_id() + '\n' + std::string{message.split().body});
    const auto id = store::add_mailing(tx, mailing, fingerprint);
    if (!id) {
        log::info("duplicate id=m{} list={}", model::number(original), model::number(list.id));
        return std::nullopt;
    }
    const model::Archived kept = archive::add(
        tx,
        {.list = list.id,
         .number = number,
         .original = original,
         .distributed = dressed,
         .person = author && !settings.dress.anonymous ? std::optional{author->id} : std::nullopt,
         .topics = topics,
         .listed = !archive::asks_for_no_archive(message)},
        now);
    if (author)
        count_author(tx, list, *author);
    spare_the_named(tx, *id, message);
    add_forms(tx, {site, list, kept, mailing}, *id);
    const std::int64_t recipients = store::address_to_members(tx, *id, list.id);
    log::info("distribute id=m{} mailing={} list={} number={} recipients={}",
              model::number(original), model::number(*id), model::number(list.id), number,
              recipients);
    return recipients;
}

}  // namespace colporteur::lists
