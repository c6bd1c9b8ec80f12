// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <functional>
#include <istream>
#include <ostream>
#include <string>
#include <string_view>

#include "exchange/csv.hpp"
#include "mail/address.hpp"
#include "model/list.hpp"
#include "store/db.hpp"

namespace colporteur::exchange {

/// Reads people out of CSV records, whatever their columns.
///
/// With a header: columns named address (email, adresse, courriel…), name (nom…) and first name
/// (prénom…), in any order. Without: the address is the first field that is one, the name another
/// field. `Ana Lüders <ana@example.org>` is read anywhere.
class PeopleReader {
public:
    /// The person of a record; nothing for a header. The error says what is wrong with the record.
    Result<std::optional<mail::Mailbox>> read(const CsvRecord& record);

private:
    struct Columns {
        std::optional<std::size_t> address;
        std::optional<std::size_t> name;
        std::optional<std::size_t> first_name;
    };

    static std::optional<Columns> find_columns(const std::vector<std::string>& fields);
    std::string name_of(const std::vector<std::string>& fields, std::size_t address) const;

    bool started_ = false;
    std::optional<Columns> columns_;  ///< nothing without a header
};

/// What became of an import.
struct ImportCount {
    std::int64_t added = 0;
    std::int64_t already = 0;      ///< subscribed before
    std::int64_t left_before = 0;  ///< had left: an import never revives them
    std::int64_t barred = 0;       ///< blocked, or want no mail that they did not ask for (RGPD-07)
    std::int64_t invalid = 0;
};

struct Import {
    std::string source{};  ///< the file's name: the evidence kept with each consent
    bool dry_run = false;  ///< count, change nothing
    std::function<void(int line, std::string_view what)>
        complain{};  ///< told of each line that could not be used
    std::function<bool(const mail::Address&)> stays_away{};  ///< whom an import must not bring in
};

/// Subscribes everyone in a CSV file, 10,000 in a transaction, in constant memory. No mail is sent
/// to them. Throws store::Failure; what was committed by then stays, and importing again is
/// harmless.
ImportCount import_members(store::Db& db, const model::List& list, std::istream& in,
                           const Import& import, Time now);

/// Writes those subscribed as CSV: address,name,joined. Reading it back gives the same people.
void export_members(store::Db& db, const model::List& list, std::ostream& out,
                    Reader reader = Reader::program);

}  // namespace colporteur::exchange
