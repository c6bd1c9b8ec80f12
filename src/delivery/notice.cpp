// SPDX-License-Identifier: AGPL-3.0-or-later
#include "delivery/notice.hpp"

#include <fmt/format.h>

#include "accounts/tokens.hpp"
#include "base/log.hpp"
#include "base/utf8.hpp"
#include "delivery/list_fields.hpp"
#include "delivery/notice_text.hpp"
#include "delivery/plain_name.hpp"
#include "mail/message.hpp"
#include "store/ledger.hpp"
#include "store/mailings.hpp"
#include "text/translation.hpp"

namespace colporteur::delivery {
namespace {

mail::Draft draft_of(const model::Site& site, const Notice& notice, Time now)
{
    auto [subject, text] = words_of(site, notice);
    text += "\n-- \n" + signature_of(site, notice);
    return {
        .from = {notice.domain.title, robot_address(site, notice.domain)},
        .to = {plain_name(notice.to.name), notice.to.address},
        .reply_to = notice.reply_to,
        .subject = std::move(subject),
        .text = std::move(text),
        .language = text::language(notice.language).code(),
        .message_id = mail::make_message_id(accounts::new_token(), notice.domain.name),
        .in_reply_to = notice.in_reply_to,
        .more = automaton_fields(site, notice),
        .date = now,
    };
}

std::vector<mail::File> files_of(const Notice& notice)
{
    std::vector<mail::File> files = notice.files;
    if (!notice.original.empty())
        files.insert(files.begin(), {.type = "message/rfc822", .octets = notice.original});
    return files;
}

model::MailingId enqueue(store::Tx& tx, model::Mailing mailing, const mail::Address& to)
{
    mailing.priority = model::Priority::notice;
    mailing.id = store::add_mailing(tx, mailing, "").value();
    store::add_delivery(tx, mailing, to, mailing.created);
    return mailing.id;
}

model::Mailing mailing_of(const mail::Address& bounce_base, std::string octets, std::string subject,
                          Time now)
{
    return {
        .list = {},
        .original = {},
        .bounce_base = bounce_base,
        .octets = std::move(octets),
        .subject = std::move(subject),
        .created = now,
    };
}

}  // namespace

std::vector<std::pair<std::string, std::string>> automaton_fields(const model::Site& site,
                                                                  const Notice& notice)
{
    std::vector<std::pair<std::string, std::string>> fields = {
        {"Auto-Submitted", notice.answers ? "auto-replied" : "auto-generated"},  // RFC 3834 §5
        {"X-Auto-Response-Suppress", "OOF, AutoReply"},
        {"X-Loop", robot_address(site, notice.domain).text()},
    };
    if (notice.list) {
        for (auto& field : list_field_bodies(site, *notice.list))
            fields.push_back(std::move(field));
        fields.emplace_back("List-Unsubscribe",
                            fmt::format("<mailto:{}>", notice.list->with("-unsubscribe").text()));
    }
    return fields;
}

std::string notify(store::Tx& tx, const model::Site& site, const Notice& notice, Time now)
{
    const mail::Draft draft = draft_of(site, notice, now);
    const auto files = files_of(notice);
    std::string octets =
        files.empty() ? mail::compose(draft) : mail::compose_with_files(draft, files);
    const mail::Address bounce_base =
        notice.list ? notice.list->address : robot_address(site, notice.domain);
    const auto id = enqueue(tx, mailing_of(bounce_base, std::move(octets), draft.subject, now),
                            notice.to.address);
    log::info("notify mailing={} template={}", model::number(id), notice.template_name);
    return draft.subject + "\n\n" + draft.text;
}

void forward(store::Tx& tx, const mail::Address& bounce_base, std::string_view extra,
             std::string_view octets, const mail::Address& to, Time now)
{
    const mail::Message message{std::string{extra} + std::string{octets}};
    enqueue(tx, mailing_of(bounce_base, message.octets(), one_line(message.subject()), now), to);
}

mail::Address robot_address(const model::Site& site, const model::Domain& domain)
{
    return mail::parse_address(site.robots.front() + "@" + domain.name).value();
}

}  // namespace colporteur::delivery
