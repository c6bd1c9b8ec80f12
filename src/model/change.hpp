// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

#include "base/time.hpp"
#include "model/ids.hpp"
#include "model/words.hpp"

namespace colporteur::model {

/// One change to a list or a domain: who, when, before and after.
struct Change {
    std::optional<ListId> list{};
    std::optional<DomainId> domain{};
    std::string what{};  ///< the key of a setting, or "owner", "moderator", "member"…
    std::string before{};
    std::string after{};
    std::string who{};  ///< a mail address, or the name of an account of this machine
    Way way = Way::mail;
    Time at{};
};

}  // namespace colporteur::model
