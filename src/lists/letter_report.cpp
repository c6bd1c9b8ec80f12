// SPDX-License-Identifier: AGPL-3.0-or-later
#include "lists/letter_report.hpp"

#include <fmt/format.h>

#include "base/log.hpp"
#include "delivery/reply_text.hpp"
#include "lists/mails.hpp"
#include "mail/message.hpp"
#include "store/jobs.hpp"
#include "store/lists.hpp"
#include "store/mailings.hpp"
#include "store/progress.hpp"

namespace colporteur::lists {
namespace {

std::string failures(const store::Progress& progress)
{
    std::string lines;
    for (const store::PartProgress& part : progress.domains)
        if (part.tally.failed > 0)
            lines += fmt::format("    {} ({}): {}\n", part.domain, part.tally.failed,
                                 delivery::without_addresses(part.last_refusal));
    return lines;
}

bool report(store::Tx& tx, const model::Site& site, model::MailingId id, Time now)
{
    store::note_reported(tx, id, now);
    const auto mailing = store::find_mailing(tx, id);
    const auto list = mailing->list ? store::find_list(tx, *mailing->list) : std::nullopt;
    if (!list || list->kind != model::Kind::newsletter || !mailing->original)
        return false;
    const store::Progress progress = store::progress(tx, id, now);
    const mail::Message letter{store::get_message(tx, *mailing->original)};
    const auto author = letter.from();
    if (progress.tally.failed == 0 || !author)
        return false;

    auto notice = notice_about(tx, *list, *author, letter.language(), "mail/letter_report.txt");
    notice.answers = false;
    notice.values.set("LIST_TITLE", list->title)
        .set("SUBJECT", mailing->subject)
        .set("SENT", readers(progress.tally.sent, notice.language))
        .set("FAILED", readers(progress.tally.failed, notice.language))
        .set("FAILURES", failures(progress))
        .set("OWNER_ADDRESS", list->with("-owner").text());
    delivery::notify(tx, site, notice, now);
    log::info("report mailing={} sent={} failed={}", model::number(id), progress.tally.sent,
              progress.tally.failed);
    return true;
}

}  // namespace

int report_letters(store::Tx& tx, const model::Site& site, int limit, Time now)
{
    int mails = 0;
    for (const model::MailingId id : store::letters_to_report(tx, limit))
        mails += report(tx, site, id, now) ? 1 : 0;
    return mails;
}

}  // namespace colporteur::lists
