// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/traces.hpp"

#include "base/ascii.hpp"

namespace colporteur::store {
namespace {

bool is_of_address(char c)
{
    return is_alpha(c) || is_digit(c) || static_cast<unsigned char>(c) > 127 ||
           std::string_view{"!#$%&'*+-/=?^_`{|}~.@"}.find(c) != std::string_view::npos;
}

/// The text without an address, where it stands as a word of its own.
std::string without(std::string text, const std::string& folded)
{
    for (auto at = to_lower(text).find(folded); at != std::string::npos;
         at = to_lower(text).find(folded, at + 1)) {
        const auto end = at + folded.size();
        const bool begins = at == 0 || !is_of_address(text[at - 1]);
        if (begins && (end == text.size() || !is_of_address(text[end])))
            text.erase(at, folded.size());
    }
    return text;
}

void erase_from_changes(Tx& tx, const std::string& folded)
{
    constexpr auto naming = R"(
        SELECT id, before, after FROM changes
         WHERE instr(lower(before), $1) > 0 OR instr(lower(after), $1) > 0)";
    constexpr auto put = "UPDATE changes SET before = $2, after = $3 WHERE id = $1";
    for (const Row& row : tx.db().query(naming, folded))
        tx.db().run(put, row.get<std::int64_t>(0), without(row.get<std::string>(1), folded),
                    without(row.get<std::string>(2), folded));
    tx.db().run("UPDATE changes SET who = '' WHERE lower(who) = $1", folded);
}

/// Rows stay, with nobody in them: their numbers stand in return addresses out there, and must not
/// become somebody else's. What waits is not sent.
void erase_from_ledger(Tx& tx, const std::string& folded)
{
    constexpr auto letters = R"(
        SELECT DISTINCT mailing FROM deliveries
         WHERE lower(recipient) = $1 AND priority = 0 AND state <> 1)";
    constexpr auto empty = R"(
        UPDATE mailings SET octets = $2, subject = ''
         WHERE id = $1 AND list IS NULL)";
    constexpr auto rows = R"(
        UPDATE deliveries
           SET recipient = 'forgotten@invalid', member = NULL, reply = '',
               state = CASE WHEN state IN (0, 4) THEN 5 ELSE state END
         WHERE lower(recipient) = $1 AND state <> 1)";
    for (const Row& row : tx.db().query(letters, folded))
        tx.db().run(empty, row.get<model::MailingId>(0), Blob{""});
    tx.db().run(rows, folded);
}

}  // namespace

std::vector<FailedMail> failures_of(Db& db, const mail::Address& address)
{
    constexpr auto sql = R"(
        SELECT m.list, m.subject, d.due, d.reply
          FROM deliveries d JOIN mailings m ON m.id = d.mailing
         WHERE d.state = 3 AND lower(d.recipient) = $1
         ORDER BY d.due, d.id)";
    std::vector<FailedMail> failures;
    for (const Row& row : db.query(sql, to_lower(address.text())))
        failures.push_back({row.get<std::optional<model::ListId>>(0), row.get<std::string>(1),
                            row.get<Time>(2), row.get<std::string>(3)});
    return failures;
}

void erase_traces(Tx& tx, const mail::Address& address)
{
    const std::string folded = to_lower(address.text());
    for (const char* const sql : {
             "DELETE FROM held WHERE lower(address) = $1",
             "UPDATE held SET decided_by = '' WHERE lower(decided_by) = $1",
             // A question about two addresses names the other one in its command.
             R"(DELETE FROM requests
                 WHERE lower(address) = $1
                    OR (kind IN (6, 7) AND instr(' ' || lower(command) || ' ',
                                                 ' ' || $1 || ' ') > 0))",
             "DELETE FROM answers WHERE address = $1",
             "UPDATE blocks SET who = '' WHERE lower(who) = $1",
         })
        tx.db().run(sql, folded);
    erase_from_changes(tx, folded);
    erase_from_ledger(tx, folded);
}

}  // namespace colporteur::store
