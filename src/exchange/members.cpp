// SPDX-License-Identifier: AGPL-3.0-or-later
#include "exchange/members.hpp"

#include <algorithm>
#include <unordered_set>

#include "base/ascii.hpp"
#include "lists/options.hpp"
#include "settings/settings.hpp"
#include "store/people.hpp"

namespace colporteur::exchange {
namespace {

/// As a new row is by itself.
bool serves_as_usual(const model::Settings& settings)
{
    return settings.reception == model::Reception::mail && !settings.conceal;
}

constexpr std::size_t rows_per_transaction = 10'000;  // a server that runs waits for one of them

/// One import under way.
class Importer {
public:
    Importer(store::Db& db, const model::List& list, const Import& import, Time now)
        : db_{db},
          list_{list},
          import_{import},
          settings_{settings::settings_of(db, list)},
          now_{now}
    {
    }

    void add_all(const std::vector<mail::Mailbox>& people)
    {
        if (import_.dry_run) {
            for (const mail::Mailbox& person : people)
                foresee(person.address);
            return;
        }
        store::Tx tx{db_};
        ImportCount count = count_;
        for (const model::PersonId person : get_or_add(tx, people))
            ++(count.*add(tx, person));
        tx.commit();
        count_ = count;
    }

    void refuse(int line, std::string_view what)
    {
        ++count_.invalid;
        if (import_.complain)
            import_.complain(line, what);
    }

    void leave_alone() { ++count_.barred; }

    const ImportCount& count() const { return count_; }

private:
    using Counter = std::int64_t ImportCount::*;

    static Counter counter_for(const std::optional<model::Member>& member)
    {
        if (!member)
            return &ImportCount::added;
        return member->state == model::MemberState::left ? &ImportCount::left_before
                                                         : &ImportCount::already;
    }

    // In the order of their addresses, in which the store finds neighbours side by side; returned
    // in the order of the file.
    static std::vector<model::PersonId> get_or_add(store::Tx& tx,
                                                   const std::vector<mail::Mailbox>& people)
    {
        std::vector<std::pair<std::string, std::size_t>> order;
        order.reserve(people.size());
        for (const mail::Mailbox& person : people)
            order.emplace_back(to_lower(person.address.text()), order.size());
        std::sort(order.begin(), order.end());

        std::vector<model::PersonId> ids(people.size());
        for (const auto& [address, i] : order)
            ids[i] = store::get_or_add_person(tx, people[i].address, people[i].name, "").id;
        return ids;
    }

    Counter add(store::Tx& tx, model::PersonId person)
    {
        const auto member = store::add_member(tx, list_.id, person, now_);
        if (!member)
            return counter_for(store::find_member(tx, list_.id, person));
        if (!serves_as_usual(settings_))  // a million rows do without
            lists::give_first_options(tx, settings_, store::find_member(tx, *member).value(), true);
        store::add_consent(tx, {.list = list_.id,
                                .person = person,
                                .way = model::Way::import,
                                .wording = {},
                                .evidence = import_.source,
                                .asked = now_,
                                .answered = now_});
        return &ImportCount::added;
    }

    // What add() would do. Somebody who stands in the file twice is remembered by a hash.
    void foresee(const mail::Address& address)
    {
        const auto person = store::find_person(db_, address);
        const auto member = person ? store::find_member(db_, list_.id, person->id) : std::nullopt;
        Counter counter = counter_for(member);
        if (counter == &ImportCount::added &&
            !seen_.insert(std::hash<std::string>{}(to_lower(address.text()))).second)
            counter = &ImportCount::already;
        ++(count_.*counter);
    }

    store::Db& db_;
    const model::List& list_;
    const Import& import_;
    model::Settings settings_;
    Time now_;
    ImportCount count_;
    std::unordered_set<std::size_t> seen_;
};

}  // namespace

ImportCount import_members(store::Db& db, const model::List& list, std::istream& in,
                           const Import& import, Time now)
{
    Importer importer{db, list, import, now};
    CsvReader records{in};
    PeopleReader reader;
    std::vector<mail::Mailbox> people;

    while (const auto record = records.next()) {
        auto person = reader.read(*record);
        if (!person)
            importer.refuse(record->line, person.error().what);
        else if (*person && import.stays_away && import.stays_away((*person)->address))
            importer.leave_alone();
        else if (*person)
            people.push_back(**std::move(person));
        if (people.size() == rows_per_transaction) {
            importer.add_all(people);
            people.clear();
        }
    }
    importer.add_all(people);
    return importer.count();
}

void export_members(store::Db& db, const model::List& list, std::ostream& out, Reader reader)
{
    out << "address,name,joined\r\n";
    model::MemberId last{};
    while (true) {
        const auto members = store::members_after(db, list.id, last, rows_per_transaction);
        if (members.empty())
            return;
        for (const model::Member& member : members)
            out << format_csv_field(member.person.address.text(), reader) << ','
                << format_csv_field(member.person.name, reader) << ',' << to_iso(member.joined)
                << "\r\n";
        last = members.back().id;
    }
}

}  // namespace colporteur::exchange
