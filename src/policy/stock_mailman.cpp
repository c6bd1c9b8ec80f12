// SPDX-License-Identifier: AGPL-3.0-or-later
#include "policy/stock_tables.hpp"
#include "text/translation.hpp"

namespace colporteur::policy {
namespace {

// Mailman 3: default_member_action and default_nonmember_action, in that order. Bans and the
// emergency brake come first; what was decided about one person goes before the default. `defer`,
// Mailman's usual action for members, lets the suspicious posts be held: `mailman`.
constexpr Stock stocks[] = {
    {Act::post, "mailman",
     "banned: discard; emergency: hold; moderated members: hold; trusted members: accept; not "
     "members: hold; "
     "looks like a command: hold; implicit destination: hold; recipients over 9: hold; "
     "size over 40 KB: hold; no subject: hold; members: accept",
     N_("members, but what looks wrong is moderated; others are moderated")},
    {Act::post, "members_accept_others_accept",
     "banned: discard; emergency: hold; moderated members: hold; trusted members: accept; members: "
     "accept; others: "
     "accept",
     N_("all posts are accepted")},
    {Act::post, "members_accept_others_hold",
     "banned: discard; emergency: hold; moderated members: hold; trusted members: accept; members: "
     "accept; others: "
     "hold",
     N_("the posts of members are accepted, those of others are moderated")},
    {Act::post, "members_accept_others_reject",
     "banned: discard; emergency: hold; moderated members: hold; trusted members: accept; members: "
     "accept; others: "
     "reject",
     N_("the posts of members are accepted, those of others are refused")},
    {Act::post, "members_accept_others_discard",
     "banned: discard; emergency: hold; moderated members: hold; trusted members: accept; members: "
     "accept; others: "
     "discard",
     N_("the posts of members are accepted, those of others are thrown away")},
    {Act::post, "members_hold_others_accept",
     "banned: discard; emergency: hold; moderated members: hold; trusted members: accept; members: "
     "hold; others: "
     "accept",
     N_("the posts of members are moderated, those of others are accepted")},
    {Act::post, "members_hold_others_hold",
     "banned: discard; emergency: hold; moderated members: hold; trusted members: accept; members: "
     "hold; others: "
     "hold",
     N_("all posts are moderated")},
    {Act::post, "members_hold_others_reject",
     "banned: discard; emergency: hold; moderated members: hold; trusted members: accept; members: "
     "hold; others: "
     "reject",
     N_("the posts of members are moderated, those of others are refused")},
    {Act::post, "members_hold_others_discard",
     "banned: discard; emergency: hold; moderated members: hold; trusted members: accept; members: "
     "hold; others: "
     "discard",
     N_("the posts of members are moderated, those of others are thrown away")},
    {Act::post, "members_reject_others_accept",
     "banned: discard; emergency: hold; moderated members: hold; trusted members: accept; members: "
     "reject; others: "
     "accept",
     N_("the posts of members are refused, those of others are accepted")},
    {Act::post, "members_reject_others_hold",
     "banned: discard; emergency: hold; moderated members: hold; trusted members: accept; members: "
     "reject; others: "
     "hold",
     N_("the posts of members are refused, those of others are moderated")},
    {Act::post, "members_reject_others_reject",
     "banned: discard; emergency: hold; moderated members: hold; trusted members: accept; members: "
     "reject; others: "
     "reject",
     N_("all posts are refused")},
    {Act::post, "members_reject_others_discard",
     "banned: discard; emergency: hold; moderated members: hold; trusted members: accept; members: "
     "reject; others: "
     "discard",
     N_("the posts of members are refused, those of others are thrown away")},
    {Act::post, "members_discard_others_accept",
     "banned: discard; emergency: hold; moderated members: hold; trusted members: accept; members: "
     "discard; "
     "others: accept",
     N_("the posts of members are thrown away, those of others are accepted")},
    {Act::post, "members_discard_others_hold",
     "banned: discard; emergency: hold; moderated members: hold; trusted members: accept; members: "
     "discard; "
     "others: hold",
     N_("the posts of members are thrown away, those of others are moderated")},
    {Act::post, "members_discard_others_reject",
     "banned: discard; emergency: hold; moderated members: hold; trusted members: accept; members: "
     "discard; "
     "others: reject",
     N_("the posts of members are thrown away, those of others are refused")},
    {Act::post, "members_discard_others_discard",
     "banned: discard; emergency: hold; moderated members: hold; trusted members: accept; members: "
     "discard; "
     "others: discard",
     N_("all posts are thrown away")},
};

}  // namespace

std::span<const Stock> stock_of_mailman()
{
    return stocks;
}

}  // namespace colporteur::policy
