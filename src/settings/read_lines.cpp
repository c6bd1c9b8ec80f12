// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/cursor.hpp"
#include "base/utf8.hpp"
#include "settings/wishes.hpp"

namespace colporteur::settings {
namespace {

constexpr std::size_t longest_text = 262'144;
constexpr int longest_value = 1'000;  // lines
constexpr int most_tries = 500;       // to find the end of a value, in the whole text

// lines  = *( line LF )
// line   = [ "#" anything ] / "[" group "]" / key "=" value
// value  = a value of TOML, over several lines when it is a text or an array that goes on
//        / anything                                          ; the text itself

class Reader {
public:
    Reader(std::string_view text, const text::Language& language)
        : lines_{split(text, '\n')}, language_{language}
    {
    }

    Result<std::vector<Wish>> read()
    {
        while (next_ < lines_.size() && errors_.size() < most_errors) {
            const std::string_view line = trim(lines_[next_++]);
            line_ = static_cast<int>(next_);
            if (!line.empty() && !line.starts_with('#'))
                read_line(line);
        }
        if (!errors_.empty())
            return fail(joined(errors_));
        return std::move(wishes_);
    }

private:
    void read_line(std::string_view line)
    {
        const auto equals = line.find('=');
        if (line.starts_with('[') && line.ends_with(']') && equals == line.npos)
            return read_group(line);
        if (equals == line.npos)
            return refuse(
                say(language_, N_("expected \"key = value\", found \"{}\""), one_line(line, 80)));
        const auto name = trim(line.substr(0, equals));
        const Key* key = find_key(group_ + std::string{name});
        if (!key)
            key = find_key(name);
        const std::string_view value = trim(line.substr(equals + 1));
        if (key)
            wishes_.push_back({key, read_value(*key, value), line_});
        else
            refuse(unknown_key(name, language_));
    }

    void read_group(std::string_view line)
    {
        const auto name = trim(line.substr(1, line.size() - 2));
        for (const Group& group : groups())
            if (group.name == name) {
                group_ = name.empty() ? "" : fmt::format("{}.", name);
                return;
            }
        refuse(unknown_key(name, language_));
    }

    Value read_value(const Key& key, std::string_view rest)
    {
        const bool is_text = std::holds_alternative<TextShape>(key.shape);
        const bool in_quotes = rest.starts_with('"') || rest.starts_with('\'');
        if (in_quotes || (rest.starts_with('[') && !is_text))
            if (auto value = read_toml_value(rest))
                return *std::move(value);
        if (std::holds_alternative<TextShape>(key.shape) ||
            std::holds_alternative<LinesShape>(key.shape) ||
            std::holds_alternative<PolicyShape>(key.shape))
            return std::string{rest};
        return std::string{trim(rest.substr(0, rest.find(" #")))};
    }

    // As few lines as make a value; nothing, and none taken, when there are none. Only a text or an
    // array that is open goes on.
    std::optional<Value> read_toml_value(std::string_view rest)
    {
        const std::string_view closing = rest.starts_with("\"\"\"") ? "\"\"\""
                                         : rest.starts_with("'''")  ? "'''"
                                         : rest.starts_with('[')    ? "]"
                                                                    : "";
        std::string text{rest};
        for (std::size_t after = next_, n = 0; n < longest_value; ++n, ++after) {
            const bool may_end =
                n == 0 || lines_[after - 1].find(closing) != std::string_view::npos;
            if (may_end && tries_++ >= most_tries)
                break;
            if (auto value = may_end ? parse_value(text) : fail(Code::invalid, "")) {
                next_ = after;
                return *std::move(value);
            }
            if (closing.empty() || after == lines_.size())
                break;
            (text += '\n') += lines_[after];
        }
        return std::nullopt;
    }

    void refuse(std::string_view what) { errors_.push_back(on_line(line_, what, language_)); }

    const std::vector<std::string_view> lines_;
    const text::Language& language_;
    std::size_t next_ = 0;
    int line_ = 0;
    int tries_ = 0;
    std::string group_;
    std::vector<Wish> wishes_;
    std::vector<std::string> errors_;
};

}  // namespace

Result<std::vector<Wish>> read_lines(std::string_view lines, const text::Language& language)
{
    if (lines.size() > longest_text)
        return fail(Code::too_large,
                    say(language, N_("a text of at most {} octets"), longest_text));
    return Reader{lines, language}.read();
}

}  // namespace colporteur::settings
