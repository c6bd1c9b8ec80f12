// SPDX-License-Identifier: AGPL-3.0-or-later
// Lists are made, closed and opened: create, close, open.
#include "lists/care/opening.hpp"

#include <algorithm>
#include <iterator>
#include <variant>

#include "base/ascii.hpp"
#include "base/utf8.hpp"
#include "delivery/plain_name.hpp"
#include "lists/care/remind.hpp"
#include "robot/care.hpp"
#include "robot/line.hpp"
#include "robot/run.hpp"
#include "robot/target.hpp"
#include "settings/presets.hpp"
#include "text/translation.hpp"

namespace colporteur::robot {
namespace {

using policy::Fate;

// Behind the list, folded.
constexpr std::string_view quiet_words[] = {
    "quietly",  "silently",      "quiet",    "discretement", "silencieusement", "leise",
    "silencio", "discretamente", "zwijgend", "stil",         "cicho",           "silenzio"};
constexpr std::string_view telling_words[] = {
    "announce", "tell",       "annoncer", "annoncez", "prevenir", "prevenez",    "bekanntgeben",
    "anunciar", "annunciare", "annuncia", "avvisa",   "avisar",   "aankondigen", "oglos"};

template <std::size_t Count>
bool has_word(std::string_view rest, const std::string_view (&known)[Count])
{
    const auto words = words_of(rest);
    return std::ranges::any_of(words, [&](std::string_view word) {
        return std::ranges::find(known, plain(word)) != std::end(known);
    });
}

// wish = name [ preset ] [ title ]

/// Nothing when no name stands there.
std::optional<lists::ListWish> read_wish(const Request& request)
{
    const auto words = words_of(request.rest);
    if (words.empty())
        return std::nullopt;
    const std::string name = to_lower(words.front());
    const auto at = name.find('@');
    lists::ListWish wish{.name = name,
                         .owner = {delivery::plain_name(request.from.name), request.from.address},
                         .language = language_for(request, std::nullopt)};
    if (at != std::string::npos && name.substr(at + 1) == request.domain.name)
        wish.name = name.substr(0, at);
    std::size_t next = 1;
    if (words.size() > next && settings::find_preset(fold(words[next])))
        wish.preset = fold(words[next++]);
    for (; next < words.size(); ++next)
        wish.title.append(wish.title.empty() ? "" : " ").append(words[next]);
    wish.title = tidy(wish.title);
    return wish;
}

Answer not_made(const Request& request, const std::string& why)
{
    Answer answer{.template_name = "mail/list_not_made.txt"};
    const text::Language& language = text::language(language_for(request, std::nullopt));
    if (why.empty())
        answer.values.show("NAMELESS");
    else
        answer.values.add("WHY", text::Values{}.set("REASON", why));
    answer.values.set("EXAMPLE", request.word + " bureau private Le bureau");
    for (const settings::Preset& preset : settings::presets())
        answer.values.add("PRESETS", text::Values{}
                                         .set("NAME", std::string{preset.name})
                                         .set("MEANING", language.say(preset.meaning)));
    return answer;
}

Answer made(const Request& request, const lists::ListWish& wish, Fate fate)
{
    const lists::Actor actor = actor_of(request, std::nullopt);
    const bool waits = fate == Fate::hold;
    const auto list = waits ? lists::propose_list(request.tx, request.site, request.domain, wish,
                                                  actor, request.now)
                            : lists::make_list(request.tx, request.site, request.domain, wish,
                                               actor, request.now);
    if (!list)
        return not_made(request, one_line(list.error().what));
    Answer answer{.template_name = waits ? "mail/list_waits.txt" : "mail/list_created.txt"};
    if (!waits)
        answer.list = *list;
    answer.values.set("LIST_TITLE", list->title).set("LIST_ADDRESS", list->address.text());
    return answer;
}

/// The list that is to be closed or opened, and what follows; or what to say.
std::variant<Target, Answer> find_own(const Request& request)
{
    Target target = find_target(request);
    if (!target.list)
        return which_list(request, target, own_lists(request));
    if (!may_by_role(request, *target.list, Needs::owner) ||
        is_for_listmasters(request, *target.list))
        return not_allowed(target.list);
    if (!request.proven)
        return needs_proof(target.list);
    return target;
}

}  // namespace

Answer create(const Request& request)
{
    const auto verdict =
        lists::may_create(request.tx, request.site, request.domain, asker_of(request), request.now);
    if (verdict.fate == Fate::discard || (verdict.fate == Fate::reject && verdict.quietly))
        return {};
    if (verdict.fate == Fate::reject)
        return not_allowed(std::nullopt, verdict.words);
    const auto wish = read_wish(request);
    if (!wish)
        return not_made(request, "");
    if (!request.proven)
        return needs_proof(std::nullopt);
    return made(request, *wish, verdict.fate);
}

Answer close(const Request& request)
{
    auto found = find_own(request);
    auto* const target = std::get_if<Target>(&found);
    if (!target)
        return std::get<Answer>(found);
    const bool quiet = request.quiet || has_word(target->rest, quiet_words);
    const bool announced = !quiet && has_word(target->rest, telling_words);
    const lists::Actor actor = actor_of(request, target->list);
    const auto done =
        lists::set_open(request.tx, request.site, *target->list, false,
                        quiet ? lists::Telling::none : lists::Telling::whole, actor, request.now);
    Report report{target->list};
    if (!done)
        report.add_error(target->list->address.text(), one_line(done.error().what));
    else if (!*done)
        report.add("STATE_SAME");
    else
        report.add(announced ? "CLOSED_AND_TOLD" : "CLOSED");
    if (done && *done && announced)
        lists::announce_closing(request.tx, request.site, *target->list, actor.for_people(),
                                request.now);
    return report.take();
}

Answer open(const Request& request)
{
    auto found = find_own(request);
    auto* const target = std::get_if<Target>(&found);
    if (!target)
        return std::get<Answer>(found);
    const auto done =
        lists::set_open(request.tx, request.site, *target->list, true, telling_of(request),
                        actor_of(request, target->list), request.now);
    Report report{target->list};
    if (!done)
        report.add_error(target->list->address.text(), one_line(done.error().what));
    else
        report.add(*done ? "OPENED" : "STATE_SAME");
    return report.take();
}

}  // namespace colporteur::robot
