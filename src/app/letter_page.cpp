// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/letter_page.hpp"

#include <cmath>
#include <sstream>

#include "app/progress_text.hpp"
#include "app/reply_words.hpp"
#include "base/utf8.hpp"

namespace colporteur::app {
namespace {

constexpr std::size_t most_parts = 5;
constexpr std::size_t most_domains = 10;
constexpr std::size_t longest_reply = 120;

std::string shown_reply(std::string_view reply)
{
    return one_line(without_addresses(to_valid_utf8(reply)), longest_reply);
}

/// Says one status to one terminal.
class Page {
public:
    Page(Terminal& terminal, const LetterStatus& status, const Zone& zone, Time now)
        : terminal_{terminal}, status_{status}, zone_{zone}, now_{now}
    {
    }

    void print() const
    {
        if (status_.sending_paused)
            terminal_.out() << describe_pause(terminal_, *status_.sending_paused) << "\n\n";
        terminal_.out() << one_line(to_valid_utf8(status_.letter.subject)) << "\n\n";
        print_summary();
        print_parts();
        print_domains();
        print_refusals();
    }

private:
    void print_summary() const
    {
        const store::Tally& tally = status_.progress.tally;
        Record record{
            {"letter", letter(), N_("Letter")},
            {"state", describe_state(terminal_, status_.letter, zone_, now_), N_("State")},
            {"progress", progress_bar(tally.all() - tally.left(), tally.all()), N_("Progress")},
            {"sent", grouped(terminal_, tally.sent), N_("Sent")},
            {"left", left(), N_("To go")},
            {"failed", grouped(terminal_, tally.failed), N_("Failed")},
            {"cancelled", grouped(terminal_, tally.cancelled), N_("Cancelled")},
        };
        if (status_.letter.schedule != model::Schedule{})
            record.push_back({"schedule",
                              describe_schedule(terminal_, status_.letter.schedule, zone_),
                              N_("May leave")});
        if (is_over(status_.state))
            record.push_back({"last_sent", moment(status_.progress.last_sent), N_("Last sent")});
        else
            add_prospect(record);
        terminal_.show(record);
    }

    std::string letter() const
    {
        const auto id = model::number(status_.letter.id);
        return status_.list.empty() ? fmt::format("{}", id)
                                    : terminal_.words(N_("{}, of {}"), id, status_.list);
    }

    std::string left() const
    {
        const store::Tally& tally = status_.progress.tally;
        std::string text = grouped(terminal_, tally.left());
        if (tally.leased > 0)
            text += terminal_.words(N_(", in hand: {}"), grouped(terminal_, tally.leased));
        if (tally.deferred > 0)
            text += terminal_.words(N_(", refused for now and to be tried again: {}"),
                                    grouped(terminal_, tally.deferred));
        if (tally.paused > 0)
            text += terminal_.words(N_(", paused: {}"), grouped(terminal_, tally.paused));
        return text;
    }

    void add_prospect(Record& record) const
    {
        record.push_back({"rate", per_minute(status_.per_minute), N_("Rate")});
        const auto& end = status_.estimate.end;
        if (!end) {
            record.push_back({"end", terminal_.words(N_("cannot be said yet")), N_("Time left")});
            return;
        }
        const auto left = std::chrono::floor<std::chrono::seconds>(std::max(*end - now_, {}));
        record.push_back({"end",
                          terminal_.words(N_("{}, until {} ({})"), about(terminal_, left),
                                          to_local_text(*end, zone_), zone_.name()),
                          N_("Time left")});
    }

    void print_parts() const
    {
        if (status_.parts.empty())
            return;
        terminal_.out() << '\n' << terminal_.words(N_("Where it takes longest:")) << '\n';
        Listing listing{terminal_};
        for (std::size_t i = 0; i < std::min(most_parts, status_.parts.size()); ++i) {
            const LetterPart& part = status_.parts[i];
            listing.add({{"name", name_of(part), N_("Operator")},
                         {"left", grouped(terminal_, part.tally.left()), N_("To go")},
                         {"rate", per_minute(part.per_minute), N_("Rate")},
                         {"held_by", held_by(part), N_("What holds it")}});
        }
    }

    void print_domains() const
    {
        const auto& domains = status_.progress.domains;
        if (domains.empty() || is_over(status_.state))
            return;
        terminal_.out() << '\n' << terminal_.words(N_("By domain:")) << '\n';
        Listing listing{terminal_};
        for (std::size_t i = 0; i < std::min(most_domains, domains.size()); ++i)
            listing.add({{"domain", domains[i].domain, N_("Domain")},
                         {"sent", grouped(terminal_, domains[i].tally.sent), N_("Sent")},
                         {"left", grouped(terminal_, domains[i].tally.left()), N_("To go")},
                         {"failed", grouped(terminal_, domains[i].tally.failed), N_("Failed")}});
    }

    void print_refusals() const
    {
        if (status_.progress.refusals.empty())
            return;
        terminal_.out() << '\n' << terminal_.words(N_("Last refusals:")) << '\n';
        for (const store::Refusal& refusal : status_.progress.refusals) {
            const std::string prospect =
                refusal.state == model::DeliveryState::failed
                    ? terminal_.words(N_("given up"))
                    : terminal_.words(N_("again at {}"), to_local_text(refusal.at, zone_));
            terminal_.out() << fmt::format("- {} ({}): {}\n", refusal.domain, prospect,
                                           shown_reply(refusal.reply));
            if (const auto meaning = explain_reply(refusal.reply); !meaning.empty())
                terminal_.out() << "  " << terminal_.words(meaning) << '\n';
        }
    }

    std::string name_of(const LetterPart& part) const
    {
        return part.name.empty() ? terminal_.words(N_("(all other domains)")) : part.name;
    }

    std::string per_minute(double rate) const
    {
        if (rate > 0 && rate < 1)
            return terminal_.words(N_("less than 1 a minute"));
        return terminal_.words(N_("{} a minute"), grouped(terminal_, std::llround(rate)));
    }

    std::string held_by(const LetterPart& part) const
    {
        if (part.rests_until)
            return terminal_.words(N_("rests until {}: {}"),
                                   to_local_text(*part.rests_until, zone_),
                                   shown_reply(part.rests_because));
        if (part.slow_start)
            return terminal_.words(N_("slow start: {} more today, {} tomorrow"),
                                   grouped(terminal_, part.day_cap),
                                   grouped(terminal_, part.tomorrow));
        if (part.rule_per_minute > 0)
            return terminal_.words(N_("its rule: {} a minute"),
                                   grouped(terminal_, part.rule_per_minute));
        return {};
    }

    std::string moment(const std::optional<Time>& time) const
    {
        return time ? to_local_text(*time, zone_) : "-";
    }

    Terminal& terminal_;
    const LetterStatus& status_;
    const Zone& zone_;
    Time now_;
};

}  // namespace

void print_page(Terminal& terminal, const LetterStatus& status, const Zone& zone, Time now)
{
    Page{terminal, status, zone, now}.print();
}

std::string page_of(const Terminal& terminal, const LetterStatus& status, const Zone& zone,
                    Time now)
{
    std::ostringstream page;
    Terminal inner{page, page, text::language(terminal.language())};
    print_page(inner, status, zone, now);
    return page.str();
}

}  // namespace colporteur::app
