// SPDX-License-Identifier: AGPL-3.0-or-later
#include "lists/mails.hpp"

#include "store/lists.hpp"
#include "text/translation.hpp"

namespace colporteur::lists {

delivery::Notice notice_about(store::Db& db, const model::List& list, const mail::Mailbox& to,
                              const std::string& language, std::string template_name)
{
    return {
        .to = to,
        .language = language.empty() ? list.language : language,
        .template_name = std::move(template_name),
        .values = {},
        .domain = store::find_domain(db, list.domain).value(),
        .list = list,
    };
}

std::string readers(std::int64_t count, const std::string& language)
{
    return text::language(language).count("{} reader", "{} readers", count);
}

}  // namespace colporteur::lists
