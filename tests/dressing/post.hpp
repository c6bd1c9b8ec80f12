// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>

#include "dressing/header.hpp"

namespace colporteur::dressing {

inline mail::Address address(std::string_view text)
{
    return mail::parse_address(text).value();
}

inline Scene town()
{
    return {.list = address("town@lists.example.org"),
            .title = "The town",
            .language = "en",
            .number = 12,
            .new_message_id = "<p12.1@lists.example.org>"};
}

/// What goes out of a header that came in.
inline std::string dressed(const std::string& header, const Options& options)
{
    return dress_header(mail::Message{header + "\r\nbody\r\n"}, options, town());
}

}  // namespace colporteur::dressing
