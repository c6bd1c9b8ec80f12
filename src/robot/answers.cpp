// SPDX-License-Identifier: AGPL-3.0-or-later
#include "robot/answers.hpp"

#include "base/ascii.hpp"
#include "robot/line.hpp"

namespace colporteur::robot {
namespace {

void append_word(std::string& text, std::string_view word)
{
    text.append(text.empty() ? "" : " ").append(word);
}

std::string_view without_quotes(std::string_view value)
{
    const bool quoted = value.size() > 1 && value.front() == '"' && value.back() == '"';
    return quoted ? value.substr(1, value.size() - 2) : value;
}

}  // namespace

Said read_answers(std::string_view text)
{
    Said said;
    std::string* going_on = &said.before;
    for (const std::string_view word : words_of(text)) {
        const auto equals = word.find('=');
        if (equals == std::string_view::npos || equals == 0) {
            append_word(*going_on, word);
            continue;
        }
        going_on = &said.answers[std::string{word.substr(0, equals)}];
        *going_on = word.substr(equals + 1);
    }
    for (auto& [name, value] : said.answers)
        value = trim(without_quotes(value));
    return said;
}

}  // namespace colporteur::robot
