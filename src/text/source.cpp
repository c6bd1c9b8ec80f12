// SPDX-License-Identifier: AGPL-3.0-or-later
#include "text/source.hpp"

#include <algorithm>
#include <stdexcept>

#include "base/ascii.hpp"
#include "base/cursor.hpp"

namespace colporteur::text {
namespace {

// template = *( OCTET / comment / include / marker / sentence )
// comment  = "{{!" *OCTET "}}"                            may span lines
// include  = "{{>" page "}}"                              page: a template's name
// marker   = "{{" [ "#" / "/" ] NAME [ ":" modifier ] "}}"
// sentence = "[[" *( OCTET / marker ) "]]"                one msgid; sentences do not nest

constexpr int deepest_inclusion = 5;

[[noreturn]] void malformed(std::string_view name, std::string_view what)
{
    throw std::logic_error{"template " + std::string{name} + ": " + std::string{what}};
}

/// Replaces each `open` … `close` by what `replace` makes of its inside.
template <class Replace>
std::string replace_each(std::string_view name, std::string_view text, std::string_view open,
                         std::string_view close, Replace replace)
{
    std::string result;
    for (auto begin = text.find(open); begin != std::string_view::npos; begin = text.find(open)) {
        const auto inside = begin + open.size();
        const auto end = text.find(close, inside);
        if (end == std::string_view::npos)
            malformed(name, std::string{open} + " without " + std::string{close});
        result += text.substr(0, begin);
        result += replace(text.substr(inside, end - inside));
        text.remove_prefix(end + close.size());
    }
    return result.append(text);
}

/// Takes away comments, and the whole line of a comment or include that stands alone.
std::string drop_comments(std::string_view name, std::string_view text)
{
    std::string result;
    for (auto begin = text.find("{{!"); begin != std::string_view::npos; begin = text.find("{{!")) {
        auto end = text.find("}}", begin);
        if (end == std::string_view::npos)
            malformed(name, "{{! without }}");
        end += 2;
        const bool opens_line = begin == 0 || text[begin - 1] == '\n';
        if (opens_line && text.substr(end).starts_with('\n'))
            ++end;
        result += text.substr(0, begin);
        text.remove_prefix(end);
    }
    return result.append(text);
}

std::string include_pages(std::string_view name, const TemplateLoader& load, int depth)
{
    if (depth > deepest_inclusion)
        malformed(name, "pages include each other without end");
    const auto text = load(name);
    if (!text)
        malformed(name, "no such template");

    const auto page = [&](std::string_view inside) {
        std::string included = include_pages(trim(inside), load, depth + 1);
        if (included.ends_with('\n'))  // the line of the marker has its own
            included.pop_back();
        return included;
    };
    return replace_each(name, drop_comments(name, *text), "{{>", "}}", page);
}

std::string one_spaced(std::string_view text)
{
    std::string result;
    for (Cursor in{trim(text)}; !in.at_end();) {
        result += in.take_while([](char c) { return !is_space(c); });
        if (!in.take_while(is_space).empty())
            result += ' ';
    }
    return result;
}

std::string translate_sentences(std::string_view name, std::string_view text,
                                const Language& language)
{
    const auto say = [&](std::string_view inside) {
        if (inside.find("[[") != std::string_view::npos)
            malformed(name, "[[ inside [[ … ]]");
        return language.say(is_html(name) ? one_spaced(inside) : std::string{inside});
    };
    return replace_each(name, text, "[[", "]]", say);
}

/// Whether the line holds one section marker and nothing else; such a line leaves no trace.
bool is_lone_section(std::string_view line)
{
    Cursor in{trim(line)};
    if (!in.skip("{{#") && !in.skip("{{/"))
        return false;
    in.take_until("}");
    return in.skip("}}") && in.at_end();
}

std::string join_section_lines(std::string_view text)
{
    std::string result;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size() - 1) + 1;
        const auto line = text.substr(0, end);
        result += is_lone_section(line) ? trim(line) : line;
        text.remove_prefix(end);
    }
    return result;
}

void check_markers(std::string_view name, std::string_view text)
{
    const auto check = [&](std::string_view inside) {
        if (inside.empty() || inside.find_first_of("{%\n") != std::string_view::npos)
            malformed(name, "bad marker {{" + std::string{inside} + "}}");
        return std::string_view{};
    };
    replace_each(name, text, "{{", "}}", check);
}

}  // namespace

bool is_html(std::string_view name)
{
    return name.ends_with(".html");
}

std::string prepare_template(std::string_view name, const TemplateLoader& load,
                             const Language& language)
{
    const std::string source = include_pages(name, load, 0);
    const std::string text = translate_sentences(name, source, language);
    check_markers(name, text);
    return join_section_lines(text);
}

}  // namespace colporteur::text
