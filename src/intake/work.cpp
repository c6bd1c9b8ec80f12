// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/format.h>

#include "accounts/tokens.hpp"
#include "base/log.hpp"
#include "delivery/hand_on.hpp"
#include "delivery/notice.hpp"
#include "intake/intake.hpp"
#include "lists/permission.hpp"
#include "lists/posting.hpp"
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

std::vector<mail::Address> addresses_of(const std::vector<model::Person>& people)
{
    std::vector<mail::Address> addresses;
    for (const model::Person& person : people)
        addresses.push_back(person.address);
    return addresses;
}

void to_owners(store::Tx& tx, const model::Site& site, const model::Job& job, Time now)
{
    const model::List list = list_of(tx, job);
    const auto owners = store::people_with_role(tx, list.id, model::Role::owner);
    delivery::hand_on(tx, site, job, list.address, addresses_of(owners), now);
}

void to_moderators(store::Tx& tx, const model::Site& site, const model::Job& job, Time now)
{
    const model::List list = list_of(tx, job);
    delivery::hand_on(tx, site, job, list.address, addresses_of(lists::moderators_of(tx, list)),
                      now);
}

void to_admins(store::Tx& tx, const model::Site& site, const model::Job& job, Time now)
{
    const auto domain = store::find_domain(tx, job.recipient.domain());
    delivery::hand_on(tx, site, job, delivery::robot_address(site, domain.value()), site.admins,
                      now);
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
        {Purpose::editor, to_moderators},
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
