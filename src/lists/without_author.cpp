// SPDX-License-Identifier: AGPL-3.0-or-later
#include "lists/without_author.hpp"

#include "delivery/list_fields.hpp"
#include "dressing/anonymous.hpp"
#include "mail/compose.hpp"
#include "mail/message.hpp"
#include "text/translation.hpp"

namespace colporteur::lists {
namespace {

std::string new_message_id(const model::List& list, const model::Archived& post)
{
    return mail::make_message_id(post.permalink, list.address.domain());
}

}  // namespace

std::string letter_without_author(const model::Site& site, const model::List& list,
                                  const model::Archived& post, std::string_view distributed)
{
    const mail::Message letter{std::string{distributed}};
    const dressing::Scene scene{.list = list.address,
                                .title = list.title,
                                .language = list.language,
                                .number = post.number,
                                .new_message_id = new_message_id(list, post)};
    return delivery::list_fields(site, list) +
           dressing::anonymous_header(letter.split(), {}, scene) + "\r\n" +
           std::string{letter.split().body};
}

std::string place_of_post(const model::List& list, const model::Archived& post)
{
    const text::Language& language = text::language(list.language);
    const mail::Mailbox from{list.title, list.address};
    return mail::compose({
        .from = from,
        .to = from,
        .reply_to = {},
        .subject = post.subject,
        .text = language.say(N_("This message was erased because its author wished so.")) + "\n",
        .language = language.code(),
        .message_id = new_message_id(list, post),
        .in_reply_to = post.in_reply_to,
        .more = {},
        .date = post.at,
    });
}

}  // namespace colporteur::lists
