// SPDX-License-Identifier: AGPL-3.0-or-later
#include "mail/flowed.hpp"

#include "base/cursor.hpp"

namespace colporteur::mail {
namespace {

// line = *">" [ SP ] content      ; the SP is stuffing, content ending in SP flows on
struct Line {
    std::string_view quotes;
    std::string_view content;

    bool signature() const { return content == "-- "; }

    bool flows() const { return content.ends_with(' ') && !signature(); }
};

Line read_line(std::string_view text)
{
    Cursor in{text};
    const auto quotes = in.take_while([](char c) { return c == '>'; });
    in.skip(" ");
    return {quotes, in.rest()};
}

}  // namespace

std::string join_flowed(std::string_view text, bool del_space)
{
    std::string result;
    Line before{};
    bool open = false;  // whether the line before waits for this one
    for (const std::string_view raw : split(text, '\n')) {
        const Line line = read_line(raw);
        if (open && line.quotes == before.quotes && !line.signature()) {
            if (del_space)
                result.pop_back();
        } else {
            result += result.empty() ? "" : "\n";
            result += line.quotes;
            result += line.quotes.empty() ? "" : " ";
        }
        result += line.content;
        open = line.flows();
        before = line;
    }
    return result;
}

}  // namespace colporteur::mail
