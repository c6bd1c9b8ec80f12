// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "policy/facts.hpp"
#include "policy/message_facts.hpp"
#include "policy/policy.hpp"

namespace colporteur::policy {

/// Answers what a rule asks about one act; what it had to work for, it remembers. Lives as long as
/// one judgement; the facts must outlive it.
class Witness {
public:
    explicit Witness(const Facts& facts) : facts_{facts} {}

    bool holds(const Condition& condition);
    bool holds(const Rule& rule);

    const Facts& facts() const { return facts_; }

    bool confirmed() const { return facts_.confirmed || facts_.proven; }

    /// The sender in lower case.
    const std::string& sender();

    // Of a post: there is a message.
    const mail::Message& message() const { return *facts_.message; }

    const Shape& shape();
    const std::string& folded_subject();
    const std::string& folded_text();
    const std::vector<std::string>& folded_fields(const std::string& name);
    std::size_t recipients();  ///< of To and Cc
    bool names_list();

private:
    const Facts& facts_;
    std::optional<std::string> sender_;
    std::optional<Shape> shape_;
    std::optional<std::string> folded_subject_;
    std::optional<std::string> folded_text_;
    std::optional<std::size_t> recipients_;
    std::optional<bool> names_list_;
    std::map<std::string, std::vector<std::string>> folded_fields_;
};

}  // namespace colporteur::policy
