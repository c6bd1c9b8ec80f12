// SPDX-License-Identifier: AGPL-3.0-or-later
#include "lists/attributes.hpp"

#include <algorithm>

#include "base/ascii.hpp"
#include "base/utf8.hpp"

namespace colporteur::lists {

const model::Attribute* find_attribute(const model::Settings& settings, std::string_view name)
{
    const std::string folded = fold(name);
    const auto found =
        std::find_if(settings.attributes.begin(), settings.attributes.end(),
                     [&](const model::Attribute& each) { return fold(each.name) == folded; });
    return found == settings.attributes.end() ? nullptr : &*found;
}

std::optional<std::string> answer_for(const model::Attribute& attribute, std::string_view typed)
{
    const std::string answer = one_line(typed);
    if (attribute.choices.empty() || answer.empty())
        return answer;
    const std::string folded = fold(answer);
    const auto found =
        std::find_if(attribute.choices.begin(), attribute.choices.end(),
                     [&](const std::string& choice) { return fold(choice) == folded; });
    return found == attribute.choices.end() ? std::nullopt : std::optional{*found};
}

Answers look_through(const model::Settings& settings, const store::Attributes& typed)
{
    Answers answers;
    for (const model::Attribute& attribute : settings.attributes) {
        const auto given = std::find_if(typed.begin(), typed.end(), [&](const auto& each) {
            return fold(each.first) == fold(attribute.name);
        });
        const auto answer =
            answer_for(attribute, given == typed.end() ? std::string_view{} : given->second);
        if (!answer || (answer->empty() && attribute.required))
            answers.missing.push_back(attribute);
        else if (!answer->empty())
            answers.kept[attribute.name] = *answer;
    }
    return answers;
}

std::string to_lines(const store::Attributes& answers)
{
    std::string lines;
    for (const auto& [name, value] : answers)
        lines += name + '=' + value + '\n';
    return lines;
}

// lines = *( name "=" value LF )

store::Attributes from_lines(std::string_view lines)
{
    store::Attributes answers;
    for (const std::string_view line : split(lines, '\n'))
        if (const auto equals = line.find('='); equals != std::string_view::npos)
            answers[std::string{line.substr(0, equals)}] = line.substr(equals + 1);
    return answers;
}

}  // namespace colporteur::lists
