// SPDX-License-Identifier: AGPL-3.0-or-later
#include "text/template.hpp"

#include <ctemplate/template.h>
#include <ctemplate/template_dictionary.h>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <shared_mutex>
#include <stdexcept>

#include "base/ascii.hpp"
#include "base/utf8.hpp"
#include "text/embedded.hpp"
#include "text/source.hpp"

namespace colporteur::text {
namespace {

using Compiled = std::shared_ptr<const ctemplate::Template>;

/// A template in one language; of a mail, the subject line apart.
struct Pair {
    Compiled subject;  ///< null when it is no mail
    Compiled text;
};

/// Every template used so far, by name and language; and where to look for them.
struct Shelf {
    std::shared_mutex mutex;
    std::map<std::pair<std::string, std::string>, Pair, std::less<>> ready;
    std::string folder;  ///< of templates that replace the built-in ones; "" for none
};

Shelf& shelf()
{
    static Shelf instance;
    return instance;
}

std::optional<std::string> read_file(const std::string& path)
{
    std::ifstream file{path, std::ios::binary};
    if (!file)
        return std::nullopt;
    return std::string{std::istreambuf_iterator<char>{file}, {}};
}

std::optional<std::string> load_template(const std::string& folder, std::string_view name)
{
    if (!folder.empty())
        if (auto own = read_file(folder + "/" + std::string{name}))
            return own;
    const auto built_in = embedded(name);
    return built_in ? std::optional{std::string{*built_in}} : std::nullopt;
}

Compiled compile(std::string_view name, const std::string& text)
{
    constexpr auto escaped = R"({{%AUTOESCAPE context="HTML"}})";
    const std::string source = is_html(name) ? escaped + text : text;
    Compiled compiled{ctemplate::Template::StringToTemplate(source, ctemplate::DO_NOT_STRIP)};
    if (!compiled || compiled->state() != ctemplate::TS_READY)
        throw std::logic_error{"template " + std::string{name} + ": malformed"};
    return compiled;
}

Pair compile_pair(std::string_view name, std::string_view text)
{
    constexpr std::string_view subject = "Subject:";
    if (!text.starts_with(subject))
        return {nullptr, compile(name, std::string{text})};
    const auto end = std::min(text.find('\n'), text.size());
    const auto body = text.find_first_not_of('\n', end);
    return {compile(name, std::string{text.substr(subject.size(), end - subject.size())}),
            compile(name, std::string{body == std::string_view::npos ? "" : text.substr(body)})};
}

Pair find_pair(std::string_view name, const Language& language)
{
    const std::pair key{std::string{name}, language.code()};
    const std::shared_lock reading{shelf().mutex};
    const auto found = shelf().ready.find(key);
    return found != shelf().ready.end() ? found->second : Pair{};
}

Pair get_pair(std::string_view name, const Language& language)
{
    if (Pair found = find_pair(name, language); found.text)
        return found;

    const std::unique_lock writing{shelf().mutex};
    const auto load = [](std::string_view page) { return load_template(shelf().folder, page); };
    Pair made = compile_pair(name, prepare_template(name, load, language));
    return shelf().ready[{std::string{name}, language.code()}] = std::move(made);
}

void put(ctemplate::TemplateDictionary& dictionary, const Values& values)
{
    for (const auto& [name, value] : values.words)
        dictionary.SetValue(name, value);
    for (const auto& [name, rows] : values.sections)
        for (const Values& row : rows)
            put(*dictionary.AddSectionDictionary(name), row);
}

std::string expand(const ctemplate::Template& filled, const ctemplate::TemplateDictionary& values)
{
    std::string text;
    if (!filled.Expand(&text, &values))
        throw std::logic_error{"a template could not be filled"};
    return text;
}

}  // namespace

Values& Values::set(std::string name, std::string value)
{
    words[std::move(name)] = std::move(value);
    return *this;
}

Values& Values::show(std::string section)
{
    return add(std::move(section), {});
}

Values& Values::add(std::string section, Values row)
{
    sections[std::move(section)].push_back(std::move(row));
    return *this;
}

std::string fill(std::string_view name, const Language& language, const Values& values)
{
    const Pair pair = get_pair(name, language);
    ctemplate::TemplateDictionary dictionary{"values"};
    dictionary.SetValue("LANG", language.code());
    put(dictionary, values);
    const std::string text = expand(*pair.text, dictionary);
    return pair.subject ? "Subject:" + expand(*pair.subject, dictionary) + "\n\n" + text : text;
}

Filled fill_mail(std::string_view name, const Language& language, const Values& values)
{
    const Pair pair = get_pair(name, language);
    if (!pair.subject)
        throw std::logic_error{"template " + std::string{name} + ": its first line is no Subject:"};
    ctemplate::TemplateDictionary dictionary{"values"};
    dictionary.SetValue("LANG", language.code());
    put(dictionary, values);
    return {one_line(expand(*pair.subject, dictionary)), expand(*pair.text, dictionary)};
}

void override_templates(const std::string& folder)
{
    const std::unique_lock writing{shelf().mutex};
    shelf().folder = folder;
    shelf().ready.clear();
}

std::vector<std::string> template_names()
{
    std::vector<std::string> names;
    for (const auto name : embedded_names())
        if (!name.starts_with("translations/"))
            names.emplace_back(name);
    return names;
}

}  // namespace colporteur::text
