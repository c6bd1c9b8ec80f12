// SPDX-License-Identifier: AGPL-3.0-or-later
#include "policy/stock_tables.hpp"
#include "text/translation.hpp"

namespace colporteur::policy {
namespace {

constexpr std::string_view owners_confirm = "owners: confirm; listmasters: confirm; others: reject";
constexpr std::string_view owners_confirm_and_notify =
    "owners: confirm and notify; listmasters: confirm and notify; others: reject";
constexpr std::string_view inside =
    "members: accept; owners: accept; moderators: accept; listmasters: accept; others: reject";
constexpr std::string_view owners_accept = "owners: accept; listmasters: accept; others: reject";

constexpr Stock stocks[] = {
    {Act::see_members, "owner", owners_accept, N_("owners and listmasters")},
    {Act::see_members, "public", "everyone: accept", N_("everyone")},
    {Act::see_members, "private", inside, N_("members, moderators, owners and listmasters")},
    {Act::see_members, "listmaster", "listmasters: accept; others: reject", N_("listmasters")},
    {Act::see_members, "closed", "everyone: reject", N_("nobody")},

    {Act::archive, "closed", "everyone: reject", N_("nobody")},
    {Act::archive, "public", "everyone: accept", N_("everyone")},
    {Act::archive, "private",
     "members: accept; owners: accept; listmasters: accept; others: reject",
     N_("members, owners and listmasters")},
    {Act::archive, "owner", owners_accept, N_("owners and listmasters")},
    {Act::archive, "listmaster", "listmasters: accept; others: reject", N_("listmasters")},

    {Act::see_list, "conceal",
     "members: accept; owners: accept; moderators: accept; others: reject quietly",
     N_("members, moderators and owners")},
    {Act::see_list, "noconceal", "everyone: accept", N_("everyone")},
    {Act::see_list, "identified", "identified: accept; others: reject quietly",
     N_("everyone who has said who they are")},
    {Act::see_list, "secret", "owners: accept; moderators: accept; others: reject quietly",
     N_("moderators and owners")},

    {Act::info, "open", "everyone: accept", N_("everyone")},
    {Act::info, "private", inside, N_("members, moderators, owners and listmasters")},
    {Act::info, "conceal",
     "members: accept; owners: accept; moderators: accept; listmasters: accept; "
     "others: reject quietly",
     N_("members, moderators, owners and listmasters; others get no answer")},

    {Act::invite, "private",
     "members: confirm; owners: confirm; moderators: confirm; listmasters: confirm; others: reject",
     N_("members, moderators, owners and listmasters, once they have confirmed (Sympa does not ask "
        "them)")},
    {Act::invite, "public", "everyone: confirm",
     N_("everyone, once they have confirmed (Sympa does not ask them)")},
    {Act::invite, "owner", owners_confirm,
     N_("owners and listmasters, once they have confirmed (Sympa does not ask owners)")},
    {Act::invite, "closed", "everyone: reject", N_("nobody")},

    {Act::add, "owner", owners_confirm,
     N_("owners and listmasters, once they have confirmed (Sympa does not ask owners)")},
    {Act::add, "owner_notify", owners_confirm_and_notify,
     N_("owners and listmasters, once they have confirmed (Sympa does not ask owners); the owners "
        "are told")},
    {Act::add, "auth", owners_confirm, N_("owners and listmasters, once they have confirmed")},
    {Act::add, "closed", "everyone: reject", N_("nobody")},

    {Act::remove, "owner", owners_confirm,
     N_("owners and listmasters, once they have confirmed (Sympa does not ask owners)")},
    {Act::remove, "owner_notify", owners_confirm_and_notify,
     N_("owners and listmasters, once they have confirmed (Sympa does not ask owners); the owners "
        "are told")},
    {Act::remove, "auth", owners_confirm, N_("owners and listmasters, once they have confirmed")},
    {Act::remove, "closed", "everyone: reject", N_("nobody")},

    {Act::remind, "owner", owners_confirm, N_("owners and listmasters, once they have confirmed")},
    {Act::remind, "listmaster", "listmasters: confirm; others: reject",
     N_("listmasters, once they have confirmed")},

    {Act::create_list, "public_listmaster",
     "banned: reject quietly; listmasters: confirm; others: hold and notify",
     N_("listmasters, once they have confirmed; others, if a listmaster agrees")},
    {Act::create_list, "listmaster", "banned: reject quietly; listmasters: confirm; others: reject",
     N_("listmasters, once they have confirmed")},
    {Act::create_list, "closed", "everyone: reject", N_("nobody")},
};

}  // namespace

std::span<const Stock> stock_of_the_rest()
{
    return stocks;
}

}  // namespace colporteur::policy
