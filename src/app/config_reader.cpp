// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/config_reader.hpp"

#include "app/config_keys.hpp"
#include "base/utf8.hpp"

namespace colporteur::app {
namespace {

std::string describe(const toml::node& node);

std::string describe_all(const toml::array& array)
{
    std::vector<std::string> elements;
    for (const auto& element : array)
        if (elements.size() < 5)
            elements.push_back(element.is_array() ? "[…]" : describe(element));
    return fmt::format("[{}]", fmt::join(elements, ", "));
}

std::string describe(const toml::node& node)
{
    if (const auto* text = node.as_string())
        return fmt::format("\"{}\"", one_line(text->get(), 80));
    if (const auto* number = node.as_integer())
        return fmt::format("{}", number->get());
    if (const auto* yes = node.as_boolean())
        return yes->get() ? "true" : "false";
    if (const auto* array = node.as_array())
        return describe_all(*array);
    return node.is_table() ? "a table" : node.is_floating_point() ? "a fraction" : "a date or time";
}

/// One file, on its way into one Config.
class Reader {
public:
    explicit Reader(const std::string& file) : file_{file} { config_.file = file; }

    Result<Config> read(const toml::table& top)
    {
        for (const auto& [name, node] : top) {
            const Section* section = find_section(name.str());
            auto done = section ? read_section(*section, node) : read_key("", name, node);
            if (!done)
                return fail(done.error());
        }
        return std::move(config_);
    }

private:
    Result<void> read_section(const Section& section, const toml::node& node)
    {
        const auto* table = node.as_table();
        if (table && section.times != Times::any)
            return read_table(section, *table);
        const auto* array = node.as_array();
        if (array && section.times != Times::once)
            return read_tables(section, *array);
        return expected(node, section.name, shape_of(section));
    }

    Result<void> read_tables(const Section& section, const toml::array& array)
    {
        for (const auto& element : array) {
            const auto* table = element.as_table();
            auto done = table ? read_table(section, *table)
                              : expected(element, section.name, shape_of(section));
            if (!done)
                return done;
        }
        return {};
    }

    Result<void> read_table(const Section& section, const toml::table& table)
    {
        section.begin(config_);
        for (const auto& [name, node] : table)
            if (auto done = read_key(section.name, name, node); !done)
                return done;
        for (const auto needed : section.needs)
            if (!table.contains(needed))
                return refuse(table.source(),
                              fmt::format("[{}] needs \"{}\"", section.name, needed));
        if (const Expected wanted = section.end ? section.end(config_) : std::nullopt)
            return refuse(table.source(), fmt::format("[{}]: expected {}", section.name, *wanted));
        return {};
    }

    Result<void> read_key(std::string_view section, const toml::key& name, const toml::node& node)
    {
        for (const Key& key : config_keys())
            if (key.section == section && key.name == name.str())
                return std::visit([&](const auto& value) { return take(key, value, node); },
                                  key.value);
        return unknown(section, name);
    }

    Result<void> take(const Key& key, const TextValue& value, const toml::node& node)
    {
        const auto* text = node.as_string();
        return judge(key, node, text ? value.take(config_, text->get()) : "a text in quotes");
    }

    Result<void> take(const Key& key, const NumberValue& value, const toml::node& node)
    {
        const auto* number = node.as_integer();
        if (!number || number->get() < value.least || number->get() > value.most)
            return judge(key, node,
                         fmt::format("a whole number from {} to {}", value.least, value.most));
        value.take(config_, number->get());
        return {};
    }

    Result<void> take(const Key& key, const TextsValue& value, const toml::node& node)
    {
        std::vector<std::string> texts;
        const auto* array = node.as_array();
        if (!array)
            return judge(key, node, "texts in brackets, such as [\"a\", \"b\"]");
        for (const auto& element : *array) {
            const auto* text = element.as_string();
            if (!text)
                return judge(key, element, "a text in quotes");
            texts.push_back(text->get());
        }
        return judge(key, node, value.take(config_, texts));
    }

    Result<void> take(const Key& key, const FlagValue& value, const toml::node& node)
    {
        const auto* flag = node.as_boolean();
        if (!flag)
            return judge(key, node, "true or false");
        value.take(config_, flag->get());
        return {};
    }

    Result<void> judge(const Key& key, const toml::node& node, const Expected& wanted) const
    {
        return wanted ? expected(node, key.path(), *wanted) : Result<void>{};
    }

    Result<void> expected(const toml::node& node, std::string_view path,
                          std::string_view wanted) const
    {
        return refuse(node.source(),
                      fmt::format("{}: expected {}, found {}", path, wanted, describe(node)));
    }

    Result<void> unknown(std::string_view section, const toml::key& name) const
    {
        const Key typed{section, name.str(), NumberValue{}, ""};
        std::string what = fmt::format("unknown key \"{}\"", one_line(typed.path(), 80));
        if (const auto near = nearest_key(typed); !near.empty())
            what += fmt::format("; did you mean \"{}\"?", near);
        return refuse(name.source(), what);
    }

    static std::string nearest_key(const Key& typed)
    {
        std::string nearest;
        std::size_t least = 4;
        for (const Key& key : config_keys()) {
            const bool same_name = key.name == typed.name;
            const auto distance = same_name ? 1 : edit_distance(key.path(), typed.path());
            if (distance < least) {
                least = distance;
                nearest = key.path();
            }
        }
        return nearest;
    }

    static std::string shape_of(const Section& section)
    {
        switch (section.times) {
        case Times::once: return fmt::format("a table [{}]", section.name);
        case Times::any: return fmt::format("tables [[{}]]", section.name);
        case Times::once_or_more: break;
        }
        return fmt::format("a table [{0}] or tables [[{0}]]", section.name);
    }

    static const Section* find_section(std::string_view name)
    {
        for (const Section& section : config_sections())
            if (section.name == name)
                return &section;
        return nullptr;
    }

    Result<void> refuse(const toml::source_region& where, std::string_view what) const
    {
        return fail(Code::invalid, fmt::format("{}:{}: {}", file_, where.begin.line, what));
    }

    const std::string& file_;
    Config config_;
};

}  // namespace

Result<Config> read_config(const toml::table& top, const std::string& file)
{
    return Reader{file}.read(top);
}

}  // namespace colporteur::app
