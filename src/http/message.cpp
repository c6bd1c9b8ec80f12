// SPDX-License-Identifier: AGPL-3.0-or-later
#include "http/message.hpp"

#include "base/ascii.hpp"

namespace colporteur::http {

std::optional<std::string_view> Request::field(std::string_view name) const
{
    for (const auto& [known, value] : fields)
        if (same_word(known, name))
            return value;
    return std::nullopt;
}

Response& Response::with(std::string name, std::string value)
{
    fields.emplace_back(std::move(name), std::move(value));
    return *this;
}

}  // namespace colporteur::http
