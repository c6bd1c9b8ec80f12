// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "base/zone.hpp"
#include "mail/address.hpp"
#include "mail/dkim.hpp"

namespace colporteur::model {

/// What the work needs to know of the place it runs in. Read once at start, shared by all threads,
/// never changed.
struct Site {
    std::string web_url{};  ///< what links in mail begin with, without a final slash
    std::vector<std::string>
        robots{};  ///< local parts that the automaton answers to; the first one signs its mail
    std::vector<mail::Address> admins{};
    std::vector<mail::DkimSigner> signers{};  ///< of all domains
    Zone zone{};                              ///< of the hours that people see and write
    std::string secret{};  ///< 32 octets: signs tokens; lost, every link in every mail sent is dead
};

}  // namespace colporteur::model
