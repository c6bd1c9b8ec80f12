// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

#include "base/time.hpp"
#include "mail/address.hpp"
#include "model/ids.hpp"
#include "model/words.hpp"

namespace colporteur::model {

struct Person {
    PersonId id{};
    mail::Address address;
    std::string name{};      ///< as they gave it, one line
    std::string language{};  ///< "" when never told
};

/// One person on one list. The row stays when they leave, so that no import revives them.
struct Member {
    MemberId id{};
    ListId list{};
    Person person;
    MemberState state = MemberState::subscribed;
    Time joined{};
    std::optional<Time> left{};
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
