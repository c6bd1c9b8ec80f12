// SPDX-License-Identifier: AGPL-3.0-or-later
#include "robot/several.hpp"

#include "base/ascii.hpp"
#include "base/utf8.hpp"
#include "delivery/notice_text.hpp"
#include "delivery/plain_name.hpp"
#include "robot/target.hpp"

namespace colporteur::robot {
namespace {

constexpr std::size_t longest_echo = 60;  // octets of a command that we say back (3834-09)

/// All of one answer speaks one language: the sender's, else that of the first list named.
std::string common_language(Request& request, const Reading& reading)
{
    for (const Typed& typed : reading.commands) {
        request.rest = typed.rest;
        if (typed.command->takes_list)
            if (const Target target = find_target(request); target.list)
                return language_for(request, target.list);
    }
    return language_for(request, std::nullopt);
}

std::string words_of_answer(const Request& request, const Answer& answer)
{
    const delivery::Notice notice{
        .to = request.from,
        .language = request.language,
        .template_name = answer.template_name,
        .values = answer.values,
        .domain = request.domain,
        .list = answer.list,
    };
    return std::string{trim(delivery::words_of(request.site, notice).text)};
}

}  // namespace

Answer run_several(Request& request, const Reading& reading)
{
    request.language = common_language(request, reading);
    const bool sweet =
        std::exchange(request.sweet_nothings, false);  // thanked for once, by this answer
    Answer all{.template_name = "mail/several.txt", .language = request.language};
    for (const Typed& typed : reading.commands) {
        request.word = typed.word;
        request.rest = typed.rest;
        const Answer answer = typed.command->run(request);
        text::Values row;
        row.set("LINE", delivery::plain_name(one_line(typed.line, longest_echo)));
        if (answer.template_name.empty())
            row.show("MAILED");
        else
            row.add("TEXT", text::Values{}.set("WORDS", words_of_answer(request, answer)));
        all.values.add("COMMANDS", std::move(row));
    }
    if (reading.too_many)
        all.values.show("TOO_MANY");
    request.sweet_nothings = sweet;
    return all;
}

}  // namespace colporteur::robot
