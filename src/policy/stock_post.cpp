// SPDX-License-Identifier: AGPL-3.0-or-later
#include "policy/stock_tables.hpp"
#include "text/translation.hpp"

namespace colporteur::policy {
namespace {

// A forged From of a member gets a post to a list of members, as everywhere; but the few whose
// letters pass a moderation that stops all others are asked to confirm.
constexpr Stock stocks[] = {
    {Act::post, "private",
     "banned: reject quietly; members: accept; moderators: accept; owners: accept; others: reject",
     N_("members, moderators and owners")},
    {Act::post, "public", "banned: reject quietly; others: accept", N_("everyone")},
    {Act::post, "public_nobcc",
     "banned: reject quietly; implicit destination: reject; others: accept",
     N_("everyone, if the list stands in To or in Cc")},
    {Act::post, "publickey", "banned: reject quietly; others: confirm",
     N_("everyone, once they have confirmed")},
    {Act::post, "publicnoattachment", "banned: reject quietly; attachments: hold; others: accept",
     N_("everyone; what has attachments is moderated (Sympa: what is multipart/mixed)")},
    {Act::post, "publicnomultipart", "banned: reject quietly; multipart: reject; others: accept",
     N_("everyone, but no message of several parts")},
    {Act::post, "privatekey", "banned: reject quietly; members: confirm; others: reject",
     N_("members, once they have confirmed")},
    {Act::post, "privateorpublickey", "banned: reject quietly; members: accept; others: confirm",
     N_("members; others, once they have confirmed")},
    {Act::post, "privateoreditorkey",
     "banned: reject quietly; members: accept; moderators: accept; others: hold",
     N_("members and moderators; others are moderated")},
    {Act::post, "privateandeditorkey",
     "banned: reject quietly; moderators: confirm; members: hold; others: reject",
     N_("members, moderated; moderators, once they have confirmed (Sympa does not ask them)")},
    {Act::post, "privatekeyandeditorkeyonly",
     "banned: reject quietly; members and not confirmed: confirm; members: hold; "
     "moderators and not confirmed: confirm; moderators: hold; others: reject",
     N_("members and moderators, moderated, once they have confirmed (Sympa turns away a moderator "
        "who is no member)")},
    {Act::post, "privateandnomultipartoreditorkey",
     "banned: reject quietly; multipart: hold; members: accept; others: hold",
     N_("members; others, and every message of several parts, are moderated")},
    {Act::post, "private_smime",
     "banned: reject quietly; members and verified: accept; moderators and verified: accept; "
     "owners and verified: accept; others: reject",
     N_("members, moderators and owners whose domain has signed the message (Sympa: an S/MIME "
        "signature)")},
    {Act::post, "confidential",
     "banned: reject quietly; members: accept; moderators: accept; owners: accept; "
     "others: reject quietly",
     N_("members, moderators and owners; others get no answer")},
    {Act::post, "editorkey", "banned: reject quietly; moderators: confirm; others: hold",
     N_("everyone, moderated; moderators, once they have confirmed (Sympa does not ask them)")},
    {Act::post, "editorkeyonly", "banned: reject quietly; others: hold",
     N_("everyone, moderated, even the moderators")},
    {Act::post, "editorkeyonlyauth",
     "banned: reject quietly; moderators and not confirmed: confirm; others: hold",
     N_("everyone, moderated, even the moderators, who must confirm first")},
    {Act::post, "newsletter", "banned: reject quietly; moderators: confirm; others: reject",
     N_("moderators, once they have confirmed (Sympa does not ask them)")},
    {Act::post, "newsletterkeyonly", "banned: reject quietly; moderators: hold; others: reject",
     N_("moderators, if one of them approves the message")},
    {Act::post, "owner", "banned: reject quietly; owners: confirm; others: reject",
     N_("owners, once they have confirmed (Sympa does not ask them)")},
    {Act::post, "ownerauth", "banned: reject quietly; owners: confirm; others: reject",
     N_("owners, once they have confirmed")},
    {Act::post, "closed", "everyone: reject", N_("nobody")},
};

}  // namespace

std::span<const Stock> stock_of_posts()
{
    return stocks;
}

}  // namespace colporteur::policy
