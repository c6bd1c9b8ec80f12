// SPDX-License-Identifier: AGPL-3.0-or-later
#include "delivery/notice.hpp"
#include "store/requests.hpp"

namespace colporteur::delivery {
namespace {

constexpr int most_a_day = 20;
constexpr int most_duties_a_day = 200;

// Kept apart by their first letters, so that neither uses up what the other may send.
constexpr std::string_view duty_mark = "duty:";

int count_of_day(store::Tx& tx, const mail::Address& address, std::string_view mark, Time now)
{
    return store::count_answers_beginning(tx, address, mark, now - std::chrono::days{1});
}

bool was_sent(store::Tx& tx, const mail::Address& address, std::string_view subject,
              std::chrono::minutes quiet, Time now)
{
    return quiet.count() > 0 && store::count_answers(tx, address, subject, now - quiet) > 0;
}

}  // namespace

bool may_mail(store::Tx& tx, const mail::Address& address, std::string_view subject,
              std::chrono::minutes quiet, Time now)
{
    const int counted =
        count_of_day(tx, address, "", now) - count_of_day(tx, address, duty_mark, now);
    if (counted >= most_a_day || was_sent(tx, address, subject, quiet, now))
        return false;
    store::note_answer(tx, address, subject, now);
    return true;
}

bool may_mail_keeper(store::Tx& tx, const mail::Address& address, std::string_view subject,
                     std::chrono::minutes quiet, Time now)
{
    const std::string duty = std::string{duty_mark}.append(subject);
    if (count_of_day(tx, address, duty_mark, now) >= most_duties_a_day ||
        was_sent(tx, address, duty, quiet, now))
        return false;
    store::note_answer(tx, address, duty, now);
    return true;
}

}  // namespace colporteur::delivery
