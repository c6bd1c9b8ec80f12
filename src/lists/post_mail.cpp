// SPDX-License-Identifier: AGPL-3.0-or-later
#include "lists/post_mail.hpp"

#include <fmt/format.h>

#include "accounts/tokens.hpp"
#include "base/log.hpp"
#include "base/utf8.hpp"
#include "delivery/reader.hpp"
#include "lists/mails.hpp"
#include "mail/automatic.hpp"
#include "mail/personal.hpp"
#include "store/lists.hpp"
#include "store/requests.hpp"
#include "text/size.hpp"
#include "text/translation.hpp"

namespace colporteur::lists {
namespace {

constexpr std::chrono::days answer_within{7};
constexpr std::chrono::minutes quiet{10};

model::Request request_for(const Post& post, model::RequestKind kind,
                           const delivery::Notice& notice)
{
    return {
        .kind = kind,
        .list = post.list.id,
        .address = notice.to.address,
        .name = notice.to.name,
        .language = notice.language,
        .message = post.job.message,
        .created = post.now,
        .expires = post.now + answer_within,
    };
}

std::string as_typed(const std::vector<std::string>& fields)
{
    std::string typed;
    for (const std::string& field : fields)
        typed += (typed.empty() ? "{{" : ", {{") + field + "}}";
    return typed;
}

/// Asks for a decision about the post. Who got too many mails today is not asked: the request waits
/// all the same (held list).
void ask(const Post& post, model::RequestKind kind, delivery::Notice notice)
{
    const std::string token = accounts::new_token();
    const Summary summary = summarize(post.tx, post.list, post.job.message);
    notice.reply_to = post.list.with("+confirm-" + token);
    notice.values.set("LIST_TITLE", post.list.title)
        .set("LIST_ADDRESS", post.list.address.text())
        .set("FROM", summary.from)
        .set("SUBJECT", summary.subject)
        .set("SIZE", text::human_size(summary.octets, text::language(notice.language)))
        .set("RECIPIENTS", readers(summary.recipients, notice.language))
        .set("PREVIEW", summary.preview)
        .set("LINK", fmt::format("{}/confirm/{}", post.site.web_url, token));

    model::Request request = request_for(post, kind, notice);
    const std::string matter =
        fmt::format("{}:{}:{}", model::to_word(kind), model::number(post.list.id),
                    model::number(post.job.message));
    if (delivery::may_mail(post.tx, notice.to.address, matter, quiet, post.now))
        request.wording = delivery::notify(post.tx, post.site, notice, post.now);
    else
        log::warning("post-unasked id=m{} reason=\"too many mails to that address today\"",
                     model::number(post.job.message));
    store::add_request(post.tx, request, accounts::token_hash(token));
}

/// Personal fields that nobody has a value for, and those there are.
void tell_unknown_fields(const Post& post, delivery::Notice& notice)
{
    if (!post.settings.personal_fields)
        return;
    const auto known = delivery::field_names(model::names_of(post.settings.attributes));
    const auto unknown = mail::unknown_fields(post.message.octets(), known);
    if (!unknown.empty())
        notice.values.add(
            "UNKNOWN_FIELDS",
            text::Values{}.set("FIELDS", as_typed(unknown)).set("KNOWN", as_typed(known)));
}

}  // namespace

void ask_author(const Post& post)
{
    auto notice = notice_about(post.tx, post.list, post.from, "", "mail/confirm_post.txt");
    notice.in_reply_to = post.message.message_id();
    tell_unknown_fields(post, notice);
    ask(post, model::RequestKind::post, std::move(notice));
}

void tell_rejected(const Post& post, const Verdict& verdict)
{
    const std::string sender = post.job.sender ? post.job.sender->text() : "";
    if (verdict.quietly || mail::automatic_reason(post.message, sender, post.list.address.text()))
        return;
    if (!delivery::may_mail(post.tx, post.from.address, "rejected", std::chrono::minutes{0},
                            post.now))
        return;
    auto notice = notice_about(post.tx, post.list, post.from, post.message.language(),
                               "mail/rejected_" + verdict.reason + ".txt");
    notice.in_reply_to = post.message.message_id();
    const text::Language& language = text::language(notice.language);
    notice.values.set("SUBJECT", one_line(post.message.subject()))
        .set("LINK", fmt::format("{}/{}", post.site.web_url, post.list.name()));
    if (!verdict.words.empty())
        notice.values.add("SAID", text::Values{}.set("WORDS", verdict.words));
    for (const policy::Reason& reason : verdict.reasons)
        for (const policy::Sentence& sentence : reason.sentences)
            notice.values.add("REASONS",
                              text::Values{}.set("REASON", policy::say(sentence, language)));
    delivery::notify(post.tx, post.site, notice, post.now);
}

void tell_owners(const Post& post)
{
    const Summary summary = summarize(post.tx, post.list, post.job.message);
    for (const model::Person& owner :
         store::people_with_role(post.tx, post.list.id, model::Role::owner)) {
        auto notice = notice_about(post.tx, post.list, {owner.name, owner.address}, owner.language,
                                   "mail/post_note.txt");
        notice.answers = false;
        notice.values.set("FROM", summary.from).set("SUBJECT", summary.subject);
        delivery::notify(post.tx, post.site, notice, post.now);
    }
}

void tell_of_storm(store::Tx& tx, const model::Site& site, const model::List& list,
                   const std::string& sender, Storm storm, Time now)
{
    for (const model::Person& owner : store::people_with_role(tx, list.id, model::Role::owner)) {
        auto notice =
            notice_about(tx, list, {owner.name, owner.address}, owner.language, "mail/storm.txt");
        notice.answers = false;
        notice.values.set("SENDER", sender)
            .show(storm == Storm::echo     ? "ECHO"
                  : storm == Storm::sender ? "BY_ONE"
                                           : "BY_ALL");
        delivery::notify(tx, site, notice, now);
    }
}

}  // namespace colporteur::lists
