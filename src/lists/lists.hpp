// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/list.hpp"
#include "model/site.hpp"
#include "store/db.hpp"

namespace colporteur::lists {

/// A mail domain to serve. Code::invalid: not a domain name; Code::conflict: we serve it already.
Result<model::Domain> create_domain(store::Tx& tx, std::string_view name, std::string_view title,
                                    std::string_view language);

struct NewList {
    mail::Address address;
    model::Kind kind = model::Kind::newsletter;
    std::string title{};  ///< "" gives the list's name
    std::string description{};
    std::string language{};  ///< "" gives the domain's
    std::vector<mail::Address> owners{};
    std::vector<mail::Address> authors{};
    std::optional<bool> confirm_posts{};  ///< nothing: yes for a newsletter, no for a discussion
    std::string errors_in = "en";         ///< the language of what is said when it cannot be
};

/// Code::not_found: the domain is not served (say `domain add`); Code::conflict: the address is
/// taken; Code::invalid: the name is over 29 octets, not made of a-z 0-9 . _ -, is one of the
/// robot's or postmaster, abuse, begins with owner- or ends like -request, -owner, -subscribe…, and
/// so could be mistaken for another list's address; no owner is named.
Result<model::List> create(store::Tx& tx, const model::Site& site, const NewList& wanted);

/// Another name in the same domain; the List-Id stays. The name must be one that create() would
/// take, with or without the list's own domain behind it.
Result<model::List> rename(store::Tx& tx, const model::Site& site, model::List list,
                           std::string_view name);

/// The lists of the same domain whose name is nearest to what somebody typed, if any is near
/// enough.
std::optional<model::List> nearest(store::Db& db, model::DomainId domain, std::string_view typed);

/// A list of the domain by name ("lettre"), or by its whole address, whatever the case.
std::optional<model::List> find(store::Db& db, const model::Domain& domain, std::string_view typed);

/// What a local part begins with that means the owners of the list behind it. A list may not be
/// named so.
inline constexpr std::string_view owner_prefix = "owner-";

/// The ends of a local part that mean something: "-owner" and so on. A list may not be named so.
const std::vector<std::string_view>& suffixes();

}  // namespace colporteur::lists
