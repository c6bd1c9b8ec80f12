// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>

#include "base/ascii.hpp"
#include "base/utf8.hpp"
#include "mail/compose.hpp"
#include "robot/care.hpp"
#include "robot/run.hpp"
#include "robot/target.hpp"
#include "settings/change.hpp"
#include "settings/sheet.hpp"
#include "settings/toml.hpp"
#include "settings/wishes.hpp"

namespace colporteur::robot {
namespace {

constexpr std::size_t longest_echo = 120;  // octets of a line, for the challenge

/// What the sender wrote below the command.
struct Wanted {
    std::string text;
    bool whole = false;  ///< a whole configuration, as we send it; else bare lines
};

/// Our own text begins with a comment that names the list, so that a few lines of somebody who
/// knows TOML do not bring everything else back to its default.
Wanted read_wanted(const Request& request, const model::List& list)
{
    Wanted wanted;
    bool first = true;
    for (const std::string& line : lines_below(request)) {
        const auto bare = trim(line);
        if (first && !bare.empty()) {
            wanted.whole = bare == "# " + list.address.text();
            first = false;
        }
        wanted.text += line + '\n';
    }
    const bool says_something = wanted.text.find('=') != std::string::npos;
    return says_something ? wanted : Wanted{};
}

/// The lines that set something, for the challenge.
std::vector<std::string> lines_of(const Wanted& wanted)
{
    std::vector<std::string> lines;
    for (const std::string_view raw : split(std::string_view{wanted.text}, '\n'))
        if (const auto line = trim(raw); !line.empty() && !line.starts_with('#'))
            lines.push_back(one_line(line, longest_echo));
    return lines;
}

Answer wrong(const Request& request, const model::List& list, const std::string& errors)
{
    Answer answer{.template_name = "mail/config_wrong.txt", .list = list};
    answer.values.set("ERRORS", std::string{trim(showable_lines(errors))})
        .set("EXAMPLE", request.word + " " + list.name());
    return answer;
}

/// What would be wrong with it, without doing it.
std::optional<Error> fault_of(const Request& request, const model::List& list, const Wanted& wanted)
{
    const text::Language& language = text::language(language_for(request, list));
    auto wishes = wanted.whole ? settings::read_toml(wanted.text, language)
                               : settings::read_lines(wanted.text, language);
    if (!wishes)
        return wishes.error();
    const auto sheet =
        settings::fulfil(settings::sheet_of(request.tx, list), *std::move(wishes), language);
    return sheet ? std::nullopt : std::optional{sheet.error()};
}

Answer show(const Request& request, const model::List& list)
{
    const std::string toml =
        settings::to_toml(request.tx, list, text::language(language_for(request, list)));
    Answer answer{.template_name = "mail/config.txt", .list = list};
    answer.values.set("EXAMPLE", request.word + " " + list.name());
    answer.attached = "Subject: " + request.word + " " + list.name() + "\r\nMIME-Version: 1.0\r\n" +
                      mail::text_entity(toml, "");
    return answer;
}

Answer report(const model::List& list, const settings::Changes& changes)
{
    Answer answer{.template_name = "mail/config_changed.txt", .list = list};
    answer.values.show(changes.empty() ? "NOTHING" : "CHANGED");
    for (const model::Change& change : changes)
        answer.values.add("ROWS", text::Values{}
                                      .set("KEY", change.what)
                                      .set("BEFORE", one_line(change.before))
                                      .set("AFTER", one_line(change.after)));
    return answer;
}

}  // namespace

Answer config(const Request& request)
{
    Target target = find_target(request);
    if (!target.list)
        return which_list(request, target, own_lists(request));
    model::List& list = *target.list;
    if (!may_by_role(request, list, Needs::owner) || is_for_listmasters(request, list))
        return not_allowed(list);
    const Wanted wanted = read_wanted(request, list);
    if (wanted.text.empty())
        return show(request, list);
    if (const auto fault = fault_of(request, list, wanted))
        return wrong(request, list, fault->what);
    if (!request.proven)
        return needs_proof_about(list, lines_of(wanted));
    const settings::Who who = actor_of(request, list).who();
    const auto changes =
        wanted.whole ? settings::change_all(request.tx, list, wanted.text, who, request.now)
                     : settings::change_lines(request.tx, list, wanted.text, who, request.now);
    return changes ? report(list, *changes) : wrong(request, list, changes.error().what);
}

}  // namespace colporteur::robot
