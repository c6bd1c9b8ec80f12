// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/format.h>

#include "exchange/csv.hpp"
#include "lists/visibility.hpp"
#include "robot/access.hpp"
#include "robot/run.hpp"

namespace colporteur::robot {
namespace {

constexpr std::size_t longest_in_mail = 500;  // members; more go as a file

std::string to_csv(const std::vector<lists::Shown>& members)
{
    const auto field = [](const std::string& text) {
        return exchange::format_csv_field(text, exchange::Reader::spreadsheet);
    };
    std::string csv = "address,name\r\n";
    for (const lists::Shown& member : members)
        csv += field(member.address) + "," + field(member.name) + "\r\n";
    return csv;
}

std::string line_of(const lists::Shown& member)
{
    return member.name.empty() ? member.address
                               : fmt::format("{} <{}>", member.name, member.address);
}

}  // namespace

Answer review(const Request& request)
{
    const Access access = access_to(request, policy::Act::see_members);
    if (!access.list)
        return access.answer;
    const auto roster =
        lists::roster_for(request.tx, request.site, *access.list, request.from.address);
    const text::Language& words = text::language(language_for(request, access.list));
    Answer answer{.template_name = "mail/members.txt", .list = access.list};
    answer.values.set("MEMBERS", words.count("{} subscriber", "{} subscribers", roster.members));
    const auto concealed = roster.members - static_cast<std::int64_t>(roster.shown.size());
    if (concealed > 0)
        answer.values.add(
            "CONCEALED",
            text::Values{}.set("COUNT",
                               words.count("{} of them does not want to be shown.",
                                           "{} of them do not want to be shown.", concealed)));
    if (roster.shown.size() <= longest_in_mail) {
        for (const lists::Shown& member : roster.shown)
            answer.values.add("PEOPLE", text::Values{}.set("WHO", line_of(member)));
        return answer;
    }
    const std::string name = access.list->name() + "-members.csv";
    answer.values.add("FILE", text::Values{}.set("FILE_NAME", name));
    answer.files.push_back({name, "text/csv; charset=utf-8; header=present", to_csv(roster.shown)});
    return answer;
}

}  // namespace colporteur::robot
