// SPDX-License-Identifier: AGPL-3.0-or-later
#include "lists/posting.hpp"

#include <fmt/format.h>

#include "accounts/tokens.hpp"
#include "base/ascii.hpp"
#include "base/log.hpp"
#include "base/utf8.hpp"
#include "delivery/notice.hpp"
#include "mail/automatic.hpp"
#include "store/jobs.hpp"
#include "store/lists.hpp"
#include "store/mailings.hpp"
#include "store/people.hpp"
#include "store/requests.hpp"
#include "text/translation.hpp"

namespace colporteur::lists {
namespace {

constexpr std::chrono::days answer_within{7};
constexpr std::size_t preview_octets = 600;

/// Everything the ways of a post share.
struct Post {
    store::Tx& tx;
    const model::Site& site;
    const model::List& list;
    const model::Job& job;
    const mail::Message& message;
    mail::Mailbox from;
    Time now;
};

std::string first_lines(std::string_view text)
{
    std::string lines;
    for (const std::string_view line : split(text, '\n')) {
        const std::string shown = one_line(line);
        if (lines.size() + shown.size() > preview_octets)
            return lines + "…";
        if (!shown.empty())
            lines += shown + '\n';
    }
    return lines;
}

std::string human_size(std::size_t octets, const text::Language& language)
{
    if (octets < 1'000'000)
        return language.count(N_("{} KB"), N_("{} KB"), static_cast<long long>(octets / 1000 + 1));
    return language.count(N_("{} MB"), N_("{} MB"), static_cast<long long>(octets / 1'000'000 + 1));
}

/// A mail that asks `to` for a decision about the post; without one when too many went there today:
/// the request waits in `held list`.
void ask(const Post& post, const mail::Mailbox& to, const std::string& to_language,
         model::RequestKind kind, std::string template_name)
{
    const std::string token = accounts::new_token();
    const std::string code = to_language.empty() ? post.list.language : to_language;
    const text::Language& language = text::language(code);
    const Summary summary = summarize(post.tx, post.list, post.job.message);
    delivery::Notice notice{
        .to = to,
        .language = code,
        .template_name = std::move(template_name),
        .values = {},
        .domain = store::find_domain(post.tx, post.list.domain).value(),
        .list = post.list,
        .reply_to = post.list.with("+confirm-" + token),
    };
    notice.values.set("LIST_TITLE", post.list.title)
        .set("LIST_ADDRESS", post.list.address.text())
        .set("FROM", summary.from)
        .set("SUBJECT", summary.subject)
        .set("SIZE", human_size(summary.octets, language))
        .set("RECIPIENTS", std::to_string(summary.recipients))
        .set("PREVIEW", summary.preview)
        .set("LINK", fmt::format("{}/confirm/{}", post.site.web_url, token));
    if (kind == model::RequestKind::approve)
        notice.original = post.message.octets();
    else
        notice.in_reply_to = post.message.message_id();

    model::Request request{
        .kind = kind,
        .list = post.list.id,
        .address = to.address,
        .name = to.name,
        .language = code,
        .message = post.job.message,
        .created = post.now,
        .expires = post.now + answer_within,
    };
    const std::string subject =
        fmt::format("{}:{}:{}", model::to_word(kind), model::number(post.list.id),
                    model::number(post.job.message));
    if (delivery::may_mail(post.tx, to.address, subject, std::chrono::minutes{10}, post.now))
        request.wording = delivery::notify(post.tx, post.site, notice, post.now);
    else
        log::warning("post-unasked id=m{} reason=\"too many mails to that address today\"",
                     model::number(post.job.message));
    store::add_request(post.tx, request, accounts::token_hash(token));
}

void hold(const Post& post)
{
    for (const model::Person& owner :
         store::people_with_role(post.tx, post.list.id, model::Role::owner))
        ask(post, {owner.name, owner.address}, owner.language, model::RequestKind::approve,
            "mail/held_for_owner.txt");
}

void reject(const Post& post, const std::string& reason)
{
    const std::string sender = post.job.sender ? post.job.sender->text() : "";
    if (mail::automatic_reason(post.message, sender, post.list.address.text()))
        return;
    if (!delivery::may_mail(post.tx, post.from.address, "rejected", std::chrono::minutes{0},
                            post.now))
        return;
    const std::string spoken = post.message.language();
    delivery::Notice notice{
        .to = post.from,
        .language = spoken.empty() ? post.list.language : spoken,
        .template_name = "mail/rejected_" + reason + ".txt",
        .values = {},
        .domain = store::find_domain(post.tx, post.list.domain).value(),
        .list = post.list,
        .in_reply_to = post.message.message_id(),
    };
    notice.values.set("LIST_TITLE", post.list.title)
        .set("LIST_ADDRESS", post.list.address.text())
        .set("OWNER_ADDRESS", post.list.with("-owner").text())
        .set("SUBJECT", one_line(post.message.subject()))
        .set("LINK", fmt::format("{}/{}", post.site.web_url, post.list.name()));
    delivery::notify(post.tx, post.site, notice, post.now);
}

void carry_out(const Post& post, const Verdict& verdict)
{
    switch (verdict.fate) {
    case Fate::confirm:
        ask(post, post.from, "", model::RequestKind::post, "mail/confirm_post.txt");
        break;
    case Fate::hold: hold(post); break;
    case Fate::reject: reject(post, verdict.reason); break;
    case Fate::accept:
    case Fate::discard: break;
    }
}

constexpr std::string_view fate_words[] = {"accept", "confirm", "hold", "reject", "discard"};

}  // namespace

Summary summarize(store::Db& db, const model::List& list, model::MessageKey message)
{
    const mail::Message letter{store::get_message(db, message)};
    const auto from = letter.from();
    return {
        .subject = one_line(letter.subject()),
        .from = from ? one_line(from->name.empty() ? from->address.text()
                                                   : from->name + " <" + from->address.text() + ">")
                     : "",
        .octets = letter.octets().size(),
        .recipients = store::count_members(db, list.id),
        .preview = first_lines(mail::read_text(letter).utf8),
    };
}

std::optional<std::int64_t> distribute(store::Tx& tx, const model::Site& site,
                                       const model::List& list, model::MessageKey original,
                                       Time now)
{
    const mail::Message message{store::get_message(tx, original)};
    model::Mailing mailing{
        .list = list.id,
        .original = original,
        .bounce_base = list.address,
        .personal = true,
        .priority = model::Priority::letter,
        .octets = dress(site, list, message),
        .subject = one_line(message.subject()),
        .created = now,
    };
    const std::string fingerprint =
        accounts::token_hash(message.message_id() + '\n' + std::string{message.split().body});
    const auto id = store::add_mailing(tx, mailing, fingerprint);
    if (!id) {
        log::info("duplicate id=m{} list={}", model::number(original), model::number(list.id));
        return std::nullopt;
    }
    const std::int64_t recipients = store::address_to_members(tx, *id, list.id);
    log::info("distribute id=m{} mailing={} list={} recipients={}", model::number(original),
              model::number(*id), model::number(list.id), recipients);
    return recipients;
}

void receive(store::Tx& tx, const model::Site& site, const model::List& list, const model::Job& job,
             Time now)
{
    const mail::Message message{store::get_message(tx, job.message)};
    const auto from = message.from();
    const auto person = from ? store::find_person(tx, from->address) : std::nullopt;
    const auto member = person ? store::find_member(tx, list.id, person->id) : std::nullopt;
    const std::string sender = job.sender ? job.sender->text() : "";
    const bool author = person && (store::has_role(tx, list.id, person->id, model::Role::owner) ||
                                   store::has_role(tx, list.id, person->id, model::Role::author));
    const Verdict verdict = judge({
        .list = list,
        .message = message,
        .envelope_sender = sender,
        .from_author = author,
        .from_member = member && member->state == model::MemberState::subscribed,
        .proven = job.proven,
    });
    log::info("judge id=m{} list={} fate={} reason={}", model::number(job.message),
              model::number(list.id), fate_words[static_cast<std::size_t>(verdict.fate)],
              verdict.reason);

    if (verdict.fate == Fate::accept)
        distribute(tx, site, list, job.message, now);
    else if (from)  // without one there is nobody to tell
        carry_out({tx, site, list, job, message, *from, now}, verdict);
}

}  // namespace colporteur::lists
