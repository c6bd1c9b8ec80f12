// SPDX-License-Identifier: AGPL-3.0-or-later
#include "lists/option_words.hpp"

#include <fmt/format.h>

#include "lists/topics.hpp"

namespace colporteur::lists {
namespace {

constexpr std::string_view receptions[] = {
    N_("each post as it comes"),
    N_("of each post, who wrote and the subject alone (notice)"),
    N_("the text of each post alone (txt)"),
    N_("each post, with links in place of large attachments (urlize)"),
    N_("many posts in one mail (digest)"),
    N_("many posts in one plain text (digestplain)"),
    N_("a list of the subjects alone (summary)"),
    N_("no posts (nomail)"),
};

class Line {
public:
    explicit Line(const text::Language& language) : language_{language} {}

    template <class... Args>
    void add(std::string_view english, const Args&... args)
    {
        line_ += line_.empty() ? "" : "; ";
        line_ += fmt::format(fmt::runtime(language_.say(english)), args...);
    }

    std::string take() { return std::move(line_); }

private:
    const text::Language& language_;
    std::string line_;
};

void add_pause(Line& line, const model::Suspension& pause, const Zone& zone, Time now)
{
    if (pause.until && *pause.until <= now)
        return;
    if (pause.from > now && pause.until)
        line.add(N_("paused from {} until {}"), day_words(pause.from, zone),
                 day_words(*pause.until, zone));
    else if (pause.from > now)
        line.add(N_("paused from {} on"), day_words(pause.from, zone));
    else if (pause.until)
        line.add(N_("paused until {}"), day_words(*pause.until, zone));
    else
        line.add(N_("paused"));
}

}  // namespace

std::string reception_words(model::Reception reception, const text::Language& language)
{
    return language.say(receptions[static_cast<std::size_t>(reception)]);
}

std::string day_words(Time time, const Zone& zone)
{
    constexpr std::size_t day_octets = 10;
    return to_local_text(time, zone).substr(0, day_octets);
}

std::string option_words(const model::Member& member, const model::Settings& settings,
                         const Zone& zone, const text::Language& language, Time now)
{
    Line line{language};
    line.add("{}", reception_words(member.reception, language));
    if (!member.own_posts)
        line.add(N_("without your own (not_me)"));
    if (!member.named_copies)
        line.add(N_("without those that name you in To or Cc (nodup)"));
    if (member.concealed)
        line.add(N_("hidden from other members (conceal)"));
    if (member.topics != 0)
        line.add(N_("about: {}"), fmt::join(topic_names(settings, member.topics), ", "));
    if (member.suspension)
        add_pause(line, *member.suspension, zone, now);
    return line.take();
}

}  // namespace colporteur::lists
