// SPDX-License-Identifier: AGPL-3.0-or-later
// Private to lists/: the mails of one digest.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "digests/issue.hpp"
#include "model/list.hpp"
#include "model/mailing.hpp"
#include "model/person.hpp"
#include "model/settings.hpp"
#include "model/site.hpp"
#include "store/db.hpp"
#include "store/digests.hpp"

namespace colporteur::lists {

/// Makes the mails of one issue of a list, the first of which is number `first`. Posts too many for
/// one mail fill several, with numbers that go on.
class DigestPress {
public:
    DigestPress(store::Tx& tx, const model::Site& site, const model::List& list,
                model::Settings settings, std::int64_t first, Time now);

    /// For the readers of a group: the archived posts that they are owed up to `last`, as mailings
    /// that the first one of the issue leads.
    void print(const store::DigestGroup& group, std::int64_t last);

    /// The same for one reader, due at once.
    void print_for(const model::Member& reader, std::int64_t last);

    /// Nothing when there was no post for anybody.
    std::optional<model::MailingId> leader() const { return leader_; }

    int mails() const { return mails_; }

    std::int64_t last_number() const { return last_number_; }

private:
    using Finish = std::function<void(model::Mailing)>;

    void print_posts(const store::DigestGroup& group, std::int64_t last, const Finish& finish);
    model::Mailing mail_of(const std::vector<store::DigestPost>& posts, model::Reception reception,
                           std::int64_t number);
    digests::Issue cover(std::int64_t number) const;
    std::string octets_of(const store::DigestPost& post);

    store::Tx& tx_;
    const model::Site& site_;
    const model::List& list_;
    model::Settings settings_;
    std::int64_t first_;
    Time now_;
    std::optional<model::MailingId> leader_{};
    int mails_ = 0;
    std::int64_t last_number_;
};

}  // namespace colporteur::lists
