// SPDX-License-Identifier: AGPL-3.0-or-later
#include "robot/care.hpp"

#include <algorithm>

#include "base/ascii.hpp"
#include "base/utf8.hpp"
#include "delivery/plain_name.hpp"
#include "lists/care/opening.hpp"
#include "robot/commands.hpp"
#include "robot/line.hpp"
#include "robot/read.hpp"
#include "store/lists.hpp"

namespace colporteur::robot {
namespace {

constexpr std::size_t most_people = 500;
constexpr std::size_t longest_echo = 60;  // octets of what was typed that we say back (3834-09)

bool is_this_command(const Request& request, const Typed& typed)
{
    return typed.word == request.word && fold(typed.rest) == fold(request.rest);
}

std::string_view bare(std::string_view word)
{
    constexpr std::string_view around = "<>\"'()[].,;:";
    const auto first = word.find_first_not_of(around);
    if (first == std::string_view::npos)
        return {};
    word = word.substr(first, word.find_last_not_of(around) - first + 1);
    return starts_with_word(word, "mailto:") ? word.substr(7) : word;
}

/// The line in pieces that hold one address at most.
std::vector<std::string_view> pieces_of(std::string_view line)
{
    std::vector<std::string_view> pieces;
    for (const std::string_view half : split(line, ';'))
        for (const std::string_view piece : split(half, ','))
            if (!trim(piece).empty())
                pieces.push_back(trim(piece));
    return pieces;
}

/// `ana@example.net Ana Lüders`, `Ana Lüders <ana@example.net>`; several addresses give several
/// people without a name.
std::vector<mail::Mailbox> people_in_piece(std::string_view piece)
{
    std::vector<mail::Mailbox> people;
    std::string name;
    for (const std::string_view word : words_of(piece)) {
        if (word.find('@') == std::string_view::npos)
            name.append(name.empty() ? "" : " ").append(word);
        else if (const auto address = mail::parse_address(bare(word)))
            people.push_back({"", *address});
        else
            return {};
    }
    if (people.size() == 1)
        people.front().name = delivery::plain_name(tidy(name));
    return people;
}

void take(Named& named, mail::Mailbox person)
{
    const bool known = std::ranges::any_of(named.people, [&](const mail::Mailbox& other) {
        return same_word(other.address.text(), person.address.text());
    });
    if (known)
        return;
    if (named.people.size() == most_people)
        named.too_many = true;
    else
        named.people.push_back(std::move(person));
}

void take_line(Named& named, std::string_view line)
{
    for (const std::string_view piece : pieces_of(line)) {
        auto people = people_in_piece(piece);
        if (people.empty() && piece.find('@') != std::string_view::npos)
            named.unreadable.push_back(one_line(piece, longest_echo));
        for (mail::Mailbox& person : people)
            take(named, std::move(person));
    }
}

}  // namespace

std::vector<std::string> lines_below(const Request& request)
{
    std::vector<std::string> all;
    std::vector<std::string> below;
    bool is_below = false;
    bool takes_all = false;
    for (const std::string_view raw : split(std::string_view{request.typed}, '\n')) {
        const auto typed = parse_command(raw);
        const bool here = typed && is_this_command(request, *typed);
        if (is_below && typed && !here && !takes_all)
            break;
        if (is_below && (takes_all || !here))
            below.emplace_back(raw);
        if (here && !is_below) {
            is_below = true;
            takes_all = takes_all_below(*typed);
        }
        all.emplace_back(raw);
    }
    std::vector<std::string>& lines = is_below ? below : all;
    while (!lines.empty() && (trim(lines.back()).empty() || ends_mail(trim(lines.back()))))
        lines.pop_back();
    return lines;
}

Named people_on_line(std::string_view text)
{
    Named named;
    take_line(named, text);
    return named;
}

Named people_in(const Request& request, std::string_view rest)
{
    Named named = people_on_line(rest);
    if (!named.people.empty() || !named.unreadable.empty())
        return named;
    named.is_below = true;
    for (const std::string& line : lines_below(request))
        if (line.find('@') != std::string::npos)
            take_line(named, line);
    return named;
}

std::vector<model::List> own_lists(const Request& request)
{
    auto all = store::all_lists(request.tx, request.domain.id);
    std::erase_if(all, [&](const model::List& list) {
        return !lists::roles_of(request.tx, request.site, list, request.from.address).owner;
    });
    return all;
}

lists::Actor actor_of(const Request& request, const std::optional<model::List>& list)
{
    const std::string& address = request.from.address.text();
    const std::string name = delivery::plain_name(request.from.name);
    return {.name = address,
            .shown = name.empty() ? address : name + " <" + address + ">",
            .way = model::Way::mail,
            .evidence = request.message_id,
            .language = language_for(request, list)};
}

lists::Telling telling_of(const Request& request)
{
    return request.quiet ? lists::Telling::none : lists::Telling::whole;
}

Answer not_allowed(const std::optional<model::List>& list, const std::string& words)
{
    Answer answer{.template_name = "mail/not_allowed.txt", .list = list};
    answer.values.show(list ? "OF_LIST" : "OF_DOMAIN");
    if (!words.empty())
        answer.values.add("SAID", text::Values{}.set("WORDS", words));
    return answer;
}

Answer needs_proof_about(const std::optional<model::List>& list, std::vector<std::string> below)
{
    Answer answer = needs_proof(list);
    answer.below = std::move(below);
    return answer;
}

bool may_by_role(const Request& request, const model::List& list, Needs needs)
{
    const auto roles = lists::roles_of(request.tx, request.site, list, request.from.address);
    return roles.owner || roles.listmaster || (needs == Needs::moderator && roles.moderator);
}

bool is_listmaster(const Request& request)
{
    return lists::roles_of(request.tx, request.site, request.domain, request.from.address)
        .listmaster;
}

bool is_for_listmasters(const Request& request, const model::List& list)
{
    return lists::is_proposed(request.tx, list) && !is_listmaster(request);
}

Report::Report(const std::optional<model::List>& list)
    : answer_{.template_name = "mail/managed.txt", .list = list}
{
    if (!list)
        answer_.values.show("ABOUT_DOMAIN");
}

text::Values& Report::add(std::string section, const std::string& address)
{
    answer_.values.add("RESULTS", text::Values{}.set("ADDRESS", address).show(std::move(section)));
    return answer_.values.sections["RESULTS"].back();
}

void Report::add_error(const std::string& address, const std::string& why)
{
    add("WHY", address).set("REASON", why);
}

void Report::add_unreadable(const Named& named)
{
    for (const std::string& line : named.unreadable)
        add("UNREADABLE").set("LINE", line);
    if (named.too_many)
        answer_.values.show("TOO_MANY");
}

void Report::show(std::string section, std::string example)
{
    answer_.values.show(std::move(section)).set("EXAMPLE", std::move(example));
}

}  // namespace colporteur::robot
