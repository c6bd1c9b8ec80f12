// SPDX-License-Identifier: AGPL-3.0-or-later
#include "settings/wishes.hpp"

#include <algorithm>

namespace colporteur::settings {
namespace {

// Which key has what default depends on the kind, so that one goes first.
void kind_first(std::vector<Wish>& wishes)
{
    std::stable_partition(wishes.begin(), wishes.end(),
                          [](const Wish& wish) { return wish.key->name == "kind"; });
}

Expected fulfil_one(Sheet& sheet, const Wish& wish, const text::Language& language)
{
    if (!wish.value && !wish.key->has_default())
        return say(language, N_("{} has no default: give it a value"), wish.key->name);
    const Value value = wish.value ? *wish.value : value_of(*wish.key, by_default(sheet));
    const Expected wanted = put(*wish.key, sheet, value, language);
    if (!wanted)
        return std::nullopt;
    return say(language, N_("{}: expected {}, found {}"), wish.key->name, *wanted,
               described(value));
}

Expected conflict(const Sheet& sheet, const text::Language& language)
{
    if (sheet.owners.empty())
        return say(language, N_("{} would have no owner left: add another one first"),
                   sheet.list.address.text());
    if (sheet.settings.dress.reply_to == dressing::ReplyTo::address &&
        !sheet.settings.dress.reply_to_address)
        return say(language, N_("dress.reply_to is address, so dress.reply_to_address must say "
                                "which"));
    return std::nullopt;
}

}  // namespace

std::string on_line(int line, std::string_view what, const text::Language& language)
{
    return line > 0 ? say(language, N_("line {}: {}"), line, what) : std::string{what};
}

Error joined(const std::vector<std::string>& errors)
{
    return {Code::invalid, fmt::format("{}", fmt::join(errors, "\n"))};
}

Result<Sheet> fulfil(const Sheet& sheet, std::vector<Wish> wishes, const text::Language& language)
{
    kind_first(wishes);
    Sheet after = sheet;
    std::vector<std::string> errors;
    for (const Wish& wish : wishes)
        if (const Expected wrong =
                errors.size() < most_errors ? fulfil_one(after, wish, language) : std::nullopt)
            errors.push_back(on_line(wish.line, *wrong, language));
    if (!errors.empty())
        return fail(joined(errors));
    if (const Expected wrong = conflict(after, language))
        return fail(Code::conflict, *wrong);
    return after;
}

}  // namespace colporteur::settings
