// SPDX-License-Identifier: AGPL-3.0-or-later
#include "delivery/hand_on.hpp"

#include "accounts/tokens.hpp"
#include "base/ascii.hpp"
#include "base/log.hpp"
#include "delivery/notice.hpp"
#include "mail/loop.hpp"
#include "mail/message.hpp"
#include "store/jobs.hpp"

namespace colporteur::delivery {

void hand_on(store::Tx& tx, const model::Site& site, const model::Job& job,
             const mail::Address& bounce_base, const std::vector<mail::Address>& people, Time now)
{
    const mail::Message message{store::get_message(tx, job.message)};
    const std::string address = to_lower(job.recipient.text());
    const std::string mark =
        accounts::loop_mark(site.secret, address, message.field("Message-ID").value_or(""));
    const mail::OwnMarks ours{.address = address, .mark = mark};
    if (const auto reason = mail::loop_reason(message, ours)) {
        log::warning("loop id=m{} purpose={} reason=\"{}\"", model::number(job.message),
                     model::to_word(job.purpose), *reason);
        return;
    }
    for (const mail::Address& person : people)
        forward(tx, bounce_base, mail::loop_field(ours), message.octets(), person, now);
}

}  // namespace colporteur::delivery
