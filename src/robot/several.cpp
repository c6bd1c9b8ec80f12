// SPDX-License-Identifier: AGPL-3.0-or-later
#include "robot/several.hpp"

#include "base/ascii.hpp"
#include "base/log.hpp"
#include "base/utf8.hpp"
#include "delivery/notice.hpp"
#include "delivery/notice_text.hpp"
#include "delivery/plain_name.hpp"
#include "robot/care.hpp"
#include "robot/challenge.hpp"
#include "robot/instructions.hpp"
#include "robot/line.hpp"
#include "robot/options.hpp"
#include "robot/target.hpp"
#include "text/translation.hpp"

namespace colporteur::robot {
namespace {

constexpr std::size_t most_shown_below = 50;
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

/// A command and what came of it.
struct Done {
    const Typed& typed;
    Answer answer;
};

std::vector<Done> run(Request& request, const Reading& reading)
{
    std::vector<Done> all;
    for (const Typed& typed : reading.commands) {
        request.word = typed.word;
        request.rest = typed.rest;
        request.quiet = typed.quiet;
        all.push_back({typed, typed.command->run(request)});
    }
    return all;
}

/// Whoever answers must see what they answer for: a forger may have written it.
void add_below(std::vector<std::string>& lines, const Request& request, const Answer& answer)
{
    std::size_t shown = 0;
    for (const std::string& line : answer.below) {
        if (++shown > most_shown_below)
            break;
        lines.push_back(std::string{detail_mark} + line);
    }
    if (answer.below.size() > most_shown_below)
        lines.push_back(std::string{detail_mark} +
                        text::language(language_for(request, answer.list))
                            .count("and {} more", "and {} more",
                                   static_cast<long long>(answer.below.size() - most_shown_below)));
}

/// The command as it is said back. Of a line that may carry somebody's text to a stranger (SEC-03)
/// only what is surely the command's: its word, its list, a role, the addresses.
std::string echo_of(const Done& done)
{
    const std::string line = one_line(done.typed.line, longest_echo);
    if (const std::string plain = delivery::plain_name(line); !plain.empty())
        return plain;
    std::string echo = done.typed.word;
    if (done.answer.list)
        echo += " " + done.answer.list->name();
    for (const std::string_view word : words_of(done.typed.rest))
        if (take_role(word))
            echo.append(" ").append(word);
    for (const mail::Mailbox& person : people_on_line(done.typed.rest).people)
        if (echo.size() + person.address.text().size() < longest_echo)
            echo += " " + person.address.text();
    return echo;
}

/// One challenge about all that needs proof.
void challenge(const Request& request, const std::vector<Done>& all)
{
    std::vector<std::string> lines;
    std::optional<model::List> about;
    for (const Done& done : all)
        if (done.answer.unproven) {
            about = about ? about : done.answer.list;
            lines.push_back(done.typed.line);
            add_below(lines, request, done.answer);
        }
    if (!lines.empty())
        ask_for_proof(request, lines, about);
}

/// A line that is nearly a command, and what was probably meant.
struct Mistake {
    std::string line;
    std::string meant;
};

std::vector<Mistake> find_mistakes(const Request& request, const Reading& reading)
{
    std::vector<Mistake> mistakes;
    for (const std::string& line : reading.others)
        if (auto meant = mistyped_command(request, line)) {
            std::string plain = delivery::plain_name(one_line(line, longest_echo));
            mistakes.push_back({plain.empty() ? "…" : std::move(plain), *std::move(meant)});
        }
    return mistakes;
}

Answer report(Request& request, const Reading& reading, const std::vector<Done>& all,
              const std::vector<Mistake>& mistakes)
{
    Answer report{.template_name = "mail/several.txt", .language = request.language};
    for (const Done& done : all) {
        text::Values row;
        row.set("LINE", echo_of(done));
        if (done.answer.unproven)
            row.show("UNPROVEN");
        else if (done.answer.template_name.empty())
            row.show("MAILED");
        else
            row.add("TEXT", text::Values{}.set("WORDS", words_of_answer(request, done.answer)));
        report.values.add("COMMANDS", std::move(row));
        if (!done.answer.attached.empty())
            report.files.push_back({.type = "message/rfc822", .octets = done.answer.attached});
        report.files.insert(report.files.end(), done.answer.files.begin(), done.answer.files.end());
    }
    for (const Mistake& mistake : mistakes)
        report.values.add("COMMANDS",
                          text::Values{}
                              .set("LINE", mistake.line)
                              .add("MISTAKE", text::Values{}.set("EXAMPLE", mistake.meant)));
    if (reading.too_many)
        report.values.show("TOO_MANY");
    return report;
}

}  // namespace

void send(const Request& request, const Answer& answer)
{
    if (answer.template_name.empty())
        return;
    const auto may_mail = answer.to_keeper ? delivery::may_mail_keeper : delivery::may_mail;
    if (!may_mail(request.tx, request.from.address, "answer", std::chrono::minutes{0},
                  request.now)) {
        log::info("silenced answer");
        return;
    }
    delivery::Notice notice{
        .to = request.from,
        .language = answer.language.empty() ? language_for(request, answer.list) : answer.language,
        .template_name = answer.template_name,
        .values = answer.values,
        .domain = request.domain,
        .list = answer.list,
        .in_reply_to = request.message_id,
        .original = answer.attached,
        .files = answer.files,
    };
    notice.answers = !request.message_id.empty();
    notice.values.show("ALONE");  // not one of several answers in one mail
    if (request.sweet_nothings)
        notice.values.show("SWEET");
    delivery::notify(request.tx, request.site, notice, request.now);
}

void answer_commands(Request& request, const Reading& reading)
{
    const auto mistakes = find_mistakes(request, reading);
    request.sweet_nothings |= mistakes.size() < reading.others.size();
    if (reading.commands.size() == 1 && mistakes.empty()) {
        const auto all = run(request, reading);
        challenge(request, all);
        send(request, all.front().answer);
        return;
    }
    request.language = common_language(request, reading);
    const bool sweet =
        std::exchange(request.sweet_nothings, false);  // thanked for once, by this answer
    const auto all = run(request, reading);
    challenge(request, all);
    const Answer answer = report(request, reading, all, mistakes);
    request.sweet_nothings = sweet;
    send(request, answer);
}

}  // namespace colporteur::robot
