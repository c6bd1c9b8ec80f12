// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "delivery/notice.hpp"

namespace colporteur::delivery {

/// What the notice says, in its reader's language, without the automaton's signature. Its own
/// values and those that every mail template may name: DOMAIN_TITLE, DOMAIN, ROBOT_ADDRESS,
/// YOUR_ADDRESS, HOME; about a list LIST_TITLE, LIST_NAME, LIST_ADDRESS, OWNER_ADDRESS,
/// SUBSCRIBE_ADDRESS, UNSUBSCRIBE_ADDRESS, LIST_LINK; and ANSWER_ADDRESS, OK_LINK, NO_LINK when an
/// answer decides something.
text::Filled words_of(const model::Site& site, const Notice& notice);

/// The automaton's signature, to stand below "-- ".
std::string signature_of(const model::Site& site, const Notice& notice);

}  // namespace colporteur::delivery
