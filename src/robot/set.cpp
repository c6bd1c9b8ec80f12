// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "base/utf8.hpp"
#include "delivery/plain_name.hpp"
#include "lists/attributes.hpp"
#include "lists/option_words.hpp"
#include "lists/options.hpp"
#include "lists/topics.hpp"
#include "robot/answers.hpp"
#include "robot/line.hpp"
#include "robot/memberships.hpp"
#include "robot/options.hpp"
#include "robot/run.hpp"
#include "settings/sheet.hpp"

namespace colporteur::robot {
namespace {

using lists::OptionChange;
using model::Reception;

constexpr std::size_t longest_echo = 40;  // octets of what was typed that we say back (3834-09)

/// Whose subscription, what they want there, and what of it could not be read.
struct Wanted {
    Mine mine;
    model::Settings settings;
    OptionChange change{};
    std::string unknown{};  ///< the first word that means nothing
    std::vector<std::string> unknown_topics{};
    std::optional<model::Attribute> unfitting{};  ///< the answer is none of its choices

    bool is_clear() const { return unknown.empty() && unknown_topics.empty() && !unfitting; }
};

struct ReceptionWord {
    std::string_view meaning;
    Reception reception;
};

// How often digests go is the list's to decide: whoever says "weekly" wants digests.
constexpr ReceptionWord receptions[] = {
    {"mail", Reception::mail},       {"html", Reception::mail},
    {"digest", Reception::digest},   {"daily", Reception::digest},
    {"weekly", Reception::digest},   {"monthly", Reception::digest},
    {"summary", Reception::summary}, {"digestplain", Reception::plain_digest},
    {"notice", Reception::notice},   {"nomail", Reception::none},
    {"txt", Reception::text},        {"urlize", Reception::links},
};

struct Switch {
    std::string_view meaning;
    std::optional<bool> OptionChange::*option;
    bool value;
};

constexpr Switch switches[] = {
    {"not_me", &OptionChange::own_posts, false},   {"me_too", &OptionChange::own_posts, true},
    {"nodup", &OptionChange::named_copies, false}, {"dup", &OptionChange::named_copies, true},
    {"conceal", &OptionChange::concealed, true},   {"noconceal", &OptionChange::concealed, false},
};

// Between settings, folded: `digest and conceal`.
constexpr std::string_view joints[] = {"and", "et", "und", "y", "e", "en", "i", "+", "&"};

void put(OptionChange& change, std::string_view meaning)
{
    for (const ReceptionWord& row : receptions)
        if (row.meaning == meaning)
            change.reception = row.reception;
    for (const Switch& row : switches)
        if (row.meaning == meaning)
            change.*row.option = row.value;
}

/// The whole rest is the answer to one question, or several with `=`.
void take_answers(Wanted& wanted, const store::Attributes& answers)
{
    for (const auto& [name, typed] : answers) {
        const model::Attribute* const attribute = lists::find_attribute(wanted.settings, name);
        const auto answer = attribute ? lists::answer_for(*attribute, typed) : std::nullopt;
        const bool takes_away = answer && answer->empty() && attribute->required;
        if (!attribute)
            wanted.unknown = name;
        else if (!answer || takes_away)
            wanted.unfitting = *attribute;
        else
            wanted.change.attributes[attribute->name] = *answer;
    }
}

// wish   = *( mode [ joint ] ) [ topics / answer / *( name "=" answer ) ]
// topics = topic-word *topic
// answer = name value

/// Takes one piece off the text; what it cannot read stays in `unknown`.
void take_piece(Wanted& wanted, std::string& text)
{
    const auto words = words_of(text);
    const std::string first = plain(words.front());
    const std::string behind = tidy(
        std::string_view{text}.substr(words.front().data() + words.front().size() - text.data()));
    if (std::ranges::find(joints, first) != std::end(joints)) {
        text = behind;
    } else if (words.front().find('=') != std::string_view::npos) {
        take_answers(wanted, read_answers(text).answers);
        text.clear();
    } else if (auto option = take_setting(text)) {
        const bool about_topics = option->meaning == "topics";
        if (about_topics)
            wanted.change.topics =
                lists::read_topics(wanted.settings, option->rest, wanted.unknown_topics);
        else
            put(wanted.change, option->meaning);
        text = about_topics ? "" : option->rest;
    } else if (lists::find_attribute(wanted.settings, first)) {
        take_answers(wanted, {{first, behind}});
        text.clear();
    } else {
        wanted.unknown = delivery::plain_name(one_line(words.front(), longest_echo));
        text.clear();
    }
}

Wanted read_wish(const Request& request, Mine mine, std::string text)
{
    Wanted wanted{.mine = std::move(mine), .settings = {}};
    wanted.settings = settings::settings_of(request.tx, wanted.mine.list);
    while (!text.empty())
        take_piece(wanted, text);
    return wanted;
}

/// How a member is served now.
text::Values row_of(const Request& request, const Wanted& wanted, const text::Language& language)
{
    const auto& [list, member] = wanted.mine;
    text::Values row;
    row.set("NAME", list.name())
        .set("TITLE", list.title)
        .set("OPTIONS", lists::option_words(member, wanted.settings, request.site.zone, language,
                                            request.now));
    for (const auto& [name, value] : store::attributes_of(request.tx, member.id))
        row.add("ANSWERS", text::Values{}.set("NAME", name).set("VALUE", value));
    std::vector<std::string> names;
    for (const model::Topic& topic : wanted.settings.topics)
        names.push_back(topic.name);
    if (!names.empty())
        row.add("TOPICS", text::Values{}.set("NAMES", fmt::format("{}", fmt::join(names, ", "))));
    return row;
}

Answer say(const Request& request, const std::vector<Wanted>& all)
{
    std::vector<Mine> mine;
    for (const Wanted& wanted : all)
        mine.push_back(wanted.mine);
    const auto list = only_list(mine);
    Answer answer{.template_name = "mail/options.txt", .language = language_for(request, list)};
    const text::Language& language = text::language(answer.language);
    for (const Wanted& wanted : all)
        answer.values.add("LISTS", row_of(request, wanted, language));
    answer.values.set("EXAMPLE", "set " + all.front().mine.list.name() + " digest");
    return answer;
}

text::Values unfitting(const model::Attribute& attribute)
{
    text::Values row;
    row.set("NAME", attribute.name);
    if (!attribute.choices.empty())
        row.add("ONE_OF", text::Values{}.set(
                              "CHOICES", fmt::format("{}", fmt::join(attribute.choices, ", "))));
    return row;
}

Answer say_unclear(const Request& request, const std::vector<Wanted>& all, const Wanted& unclear)
{
    Answer answer = say(request, all);
    text::Values row;
    if (!unclear.unknown.empty())
        answer.values.add("UNKNOWN", row.set("WORD", unclear.unknown));
    else if (unclear.unfitting)
        answer.values.add("UNFITTING", unfitting(*unclear.unfitting));
    else
        answer.values.add("UNKNOWN_TOPIC",
                          row.set("WORD", delivery::plain_name(one_line(
                                              unclear.unknown_topics.front(), longest_echo))));
    answer.values.show("MODES");
    return answer;
}

}  // namespace

Answer set(const Request& request)
{
    Chosen chosen = choose_mine(request, Tail::words);
    if (chosen.instead)
        return *chosen.instead;
    std::vector<Wanted> all;
    for (Mine& mine : chosen.mine)
        all.push_back(read_wish(request, std::move(mine), chosen.rest));
    const auto unclear =
        std::ranges::find_if(all, [](const Wanted& wanted) { return !wanted.is_clear(); });
    if (unclear != all.end())
        return say_unclear(request, all, *unclear);
    if (all.front().change.empty()) {
        Answer answer = say(request, all);
        answer.values.show("MODES");
        return answer;
    }
    if (!request.proven)
        return needs_proof(all.size() == 1 ? std::optional{all.front().mine.list} : std::nullopt);
    for (Wanted& wanted : all)
        wanted.mine.member = lists::set_options(request.tx, request.site, wanted.mine.list,
                                                wanted.mine.member, wanted.change, request.now);
    Answer answer = say(request, all);
    answer.values.show("CHANGED");
    return answer;
}

}  // namespace colporteur::robot
