// SPDX-License-Identifier: AGPL-3.0-or-later
// /confirm/TOKEN: what an answer would do, and the button that gives it.
#include "base/encode.hpp"
#include "lists/posting.hpp"
#include "lists/subscription.hpp"
#include "text/size.hpp"
#include "web/errors.hpp"
#include "web/page.hpp"
#include "web/pages.hpp"

namespace colporteur::web {
namespace {

using Kind = lists::Outcome::Kind;

void set_letter(Page& page, const Visit& visit, const lists::Outcome& outcome)
{
    const auto summary =
        lists::summarize(visit.db, *outcome.list, outcome.request->message.value());
    page.values.set("FROM", summary.from)
        .set("SUBJECT", summary.subject)
        .set("SIZE", text::human_size(summary.octets, page.language))
        .set("RECIPIENTS", page.language.count("{} reader", "{} readers", summary.recipients))
        .set("PREVIEW", summary.preview);
}

/// The page of an open question.
http::Response show_question(const Visit& visit, const lists::Outcome& outcome)
{
    Page page = begin_page(visit, "web/confirm.html", *outcome.list);
    page.secret = true;
    page.values
        .set("CONFIRM_URL", link(visit.request, "/confirm/" + percent_encode(visit.path.back())))
        .set("YOUR_ADDRESS", outcome.request->address.text());
    if (outcome.request->message)
        set_letter(page, visit, outcome);
    switch (outcome.request->kind) {
    case model::RequestKind::subscribe: page.values.show("SUBSCRIBE"); break;
    case model::RequestKind::unsubscribe: page.values.show("UNSUBSCRIBE"); break;
    case model::RequestKind::post: page.values.show("POST"); break;
    case model::RequestKind::approve: page.values.show("APPROVE"); break;
    default: break;
    }
    return finish(page);
}

std::string section_of(Kind kind)
{
    switch (kind) {
    case Kind::subscribed: return "SUBSCRIBED";
    case Kind::unsubscribed: return "UNSUBSCRIBED";
    case Kind::posted: return "POSTED";
    case Kind::approved: return "APPROVED";
    case Kind::rejected: return "REJECTED";
    case Kind::already: return "ALREADY";
    case Kind::expired: return "EXPIRED";
    default: break;
    }
    return "UNKNOWN";
}

int status_of(Kind kind)
{
    return kind == Kind::unknown ? 404 : kind == Kind::expired ? 410 : 200;
}

/// What the answer did, or why there is nothing to answer.
http::Response show_outcome(const Visit& visit, const lists::Outcome& outcome)
{
    constexpr std::string_view name = "web/done.html";
    Page page = outcome.list ? begin_page(visit, name, *outcome.list) : begin_page(visit, name);
    page.secret = true;
    page.values.show(section_of(outcome.kind));
    if (outcome.list)
        page.values.show("ABOUT_LIST");
    if (outcome.kind == Kind::subscribed || outcome.kind == Kind::unsubscribed)
        page.values.set("YOUR_ADDRESS", outcome.request->address.text());
    if (outcome.kind == Kind::posted || outcome.kind == Kind::approved)
        set_letter(page, visit, outcome);
    return finish(page, status_of(outcome.kind));
}

/// `decision=accept` or `reject`; without a form, the button alone was pressed.
std::optional<lists::Decision> read_decision(const http::Request& request)
{
    const auto form = request.body.empty() ? http::Form{} : http::parse_form(request);
    const std::string word = form ? value_of(*form, "decision") : "unreadable";
    if (word.empty() || word == "accept")
        return lists::Decision::accept;
    if (word == "reject")
        return lists::Decision::reject;
    return std::nullopt;
}

}  // namespace

http::Response show_confirm(const Visit& visit)
{
    const auto outcome = lists::look_at(visit.db, visit.path.back(), visit.now);
    switch (outcome.kind) {
    case Kind::already:
    case Kind::expired:
    case Kind::unknown: return show_outcome(visit, outcome);
    default: return show_question(visit, outcome);
    }
}

http::Response post_confirm(store::Tx& tx, const Visit& visit)
{
    const auto decision = read_decision(visit.request);
    if (!decision)
        return bad_request(visit);
    const lists::Evidence evidence{model::Way::web, "button"};
    return show_outcome(visit, lists::decide(tx, visit.place.site, visit.path.back(), *decision,
                                             evidence, visit.now));
}

}  // namespace colporteur::web
