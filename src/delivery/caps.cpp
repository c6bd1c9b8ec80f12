// SPDX-License-Identifier: AGPL-3.0-or-later
#include "delivery/notice.hpp"
#include "store/requests.hpp"

namespace colporteur::delivery {
namespace {

constexpr int most_a_day = 20;

}  // namespace

bool may_mail(store::Tx& tx, const mail::Address& address, std::string_view subject,
              std::chrono::minutes quiet, Time now)
{
    const bool again =
        quiet.count() > 0 && store::count_answers(tx, address, subject, now - quiet) > 0;
    if (again || store::count_answers(tx, address, "", now - std::chrono::days{1}) >= most_a_day)
        return false;
    store::note_answer(tx, address, subject, now);
    return true;
}

}  // namespace colporteur::delivery
