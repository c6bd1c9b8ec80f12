// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/json.hpp"

#include <fmt/format.h>

#include "base/utf8.hpp"

namespace colporteur {
namespace {

constexpr unsigned char first_printable = 0x20;

// string = DQUOTE *( unescaped / "\" escape ) DQUOTE     RFC 8259 §7

void write_string(std::string& out, std::string_view text)
{
    out += '"';
    for (const char c : to_valid_utf8(text)) {
        if (c == '"' || c == '\\')
            out.append(1, '\\').append(1, c);
        else if (c == '\n')
            out += "\\n";
        else if (c == '\t')
            out += "\\t";
        else if (c == '\r')
            out += "\\r";
        else if (static_cast<unsigned char>(c) < first_printable || c == '\x7F')
            out += fmt::format("\\u{:04x}", static_cast<unsigned char>(c));
        else
            out += c;
    }
    out += '"';
}

/// Writes one kind of value, indented to `level`.
struct Writer {
    std::string& out;
    std::size_t level = 0;

    void operator()(std::monostate /*none*/) const { out += "null"; }

    void operator()(bool yes) const { out += yes ? "true" : "false"; }

    void operator()(std::int64_t number) const { out += std::to_string(number); }

    void operator()(const std::string& text) const { write_string(out, text); }

    void operator()(const JsonArray& array) const
    {
        between('[', ']', array,
                [](const Writer& inside, const Json& item) { inside.write(item); });
    }

    void operator()(const JsonObject& object) const
    {
        between('{', '}', object, [](const Writer& inside, const JsonMember& member) {
            write_string(inside.out, member.name);
            inside.out += ": ";
            inside.write(member.value);
        });
    }

    void write(const Json& json) const { std::visit(*this, json.value()); }

private:
    template <class Items, class Write>
    void between(char open, char close, const Items& items, Write write_one) const
    {
        const Writer inside{out, level + 1};
        out += open;
        for (std::size_t i = 0; i < items.size(); ++i) {
            out += i == 0 ? "\n" : ",\n";
            out.append(2 * inside.level, ' ');
            write_one(inside, items[i]);
        }
        if (!items.empty())
            out.append(1, '\n').append(2 * level, ' ');
        out += close;
    }
};

}  // namespace

Json::Json(JsonArray array) : value_{std::move(array)} {}

Json::Json(JsonObject object) : value_{std::move(object)} {}

std::string to_text(const Json& json)
{
    std::string out;
    Writer{out}.write(json);
    return out + '\n';
}

}  // namespace colporteur
