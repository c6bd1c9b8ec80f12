// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <span>
#include <string_view>

#include "policy/policy.hpp"

namespace colporteur::policy {

class Witness;

/// What a condition means: when it holds, and how a moderator is told that it does or does not.
struct Meaning {
    What what;
    bool of_message;  ///< there must be one
    bool (*holds)(const Condition&, Witness&);
    std::string_view yes;  ///< a sentence to be translated; {} for each value of the condition
    std::string_view no;
};

const Meaning& meaning_of(What what);

/// The rows: who somebody is and when it is (meaning_who.cpp), what a message is
/// (meaning_post.cpp).
std::span<const Meaning> meanings_of_people();
std::span<const Meaning> meanings_of_posts();

}  // namespace colporteur::policy
