// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/config.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <toml++/toml.h>

#include "app/config_reader.hpp"
#include "base/utf8.hpp"

namespace colporteur::app {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t longest_file = 1'048'576;

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

Zone usual_zone()
{
    const char* named = std::getenv("TZ");
    const auto zone = Zone::find(named ? named : "");
    return zone ? *zone : Zone::system();
}

std::vector<delivery::PaceRule> paces_of(const Config& config)
{
    return config.shipped_paces ? delivery::effective_paces(config.paces) : config.paces;
}

Result<Config> parse_config(std::string_view text, const std::string& file)
{
    try {
        const toml::table top = toml::parse(text, std::string_view{file});
        auto config = read_config(top, file);
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
