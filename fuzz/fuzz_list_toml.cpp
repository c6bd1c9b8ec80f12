// SPDX-License-Identifier: AGPL-3.0-or-later
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "settings/toml.hpp"
#include "settings/wishes.hpp"

using namespace colporteur;
using namespace colporteur::settings;

namespace {

Sheet a_sheet()
{
    const auto address = mail::parse_address("lettre@info.example.org").value();
    Sheet sheet{.list = {.address = address, .title = "La lettre", .language = "fr"}};
    sheet.owners = {mail::parse_address("ana@example.org").value()};
    return sheet;
}

std::string written(const Sheet& sheet)
{
    std::string all;
    for (const Key& key : keys())
        all += fmt::format("{}={}\n", key.name, to_text(value_of(key, sheet)));
    return all;
}

void expect(bool held)
{
    if (!held)
        std::abort();
}

// What was taken is written, and read again as the same, in TOML and key by key.
void check(const Result<std::vector<Wish>>& wishes, const text::Language& language)
{
    if (!wishes)
        return expect(!wishes.error().what.empty());
    const auto sheet = fulfil(a_sheet(), *wishes, language);
    if (!sheet)
        return expect(!sheet.error().what.empty());
    const auto again = read_toml(to_toml(*sheet, language), language);
    expect(again.has_value());
    const auto same = fulfil(by_default(*sheet), *again, language);
    expect(same.has_value() && written(*same) == written(*sheet));
    Sheet by_text = by_default(*sheet);
    for (const Key& key : keys())
        expect(!put(key, by_text, to_text(value_of(key, *sheet)), language));
    expect(written(by_text) == written(*sheet));
}

}  // namespace

// Whatever arrives as a configuration, whole or in lines: an error in words, or settings that
// survive being written.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    const auto& language = text::language(size % 2 == 0 ? "en" : "fr");
    check(read_toml(text, language), language);
    check(read_lines(text, language), language);
    return 0;
}
