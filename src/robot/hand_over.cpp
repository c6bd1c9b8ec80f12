// SPDX-License-Identifier: AGPL-3.0-or-later
#include "robot/hand_over.hpp"

#include <algorithm>

#include "base/ascii.hpp"
#include "base/log.hpp"
#include "delivery/hand_on.hpp"
#include "delivery/notice.hpp"
#include "lists/lists.hpp"
#include "robot/instructions.hpp"
#include "robot/line.hpp"
#include "robot/several.hpp"
#include "robot/target.hpp"
#include "store/lists.hpp"
#include "store/requests.hpp"

namespace colporteur::robot {
namespace {

constexpr int most_a_day = 5;
constexpr std::size_t most_words = 500;  // that are looked at for names of lists

using Addresses = std::vector<mail::Address>;

void add(Addresses& addresses, const std::vector<model::Person>& people)
{
    for (const model::Person& person : people)
        if (std::ranges::find(addresses, person.address) == addresses.end())
            addresses.push_back(person.address);
}

/// The lists that the mail speaks of, else the only one of the domain.
std::vector<model::List> lists_meant(const Request& request)
{
    std::vector<model::List> meant;
    auto words = words_of(request.everything);
    words.resize(std::min(words.size(), most_words));
    for (const std::string_view word : words)
        if (auto list = lists::find(request.tx, request.domain, word))
            meant.push_back(*std::move(list));
    if (!meant.empty())
        return meant;
    auto all = store::all_lists(request.tx, request.domain.id);
    return all.size() == 1 ? all : std::vector<model::List>{};
}

Addresses people_for(const Request& request)
{
    Addresses people;
    add(people, store::listmasters(request.tx, request.domain.id));
    if (people.empty())
        people = request.site.admins;
    if (people.empty())
        for (const model::List& list : lists_meant(request))
            add(people, store::people_with_role(request.tx, list.id, model::Role::owner));
    std::erase(people, request.from.address);
    return people;
}

bool may_hand_over(const Request& request)
{
    constexpr std::string_view subject = "letter";
    if (store::count_answers(request.tx, request.from.address, subject,
                             request.now - std::chrono::days{1}) >= most_a_day)
        return false;
    store::note_answer(request.tx, request.from.address, subject, request.now);
    return true;
}

}  // namespace

bool is_for_people(const Request& request, const Reading& reading)
{
    if (reading.letter || !reading.perhaps_letter)
        return reading.letter;
    return std::ranges::none_of(reading.commands, [&](const Typed& typed) {
        Request asked{request};
        asked.rest = typed.rest;
        return find_target(asked).list.has_value();
    });
}

bool hand_over(const Request& request, const model::Job& job)
{
    const Addresses people = people_for(request);
    if (people.empty())
        return false;
    Answer answer{.template_name = "mail/letter_handed_on.txt",
                  .language = language_for(request, std::nullopt)};
    if (may_hand_over(request)) {
        delivery::hand_on(request.tx, request.site, job,
                          delivery::robot_address(request.site, request.domain), people,
                          request.now);
        log::info("hand-over id=m{} people={}", model::number(job.message), people.size());
        answer.values.show("HANDED_ON");
    } else {
        log::info("too-many-letters id=m{}", model::number(job.message));
        answer.values.show("TOO_MANY");
    }
    add_first_steps(answer.values, request, answer.language);
    send(request, answer);
    return true;
}

}  // namespace colporteur::robot
