// SPDX-License-Identifier: AGPL-3.0-or-later
// What the commands share by which owners, moderators and listmasters look after a list.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lists/care/actor.hpp"
#include "mail/address.hpp"
#include "robot/request.hpp"

namespace colporteur::robot {

/// The lines that stand below the command in the body of its mail, up to the next command; all
/// lines when the command stands in the subject. `config` has all lines under it.
std::vector<std::string> lines_below(const Request& request);

/// The people that a command names: on its own line behind the list, or one a line below it.
struct Named {
    std::vector<mail::Mailbox> people{};    ///< at most 500, none twice
    std::vector<std::string> unreadable{};  ///< lines that hold an @ and no address
    bool too_many = false;
    bool is_below = false;  ///< the command's own line names nobody
};

/// line = address *( ( "," / ";" / SP ) address ) / address name / name "<" address ">"
///
/// Those of the text behind the list; when it names nobody, those of the lines below, so that what
/// else stands in a mail (a signature, a quote) names nobody by accident.
Named people_in(const Request& request, std::string_view rest);

/// Those of that text alone.
Named people_on_line(std::string_view text);

/// The lists of the domain that the sender owns.
std::vector<model::List> own_lists(const Request& request);

/// Who acts, by mail, and the language of what goes wrong with that list.
lists::Actor actor_of(const Request& request, const std::optional<model::List>& list);

/// What whoever a deed concerns is told: less when QUIET stood in front.
lists::Telling telling_of(const Request& request);

/// A refusal. `words`: of the policy's rule, or "". Without a list: of the domain.
Answer not_allowed(const std::optional<model::List>& list, const std::string& words = "");

/// Asks for proof, and shows the sender whom or what the command is about besides its line.
Answer needs_proof_about(const std::optional<model::List>& list, std::vector<std::string> below);

/// Who may because of what they are to the list.
enum class Needs { moderator, owner };

/// Whether they are that, or a listmaster. From alone tells it: ask for proof all the same.
bool may_by_role(const Request& request, const model::List& list, Needs needs);
bool is_listmaster(const Request& request);

/// Whether the list is proposed only, and the sender is not one of those who decide about it.
bool is_for_listmasters(const Request& request, const model::List& list);

/// What became of each address, in one answer.
class Report {
public:
    explicit Report(const std::optional<model::List>& list);

    /// A sentence of templates/mail/managed.txt.
    text::Values& add(std::string section, const std::string& address = "");

    /// Why nothing was done about an address.
    void add_error(const std::string& address, const std::string& why);

    void add_unreadable(const Named& named);

    /// Nobody was named, or no role: the section, and how it is written.
    void show(std::string section, std::string example);

    Answer take() { return std::move(answer_); }

private:
    Answer answer_;
};

/// Takes people off a list: `del`, and `remove LIST somebody@else` of those who may.
Answer remove_people(const Request& request, const model::List& list, const Named& named);

}  // namespace colporteur::robot
