// SPDX-License-Identifier: AGPL-3.0-or-later
#include "lists/posting.hpp"

#include "accounts/tokens.hpp"
#include "base/ascii.hpp"
#include "base/log.hpp"
#include "base/utf8.hpp"
#include "lists/post_mail.hpp"
#include "mail/likeness.hpp"
#include "mail/message.hpp"
#include "store/jobs.hpp"
#include "store/ledger.hpp"
#include "store/lists.hpp"
#include "store/mailings.hpp"
#include "store/people.hpp"

namespace colporteur::lists {
namespace {

constexpr std::size_t preview_octets = 600;

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
    if (!lines.empty())
        lines.pop_back();  // the last line's end
    return lines;
}

void carry_out(const Post& post, const Verdict& verdict)
{
    switch (verdict.fate) {
    case Fate::confirm: ask_author(post); break;
    case Fate::hold: ask_owners(post); break;
    case Fate::reject: tell_rejected(post, verdict.reason); break;
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
        .personal = list.personal_copies,
        .priority = model::Priority::letter,
        .octets = dress(site, list, message),
        .subject = one_line(message.subject()),
        .created = now,
    };
    const auto id = store::add_mailing(tx, mailing, mail::content_digest(message));
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
    const bool author = person && (store::has_role(tx, list.id, *person, model::Role::owner) ||
                                   store::has_role(tx, list.id, *person, model::Role::author));
    const std::string loop_mark = accounts::loop_mark(site.secret, list.address.text(),
                                                      message.field("Message-ID").value_or(""));
    const Verdict verdict = judge({
        .list = list,
        .message = message,
        .envelope_sender = sender,
        .from_author = author,
        .from_member = member && member->state == model::MemberState::subscribed,
        .proven = job.proven,
        .loop_mark = loop_mark,
    });
    log::info("judge id=m{} list={} fate={} reason={}", model::number(job.message),
              model::number(list.id), fate_words[static_cast<std::size_t>(verdict.fate)],
              verdict.reason);

    if (verdict.fate == Fate::accept)
        distribute(tx, site, list, job.message, now);
    else if (from)  // without one there is nobody to tell
        carry_out({tx, site, list, job, message, *from, now}, verdict);
}

void refuse(store::Tx& tx, const model::Site& site, const model::List& list, const model::Job& job,
            const std::string& reason, Time now)
{
    const mail::Message message{store::get_message(tx, job.message)};
    log::info("refuse id=m{} list={} reason={}", model::number(job.message), model::number(list.id),
              reason);
    if (const auto from = message.from())
        tell_rejected({tx, site, list, job, message, *from, now}, reason);
}

}  // namespace colporteur::lists
