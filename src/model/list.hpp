// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>

#include "mail/address.hpp"
#include "model/ids.hpp"
#include "model/words.hpp"

namespace colporteur::model {

/// A mail domain of a collective: `info.example.org`.
struct Domain {
    DomainId id{};
    std::string name{};      ///< lower case, A-labels
    std::string title{};     ///< what pages and mails call it
    std::string language{};  ///< when nothing says better
};

/// A mailing list.
struct List {
    ListId id{};
    DomainId domain{};
    mail::Address address;  ///< where posts go
    Kind kind = Kind::newsletter;
    std::string title{};
    std::string description{};
    std::string language{};
    std::string list_id{};      ///< `lettre.info.example.org`, stable for ever (RFC 2919 §3)
    bool confirm_posts = true;  ///< a letter that comes by mail waits for its author's answer
    /// Each reader's copy carries their own one-click link and return address. False: all readers
    /// get the very same octets, many in one transaction.
    bool personal_copies = true;
    bool visible = true;  ///< named on the home page and by `lists`
    bool open = true;     ///< closed: nobody posts, nobody joins; people may still leave

    std::string name() const { return std::string{address.local()}; }

    /// `lettre-owner@…` for "-owner", `lettre+leave-TOKEN@…` for "+leave-TOKEN".
    mail::Address with(std::string_view suffix) const;
};

}  // namespace colporteur::model
