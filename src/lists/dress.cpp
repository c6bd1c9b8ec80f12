// SPDX-License-Identifier: AGPL-3.0-or-later
#include "accounts/tokens.hpp"
#include "delivery/list_fields.hpp"
#include "dressing/header.hpp"
#include "lists/posting.hpp"
#include "mail/loop.hpp"

namespace colporteur::lists {

std::string dress(const model::Site& site, const model::List& list, const mail::Message& message)
{
    const dressing::Scene scene{
        .list = list.address, .title = list.title, .language = list.language};

    std::string dressed = delivery::list_fields(site, list);
    dressed += "Precedence: list\r\n";
    dressed +=
        mail::loop_field({.address = list.address.text(),
                          .mark = accounts::loop_mark(site.secret, list.address.text(),
                                                      message.field("Message-ID").value_or(""))});
    dressed += dressing::dress_header(message, {}, scene);
    dressed += "\r\n";
    dressed += message.split().body;
    return dressed;
}

}  // namespace colporteur::lists
