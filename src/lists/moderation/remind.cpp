// SPDX-License-Identifier: AGPL-3.0-or-later
#include "lists/moderation/remind.hpp"

#include <map>

#include "base/log.hpp"
#include "lists/care/opening.hpp"
#include "lists/mails.hpp"
#include "lists/moderation/question.hpp"
#include "lists/moderation/sight.hpp"
#include "lists/moderation/tell.hpp"
#include "settings/settings.hpp"
#include "store/held.hpp"
#include "store/lists.hpp"
#include "store/requests.hpp"
#include "text/translation.hpp"

namespace colporteur::lists {
namespace {

constexpr std::chrono::days soonest{1};  // no list's remind_moderators is shorter, but for 0: never
constexpr std::size_t most_in_one_mail = 50;

/// Something to be said in a reminder.
struct Item {
    model::List list;
    model::Held held;
    bool has_lapsed = false;
};

/// One mail in the making.
struct Digest {
    model::Person reader;
    std::vector<const Item*> items{};
};

bool is_due(const model::Held& held, const model::Settings& settings, Time now)
{
    const auto wait = settings.remind_moderators;
    return wait.count() > 0 && held.reminded.value_or(held.created) + wait <= now &&
           held.expires > now;
}

std::vector<Item> collect(store::Db& db, std::size_t limit, Time now)
{
    std::vector<Item> items;
    for (model::Held& held : store::lapsed_held(db, static_cast<int>(limit)))
        items.push_back({store::find_list(db, held.list).value(), std::move(held), true});
    for (const model::ListId id : store::lists_to_remind(db, now - soonest)) {
        const model::List list = store::find_list(db, id).value();
        const model::Settings settings = settings::settings_of(db, list);
        for (model::Held& held : store::open_held(db, id))
            if (items.size() < limit && is_due(held, settings, now))
                items.push_back({list, std::move(held)});
    }
    return items;
}

/// Who is to hear of it: who decides, and when they have been reminded before the owners too.
std::vector<model::Person> readers_of(store::Db& db, const model::Site& site, const Item& item,
                                      Time now)
{
    auto people = who_decides(db, site, item.list, item.held, now);
    if (item.held.reminded && item.held.kind != model::HeldKind::list)
        for (model::Person& owner : store::people_with_role(db, item.list.id, model::Role::owner))
            people.push_back(std::move(owner));
    return people;
}

/// By domain, since each has an automaton of its own, and by address.
using Digests = std::map<std::pair<model::DomainId, std::string>, Digest>;

Digests digests_of(store::Db& db, const model::Site& site, const std::vector<Item>& items, Time now)
{
    Digests digests;
    for (const Item& item : items)
        for (const model::Person& person : readers_of(db, site, item, now)) {
            Digest& digest =
                digests.try_emplace({item.list.domain, person.address.text()}, Digest{person})
                    .first->second;
            if (digest.items.empty() || digest.items.back() != &item)
                digest.items.push_back(&item);
        }
    return digests;
}

text::Values row_of(store::Tx& tx, const model::Site& site, const Item& item,
                    const mail::Mailbox& reader, const std::string& code, Time now)
{
    const text::Language& language = text::language(code);
    text::Values row = values_of(site, item.held, look_at_held(tx, site, item.held, language),
                                 language, For::mail);
    row.set("LIST_TITLE", item.list.title).set("LIST_ADDRESS", item.list.address.text());
    if (!item.has_lapsed)
        add_links(row, site, item.list, open_question(tx, item.list, item.held, reader, code, now));
    return row;
}

void send(store::Tx& tx, const model::Site& site, const Digest& digest, Time now)
{
    const model::List& first = digest.items.front()->list;
    auto notice = notice_about(tx, first, {digest.reader.name, digest.reader.address},
                               digest.reader.language, "mail/held_reminder.txt");
    notice.answers = false;
    notice.list.reset();  // it may be about several
    std::size_t count = 0;
    for (const Item* const item : digest.items) {
        const std::string section = item->has_lapsed ? "LAPSED" : "WAITING";
        if (++count > most_in_one_mail)
            break;
        if (!notice.values.sections.contains(section))
            notice.values.show("HAS_" + section);
        notice.values.add(section, row_of(tx, site, *item, notice.to, notice.language, now));
    }
    if (count > most_in_one_mail)
        notice.values.show("MORE");
    if (!notice.values.sections.contains("WAITING"))
        notice.values.show("ONLY_LAPSED");
    delivery::notify(tx, site, notice, now);
}

}  // namespace

int remind_moderators(store::Tx& tx, const model::Site& site, int limit, Time now)
{
    const auto items = collect(tx, static_cast<std::size_t>(limit), now);
    int sent = 0;
    for (const auto& [key, digest] : digests_of(tx, site, items, now)) {
        if (!delivery::may_mail_keeper(tx, digest.reader.address, "remind", std::chrono::minutes{0},
                                       now))
            continue;
        send(tx, site, digest, now);
        ++sent;
    }
    for (const Item& item : items)
        store::note_reminded(tx, item.held.id, now);
    if (!items.empty())
        log::info("remind held={} mails={}", items.size(), sent);
    return sent;
}

int expire_held(store::Tx& tx, const model::Site& site, int limit, Time now)
{
    int ended = 0;
    for (const model::Held& held : store::expired_held(tx, now, limit)) {
        if (!store::decide_held(tx, held.id, "expired", "", now))
            continue;
        store::finish_requests(tx, held.id, "expired", now);
        const auto list = store::find_list(tx, held.list).value();
        if (held.kind == model::HeldKind::list)
            drop_new_list(tx, site, list, held, "", Telling::whole, now);
        else
            tell_outcome(tx, site, list, store::find_held(tx, held.id).value(), 0, "", now);
        log::info("expire held={} list={}", model::number(held.id), model::number(list.id));
        ++ended;
    }
    return ended;
}

bool moderation_is_due(store::Db& db, Time now)
{
    if (!store::expired_held(db, now, 1).empty() || !store::lapsed_held(db, 1).empty())
        return true;
    for (const model::ListId id : store::lists_to_remind(db, now - soonest)) {
        const auto settings = settings::settings_of(db, store::find_list(db, id).value());
        for (const model::Held& held : store::open_held(db, id))
            if (is_due(held, settings, now))
                return true;
    }
    return false;
}

}  // namespace colporteur::lists
