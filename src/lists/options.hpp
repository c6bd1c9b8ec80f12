// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>

#include "model/list.hpp"
#include "model/person.hpp"
#include "model/settings.hpp"
#include "model/site.hpp"
#include "store/people.hpp"

namespace colporteur::lists {

/// What a member wants to be different; what is not said stays as it is.
struct OptionChange {
    std::optional<model::Reception> reception{};
    std::optional<bool> own_posts{};
    std::optional<bool> named_copies{};
    std::optional<bool> concealed{};
    std::optional<std::uint64_t> topics{};
    store::Attributes attributes{};  ///< an empty value takes it away

    bool empty() const;
};

/// Changes how a member is served; returns them as they are now.
///
/// No post is lost or doubled over the change (DIG-01): who begins with digests is owed what no
/// mail of its own has been or will be made of, and who gives them up is sent at once what they are
/// still owed.
model::Member set_options(store::Tx& tx, const model::Site& site, const model::List& list,
                          model::Member member, const OptionChange& change, Time now);

/// To be called by every way of joining. A new member is served as the list serves new ones, one
/// who comes back as before. Neither is owed digests of what was posted in their absence.
void give_first_options(store::Tx& tx, const model::Settings& settings, model::Member member,
                        bool is_new);

/// The member gets nothing in that time; with nothing, their mail goes on. What was posted
/// meanwhile is not sent later.
void suspend(store::Tx& tx, model::Member member,
             const std::optional<model::Suspension>& suspension);

}  // namespace colporteur::lists
