// SPDX-License-Identifier: AGPL-3.0-or-later
#include "model/settings.hpp"

namespace colporteur::model {

std::vector<std::string> names_of(const std::vector<Attribute>& attributes)
{
    std::vector<std::string> names;
    for (const Attribute& attribute : attributes)
        names.push_back(attribute.name);
    return names;
}

}  // namespace colporteur::model
