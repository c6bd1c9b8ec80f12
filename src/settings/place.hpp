// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <variant>

#include "settings/sheet.hpp"

namespace colporteur::settings {

/// Where on a sheet a value of type T stands.
template <class T>
class Place {
public:
    // A row of the table of keys names the member alone.
    Place(T model::List::*member) : member_{member} {}  // NOLINT(google-explicit-constructor)

    Place(T model::Settings::*member) : member_{member} {}  // NOLINT(google-explicit-constructor)

    Place(T dressing::Options::*member) : member_{member} {}  // NOLINT(google-explicit-constructor)

    Place(T Sheet::*member) : member_{member} {}  // NOLINT(google-explicit-constructor)

    T& on(Sheet& sheet) const
    {
        return std::visit([&](auto member) -> T& { return owner(sheet, member).*member; }, member_);
    }

    const T& on(const Sheet& sheet) const
    {
        return std::visit([&](auto member) -> const T& { return owner(sheet, member).*member; },
                          member_);
    }

private:
    template <class AnySheet>
    static auto& owner(AnySheet& sheet, T model::List::* /*member*/)
    {
        return sheet.list;
    }

    template <class AnySheet>
    static auto& owner(AnySheet& sheet, T model::Settings::* /*member*/)
    {
        return sheet.settings;
    }

    template <class AnySheet>
    static auto& owner(AnySheet& sheet, T dressing::Options::* /*member*/)
    {
        return sheet.settings.dress;
    }

    template <class AnySheet>
    static auto& owner(AnySheet& sheet, T Sheet::* /*member*/)
    {
        return sheet;
    }

    std::variant<T model::List::*, T model::Settings::*, T dressing::Options::*, T Sheet::*>
        member_;
};

}  // namespace colporteur::settings
