// SPDX-License-Identifier: AGPL-3.0-or-later
#include "lists/care/remind.hpp"

#include <map>

#include <fmt/format.h>

#include "accounts/tokens.hpp"
#include "base/log.hpp"
#include "delivery/list_fields.hpp"
#include "delivery/notice.hpp"
#include "delivery/notice_text.hpp"
#include "lists/mails.hpp"
#include "mail/compose.hpp"
#include "store/ledger.hpp"
#include "store/lists.hpp"
#include "store/mailings.hpp"
#include "store/people.hpp"
#include "text/translation.hpp"

namespace colporteur::lists {
namespace {

constexpr int page = 1'000;
constexpr std::size_t most_people = 5'000;

/// The mail as all members get it; each copy's List-Unsubscribe is added when it leaves.
mail::Draft draft_of(const model::Site& site, const delivery::Notice& notice, Time now)
{
    auto [subject, text] = delivery::words_of(site, notice);
    text += "\n-- \n" + delivery::signature_of(site, notice);
    mail::Draft draft{
        .from = {notice.domain.title, delivery::robot_address(site, notice.domain)},
        .to = notice.to,
        .reply_to = {},
        .subject = std::move(subject),
        .text = std::move(text),
        .language = text::language(notice.language).code(),
        .message_id = mail::make_message_id(accounts::new_token(), notice.domain.name),
        .in_reply_to = {},
        .more = {{"Auto-Submitted", "auto-generated"},  // RFC 3834 §5
                 {"X-Auto-Response-Suppress", "OOF, AutoReply"},
                 {"X-Loop", delivery::robot_address(site, notice.domain).text()}},
        .date = now,
    };
    for (auto& field : delivery::list_field_bodies(site, notice.list.value()))
        draft.more.push_back(std::move(field));
    return draft;
}

/// To every member, in one group of mailings: one for each form in which some want their posts.
/// Nothing when one of that fingerprint has gone out.
std::optional<model::MailingId> send_to_members(store::Tx& tx, const model::Site& site,
                                                const model::List& list,
                                                const delivery::Notice& notice,
                                                std::string_view fingerprint, Time now)
{
    const mail::Draft draft = draft_of(site, notice, now);
    model::Mailing mailing{
        .list = list.id,
        .original = {},
        .bounce_base = list.address,
        .personal = true,
        .priority = model::Priority::letter,
        .octets = mail::compose(draft),
        .subject = draft.subject,
        .created = now,
    };
    const auto leader = store::add_mailing(tx, mailing, fingerprint);
    if (!leader)
        return std::nullopt;
    for (model::Audience& audience : store::audiences(tx, list.id)) {
        if (audience.reception == model::Reception::mail && !audience.owed_after)
            continue;  // the leader's
        mailing.audience = std::move(audience);
        mailing.audience.leader = leader;
        store::add_mailing(tx, mailing, "");
    }
    store::address_to_members(tx, *leader, list.id);
    return leader;
}

/// All lists of a person in one domain, by the person.
struct Reminded {
    model::Person person;
    std::vector<model::List> lists;
};

Result<std::map<model::PersonId, Reminded>> people_of(store::Db& db, const model::Domain& domain)
{
    std::map<model::PersonId, Reminded> people;
    for (const model::List& list : store::all_lists(db, domain.id)) {
        model::MemberId last{};
        for (auto members = store::members_after(db, list.id, last, page); !members.empty();
             members = store::members_after(db, list.id, last, page)) {
            for (const model::Member& member : members) {
                const auto [at, is_new] =
                    people.try_emplace(member.person.id, Reminded{member.person, {}});
                at->second.lists.push_back(list);
            }
            last = members.back().id;
            if (people.size() > most_people)
                return fail(Code::too_large, "more people than one step can write to");
        }
    }
    return people;
}

void remind(store::Tx& tx, const model::Site& site, const model::Domain& domain,
            const Reminded& reminded, Time now)
{
    const model::Person& person = reminded.person;
    delivery::Notice notice{
        .to = {person.name, person.address},
        .language = person.language.empty() ? domain.language : person.language,
        .template_name = "mail/remind_all.txt",
        .values = {},
        .domain = domain,
    };
    notice.answers = false;
    for (const model::List& list : reminded.lists)
        notice.values.add("LISTS", text::Values{}
                                       .set("NAME", list.name())
                                       .set("TITLE", list.title)
                                       .set("LEAVE_ADDRESS", list.with("-unsubscribe").text()));
    delivery::notify(tx, site, notice, now);
}

}  // namespace

std::optional<std::int64_t> remind_members(store::Tx& tx, const model::Site& site,
                                           const model::List& list, Time now)
{
    auto notice = notice_about(tx, list, {list.title, list.address}, "", "mail/remind.txt");
    if (!list.description.empty())
        notice.values.add("ABOUT", text::Values{}.set("DESCRIPTION", list.description));
    // One a day: a second command, or a double answer, must not write to everybody twice.
    const auto day = std::chrono::floor<std::chrono::days>(now).time_since_epoch().count();
    const auto leader = send_to_members(tx, site, list, notice,
                                        accounts::token_hash(fmt::format("remind {}", day)), now);
    if (!leader)
        return std::nullopt;
    const auto count = store::count_members(tx, list.id);
    log::info("remind list={} mailing={} members={}", model::number(list.id),
              model::number(*leader), count);
    return count;
}

std::int64_t announce_closing(store::Tx& tx, const model::Site& site, const model::List& list,
                              const std::string& by, Time now)
{
    auto notice = notice_about(tx, list, {list.title, list.address}, "", "mail/closed_notice.txt");
    notice.values.set("BY", by);
    send_to_members(tx, site, list, notice, "", now);
    return store::count_members(tx, list.id);
}

Result<std::int64_t> remind_everybody(store::Tx& tx, const model::Site& site,
                                      const model::Domain& domain, Time now)
{
    const auto people = people_of(tx, domain);
    if (!people)
        return fail(people.error());
    for (const auto& [id, reminded] : *people)
        remind(tx, site, domain, reminded, now);
    log::info("remind domain={} people={}", model::number(domain.id), people->size());
    return static_cast<std::int64_t>(people->size());
}

}  // namespace colporteur::lists
