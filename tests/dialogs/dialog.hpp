// SPDX-License-Identifier: AGPL-3.0-or-later
// Conversations that people can read (tests/dialogs/*/*.txt), run with and without a socket.
//
//   # why this dialogue exists
//   @ errors=2 message=1000 recipients=3 tls      limits of the server, before the first line
//   C: what the client sends, CRLF added; <CR> <LF> <NUL> <0xE9> are those octets, and after a
//      final <CR> or <LF> no CRLF is added; <x*600> is x, 600 times
//   C: [tls]                                      the client's handshake
//   S: how one reply line begins; … stands for anything; "250-" lines may be left out
//   T: 2                                          so many messages have been taken
//   M: one line of the message taken last
//   X:                                            the server has hung up
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "base/cursor.hpp"
#include "smtp/server.hpp"

namespace colporteur::dialogs {

struct Line {
    char who;  ///< C, S, T, M or X
    std::string text;
};

struct Dialog {
    std::string name;
    smtp::Role role = smtp::Role::smtp;
    smtp::Limits limits{.host = "lists.example.org"};
    std::vector<Line> lines{};
};

inline char take_hexadecimal(Cursor& in)
{
    const std::string digits{in.take_until(">")};
    in.take();
    return static_cast<char>(std::stoi(digits, nullptr, 16));
}

inline std::string take_repeated(Cursor& in, char c)
{
    const auto count = in.take_number().value();
    in.take();
    return std::string(count, c);
}

inline std::string unescape(std::string_view text)
{
    std::string octets;
    for (Cursor in{text}; !in.at_end();) {
        if (in.skip("<CR>"))
            octets += '\r';
        else if (in.skip("<LF>"))
            octets += '\n';
        else if (in.skip("<NUL>"))
            octets += '\0';
        else if (in.skip("<0x"))
            octets += take_hexadecimal(in);
        else if (in.skip("<x*"))
            octets += take_repeated(in, 'x');
        else
            octets += in.take();
    }
    return octets;
}

/// What a C line sends.
inline std::string octets_of(std::string_view text)
{
    const bool bare = text.ends_with("<LF>") || text.ends_with("<CR>");
    return unescape(text) + (bare ? "" : "\r\n");
}

/// Whether a reply line is what an S line says.
inline bool matches(std::string_view pattern, std::string_view line)
{
    const auto wild = pattern.find("…");
    if (wild == std::string_view::npos)
        return line.starts_with(pattern);
    auto before = pattern.substr(0, wild);
    const auto after = pattern.substr(wild + std::string_view{"…"}.size());
    if (after.empty())
        before = trim(before);
    return line.starts_with(before) && line.find(after, before.size()) != std::string_view::npos;
}

inline bool may_be_left_out(std::string_view line)
{
    return line.size() > 3 && line[3] == '-';
}

inline void read_limits(std::string_view words, smtp::Limits& limits)
{
    for (const auto word : split(trim(words), ' ')) {
        Cursor in{word};
        if (in.skip("errors="))
            limits.errors = static_cast<int>(in.take_number().value());
        else if (in.skip("message="))
            limits.message = in.take_number().value();
        else if (in.skip("recipients="))
            limits.recipients = in.take_number().value();
        else if (in.skip("tls"))
            limits.offer_tls = true;
    }
}

inline Dialog read_dialog(const std::filesystem::path& file)
{
    Dialog dialog{.name = file.filename().string()};
    if (file.parent_path().filename() == "lmtp")
        dialog.role = smtp::Role::lmtp;
    std::ifstream in{file};
    for (std::string line; std::getline(in, line);) {
        if (line.starts_with('@'))
            read_limits(std::string_view{line}.substr(1), dialog.limits);
        else if (line.size() >= 2 && line[1] == ':')
            dialog.lines.push_back({line[0], line.size() > 3 ? line.substr(3) : ""});
    }
    return dialog;
}

/// Every dialogue of both protocols, by name.
inline std::vector<Dialog> all_dialogs()
{
    std::vector<std::filesystem::path> files;
    for (const auto* folder : {TESTS_DIR "/dialogs/smtp", TESTS_DIR "/dialogs/lmtp"})
        for (const auto& entry : std::filesystem::directory_iterator{folder})
            files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    std::vector<Dialog> dialogs;
    for (const auto& file : files)
        dialogs.push_back(read_dialog(file));
    return dialogs;
}

/// The desk of every dialogue: nobody@ is unknown, full@ is full, the others are welcome.
inline smtp::Reply judge(const mail::Address& recipient)
{
    if (recipient.local() == "nobody")
        return {550, "5.1.1", "No such address here"};
    if (recipient.local() == "full")
        return {452, "4.2.2", "Mailbox full"};
    return {250, "2.1.5", "Welcome"};
}

/// What becomes of a message: broken@ and forbidden@ fail although they were accepted.
inline std::vector<smtp::Reply> take(const smtp::Envelope& envelope)
{
    std::vector<smtp::Reply> replies;
    for (const auto& recipient : envelope.recipients) {
        if (recipient.local() == "broken")
            replies.push_back({451, "4.3.0", "Try again later"});
        else if (recipient.local() == "forbidden")
            replies.push_back({550, "5.7.1", "Not permitted"});
        else
            replies.push_back({250, "2.0.0", "Taken"});
    }
    return replies;
}

}  // namespace colporteur::dialogs
