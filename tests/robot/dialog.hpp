// SPDX-License-Identifier: AGPL-3.0-or-later
// Correspondence with the automaton that people can read, tests/dialogs/robot/*.txt.
//
//   # what is promised
//   given list lettre newsletter fr La lettre     or discussion; "closed" or "hidden" may follow
//                                                 the kind
//   given member lettre ana@example.net           "given away lettre …": their membership is
//                                                 suspended
//   given role lettre moderator olga@example.net  or owner, author
//   given language olga@example.net en            of mail to them
//   given policy lettre subscribe everyone: hold
//   given setting lettre dress.subject_tag L
//   given name ana@example.net Ana Lüders
//   given concealed lettre ana@example.net        a member who does not want to be shown
//   given listmaster lena@example.net             of info.example.org
//   given admin root@example.net
//   given left lettre zoe@example.net             was a member
//   given suppressed zoe@example.net              wants no mail that she did not ask for
//   given block lettre *@spam.example             "*" in place of the list: in the whole domain
//   given archived lettre 2026-02-10 10:00        a post that went out then; its lines are like
//                                                 those of send
//   given preset lettre private                   it becomes a list of that usual kind
//   later 11 minutes                              or days; the clock starts on 2026-03-01 at 10:00
//   housekeeping                                  what is done by itself every minute is done now
//   send colporteur                               a mail to that local part; "send lettre from <>"
//   | From: Ana <ana@example.net>                 names the envelope's sender, else it is From.
//   |                                             <0xE9> is that octet
//   | its text
//   post lettre                                   a mail to that list, with its lines like those
//                                                 of send
//   answer                                        a mail to the Reply-To of the last mail expected,
//                                                 which <reply-to> names too; "answer
//                                                 olga@example.net": of the last one to her
//   follow ok olga@example.net                    she follows the link that opens a mail with that
//                                                 subject, and sends it; "follow ok 2 …" the second
//                                                 one of the last mail to her
//   expect ana@example.net                        the next mail goes there
//   : Subject: [La lettre] …                      a field, decoded; … stands for anything, at its
//                                                 end
//   + words that stand in its text                white space is alike
//   - words that stand nowhere in the mail
//   expect nothing                                no further mail
//   handed on to olga@example.net                 the next mail is the one last sent, untouched
//   expect letters 1                              so many letters went out to lists, in all
//   expect letter ana@example.net zoe@example.net the newest of them goes to all these (ABC), and
//                                                 has these lines, like a mail
#pragma once

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "base/cursor.hpp"

namespace colporteur::robot::dialogs {

/// One step: its verb, what stands behind it, and the lines below it that begin with a mark.
struct Step {
    std::string verb;
    std::string rest;
    std::vector<std::string> lines;
};

struct Dialog {
    std::string name;
    std::vector<Step> steps;
};

inline std::string unescape(std::string_view text)
{
    std::string octets;
    for (Cursor in{text}; !in.at_end();)
        if (in.skip("<0x"))
            octets += static_cast<char>(std::stoi(std::string{in.take_until(">")}, nullptr, 16)),
                in.take();
        else
            octets += in.take();
    return octets;
}

inline bool is_marked(std::string_view line)
{
    return !line.empty() && std::string_view{"|:+-"}.find(line.front()) != std::string_view::npos;
}

inline Dialog read_dialog(const std::filesystem::path& path)
{
    Dialog dialog{path.stem().string(), {}};
    std::ifstream file{path};
    for (std::string line; std::getline(file, line);) {
        if (line.empty() || line.starts_with('#'))
            continue;
        if (is_marked(line)) {
            dialog.steps.back().lines.push_back(line);
            continue;
        }
        Cursor in{line};
        const std::string verb{in.take_until(" ")};
        in.skip(" ");
        dialog.steps.push_back({verb, std::string{in.rest()}, {}});
    }
    return dialog;
}

inline std::vector<Dialog> all_dialogs()
{
    std::vector<std::filesystem::path> paths;
    for (const auto& entry : std::filesystem::directory_iterator{TESTS_DIR "/dialogs/robot"})
        paths.push_back(entry.path());
    std::sort(paths.begin(), paths.end());
    std::vector<Dialog> dialogs;
    for (const auto& path : paths)
        dialogs.push_back(read_dialog(path));
    return dialogs;
}

}  // namespace colporteur::robot::dialogs
