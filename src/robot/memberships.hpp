// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/person.hpp"
#include "robot/request.hpp"

namespace colporteur::robot {

/// A subscription of the sender's, at any of their addresses.
struct Mine {
    model::List list;
    model::Member member;
};

/// Those to lists of this domain. For that mailbox's eyes only.
std::vector<Mine> my_memberships(const Request& request);

/// The lists of this domain that the sender is subscribed to. For that mailbox's eyes only.
std::vector<model::List> subscribed_lists(const Request& request);

/// Whether the word means every list: `*`, "all", "toutes"; unless a list is called so.
bool means_every_list(const Request& request, std::string_view word);

/// What may follow a list's name in a command.
enum class Tail { none, words };

/// Which of the sender's subscriptions a command is about.
struct Chosen {
    std::vector<Mine> mine{};
    std::string rest{};               ///< what follows
    bool every = false;               ///< `*`
    std::optional<Answer> instead{};  ///< there is nothing to do; says why
};

/// `LIST …` or `* …`; no list at all means the one written to, or the only one that they are on.
Chosen choose_mine(const Request& request, Tail tail);

/// The list that all of them are about, when it is one.
std::optional<model::List> only_list(const std::vector<Mine>& mine);

}  // namespace colporteur::robot
