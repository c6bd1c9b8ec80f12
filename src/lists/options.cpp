// SPDX-License-Identifier: AGPL-3.0-or-later
#include "lists/options.hpp"

#include "base/log.hpp"
#include "lists/digest.hpp"
#include "store/ledger.hpp"

namespace colporteur::lists {
namespace {

using model::Reception;

/// Between two kinds of digest, what is owed stays owed.
void change_reception(store::Tx& tx, const model::Site& site, const model::List& list,
                      model::Member& member, Reception wanted, Time now)
{
    const bool had_digests = is_digest(member.reception);
    if (had_digests && !is_digest(wanted)) {
        last_digest(tx, site, list, member, now);
        member.owed_after = std::nullopt;
    }
    if (!had_digests && is_digest(wanted))
        member.owed_after = store::dealt_with(tx, list.id, member.id);
    member.reception = wanted;
}

}  // namespace

bool OptionChange::empty() const
{
    return !reception && !own_posts && !named_copies && !concealed && !topics && attributes.empty();
}

model::Member set_options(store::Tx& tx, const model::Site& site, const model::List& list,
                          model::Member member, const OptionChange& change, Time now)
{
    if (change.reception)
        change_reception(tx, site, list, member, *change.reception, now);
    member.own_posts = change.own_posts.value_or(member.own_posts);
    member.named_copies = change.named_copies.value_or(member.named_copies);
    member.concealed = change.concealed.value_or(member.concealed);
    member.topics = change.topics.value_or(member.topics);
    store::set_options(tx, member);
    for (const auto& [name, value] : change.attributes)
        store::set_attribute(tx, member.id, name, value);
    log::info("options list={} member={} reception={}", model::number(list.id),
              model::number(member.id), model::to_word(member.reception));
    return member;
}

void give_first_options(store::Tx& tx, const model::Settings& settings, model::Member member,
                        bool is_new)
{
    if (is_new) {
        member.reception = settings.reception;
        member.concealed = settings.conceal;
    }
    member.suspension = std::nullopt;
    member.owed_after = is_digest(member.reception)
                            ? std::optional{store::dealt_with(tx, member.list, member.id)}
                            : std::nullopt;
    store::set_options(tx, member);
}

void suspend(store::Tx& tx, model::Member member,
             const std::optional<model::Suspension>& suspension)
{
    member.suspension = suspension;
    store::set_options(tx, member);
    log::info("{} list={} member={}", suspension ? "suspend" : "resume", model::number(member.list),
              model::number(member.id));
}

}  // namespace colporteur::lists
