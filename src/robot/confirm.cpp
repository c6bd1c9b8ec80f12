// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>

#include "base/ascii.hpp"
#include "base/cursor.hpp"
#include "lists/mails.hpp"
#include "lists/posting.hpp"
#include "robot/challenge.hpp"
#include "robot/decision.hpp"
#include "robot/run.hpp"

namespace colporteur::robot {
namespace {

using Kind = lists::Outcome::Kind;

constexpr std::size_t token_octets = 26;

bool is_token_octet(char c)
{
    return is_alpha(c) || (c >= '2' && c <= '7');
}

// token = 26( ALPHA / "2" / "3" / "4" / "5" / "6" / "7" )      see accounts::new_token

std::string token_at(std::string_view text)
{
    Cursor in{text};
    const auto token = in.take_while(is_token_octet);
    return token.size() == token_octets ? std::string{token} : std::string{};
}

/// The token of the mail that is quoted: `…/confirm/TOKEN` or `lettre+confirm-TOKEN@…`.
std::string quoted_token(std::string_view text)
{
    for (const std::string_view mark : {"/confirm/", "+confirm-"})
        for (auto at = text.find(mark); at != std::string_view::npos; at = text.find(mark, at + 1))
            if (auto token = token_at(text.substr(at + mark.size())); !token.empty())
                return token;
    return {};
}

/// An owner has decided about somebody's post.
Answer about_post(const Request& request, const lists::Outcome& outcome)
{
    Answer answer{.template_name = "mail/decision_noted.txt",
                  .list = outcome.list,
                  .language = outcome.request->language};
    const lists::Summary summary =
        lists::summarize(request.tx, *outcome.list, outcome.request->message.value());
    answer.values.set("SUBJECT", summary.subject)
        .set("READERS", lists::readers(summary.recipients, answer.language))
        .show(outcome.kind == Kind::approved ? "APPROVED" : "REFUSED");
    return answer;
}

}  // namespace

Answer decide(const Request& request, std::string_view token, lists::Decision decision)
{
    const lists::Evidence evidence{model::Way::mail, request.message_id};
    const lists::Outcome outcome =
        lists::decide(request.tx, request.site, token, decision, evidence, request.now);
    const std::string language = outcome.request ? outcome.request->language : "";
    switch (outcome.kind) {
    case Kind::subscribed:
    case Kind::unsubscribed:
    case Kind::posted: return {.list = outcome.list};
    case Kind::approved: return about_post(request, outcome);
    case Kind::commands:
        carry_out(request.tx, request.site, *outcome.request, evidence, request.now);
        return {};
    case Kind::rejected:
        if (outcome.request->kind == model::RequestKind::approve)
            return about_post(request, outcome);
        return {.template_name = "mail/declined.txt", .list = outcome.list, .language = language};
    case Kind::already:
        return {
            .template_name = "mail/already_done.txt", .list = outcome.list, .language = language};
    case Kind::expired:
        return {.template_name = "mail/expired.txt", .list = outcome.list, .language = language};
    default: break;
    }
    return {.template_name = "mail/expired.txt", .list = request.list};
}

Answer confirm(const Request& request)
{
    std::string token = token_at(request.rest);
    if (token.empty())
        token = quoted_token(request.everything);
    if (token.empty())
        return {.template_name = "mail/which_question.txt"};
    return decide(request, token, lists::Decision::accept);
}

}  // namespace colporteur::robot
