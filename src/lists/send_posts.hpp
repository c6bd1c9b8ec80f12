// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "archive/selection.hpp"
#include "mail/address.hpp"
#include "model/list.hpp"
#include "model/site.hpp"

namespace colporteur::lists {

/// Who asked for posts of the archive.
struct PostReader {
    mail::Mailbox to;
    std::string language;
    std::string in_reply_to{};  ///< the Message-ID of the mail that asks, or ""
    std::string command{};      ///< what asks for posts by number: "get lettre"
};

/// Mails somebody posts of a list, as they were distributed, without what was meant for one reader
/// (digests::as_read): a single one as an attached message, several as MIME digests of at most 200
/// posts and 5 MB each; a post over 5 MB goes alone. At most five mails for one wish, and no more
/// than delivery::may_mail lets pass; the last one says how to get the rest. `posts`: by number, at
/// least one, listed. Returns how many posts went.
std::size_t send_posts(store::Tx& tx, const model::Site& site, const model::List& list,
                       const std::vector<model::Archived>& posts, const PostReader& reader,
                       Time now);

}  // namespace colporteur::lists
