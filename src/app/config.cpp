// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/config.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <toml++/toml.h>

#include "app/config_keys.hpp"
#include "base/utf8.hpp"

namespace colporteur::app {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t longest_file = 1'048'576;

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

/// Reads one file into one Config, by the tables of config_keys.hpp.
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
        if (!section.repeated) {
            const auto* table = node.as_table();
            return table ? read_table(section, *table)
                         : expected(node, section.name, fmt::format("a table [{}]", section.name));
        }
        const auto* array = node.as_array();
        if (!array)
            return expected(node, section.name, fmt::format("tables [[{}]]", section.name));
        for (const auto& element : *array) {
            const auto* table = element.as_table();
            auto done = table
                            ? read_table(section, *table)
                            : expected(element, section.name, fmt::format("[[{}]]", section.name));
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

void make_relative_to(const fs::path& folder, std::string& path)
{
    if (!path.empty())
        path = (folder / path).lexically_normal().string();
}

// What one key says about another.
Result<Config> complete(Config config, const toml::table& top)
{
    const fs::path folder = fs::path{config.file}.parent_path();
    if (top.contains("data"))
        make_relative_to(folder, config.data);
    make_relative_to(folder, config.intake.tls_certificate);
    make_relative_to(folder, config.intake.tls_key);
    if (config.intake.tls_certificate.empty() && !config.intake.tls_key.empty())
        return fail(Code::invalid,
                    fmt::format("{}: intake.tls_key needs intake.tls_certificate", config.file));
    if (config.intake.tls_key.empty())
        config.intake.tls_key = config.intake.tls_certificate;
    if (top.at_path("web.listen") && !top.at_path("web.url"))
        config.web.url = config.web.listen.starts_with("unix:") ? "http://localhost"
                                                                : "http://" + config.web.listen;
    return config;
}

Result<std::string> read_file(const std::string& file)
{
    std::ifstream in{file, std::ios::binary};
    std::string text;
    if (in)
        text.assign(std::istreambuf_iterator<char>{in}, {});
    if (!in || in.bad())
        return fail(
            Code::not_found,
            fmt::format("{}: the configuration cannot be read: is it there, and yours to read?",
                        file));
    if (text.size() > longest_file)
        return fail(Code::too_large, fmt::format("{}: too large for a configuration", file));
    return text;
}

std::string choose_file(const ConfigChoice& choice)
{
    if (!choice.file.empty())
        return choice.file;
    if (const char* named = std::getenv("COLPORTEUR_CONFIG"); named && *named)
        return named;
    for (const char* usual : {"./colporteur.toml", "/etc/colporteur/colporteur.toml"})
        if (std::error_code ignored; fs::exists(usual, ignored))
            return usual;
    return "";
}

}  // namespace

Result<Config> parse_config(std::string_view text, const std::string& file)
{
    try {
        const toml::table top = toml::parse(text, std::string_view{file});
        auto config = Reader{file}.read(top);
        if (!config)
            return config;
        return complete(*std::move(config), top);
    } catch (const toml::parse_error& error) {
        return fail(Code::invalid, fmt::format("{}:{}: {}", file, error.source().begin.line,
                                               one_line(error.description())));
    }
}

Result<Config> load_config(const ConfigChoice& choice)
{
    const std::string file = choose_file(choice);
    Result<Config> config = Config{};
    if (!file.empty()) {
        const auto text = read_file(file);
        if (!text)
            return fail(text.error());
        config = parse_config(*text, file);
    }
    if (config && !choice.data.empty())
        config->data = choice.data;
    return config;
}

}  // namespace colporteur::app
