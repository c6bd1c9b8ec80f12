// SPDX-License-Identifier: AGPL-3.0-or-later
#include "lists/moderation/hold.hpp"

#include "base/log.hpp"
#include "lists/moderation/question.hpp"
#include "lists/moderation/reasons.hpp"
#include "lists/moderation/tell.hpp"
#include "lists/post_mail.hpp"
#include "settings/settings.hpp"
#include "store/held.hpp"

namespace colporteur::lists {
namespace {

void keep_and_ask(store::Tx& tx, const model::Site& site, const model::List& list, model::Held held,
                  bool quietly, Time now)
{
    held.id = store::add_held(tx, held);
    log::info("hold held={} kind={} list={}", model::number(held.id), model::to_word(held.kind),
              model::number(list.id));
    ask_moderators(tx, site, list, held, now);
    if (!quietly)
        tell_waits(tx, site, list, held, now);
}

}  // namespace

void hold(const Post& post, const Verdict& verdict)
{
    keep_and_ask(post.tx, post.site, post.list,
                 {
                     .kind = model::HeldKind::post,
                     .list = post.list.id,
                     .for_owners = verdict.for_owners,
                     .message = post.job.message,
                     .address = post.from.address,
                     .name = post.from.name,
                     .language = post.message.language(),
                     .reasons = keep_reasons(verdict.reasons),
                     .created = post.now,
                     .expires = post.now + post.settings.held_for,
                 },
                 verdict.quietly, post.now);
}

bool hold_wish(store::Tx& tx, const model::Site& site, const model::List& list,
               const HeldWish& wish, const policy::Judgement& judgement, Time now)
{
    if (store::find_wish(tx, list.id, wish.kind, wish.who.address))
        return false;
    keep_and_ask(tx, site, list,
                 {
                     .kind = wish.kind,
                     .list = list.id,
                     .for_owners = judgement.verdict.for_owners,
                     .address = wish.who.address,
                     .name = wish.who.name,
                     .language = wish.language,
                     .wording = wish.wording,
                     .evidence = wish.evidence.what,
                     .way = wish.evidence.way,
                     .reasons = keep_reasons(judgement.reasons),
                     .created = now,
                     .expires = now + settings::settings_of(tx, list).held_for,
                 },
                 judgement.verdict.quietly, now);
    return true;
}

}  // namespace colporteur::lists
