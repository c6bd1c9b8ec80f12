// SPDX-License-Identifier: AGPL-3.0-or-later
#include "lists/dress.hpp"

#include <fmt/format.h>

#include "accounts/tokens.hpp"
#include "archive/archive.hpp"
#include "base/encode.hpp"
#include "delivery/list_fields.hpp"
#include "dressing/filter.hpp"
#include "dressing/footer.hpp"
#include "dressing/header.hpp"
#include "dressing/password.hpp"
#include "mail/compose.hpp"
#include "mail/header.hpp"
#include "mail/loop.hpp"

namespace colporteur::lists {
namespace {

std::string archived_at(const model::Site& site, const model::List& list,
                        std::string_view message_id)
{
    return mail::format_field("Archived-At",
                              "<" + post_link(site, list, archive::permalink_of(message_id)) + ">");
}

}  // namespace

std::string loop_field(const model::Site& site, const model::List& list,
                       std::string_view message_id)
{
    return mail::loop_field(
        {.address = list.address.text(),
         .mark = accounts::loop_mark(site.secret, list.address.text(), message_id)});
}

std::string post_link(const model::Site& site, const model::List& list, std::string_view permalink)
{
    return fmt::format("{}/{}/m/{}", site.web_url, percent_encode(list.name()), permalink);
}

std::string dress(const model::Site& site, const model::List& list, const model::Settings& settings,
                  const mail::Message& message, std::int64_t number)
{
    dressing::Scene scene{
        .list = list.address, .title = list.title, .language = list.language, .number = number};
    std::string message_id = message.field("Message-ID").value_or("");
    if (settings.dress.anonymous)
        message_id = scene.new_message_id =
            mail::make_message_id(accounts::new_token(), list.address.domain());

    const mail::Message framed{dressing::with_texts(
        dressing::filter(dressing::without_password(message.octets()), settings.dress).octets,
        settings.dress.header_text, settings.dress.footer_text, settings.dress.place)};
    std::string dressed = delivery::list_fields(site, list);
    dressed += archived_at(site, list, message_id);
    dressed += loop_field(site, list, message_id);
    dressed += "Precedence: list\r\n";
    dressed += dressing::dress_header(framed, settings.dress, scene);
    dressed += "\r\n";
    dressed += framed.split().body;
    return dressed;
}

}  // namespace colporteur::lists
