// SPDX-License-Identifier: AGPL-3.0-or-later
#include "lists/care/roles.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/ascii.hpp"
#include "delivery/plain_name.hpp"
#include "lists/mails.hpp"
#include "settings/change.hpp"
#include "store/lists.hpp"
#include "store/people.hpp"

namespace colporteur::lists {
namespace {

struct RoleWords {
    model::Role role;
    std::string_view key;      ///< of the settings
    std::string_view section;  ///< of the mails
};

constexpr RoleWords table[] = {
    {model::Role::owner, "owners", "OWNER"},
    {model::Role::moderator, "moderators", "MODERATOR"},
    {model::Role::author, "authors", "AUTHOR"},
};

const RoleWords& words_for(model::Role role)
{
    return *std::find_if(std::begin(table), std::end(table),
                         [role](const RoleWords& each) { return each.role == role; });
}

/// Who holds the role after the change, as the value of its key.
std::string people_after(store::Db& db, const model::List& list, const RoleChange& change)
{
    std::vector<std::string> people;
    for (const model::Person& person : store::people_with_role(db, list.id, change.role))
        if (!same_word(person.address.text(), change.who.address.text()))
            people.push_back(person.address.text());
    if (change.given)
        people.push_back(change.who.address.text());
    return fmt::format("{}", fmt::join(people, ", "));
}

void tell(store::Tx& tx, const model::Site& site, const model::List& list, const RoleChange& change,
          const Actor& actor, Time now)
{
    const bool own_deed = same_word(actor.name, change.who.address.text());
    if (own_deed || change.telling == Telling::none)
        return;
    const auto person = store::find_person(tx, change.who.address);
    auto notice =
        notice_about(tx, list, {person ? person->name : change.who.name, change.who.address},
                     person ? person->language : "",
                     change.given ? "mail/role_given.txt" : "mail/role_taken.txt");
    notice.answers = false;
    notice.values.set("BY", actor.for_people()).show(std::string{words_for(change.role).section});
    delivery::notify(tx, site, notice, now);
}

}  // namespace

Result<bool> change_role(store::Tx& tx, const model::Site& site, model::List& list,
                         const RoleChange& change, const Actor& actor, Time now)
{
    const auto changes = settings::change(tx, list, words_for(change.role).key,
                                          people_after(tx, list, change), actor.who(), now);
    if (!changes)
        return fail(changes.error());
    if (changes->empty())
        return false;
    if (change.given)
        store::get_or_add_person(tx, change.who.address, delivery::plain_name(change.who.name), "");
    tell(tx, site, list, change, actor, now);
    return true;
}

}  // namespace colporteur::lists
