// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "policy/facts.hpp"

namespace colporteur::policy {

/// What happens to an act, the mildest first.
enum class Fate {
    accept,
    confirm,  ///< somebody must prove who they are by answering; then the policy is asked again
    hold,     ///< waits for the moderators; for create_list, for the listmasters
    reject,   ///< the sender is told why
    discard,  ///< nothing is said
};

struct Verdict {
    Fate fate = Fate::reject;
    bool for_owners = false;  ///< held for the owners instead of the moderators
    bool quietly = false;     ///< the person gets no notice of it
    bool notify = false;      ///< the owners are told
    std::string words{};      ///< of a rejection, for the sender: one line of UTF-8, or ""

    bool operator==(const Verdict&) const = default;
};

/// What a condition looks at. Each has its words in phrases.cpp and its meaning in meaning.cpp.
enum class What {
    everyone,
    members,
    owners,
    moderators,
    authors,
    listmasters,
    admins,
    themselves,
    from_domain,
    addresses,
    address_contains,
    members_of,
    new_members,
    first_posts,
    moderated,
    trusted,
    banned,
    identified,
    confirmed,
    verified,
    proven,
    emergency,
    after,
    before,
    between,
    attachments,
    attachments_over,
    size_over,
    recipients_over,
    implicit_destination,
    no_subject,
    subject_contains,
    text_contains,
    header_contains,
    header_matches,
    header_exists,
    html,
    multipart,
    with_signature,
    encrypted,
    looks_like_command,
    quotes_digest,
    automatic,
    no_topic
};

/// One thing that must hold, or must not.
struct Condition {
    What what = What::everyone;
    bool negated = false;
    std::string name{};                   ///< of a header field or of a list
    std::vector<std::string> patterns{};  ///< a domain, address patterns, or the text looked for
    std::int64_t amount = 0;  ///< octets, people, posts, days since 1970, or minutes since midnight
    std::int64_t until = 0;   ///< minutes since midnight

    bool operator==(const Condition&) const = default;
};

/// Decides when all its conditions hold.
struct Rule {
    std::vector<Condition> conditions;
    Verdict verdict;

    bool operator==(const Rule&) const = default;
};

/// Rules in order: the first that holds decides; when none does, the act is rejected.
struct Policy {
    std::vector<Rule> rules;

    bool operator==(const Policy&) const = default;
};

/// Reads rules in plain words, English or French: `members: accept; others: hold`. The grammar
/// stands in parse.cpp. At most 16 KiB, 100 rules, 12 conditions in a rule.
/// Code::invalid says in which rule, what was expected, and the nearest word known.
Result<Policy> parse(std::string_view text);

/// The same for one act. `text` may also be the name of a stock policy (stock.hpp). Conditions on a
/// message are refused unless the act is a post.
Result<Policy> parse(Act act, std::string_view text);

/// Whether some rule looks at that.
bool mentions(const Policy& policy, What what);

/// The canonical English, on one line; parse() reads it as the same policy.
std::string to_text(const Policy& policy);
std::string to_text(const Rule& rule);
std::string to_text(const Condition& condition);
std::string to_text(const Verdict& verdict);

}  // namespace colporteur::policy
