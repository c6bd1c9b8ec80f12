// SPDX-License-Identifier: AGPL-3.0-or-later
#include "delivery/notice_text.hpp"

#include <fmt/format.h>

#include "base/encode.hpp"
#include "delivery/mailto.hpp"
#include "text/translation.hpp"

namespace colporteur::delivery {
namespace {

text::Values common_values(const model::Site& site, const Notice& notice)
{
    text::Values values;
    values.set("DOMAIN_TITLE", notice.domain.title)
        .set("DOMAIN", notice.domain.name)
        .set("ROBOT_ADDRESS", robot_address(site, notice.domain).text())
        .set("YOUR_ADDRESS", notice.to.address.text())
        .set("HOME", site.web_url);
    if (notice.list)
        values.show("ABOUT_LIST")
            .set("LIST_TITLE", notice.list->title)
            .set("LIST_NAME", notice.list->name())
            .set("LIST_ADDRESS", notice.list->address.text())
            .set("OWNER_ADDRESS", notice.list->with("-owner").text())
            .set("SUBSCRIBE_ADDRESS", notice.list->with("-subscribe").text())
            .set("UNSUBSCRIBE_ADDRESS", notice.list->with("-unsubscribe").text())
            .set("LIST_LINK",
                 fmt::format("{}/{}", site.web_url, percent_encode(notice.list->name())));
    if (notice.reply_to)
        values.set("ANSWER_ADDRESS", notice.reply_to->text())
            .set("OK_LINK", mailto(*notice.reply_to, "ok"))
            .set("NO_LINK", mailto(*notice.reply_to, "no"));
    return values;
}

/// The notice's own words go over the common ones.
text::Values all_values(const model::Site& site, const Notice& notice)
{
    text::Values values = common_values(site, notice);
    for (const auto& [name, value] : notice.values.words)
        values.set(name, value);
    for (const auto& [name, rows] : notice.values.sections)
        values.sections[name] = rows;
    return values;
}

}  // namespace

text::Filled words_of(const model::Site& site, const Notice& notice)
{
    return text::fill_mail(notice.template_name, text::language(notice.language),
                           all_values(site, notice));
}

std::string signature_of(const model::Site& site, const Notice& notice)
{
    return text::fill("parts/signature.txt", text::language(notice.language),
                      common_values(site, notice));
}

}  // namespace colporteur::delivery
