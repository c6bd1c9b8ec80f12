// SPDX-License-Identifier: AGPL-3.0-or-later
#include "lists/posting.hpp"

#include <fmt/format.h>

#include "accounts/tokens.hpp"
#include "base/ascii.hpp"
#include "base/log.hpp"
#include "base/utf8.hpp"
#include "dressing/filter.hpp"
#include "lists/permission.hpp"
#include "lists/post_mail.hpp"
#include "lists/topics.hpp"
#include "mail/likeness.hpp"
#include "mail/message.hpp"
#include "settings/settings.hpp"
#include "store/jobs.hpp"
#include "store/ledger.hpp"
#include "store/lists.hpp"
#include "store/people.hpp"
#include "store/seen.hpp"

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
    case Fate::hold: hold(post, verdict); break;
    case Fate::reject: tell_rejected(post, verdict); break;
    case Fate::accept:
        if (verdict.notify)
            tell_owners(post);
        break;
    case Fate::discard: break;
    }
}

std::string scope_of(const model::List& list)
{
    return fmt::format("list:{}", model::number(list.id));
}

/// Whether posts come faster than people write. When that begins, the owners are told.
Storm watch_posts(store::Tx& tx, const model::Site& site, const model::List& list,
                  const model::Settings& settings, const mail::Message& message, Time now)
{
    const auto from = message.from();
    const StormLimits limits{.by_sender = settings.posts_an_hour_each,
                             .by_all = settings.posts_an_hour};
    const Coming coming{scope_of(list), from ? from->address.text() : "", mail::likeness(message)};
    const Weather weather = watch(tx, coming, limits, now);
    if (weather.begins)
        tell_of_storm(tx, site, list, from ? from->address.text() : "", weather.storm, now);
    return weather.storm;
}

constexpr std::string_view fate_words[] = {"accept", "confirm", "hold", "reject", "discard"};

/// Judges a post and carries out everything but its distribution.
Verdict judge_and_tell(store::Tx& tx, const model::Site& site, const model::List& list,
                       const model::Job& job, const Origin& origin, Time now)
{
    const model::Settings settings = settings::settings_of(tx, list);
    const mail::Message message{store::get_message(tx, job.message)};
    Posting posting = posting_of(tx, site, list, settings, message, origin, now);
    if (!origin.proven && !origin.confirmed)
        posting.storm = watch_posts(tx, site, list, settings, message, now);
    Verdict verdict = judge(posting);
    // Only what is not dropped is remembered: a forged copy must not stand in the true one's way.
    if (verdict.fate != Fate::discard && verdict.fate != Fate::reject && !origin.confirmed &&
        !store::see(tx, scope_of(list), mail::content_digest(message), now))
        verdict = {.fate = Fate::discard, .reason = "duplicate"};
    log::info("judge id=m{} list={} fate={} reason={}", model::number(job.message),
              model::number(list.id), fate_words[static_cast<std::size_t>(verdict.fate)],
              verdict.reason);
    if (const auto from = message.from())  // without one there is nobody to tell
        carry_out({tx, site, list, settings, job, message, *from, now}, verdict);
    return verdict;
}

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
        .recipients = store::count_readers(db, list.id),
        .preview = first_lines(mail::read_text(letter).utf8),
    };
}

Posting posting_of(store::Db& db, const model::Site& site, const model::List& list,
                   const model::Settings& settings, const mail::Message& message,
                   const Origin& origin, Time now)
{
    const auto from = message.from();
    const auto author = origin.author ? origin.author
                        : from        ? std::optional{from->address}
                                      : std::nullopt;
    Posting posting{
        .list = list,
        .message = message,
        .envelope_sender = origin.envelope_sender,
        .policy = policy_of(list, settings, policy::Act::post),
        .loop_mark = accounts::loop_mark(site.secret, list.address.text(),
                                         message.field("Message-ID").value_or("")),
    };
    if (author)
        posting.facts = facts_of(
            db, site, list, settings, policy::Act::post,
            {.address = *author, .confirmed = origin.confirmed, .proven = origin.proven}, now);
    posting.facts.message = &message;
    posting.facts.envelope_sender = origin.envelope_sender;
    posting.facts.looks_like_command = origin.looks_like_command;
    posting.facts.has_topic = fits_a_topic(settings, message);
    posting.nothing_left =
        message.octets().empty() || dressing::filter(message.octets(), settings.dress).nothing_left;
    return posting;
}

void receive(store::Tx& tx, const model::Site& site, const model::List& list, const model::Job& job,
             Time now, bool command)
{
    const Origin origin{.envelope_sender = job.sender ? job.sender->text() : "",
                        .proven = job.proven,
                        .looks_like_command = command};
    if (judge_and_tell(tx, site, list, job, origin, now).fate == Fate::accept)
        distribute(tx, site, list, job.message, now);
}

Received receive_confirmed(store::Tx& tx, const model::Site& site, const model::List& list,
                           model::MessageKey message, Time now)
{
    const mail::Message letter{store::get_message(tx, message)};
    const auto from = letter.from();
    const model::Job job{.message = message,
                         .purpose = model::Purpose::post,
                         .recipient = list.address,
                         .sender = from ? std::optional{from->address} : std::nullopt,
                         .received = now};
    const Origin origin{.envelope_sender = from ? from->address.text() : "", .confirmed = true};
    Received received{judge_and_tell(tx, site, list, job, origin, now), {}};
    if (received.verdict.fate == Fate::accept)
        received.recipients = distribute(tx, site, list, message, now);
    return received;
}

}  // namespace colporteur::lists
