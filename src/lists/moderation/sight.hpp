// SPDX-License-Identifier: AGPL-3.0-or-later
// What a moderator sees of something held before deciding, by mail, on the web and on the command
// line alike.
#pragma once

#include <string>
#include <vector>

#include "model/job.hpp"
#include "model/list.hpp"
#include "model/site.hpp"
#include "store/db.hpp"
#include "text/template.hpp"
#include "text/translation.hpp"

namespace colporteur::lists {

struct Attachment {
    std::string name;  ///< fit to be shown; its type when it has none
    std::size_t octets = 0;
};

/// The readable text of a post is long enough to judge it by.
struct Sight {
    std::string from;     ///< as From says; or who wants to join or leave
    std::string subject;  ///< "" for a wish
    std::size_t octets = 0;
    std::string text{};                     ///< at most 4,000 octets, line by line fit to be shown
    bool cut = false;                       ///< there is more text
    std::vector<Attachment> attachments{};  ///< at most 20
    std::vector<std::string> reasons{};
};

/// Whatever it quotes, without a working token of anybody (8058-10).
Sight look_at_held(store::Db& db, const model::Site& site, const model::Held& held,
                   const text::Language& language);

/// FROM, SUBJECT, SIZE, TEXT, NUMBER, SINCE, UNTIL; the sections POST, JOIN or LEAVE, CUT,
/// REASONS (REASON), HAS_REASONS, ATTACHMENTS (NAME, OCTETS), HAS_ATTACHMENTS. For mail each line
/// of TEXT begins with "> ".
enum class For { mail, page };
text::Values values_of(const model::Site& site, const model::Held& held, const Sight& sight,
                       const text::Language& language, For reader);

}  // namespace colporteur::lists
