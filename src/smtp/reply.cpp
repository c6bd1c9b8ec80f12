// SPDX-License-Identifier: AGPL-3.0-or-later
#include "smtp/reply.hpp"

#include "base/cursor.hpp"

namespace colporteur::smtp {

namespace {

constexpr std::size_t longest_line = 510;  // and CRLF: RFC 5321 §4.5.3.1.5
constexpr int most_lines = 100;

bool is_control(char c)
{
    const auto octet = static_cast<unsigned char>(c);
    return octet < 0x20 || octet == 0x7f;
}

/// Not in the middle of a UTF-8 character.
void cut(std::string& line, std::size_t most)
{
    if (line.size() <= most)
        return;
    while (most > 0 && (static_cast<unsigned char>(line[most]) & 0xC0) == 0x80)
        --most;
    line.resize(most);
}

void append_line(std::string& wire, const Reply& reply, std::string_view text, bool last)
{
    std::string line = std::to_string(reply.code) + (last ? ' ' : '-');
    if (!reply.enhanced.empty())
        line += reply.enhanced + ' ';
    for (const char c : text)
        if (!is_control(c))
            line += c;
    cut(line, longest_line);
    wire += line + "\r\n";
}

// reply-line = code [ ( "-" / SP ) text ]          RFC 5321 §4.2; code = %x32-35 2DIGIT
struct Line {
    int code;
    bool last;
    std::string_view text;
};

Result<Line> parse_line(std::string_view line)
{
    Cursor in{line};
    int code = 0;
    for (int i = 0; i < 3; ++i) {
        const char c = in.take();
        if (!is_digit(c))
            return fail(Code::invalid, "a reply line begins with three digits");
        code = code * 10 + (c - '0');
    }
    if (code < 200 || code > 599)
        return fail(Code::invalid, "a reply code is 200 to 599");
    const char mark = in.take();
    if (mark != '-' && mark != ' ' && mark != '\0')
        return fail(Code::invalid, "a reply code is followed by a space or a hyphen");
    return Line{code, mark != '-', in.rest()};
}

// enhanced = class "." 1*3DIGIT "." 1*3DIGIT (SP / end)      RFC 2034 §4; class is the code's first
// digit
std::string_view take_enhanced(std::string_view& text, int code)
{
    Cursor in{text};
    bool well = in.skip(std::to_string(code / 100));
    for (int i = 0; i < 2; ++i) {
        well = well && in.skip(".");
        const auto digits = in.take_while(is_digit);
        well = well && !digits.empty() && digits.size() <= 3;
    }
    if (!well || (!in.at_end() && in.peek() != ' '))
        return {};
    const auto found = text.substr(0, text.size() - in.rest().size());
    in.skip(" ");
    text = in.rest();
    return found;
}

}  // namespace

std::string to_wire(const Reply& reply)
{
    std::string wire;
    append_line(wire, reply, reply.text, reply.more.empty());
    for (std::size_t i = 0; i < reply.more.size(); ++i)
        append_line(wire, reply, reply.more[i], i + 1 == reply.more.size());
    return wire;
}

Reply reply_for(const Error& error)
{
    switch (error.code) {
    case Code::invalid: return {501, "5.5.4", "Syntax error"};
    case Code::unsupported: return {555, "5.5.4", "Parameter not recognized"};
    case Code::not_found: return {550, "5.1.1", "No such address here"};
    case Code::denied: return {550, "5.7.1", "Not permitted"};
    case Code::too_large: return {552, "5.3.4", "Message too large"};
    case Code::conflict: break;
    }
    return {451, "4.3.0", "Try again later"};
}

Result<std::optional<Reply>> ReplyReader::feed(std::string_view line)
{
    auto read = parse_line(line);
    const bool differs = read && lines_ > 0 && read->code != reply_.code;
    if (!read || differs || ++lines_ > most_lines) {
        *this = {};
        return read ? fail(Code::invalid, "a reply of differing codes or too many lines")
                    : fail(read.error());
    }

    const auto enhanced = take_enhanced(read->text, read->code);
    if (lines_ == 1)
        reply_ = {read->code, std::string{enhanced}, std::string{read->text}};
    else
        reply_.more.emplace_back(read->text);
    if (!read->last)
        return std::nullopt;

    std::optional<Reply> whole = std::move(reply_);
    *this = {};
    return whole;
}

}  // namespace colporteur::smtp
