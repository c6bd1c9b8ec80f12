// SPDX-License-Identifier: AGPL-3.0-or-later
#include "robot/memberships.hpp"

#include "base/ascii.hpp"
#include "lists/lists.hpp"
#include "robot/line.hpp"
#include "robot/options.hpp"
#include "robot/run.hpp"
#include "robot/target.hpp"
#include "store/lists.hpp"
#include "store/people.hpp"

namespace colporteur::robot {
namespace {

Chosen on_none(const Request& request)
{
    return {.instead = which(request)};
}

Chosen choose_every(const Request& request, std::vector<Mine> mine, std::string_view first)
{
    if (mine.empty())
        return on_none(request);
    const auto end = static_cast<std::size_t>(first.data() - request.rest.data()) + first.size();
    return {.mine = std::move(mine), .rest = tidy(request.rest.substr(end)), .every = true};
}

Chosen choose_one(const Request& request, const std::vector<Mine>& mine, const model::List& list,
                  std::string rest)
{
    const Mine* found = nullptr;  // with the address that writes, else with another one
    for (const Mine& each : mine)
        if (each.list.id == list.id &&
            (!found || same_word(each.member.person.address.text(), request.from.address.text())))
            found = &each;
    if (found)
        return {.mine = {*found}, .rest = std::move(rest)};
    return {.instead = Answer{.template_name = "mail/not_on_list.txt", .list = list}};
}

}  // namespace

std::vector<Mine> my_memberships(const Request& request)
{
    std::vector<Mine> mine;
    const auto person = store::find_person(request.tx, request.from.address);
    if (!person)
        return mine;
    for (model::Member& member : store::memberships(request.tx, *person)) {
        auto list = store::find_list(request.tx, member.list).value();
        if (list.domain == request.domain.id)
            mine.push_back({std::move(list), std::move(member)});
    }
    return mine;
}

std::vector<model::List> subscribed_lists(const Request& request)
{
    std::vector<model::List> lists;
    for (Mine& mine : my_memberships(request))
        if (lists.empty() || lists.back().id != mine.list.id)  // once, whatever the address
            lists.push_back(std::move(mine.list));
    return lists;
}

bool means_every_list(const Request& request, std::string_view word)
{
    return says_all(word) && !lists::find(request.tx, request.domain, word);
}

Chosen choose_mine(const Request& request, Tail tail)
{
    auto mine = my_memberships(request);
    const auto words = words_of(request.rest);
    if (!words.empty() && means_every_list(request, words.front()))
        return choose_every(request, std::move(mine), words.front());
    Target target = find_target(request);
    if (target.list)
        return choose_one(request, mine, *target.list, std::move(target.rest));
    const bool names_none = target.word.empty() || tail == Tail::words;
    if (names_none && request.list)
        return choose_one(request, mine, *request.list, tidy(request.rest));
    const auto lists = subscribed_lists(request);
    if (names_none && lists.size() == 1)
        return choose_one(request, mine, lists.front(), tidy(request.rest));
    if (lists.empty())
        return on_none(request);
    return {.instead = which_list(request, target, lists)};
}

std::optional<model::List> only_list(const std::vector<Mine>& mine)
{
    return mine.size() == 1 ? std::optional{mine.front().list} : std::nullopt;
}

}  // namespace colporteur::robot
