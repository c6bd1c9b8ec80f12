// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>

#include "delivery/notice.hpp"
#include "settings/change.hpp"

namespace colporteur::lists {

/// Who looks after a list, and how their word reached us.
struct Actor {
    std::string name;     ///< a mail address, or the name of an account of this machine
    std::string shown{};  ///< for people: `Olga <olga@example.org>`; "" gives the name
    model::Way way = model::Way::mail;
    std::string evidence{};       ///< the Message-ID of their mail, or the command
    std::string language = "en";  ///< of what they are told when it cannot be done

    const std::string& for_people() const { return shown.empty() ? name : shown; }

    settings::Who who() const { return {name, way, language}; }
};

/// Whether the person whom a deed concerns gets a mail about it.
enum class Telling {
    whole,
    brief,  ///< only what they must know
    none,
};

}  // namespace colporteur::lists
