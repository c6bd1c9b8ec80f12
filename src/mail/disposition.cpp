// SPDX-License-Identifier: AGPL-3.0-or-later
#include "mail/disposition.hpp"

#include "base/utf8.hpp"
#include "mail/parameters.hpp"

namespace colporteur::mail {
namespace {

constexpr std::size_t longest_name = 200;

std::string field_parameter(const Split& entity, std::string_view field, std::string_view name)
{
    const Field* const found = find_field(entity, field);
    return found != nullptr ? read_parameter(unfold(found->body), name).value_or("") : "";
}

}  // namespace

std::string file_name(const Split& entity)
{
    std::string name = field_parameter(entity, "Content-Disposition", "filename");
    if (name.empty())
        name = field_parameter(entity, "Content-Type", "name");
    name = one_line(name, name.size());
    name.erase(0, name.find_last_of("/\\") + 1);
    name = one_line(name, longest_name);
    return name.find_first_not_of('.') == std::string::npos ? "" : name;
}

}  // namespace colporteur::mail
