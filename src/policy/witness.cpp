// SPDX-License-Identifier: AGPL-3.0-or-later
#include "policy/witness.hpp"

#include <algorithm>

#include "base/ascii.hpp"
#include "base/utf8.hpp"
#include "policy/meaning.hpp"

namespace colporteur::policy {
namespace {

bool names_list(const Facts& facts)
{
    const auto& ours = facts.list_addresses;
    const auto named = addressees(*facts.message, {"To", "Cc", "Resent-To", "Resent-Cc"});
    const auto same = [](const mail::Address& a, const mail::Address& b) {
        return same_word(a.text(), b.text());
    };
    return std::find_first_of(named.begin(), named.end(), ours.begin(), ours.end(), same) !=
           named.end();
}

template <class Value, class Make>
const Value& remembered(std::optional<Value>& value, Make make)
{
    if (!value)
        value = make();
    return *value;
}

}  // namespace

// What is said of a message says nothing where there is none, negated or not.
bool Witness::holds(const Condition& condition)
{
    const Meaning& meaning = meaning_of(condition.what);
    if (meaning.of_message && facts_.message == nullptr)
        return false;
    return meaning.holds(condition, *this) != condition.negated;
}

bool Witness::holds(const Rule& rule)
{
    return std::all_of(rule.conditions.begin(), rule.conditions.end(),
                       [this](const Condition& condition) { return holds(condition); });
}

const std::string& Witness::sender()
{
    return remembered(sender_, [this] { return to_lower(facts_.sender); });
}

const Shape& Witness::shape()
{
    return remembered(shape_, [this] { return shape_of(message()); });
}

const std::string& Witness::folded_subject()
{
    return remembered(folded_subject_, [this] { return fold(message().subject()); });
}

const std::string& Witness::folded_text()
{
    return remembered(folded_text_, [this] { return fold(mail::read_text(message()).utf8); });
}

const std::vector<std::string>& Witness::folded_fields(const std::string& name)
{
    const auto [entry, fresh] = folded_fields_.try_emplace(to_lower(name));
    if (fresh)
        entry->second = policy::folded_fields(message(), name);
    return entry->second;
}

std::size_t Witness::recipients()
{
    return remembered(recipients_, [this] { return addressees(message(), {"To", "Cc"}).size(); });
}

bool Witness::names_list()
{
    return remembered(names_list_, [this] { return policy::names_list(facts_); });
}

}  // namespace colporteur::policy
