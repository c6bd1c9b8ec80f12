// SPDX-License-Identifier: AGPL-3.0-or-later
#include <cmath>

#include "app/letter_page.hpp"
#include "app/reply_words.hpp"

namespace colporteur::app {
namespace {

void append(Record& record, const Record& more)
{
    record.insert(record.end(), more.begin(), more.end());
}

// A rate below one is still one.
std::int64_t whole(double rate)
{
    return static_cast<std::int64_t>(std::ceil(rate));
}

Value text_or_null(const std::string& text)
{
    return text.empty() ? Value{} : Value{text};
}

Value hours_of(const model::Schedule& schedule)
{
    return schedule.hours ? Value{delivery::to_text(*schedule.hours)} : Value{};
}

Record tally_fields(const store::Tally& tally)
{
    return {
        {"due", tally.due},       {"leased", tally.leased},       {"deferred", tally.deferred},
        {"paused", tally.paused}, {"left", tally.left()},         {"sent", tally.sent},
        {"failed", tally.failed}, {"cancelled", tally.cancelled},
    };
}

std::vector<Record> records_of(const std::vector<LetterPart>& parts)
{
    std::vector<Record> records;
    for (const LetterPart& part : parts) {
        const auto rule = std::int64_t{part.rule_per_minute};
        Record record{{"name", text_or_null(part.name)}};
        append(record, tally_fields(part.tally));
        append(record, {{"per_minute", whole(part.per_minute)},
                        {"rule_per_minute", rule > 0 ? Value{rule} : Value{}},
                        {"day_cap", part.slow_start ? Value{part.day_cap} : Value{}},
                        {"rests_until", to_value(part.rests_until)},
                        {"rests_because", text_or_null(without_addresses(part.rests_because))}});
        records.push_back(std::move(record));
    }
    return records;
}

std::vector<Record> records_of(const std::vector<store::PartProgress>& domains)
{
    std::vector<Record> records;
    for (const store::PartProgress& part : domains) {
        Record record{{"domain", part.domain}};
        append(record, tally_fields(part.tally));
        record.push_back({"last_refusal", text_or_null(without_addresses(part.last_refusal))});
        records.push_back(std::move(record));
    }
    return records;
}

std::vector<Record> records_of(const std::vector<store::Refusal>& refusals)
{
    std::vector<Record> records;
    for (const store::Refusal& refusal : refusals)
        records.push_back({{"domain", refusal.domain},
                           {"state", std::string{model::to_word(refusal.state)}},
                           {"at", to_value(refusal.at)},
                           {"reply", without_addresses(refusal.reply)},
                           {"meaning", text_or_null(std::string{explain_reply(refusal.reply)})}});
    return records;
}

}  // namespace

Record to_record(const LetterStatus& status)
{
    Record record{
        {"id", model::number(status.letter.id)},
        {"list", text_or_null(status.list)},
        {"subject", status.letter.subject},
        {"state", std::string{to_word(status.state)}},
        {"created", to_value(status.letter.created)},
        {"not_before", to_value(status.letter.schedule.not_before)},
        {"hours", hours_of(status.letter.schedule)},
    };
    append(record, tally_fields(status.progress.tally));
    append(record, {
                       {"per_minute", whole(status.per_minute)},
                       {"last_sent", to_value(status.progress.last_sent)},
                       {"next_due", to_value(status.progress.next_due)},
                       {"end", to_value(status.estimate.end)},
                       {"slowest", text_or_null(status.estimate.slowest)},
                       {"sending_paused", text_or_null(status.sending_paused.value_or(""))},
                       {"destinations", records_of(status.parts)},
                       {"domains", records_of(status.progress.domains)},
                       {"refusals", records_of(status.progress.refusals)},
                   });
    return record;
}

}  // namespace colporteur::app
