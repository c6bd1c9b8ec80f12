// SPDX-License-Identifier: AGPL-3.0-or-later
// What commands share: finding what a word names, and the parameters that many of them take.
#pragma once

#include "app/command.hpp"
#include "model/list.hpp"
#include "model/person.hpp"

namespace colporteur::app {

/// A list by its address, or by its name alone when only one domain has such a list. The error
/// names the nearest one.
Result<model::List> need_list(Call& call);

/// The domain given as DOMAIN.
Result<model::Domain> need_domain(Call& call);

/// An address given by that name.
Result<mail::Address> need_address(const Call& call, std::string_view name);
Result<std::vector<mail::Address>> need_addresses(const Call& call, std::string_view name);

/// A person on a list, as LIST and ADDRESS name them; the row stays when they leave.
struct FoundMember {
    model::List list;
    model::Member member;
};

Result<FoundMember> need_member(Call& call);

/// The octets of the message in the file given as FILE, or on standard input for "-", with CRLF
/// line ends.
Result<std::string> need_message(const Call& call);

/// The number given as ID.
template <class Id>
Result<Id> need_id(const Call& call);

/// `yes` or `no` as given by that option; nothing when it was not given.
std::optional<bool> yes_or_no(const Call& call, std::string_view option);

/// Somebody for a listing: `Ana Lüders <ana@example.org>` is two fields.
std::vector<std::string> addresses_of(const std::vector<model::Person>& people);

extern const Parameter json_switch;   ///< --json
extern const Parameter list_word;     ///< LIST
extern const Parameter address_word;  ///< ADDRESS
extern const Parameter id_word;       ///< ID

/// `--language CODE`, one of those that the program speaks.
Parameter language_option();

/// Each noun's commands, in the order of the help.
std::vector<Command> domain_commands();
std::vector<Command> domain_key_commands();
std::vector<Command> list_commands();
std::vector<Command> list_setting_commands();
std::vector<Command> list_key_commands();
std::vector<Command> list_edit_commands();
std::vector<Command> member_commands();
std::vector<Command> member_option_commands();
std::vector<Command> exchange_commands();
std::vector<Command> block_commands();
std::vector<Command> suppression_commands();
std::vector<Command> person_commands();
std::vector<Command> post_commands();
std::vector<Command> held_commands();
std::vector<Command> archive_commands();
std::vector<Command> explain_commands();
std::vector<Command> letter_commands();
std::vector<Command> letter_change_commands();
std::vector<Command> digest_commands();
std::vector<Command> queue_commands();
std::vector<Command> quarantine_commands();
std::vector<Command> backup_commands();
std::vector<Command> doctor_commands();
std::vector<Command> program_commands();

}  // namespace colporteur::app
