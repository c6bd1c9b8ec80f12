// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <vector>

#include "model/archived.hpp"
#include "model/change.hpp"
#include "model/job.hpp"
#include "model/list.hpp"
#include "model/person.hpp"
#include "model/settings.hpp"
#include "model/site.hpp"
#include "store/blocks.hpp"
#include "store/lists.hpp"
#include "store/people.hpp"
#include "store/traces.hpp"
#include "text/template.hpp"

namespace colporteur::lists {

/// Everything that is held about a person, for themselves alone (GDPR art. 15 and 20): of an
/// address, and of those that belong to it.
struct PersonData {
    struct Subscription {
        model::Member member;  ///< or what they have left
        store::Attributes answers{};
        model::Settings settings{};  ///< of the list
    };

    Time at{};
    std::vector<model::Person> addresses{};  ///< at least the one asked about, known here or not
    std::vector<Subscription> subscriptions{};
    std::vector<model::Consent> consents{};
    std::vector<store::RoleOfPerson> roles{};
    std::vector<model::Domain> mastered{};  ///< domains whose listmaster they are
    std::vector<model::Archived> posts{};
    std::vector<model::Held> held{};
    std::vector<model::Request> requests{};
    std::vector<model::Change> changes{};  ///< that they made
    std::vector<store::Block> blocks{};
    std::vector<store::FailedMail> failures{};
    bool kept_away = false;  ///< they were forgotten, and no import brings them back
    std::map<model::ListId, model::List> lists{};  ///< that any of this is about

    /// Nothing is held at all.
    bool empty() const;
};

PersonData person_data(store::Db& db, const model::Site& site, const mail::Address& address,
                       Time now);

/// All of it as JSON, for programs.
std::string to_json_text(const PersonData& data);

/// What fills parts/person_data.txt. Of posts and failures the newest stand there; the file has
/// all.
text::Values values_of(const PersonData& data, const Zone& zone, const text::Language& language);

}  // namespace colporteur::lists
