// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "base/zone.hpp"
#include "mail/address.hpp"
#include "mail/message.hpp"

namespace colporteur::policy {

/// What somebody wants to do with a list. Each has a policy of its own.
enum class Act {
    subscribe,
    leave,
    post,
    see_members,
    archive,   ///< read it, by mail or on the web
    see_list,  ///< find it named among the lists
    info,      ///< read its description
    invite,
    add,
    remove,
    remind,
    create_list
};

/// The word for an act, `see_members`; the same on the command line, in JSON and in rows.
std::string_view to_word(Act act);

/// The act of that word; nothing when there is none.
std::optional<Act> act_of(std::string_view word);

/// What somebody is to a list, as far as their address tells. An owner is an author too, an
/// admin a listmaster too; who moderates a list that names no moderators is for the caller to say.
struct Roles {
    bool member = false;
    bool owner = false;
    bool moderator = false;
    bool author = false;
    bool listmaster = false;  ///< of the list's domain
    bool admin = false;       ///< of the whole site
};

/// What was decided about somebody's posts to a list.
enum class Standing { usual, moderated, trusted };

/// What the rules of a policy may look at. Plain data; what costs something is asked for when a
/// rule needs it.
struct Facts {
    Act act = Act::post;
    std::string sender{};  ///< an address; "" for a visitor who has not said who they are
    std::string target{};  ///< the address that the act is about; "" when it is about none
    Roles roles{};         ///< the sender's
    Standing standing = Standing::usual;  ///< the sender's
    bool banned = false;
    bool confirmed = false;  ///< whom it concerns has answered a challenge, or is logged in: the
                             ///< target for subscribe and leave, else the sender
    bool verified = false;   ///< the signature of the sender's domain was verified
    bool proven = false;     ///< handed over on this machine: counts as confirmed
    int posts = 0;           ///< accepted ones that the sender has on this list
    std::function<bool(std::string_view list)> is_member_of{};  ///< of a list by name or address

    Time now{};
    Zone zone{};             ///< whose days and hours the rules mean
    bool emergency = false;  ///< the list's emergency brake is pulled

    // Of a post alone:
    const mail::Message* message = nullptr;
    std::string envelope_sender{};                ///< "" for "<>"
    std::vector<mail::Address> list_addresses{};  ///< where the list gets posts, its main one first
    bool looks_like_command = false;              ///< the robot knows its words
    bool has_topic = true;                        ///< or the list has no topics
};

}  // namespace colporteur::policy
