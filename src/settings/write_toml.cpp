// SPDX-License-Identifier: AGPL-3.0-or-later
#include "settings/keys.hpp"
#include "settings/toml.hpp"

namespace colporteur::settings {
namespace {

/// Writes one sheet.
class Writer {
public:
    Writer(const Sheet& sheet, const text::Language& language)
        : sheet_{sheet}, usual_{by_default(sheet)}, language_{language}
    {
    }

    std::string write()
    {
        comment(sheet_.list.address.text());
        comment(
            language_.say(N_("A line behind # is as by default: take the # away to change it.")));
        for (const Group& group : groups())
            write(group);
        // Tables go last: in TOML a key behind one would belong to it.
        for (const Key& key : keys())
            if (is_tables(key))
                write_tables(key);
        return std::move(text_);
    }

private:
    static bool is_tables(const Key& key)
    {
        return std::holds_alternative<TopicsShape>(key.shape) ||
               std::holds_alternative<AttributesShape>(key.shape);
    }

    void write(const Group& group)
    {
        if (!group.name.empty()) {
            text_ += fmt::format("\n[{}]\n", group.name);
            comment(language_.say(group.meaning));
        }
        for (const Key& key : keys())
            if (key.group() == group.name && !is_tables(key))
                write(key);
    }

    void write(const Key& key)
    {
        const Value value = value_of(key, sheet_);
        const bool usual = key.has_default() && to_text(value) == to_text(value_of(key, usual_));
        text_ += '\n';
        comment(language_.say(key.meaning));
        text_ +=
            fmt::format("{}{} = {}\n", usual ? "# " : "", key.short_name(), to_toml_value(value));
    }

    void write_tables(const Key& key)
    {
        const Value value = value_of(key, sheet_);
        const auto& entries = std::get<std::vector<Entry>>(value);
        text_ += '\n';
        comment(language_.say(key.meaning));
        for (const Entry& entry : entries)
            write(key, entry, "");
        if (entries.empty())
            write(key, example(key), "# ");
    }

    void write(const Key& key, const Entry& entry, std::string_view before)
    {
        text_ += fmt::format("{}[[{}]]\n", before, key.name);
        for (const auto& [name, field] : entry) {
            const Value value = std::visit([](const auto& one) -> Value { return one; }, field);
            text_ += fmt::format("{}{} = {}\n", before, name, to_toml_value(value));
        }
    }

    Entry example(const Key& key) const
    {
        if (std::holds_alternative<TopicsShape>(key.shape))
            return {{"name", "music"},
                    {"title", language_.say(N_("Music"))},
                    {"keywords", Words{"concert", "festival"}}};
        return {{"name", "city"},
                {"title", language_.say(N_("Where do you live?"))},
                {"required", false},
                {"choices", Words{}}};
    }

    void comment(std::string_view words) { text_ += fmt::format("# {}\n", words); }

    const Sheet& sheet_;
    const Sheet usual_;
    const text::Language& language_;
    std::string text_;
};

}  // namespace

std::string to_toml(const Sheet& sheet, const text::Language& language)
{
    return Writer{sheet, language}.write();
}

std::string to_toml(store::Db& db, const model::List& list, const text::Language& language)
{
    return to_toml(sheet_of(db, list), language);
}

}  // namespace colporteur::settings
