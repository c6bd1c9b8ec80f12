// SPDX-License-Identifier: AGPL-3.0-or-later
#include "settings/checks.hpp"

#include <algorithm>

#include "base/ascii.hpp"
#include "base/utf8.hpp"
#include "digests/schedule.hpp"
#include "policy/policy.hpp"

namespace colporteur::settings {
namespace {

constexpr std::size_t longest_name = 40;

// RFC 2045 §5.1: no space, no control, none of tspecials.
bool is_token(std::string_view text)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return c > ' ' && c < '\x7F' &&
               std::string_view{"()<>@,;:\\\"/[]?="}.find(c) == std::string_view::npos;
    });
}

}  // namespace

Expected check_subject_tag(std::string& text, const text::Language& /*language*/)
{
    while (text.size() >= 2 && text.front() == '[' && text.back() == ']')
        text = std::string{trim(std::string_view{text}.substr(1, text.size() - 2))};
    return std::nullopt;
}

Expected check_media_type(std::string& text, const text::Language& language)
{
    const auto slash = text.find('/');
    const std::string_view all = text;
    if (slash == std::string::npos || !is_token(all.substr(0, slash)) ||
        !is_token(all.substr(slash + 1)) || all.substr(0, slash).find('*') != all.npos)
        return say(language, N_("a media type such as image/png or image/*"));
    text = to_lower(text);
    return std::nullopt;
}

Expected check_digest_schedule(std::string& text, const text::Language& language)
{
    const auto schedule = digests::parse_digest_schedule(text);
    if (!schedule)
        return say(language,
                   N_("days and an hour, such as \"daily 07:00\" or \"Mon,Thu 18:00\" ({})"),
                   schedule.error().what);
    text = digests::to_text(*schedule);
    return std::nullopt;
}

Expected check_policy(std::string_view act, std::string& text, const text::Language& language)
{
    const std::string lines = showable_lines(text);
    text = trim(lines);
    if (text.empty())
        return std::nullopt;
    const auto policy = policy::parse(policy::act_of(act).value(), text);
    if (!policy)
        return say(language,
                   N_("rules such as \"members: accept; others: hold\", or the name of a stock "
                      "policy ({})"),
                   policy.error().what);
    return std::nullopt;
}

bool is_name(std::string_view text)
{
    const auto fits = [](char c) {
        return is_alpha(c) || is_digit(c) || c == '-' || c == '_' ||
               static_cast<unsigned char>(c) >= 0x80;
    };
    return !text.empty() && text.size() <= longest_name && text.front() != '-' &&
           one_line(text) == text && std::all_of(text.begin(), text.end(), fits);
}

}  // namespace colporteur::settings
