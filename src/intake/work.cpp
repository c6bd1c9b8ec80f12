// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/format.h>

#include "accounts/tokens.hpp"
#include "base/ascii.hpp"
#include "base/log.hpp"
#include "delivery/notice.hpp"
#include "intake/intake.hpp"
#include "lists/posting.hpp"
#include "mail/loop.hpp"
#include "mail/message.hpp"
#include "robot/misaddressed.hpp"
#include "robot/robot.hpp"
#include "store/jobs.hpp"
#include "store/lists.hpp"

namespace colporteur::intake {
namespace {

using model::Purpose;

constexpr int most_endings = 3;

model::List list_of(store::Db& db, const model::Job& job)
{
    return store::find_list(db, job.list.value()).value();
}

/// Whether To or Cc names an address of ours that answers commands: it answers then, and the list
/// need not.
bool came_to_the_robot(store::Db& db, const model::Site& site, const mail::Message& message)
{
    for (const std::string_view name : {"To", "Cc"})
        for (const mail::Mailbox& mailbox :
             mail::parse_mailboxes(message.field(name).value_or(""))) {
            const auto route = resolve(db, site, mailbox.address);
            if (route &&
                (route->purpose == Purpose::command || route->purpose == Purpose::subscribe ||
                 route->purpose == Purpose::unsubscribe))
                return true;
        }
    return false;
}

/// A command that came to the automaton as well is left to it.
void post(store::Tx& tx, const model::Site& site, const model::Job& job, Time now)
{
    const model::List list = list_of(tx, job);
    const mail::Message message{store::get_message(tx, job.message)};
    const bool command = !job.proven && robot::looks_like_command(message, list.name());
    if (command && came_to_the_robot(tx, site, message))
        log::info("left-to-robot id=m{} list={}", model::number(job.message),
                  model::number(list.id));
    else
        lists::receive(tx, site, list, job, now, command);
}

/// Hands the message on to people, marked with the address it came to: should it come back, it goes
/// no further. A mark that we did not make stops nothing: whoever forges one would keep mail from
/// the owners.
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
        delivery::forward(tx, bounce_base, mail::loop_field(ours), message.octets(), person, now);
}

void to_owners(store::Tx& tx, const model::Site& site, const model::Job& job, Time now)
{
    const model::List list = list_of(tx, job);
    std::vector<mail::Address> owners;
    for (const model::Person& owner : store::people_with_role(tx, list.id, model::Role::owner))
        owners.push_back(owner.address);
    hand_on(tx, site, job, list.address, owners, now);
}

void to_admins(store::Tx& tx, const model::Site& site, const model::Job& job, Time now)
{
    const auto domain = store::find_domain(tx, job.recipient.domain());
    hand_on(tx, site, job, delivery::robot_address(site, domain.value()), site.admins, now);
}

void request(store::Tx& tx, const model::Site& site, const model::Job& job, Time now)
{
    const mail::Message message{store::get_message(tx, job.message)};
    if (robot::is_bare_command(message.subject(), list_of(tx, job).name()))
        robot::answer(tx, site, job, now);
    else
        to_owners(tx, site, job, now);
}

/// Kept with the delivery it speaks of, or with the letter whose copies share a return address:
/// `lettre+bounce-TOKEN@…`.
void bounce(store::Tx& tx, const model::Site& site, const model::Job& job, Time now)
{
    const std::string_view local = job.recipient.local();
    const std::string_view token = local.substr(local.rfind('-') + 1);
    if (const auto delivery = accounts::verify(site.secret, accounts::Use::bounce, token)) {
        log::info("bounce id=m{} delivery={}", model::number(job.message), *delivery);
        store::add_bounce(tx, static_cast<model::DeliveryId>(*delivery), job.message, now);
    } else if (const auto mailing = accounts::verify(site.secret, accounts::Use::letter, token)) {
        log::info("bounce id=m{} mailing={}", model::number(job.message), *mailing);
        store::add_bounce(tx, static_cast<model::MailingId>(*mailing), job.message, now);
    }
}

void quarantine(store::Tx& tx, const model::Job& job, std::string_view reason)
{
    log::error("quarantine id=m{} job={} reason=\"{}\"", model::number(job.message),
               model::number(job.id), reason);
    store::quarantine_job(tx, job.id, reason);
}

}  // namespace

WorkTable standard_work()
{
    return {
        {Purpose::command, robot::answer},
        {Purpose::subscribe, robot::answer},
        {Purpose::unsubscribe, robot::answer},
        {Purpose::confirm, robot::answer},
        {Purpose::leave, robot::answer},
        {Purpose::request, request},
        {Purpose::post, post},
        {Purpose::owner, to_owners},
        {Purpose::bounce, bounce},
        {Purpose::admins, to_admins},
    };
}

void work_on(store::Tx& tx, const model::Site& site, const WorkTable& table, const model::Job& job,
             Time now)
{
    if (job.attempts >= most_endings)
        return quarantine(tx, job,
                          fmt::format("the program ended {} times while it worked on this message",
                                      most_endings));
    try {
        store::Savepoint all_or_nothing{tx};
        table.at(job.purpose)(tx, site, job, now);
        store::finish_job(tx, job.id);
        all_or_nothing.release();
    } catch (const store::Failure&) {
        throw;
    } catch (const std::exception& error) {
        quarantine(tx, job, error.what());
    }
}

}  // namespace colporteur::intake
