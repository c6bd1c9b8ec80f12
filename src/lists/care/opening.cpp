// SPDX-License-Identifier: AGPL-3.0-or-later
#include "lists/care/opening.hpp"

#include <algorithm>

#include "accounts/tokens.hpp"
#include "base/ascii.hpp"
#include "base/log.hpp"
#include "base/zone.hpp"
#include "lists/mails.hpp"
#include "lists/moderation/question.hpp"
#include "policy/match.hpp"
#include "settings/change.hpp"
#include "settings/presets.hpp"
#include "store/blocks.hpp"
#include "store/held.hpp"
#include "store/lists.hpp"
#include "store/people.hpp"
#include "store/requests.hpp"
#include "store/settings.hpp"

namespace colporteur::lists {
namespace {

using policy::Act;
using policy::Fate;

constexpr std::chrono::days decide_within{14};
constexpr int most_waiting = 3;  // lists that one person may wait for
constexpr std::string_view shown = "visible";

bool is_blocked_in(store::Db& db, const model::Domain& domain, const mail::Address& address)
{
    const auto blocks = store::blocks_of(db, domain.id);
    return std::any_of(blocks.begin(), blocks.end(), [&](const store::Block& block) {
        return policy::fits_glob(to_lower(address.text()), to_lower(block.pattern));
    });
}

/// The other owners of a list that was closed or opened.
void tell_owners_of(store::Tx& tx, const model::Site& site, const model::List& list,
                    const Actor& actor, Time now)
{
    for (const model::Person& owner : store::people_with_role(tx, list.id, model::Role::owner)) {
        if (same_word(owner.address.text(), actor.name))
            continue;
        auto notice = notice_about(tx, list, {owner.name, owner.address}, owner.language,
                                   "mail/list_state.txt");
        notice.answers = false;
        notice.values.set("BY", actor.for_people()).show(list.open ? "OPENED" : "CLOSED");
        delivery::notify(tx, site, notice, now);
    }
}

std::int64_t count_waiting(store::Db& db, const mail::Address& address)
{
    const auto held = store::open_held(db);
    return std::count_if(held.begin(), held.end(), [&](const model::Held& each) {
        return each.kind == model::HeldKind::list && same_word(each.address.text(), address.text());
    });
}

void record(store::Tx& tx, const model::List& list, std::string before, std::string after,
            const Actor& actor, Time now)
{
    store::add_change(tx, {.list = list.id,
                           .domain = list.domain,
                           .what = "list",
                           .before = std::move(before),
                           .after = std::move(after),
                           .who = actor.name,
                           .way = actor.way,
                           .at = now});
}

void ask_listmaster(store::Tx& tx, const model::Site& site, const model::List& list,
                    const model::Held& held, const model::Person& listmaster, Time now)
{
    const std::string language = listmaster.language.empty()
                                     ? store::find_domain(tx, list.domain).value().language
                                     : listmaster.language;
    auto notice = notice_about(tx, list, {listmaster.name, listmaster.address}, language,
                               "mail/new_list.txt");
    const std::string token = open_question(tx, list, held, notice.to, notice.language, now);
    notice.reply_to = answer_address(list, token);
    notice.answers = false;
    add_links(notice.values, site, list, token);
    notice.values
        .set("WHO",
             held.name.empty() ? held.address.text() : held.name + " <" + held.address.text() + ">")
        .set("UNTIL", to_local_text(held.expires, site.zone))
        .show(list.kind == model::Kind::newsletter ? "NEWSLETTER" : "DISCUSSION");
    delivery::notify(tx, site, notice, now);
}

/// To whoever asked for a list that is not there any more: a mail of the domain.
delivery::Notice notice_without_list(store::Db& db, const model::List& list,
                                     const model::Held& held, std::string template_name)
{
    delivery::Notice notice{
        .to = {held.name, held.address},
        .language = held.language.empty() ? list.language : held.language,
        .template_name = std::move(template_name),
        .values = {},
        .domain = store::find_domain(db, list.domain).value(),
    };
    notice.answers = false;
    notice.values.set("LIST_TITLE", list.title).set("LIST_ADDRESS", list.address.text());
    return notice;
}

std::string word_of(Decision::Kind kind)
{
    switch (kind) {
    case Decision::Kind::accept:
    case Decision::Kind::trust: return "accepted";
    case Decision::Kind::reject: return "rejected";
    case Decision::Kind::discard:
    case Decision::Kind::ban: break;
    }
    return "discarded";
}

}  // namespace

Result<bool> set_open(store::Tx& tx, const model::Site& site, model::List& list, bool open,
                      Telling telling, const Actor& actor, Time now)
{
    const auto changes = settings::change(tx, list, "open", open ? "yes" : "no", actor.who(), now);
    if (!changes)
        return fail(changes.error());
    if (changes->empty())
        return false;
    if (telling != Telling::none)
        tell_owners_of(tx, site, list, actor, now);
    return true;
}

policy::Verdict may_create(store::Db& db, const model::Site& site, const model::Domain& domain,
                           const Asker& asker, Time now)
{
    policy::Facts facts{
        .act = Act::create_list,
        .sender = asker.address.text(),
        .target = asker.address.text(),
        .roles = roles_of(db, site, domain, asker.address),
        .banned = is_blocked_in(db, domain, asker.address),
        .confirmed = asker.confirmed || asker.proven,
        .proven = asker.proven,
        .now = now,
        .zone = site.zone,
    };
    if (facts.banned && !facts.roles.listmaster)
        return {.fate = Fate::reject, .quietly = true};
    return policy::judge(policy_of({.address = asker.address}, {}, Act::create_list), facts)
        .verdict;
}

Result<model::List> make_list(store::Tx& tx, const model::Site& site, const model::Domain& domain,
                              const ListWish& wish, const Actor& actor, Time now)
{
    const text::Language& words = text::language(actor.language);
    const std::string preset_name = wish.preset.empty() ? "newsletter" : wish.preset;
    const settings::Preset* preset = settings::find_preset(preset_name);
    if (!preset)
        return fail(Code::not_found, settings::unknown_preset(preset_name, words));
    const auto address = mail::parse_address(to_lower(wish.name) + "@" + domain.name);
    if (!address)
        return fail(Code::invalid,
                    words.say(N_("the name of a list is made of a-z, 0-9, “.”, “_” and “-”")));
    auto list = create(tx, site,
                       {.address = *address,
                        .kind = preset->kind,
                        .title = wish.title,
                        .language = wish.language,
                        .owners = {wish.owner.address},
                        .errors_in = actor.language});
    if (!list)
        return list;
    if (auto changes = settings::use_preset(tx, *list, preset_name, actor.who(), now); !changes)
        return fail(changes.error());
    store::get_or_add_person(tx, wish.owner.address, wish.owner.name, "");
    record(tx, *list, "", "made " + list->address.text(), actor, now);
    log::info("create list={} way={}", model::number(list->id), model::to_word(actor.way));
    return list;
}

Result<model::List> propose_list(store::Tx& tx, const model::Site& site,
                                 const model::Domain& domain, const ListWish& wish,
                                 const Actor& actor, Time now)
{
    const text::Language& words = text::language(actor.language);
    if (count_waiting(tx, wish.owner.address) >= most_waiting)
        return fail(Code::too_large,
                    words.say(N_("three lists that you have asked for wait already: please wait "
                                 "for the answer about one of them")));
    auto list = make_list(tx, site, domain, wish, actor, now);
    if (!list)
        return list;
    model::Held held{
        .kind = model::HeldKind::list,
        .list = list->id,
        .address = wish.owner.address,
        .name = wish.owner.name,
        .language = wish.language,
        .wording = list->visible ? std::string{shown} : "",
        .evidence = actor.evidence,
        .way = actor.way,
        .created = now,
        .expires = now + decide_within,
    };
    list->open = list->visible = false;
    store::update_list(tx, *list);
    held.id = store::add_held(tx, held);
    const auto listmasters = who_decides(tx, site, *list, held, now);
    if (listmasters.empty()) {
        store::remove_list(tx, list->id);
        return fail(
            Code::unsupported,
            words.say(N_("nobody looks after the lists here who could agree to a new one")));
    }
    for (const model::Person& listmaster : listmasters)
        ask_listmaster(tx, site, *list, held, listmaster, now);
    return list;
}

bool is_proposed(store::Db& db, const model::List& list)
{
    const auto held = store::open_held(db, list.id);
    return std::any_of(held.begin(), held.end(),
                       [](const model::Held& each) { return each.kind == model::HeldKind::list; });
}

void open_new_list(store::Tx& tx, const model::Site& site, model::List list,
                   const model::Held& held, const Actor& actor, Time now)
{
    list.open = true;
    list.visible = held.wording == shown;
    store::update_list(tx, list);
    record(tx, list, "proposed", "opened", actor, now);
    auto notice =
        notice_about(tx, list, {held.name, held.address}, held.language, "mail/list_created.txt");
    notice.answers = false;
    delivery::notify(tx, site, notice, now);
}

void drop_new_list(store::Tx& tx, const model::Site& site, const model::List& list,
                   const model::Held& held, std::string_view reason, Telling telling, Time now)
{
    if (list.open || store::count_members(tx, list.id) > 0)
        return;
    if (telling != Telling::none) {
        auto notice = notice_without_list(tx, list, held, "mail/list_refused.txt");
        if (!reason.empty())
            notice.values.add("SAID", text::Values{}.set("WORDS", std::string{reason}));
        delivery::notify(tx, site, notice, now);
    }
    store::remove_list(tx, list.id);
    log::info("drop list={}", model::number(list.id));
}

Outcome settle_list(store::Tx& tx, const model::Site& site, model::HeldId id,
                    const Decision& decision, const std::string& by, Time now)
{
    using Kind = Outcome::Kind;
    Outcome outcome{.held = store::find_held(tx, id)};
    if (!outcome.held)
        return outcome;
    outcome.list = store::find_list(tx, outcome.held->list);
    outcome.kind = outcome.held->done             ? Kind::already
                   : outcome.held->expires <= now ? Kind::expired
                                                  : Kind::approved;
    if (outcome.kind != Kind::approved)
        return outcome;
    const std::string word = word_of(decision.kind);
    store::decide_held(tx, id, word, by, now);
    store::finish_requests(tx, id, word, now);
    outcome.held = store::find_held(tx, id);
    if (decision.says_yes()) {
        open_new_list(tx, site, *outcome.list, *outcome.held, {.name = by}, now);
        outcome.list = store::find_list(tx, outcome.held->list);
        return outcome;
    }
    outcome.kind = Kind::rejected;
    const bool told = decision.kind == Decision::Kind::reject;
    drop_new_list(tx, site, *outcome.list, *outcome.held, decision.reason,
                  told ? Telling::whole : Telling::none, now);
    return outcome;
}

}  // namespace colporteur::lists
