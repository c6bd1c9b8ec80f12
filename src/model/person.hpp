// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/time.hpp"
#include "mail/address.hpp"
#include "model/ids.hpp"
#include "model/words.hpp"

namespace colporteur::model {

/// Somebody, by one of their addresses.
struct Person {
    PersonId id{};  ///< of this address
    mail::Address address;
    std::string name{};      ///< as they gave it, one line
    std::string language{};  ///< "" when never told
    PersonId main{};         ///< of the address that stands for all of theirs; often this one
};

/// When a member wants nothing: from `from` until `until`, or until further word.
struct Suspension {
    Time from{};
    std::optional<Time> until{};

    bool holds(Time now) const { return now >= from && (!until || now < *until); }

    bool operator==(const Suspension&) const = default;
};

/// One person on one list. The row stays when they leave, so that no import revives them.
struct Member {
    MemberId id{};
    ListId list{};
    Person person;
    MemberState state = MemberState::subscribed;
    Time joined{};
    std::optional<Time> left{};
    Reception reception = Reception::mail;
    bool own_posts = true;     ///< also their own posts
    bool named_copies = true;  ///< also posts whose To or Cc names them
    bool concealed = false;    ///< not shown to other members
    std::optional<Suspension> suspension{};
    std::uint64_t topics = 0;  ///< a bit per topic of the list; 0: all
    Standing standing = Standing::usual;
    std::int64_t posts = 0;                    ///< how many of theirs went out
    std::optional<std::int64_t> owed_after{};  ///< for a digest: the last post they had
};

/// The record of a consent (GDPR art. 7(1)): what was asked in which words, how and when it was
/// given or taken back.
struct Consent {
    ListId list{};
    PersonId person{};
    bool given = true;  ///< false: taken back
    Way way = Way::mail;
    std::string wording{};   ///< the text that the person answered, whole
    std::string evidence{};  ///< what proves it: the Message-ID of the answer, "button", the name
                             ///< of the file
    Time asked{};
    Time answered{};
};

}  // namespace colporteur::model
