// SPDX-License-Identifier: AGPL-3.0-or-later
#include "lists/care/question.hpp"

#include <fmt/format.h>

#include "accounts/tokens.hpp"
#include "store/requests.hpp"

namespace colporteur::lists {
namespace {

/// What is kept could not be answered with.
std::string without(std::string text, std::string_view token)
{
    for (auto at = text.find(token); at != std::string::npos; at = text.find(token, at))
        text.replace(at, token.size(), "…");
    return text;
}

}  // namespace

void ask_by_mail(store::Tx& tx, const model::Site& site, delivery::Notice notice,
                 model::Request request)
{
    const std::string token = accounts::new_token();
    notice.reply_to = notice.list.value().with("+confirm-" + token);
    notice.values.set("LINK", fmt::format("{}/confirm/{}", site.web_url, token));
    request.language = notice.language;
    request.wording = without(delivery::notify(tx, site, notice, request.created), token);
    store::add_request(tx, request, accounts::token_hash(token));
}

}  // namespace colporteur::lists
