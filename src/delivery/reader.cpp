// SPDX-License-Identifier: AGPL-3.0-or-later
#include "delivery/reader.hpp"

#include "store/people.hpp"

namespace colporteur::delivery {
namespace {

using Value = std::string (*)(const Reader&, const CopyFacts&);

struct OwnField {
    std::string_view name;
    Value value;
};

std::string name(const Reader& reader, const CopyFacts& /*facts*/)
{
    return reader.name;
}

std::string address(const Reader& reader, const CopyFacts& facts)
{
    return reader.address.empty() ? std::string{facts.recipient} : reader.address;
}

std::string list(const Reader& /*reader*/, const CopyFacts& facts)
{
    return std::string{facts.list};
}

std::string unsubscribe_link(const Reader& /*reader*/, const CopyFacts& facts)
{
    return facts.unsubscribe_link;
}

constexpr OwnField own_fields[] = {
    {"name", name},
    {"address", address},
    {"list", list},
    {"unsubscribe_link", unsubscribe_link},
};

}  // namespace

Reader reader_of(store::Db& db, model::MemberId id)
{
    const auto member = store::find_member(db, id);
    if (!member)
        return {};
    return {.name = member->person.name, .address = {}, .attributes = store::attributes_of(db, id)};
}

std::vector<std::string> field_names(const std::vector<std::string>& attributes)
{
    std::vector<std::string> names;
    for (const OwnField& field : own_fields)
        names.emplace_back(field.name);
    names.insert(names.end(), attributes.begin(), attributes.end());
    return names;
}

std::string value_of(const std::string& field, const Reader& reader, const CopyFacts& facts)
{
    for (const OwnField& own : own_fields)
        if (own.name == field)
            return own.value(reader, facts);
    const auto attribute = reader.attributes.find(field);
    return attribute == reader.attributes.end() ? "" : attribute->second;
}

}  // namespace colporteur::delivery
