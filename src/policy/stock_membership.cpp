// SPDX-License-Identifier: AGPL-3.0-or-later
#include "policy/stock_tables.hpp"
#include "text/translation.hpp"

namespace colporteur::policy {
namespace {

constexpr Stock stocks[] = {
    {Act::subscribe, "open", "everyone: confirm",
     N_("everyone, once they have confirmed (Sympa’s and Mailman’s open do not ask)")},
    {Act::subscribe, "open_notify", "everyone: confirm and notify",
     N_("everyone, once they have confirmed (Sympa’s open does not ask); the owners are told")},
    {Act::subscribe, "open_quiet", "everyone: confirm quietly",
     N_("everyone, once they have confirmed (Sympa’s open does not ask); no welcome is sent")},
    {Act::subscribe, "auth", "everyone: confirm", N_("everyone, once they have confirmed")},
    {Act::subscribe, "auth_notify", "everyone: confirm and notify",
     N_("everyone, once they have confirmed; the owners are told")},
    {Act::subscribe, "auth_owner", "not confirmed: confirm; others: hold for owners",
     N_("who has confirmed, if an owner agrees")},
    {Act::subscribe, "owner", "not confirmed: confirm; others: hold for owners",
     N_("who has confirmed, if an owner agrees (Sympa asks the owner alone)")},
    {Act::subscribe, "closed", "everyone: reject", N_("nobody")},
    {Act::subscribe, "smime", "verified and themselves: accept; others: reject",
     N_("whose domain has signed the request, for themselves (Sympa: an S/MIME signature)")},
    {Act::subscribe, "smimeorowner",
     "verified and themselves: accept; not confirmed: confirm; others: hold for owners",
     N_("whose domain has signed the request (Sympa: an S/MIME signature); others, once they have "
        "confirmed, if an owner agrees")},
    {Act::subscribe, "confirm", "banned: reject; others: confirm",
     N_("everyone who is not banned, once they have confirmed")},
    {Act::subscribe, "moderate", "banned: reject; not confirmed: confirm; others: hold",
     N_("who has confirmed, if a moderator agrees (Mailman asks the moderator alone)")},
    {Act::subscribe, "confirm_then_moderate",
     "banned: reject; not confirmed: confirm; others: hold",
     N_("who has confirmed, if a moderator agrees")},

    {Act::leave, "open", "everyone: confirm",
     N_("everyone, once they have confirmed (Sympa’s and Mailman’s open do not ask)")},
    {Act::leave, "open_notify", "everyone: confirm and notify",
     N_("everyone, once they have confirmed (Sympa’s open does not ask); the owners are told")},
    {Act::leave, "auth", "everyone: confirm", N_("everyone, once they have confirmed")},
    {Act::leave, "auth_notify", "everyone: confirm and notify",
     N_("everyone, once they have confirmed; the owners are told")},
    {Act::leave, "owner", "not confirmed: confirm; owners: accept; others: hold for owners",
     N_("who has confirmed, if an owner agrees (Sympa asks the owner alone)")},
    {Act::leave, "closed", "everyone: reject", N_("nobody")},
    {Act::leave, "confirm", "everyone: confirm", N_("everyone, once they have confirmed")},
    {Act::leave, "moderate", "not confirmed: confirm; others: hold",
     N_("who has confirmed, if a moderator agrees (Mailman asks the moderator alone)")},
    {Act::leave, "confirm_then_moderate", "not confirmed: confirm; others: hold",
     N_("who has confirmed, if a moderator agrees")},
};

}  // namespace

std::span<const Stock> stock_of_membership()
{
    return stocks;
}

}  // namespace colporteur::policy
