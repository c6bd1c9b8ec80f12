// SPDX-License-Identifier: AGPL-3.0-or-later
#include "lists/care/members.hpp"

#include <fmt/format.h>

#include "base/log.hpp"
#include "delivery/plain_name.hpp"
#include "lists/care/bars.hpp"
#include "lists/care/question.hpp"
#include "lists/mails.hpp"
#include "lists/membership.hpp"
#include "lists/options.hpp"
#include "settings/sheet.hpp"
#include "store/ledger.hpp"
#include "store/people.hpp"
#include "store/settings.hpp"

namespace colporteur::lists {
namespace {

constexpr std::chrono::days answer_within{30};

std::optional<model::Member> member_of(store::Db& db, const model::List& list,
                                       const mail::Address& address)
{
    const auto person = store::find_person(db, address);
    return person ? store::find_member(db, list.id, person->id) : std::nullopt;
}

bool is_subscribed(const std::optional<model::Member>& member)
{
    return member && member->state == model::MemberState::subscribed;
}

void record(store::Tx& tx, const model::List& list, std::string before, std::string after,
            const Actor& actor, Time now)
{
    store::add_change(tx, {.list = list.id,
                           .what = "member",
                           .before = std::move(before),
                           .after = std::move(after),
                           .who = actor.name,
                           .way = actor.way,
                           .at = now});
}

/// Puts them on the list as its owners want new members to be.
model::Member put(store::Tx& tx, const model::List& list, const model::Person& person,
                  const model::Settings& settings, Time now)
{
    const auto id = store::subscribe(tx, list.id, person.id, now);
    give_first_options(tx, settings, store::find_member(tx, id).value(), true);
    return store::find_member(tx, id).value();
}

delivery::Notice notice_of_addition(store::Db& db, const model::List& list,
                                    const model::Member& member, const model::Settings& settings,
                                    Telling telling, const Actor& actor)
{
    auto notice = notice_about(db, list, {member.person.name, member.person.address},
                               member.person.language, "mail/added.txt");
    notice.answers = false;
    notice.values.set("BY", actor.for_people());
    if (telling == Telling::brief)
        return notice;
    if (!list.description.empty())
        notice.values.add("ABOUT", text::Values{}.set("DESCRIPTION", list.description));
    if (!settings.welcome.empty())
        notice.values.add("WELCOME", text::Values{}.set("WORDS", settings.welcome));
    if (list.kind == model::Kind::discussion)
        notice.values.show("DISCUSSION");
    return notice;
}

/// The mail by which they learn of it, and can undo it.
void tell_added(store::Tx& tx, const model::Site& site, const model::List& list,
                const model::Member& member, const model::Settings& settings, Telling telling,
                const Actor& actor, Time now)
{
    auto notice = notice_of_addition(tx, list, member, settings, telling, actor);
    ask_by_mail(tx, site, std::move(notice),
                {.kind = model::RequestKind::keep,
                 .list = list.id,
                 .address = member.person.address,
                 .name = member.person.name,
                 .command = actor.for_people(),
                 .way = actor.way,
                 .created = now,
                 .expires = now + answer_within});
}

std::string wording_of(const Actor& actor)
{
    return "added by " + actor.for_people();
}

void tell_removed(store::Tx& tx, const model::Site& site, const model::List& list,
                  const model::Member& member, const Actor& actor, Time now)
{
    auto notice = notice_about(tx, list, {member.person.name, member.person.address},
                               member.person.language, "mail/removed.txt");
    notice.answers = false;
    notice.values.set("BY", actor.for_people());
    delivery::notify(tx, site, notice, now);
}

}  // namespace

Added add_member(store::Tx& tx, const model::Site& site, const model::List& list,
                 const Addition& addition, const Actor& actor, Time now)
{
    const auto before = member_of(tx, list, addition.who.address);
    if (is_subscribed(before))
        return Added::already;
    if (const auto bar = Bars{tx, site, list}.on(addition.who.address))
        return *bar == Bar::blocked ? Added::blocked : Added::suppressed;
    if (before && !addition.again)
        return Added::left;

    const std::string name = delivery::plain_name(addition.who.name);
    const auto person = store::get_or_add_person(tx, addition.who.address, name, "");
    const auto settings = settings::settings_of(tx, list);
    const model::Member member = put(tx, list, person, settings, now);
    store::add_consent(tx, {.list = list.id,
                            .person = person.id,
                            .given = true,
                            .way = actor.way,
                            .wording = wording_of(actor),
                            .evidence = actor.evidence,
                            .asked = now,
                            .answered = now});
    record(tx, list, "", person.address.text(), actor, now);
    log::info("add list={} member={} way={}", model::number(list.id), model::number(member.id),
              model::to_word(actor.way));
    if (addition.telling != Telling::none)
        tell_added(tx, site, list, member, settings, addition.telling, actor, now);
    return Added::added;
}

Removed remove_member(store::Tx& tx, const model::Site& site, const model::List& list,
                      const mail::Address& address, Telling telling, const Actor& actor, Time now)
{
    const auto member = member_of(tx, list, address);
    if (!is_subscribed(member))
        return Removed::not_there;
    quit(tx, site, *member, list,
         {.wording = "removed by " + actor.for_people(),
          .evidence = {actor.way, actor.evidence},
          .asked = now,
          .quietly = true},
         now);
    record(tx, list, member->person.address.text(), "", actor, now);
    if (telling != Telling::none)
        tell_removed(tx, site, list, *member, actor, now);
    return Removed::removed;
}

Stood set_standing(store::Tx& tx, const model::List& list, const mail::Address& address,
                   model::Standing standing, const Actor& actor, Time now)
{
    auto member = member_of(tx, list, address);
    if (!is_subscribed(member))
        return Stood::not_there;
    if (member->standing == standing)
        return Stood::already;
    const auto words = [&](model::Standing each) {
        return fmt::format("{} {}", member->person.address.text(), model::to_word(each));
    };
    store::add_change(tx, {.list = list.id,
                           .what = "standing",
                           .before = words(member->standing),
                           .after = words(standing),
                           .who = actor.name,
                           .way = actor.way,
                           .at = now});
    member->standing = standing;
    store::set_options(tx, *member);
    return Stood::changed;
}

}  // namespace colporteur::lists
