// SPDX-License-Identifier: AGPL-3.0-or-later
#include <cstdint>
#include <cstdlib>
#include <sstream>
#include <string>

#include "exchange/csv.hpp"
#include "exchange/members.hpp"

// Whatever the file: every record is read, and a field that was read is written so that it is read
// again.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace colporteur::exchange;
    std::istringstream in{std::string{reinterpret_cast<const char*>(data), size}};
    CsvReader records{in};
    PeopleReader people;
    while (const auto record = records.next()) {
        (void)people.read(*record);
        for (const std::string& field : record->fields) {
            const auto again = parse_csv(format_csv_field(field), ',');
            if (!again || again->size() != 1 || without_apostrophe(again->front()) != field)
                std::abort();
        }
    }
    return 0;
}
