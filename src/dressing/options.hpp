// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "mail/address.hpp"

namespace colporteur::dressing {

/// Where an answer to a post goes.
enum class ReplyTo {
    author,   ///< as the author has it: nothing is added
    list,     ///< to the list
    both,     ///< to the author and the list
    address,  ///< to Options::reply_to_address
};

/// Where the header and footer of a list stand.
enum class Place {
    part,    ///< in parts of their own
    inside,  ///< inside the text parts, HTML too; a part of its own where that cannot be
};

/// How a list changes its posts. The defaults change nothing that the author wrote.
struct Options {
    std::string subject_tag{};  ///< shown in brackets before the subject; "{number}" gives the
                                ///< post's number; "" for none
    ReplyTo reply_to = ReplyTo::author;
    bool respect_reply_to = true;  ///< an author's own Reply-To stays
    std::optional<mail::Address> reply_to_address{};
    bool anonymous = false;     ///< nothing tells who wrote
    bool hide_origin = true;    ///< nothing tells from where, and with which program
    std::string header_text{};  ///< UTF-8, LF line ends; "" for none
    std::string footer_text{};  ///< likewise
    Place place = Place::part;
    std::vector<std::string> drop_types{};  ///< "image/*", "application/x-msdownload"
    std::vector<std::string> keep_types{};  ///< everything else goes; empty: all are kept
    bool html_to_text = false;              ///< a part that is HTML alone becomes plain text
    std::size_t largest_part = 0;           ///< octets, decoded; larger ones go; 0: any
};

/// The list and the post that is dressed.
struct Scene {
    mail::Address list;            ///< where posts go
    std::string title{};           ///< UTF-8
    std::string language{};        ///< of the words that are put in
    std::int64_t number = 0;       ///< of the post, counted by the list
    std::string new_message_id{};  ///< for an anonymous list, with brackets
};

}  // namespace colporteur::dressing
