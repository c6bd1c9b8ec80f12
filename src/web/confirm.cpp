// SPDX-License-Identifier: AGPL-3.0-or-later
// /confirm/TOKEN: what an answer would do, and the buttons that give it.
#include "base/ascii.hpp"
#include "base/encode.hpp"
#include "base/utf8.hpp"
#include "lists/moderation/outcome_text.hpp"
#include "lists/moderation/sight.hpp"
#include "lists/moderation/stock_reasons.hpp"
#include "lists/posting.hpp"
#include "lists/subscription.hpp"
#include "robot/challenge.hpp"
#include "text/size.hpp"
#include "web/errors.hpp"
#include "web/page.hpp"
#include "web/pages.hpp"

namespace colporteur::web {
namespace {

using Kind = lists::Outcome::Kind;
using Did = lists::Decision::Kind;

Page begin(const Visit& visit, std::string_view name, const lists::Outcome& outcome)
{
    Page page = outcome.list ? begin_page(visit, name, *outcome.list) : begin_page(visit, name);
    page.secret = true;
    return page;
}

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

void set_commands(Page& page, const model::Request& request)
{
    for (const std::string_view line : split(std::string_view{request.command}, '\n'))
        if (!line.empty())
            page.values.add("LINES", text::Values{}.set("LINE", one_line(line)));
}

std::string question_url(const Visit& visit)
{
    return link(visit.request, "/confirm/" + percent_encode(visit.path.back()));
}

/// What is held, and five ways to decide about it.
http::Response show_held(const Visit& visit, const lists::Outcome& outcome)
{
    Page page = begin(visit, "web/held.html", outcome);
    const model::Held& held = *outcome.held;
    auto values =
        lists::values_of(visit.place.site, held,
                         lists::look_at_held(visit.db, visit.place.site, held, page.language),
                         page.language, lists::For::page);
    for (auto& [name, value] : values.words)
        page.values.set(name, std::move(value));
    for (auto& [name, rows] : values.sections)
        page.values.sections[name] = std::move(rows);
    if (held.message)
        set_letter(page, visit, outcome);
    page.values.set("CONFIRM_URL", question_url(visit));
    for (const lists::StockReason& stock : lists::stock_reasons())
        page.values.add("STOCK", text::Values{}
                                     .set("WORD", std::string{split(stock.words, '|').front()})
                                     .set("SENTENCE", page.language.say(stock.sentence)));
    return finish(page);
}

/// A second address, or a new one in the place of the old.
void set_addresses(Page& page, const model::Request& request)
{
    const auto blank = request.command.find(' ');
    if (blank == std::string::npos)
        page.values.add("ADDRESS", text::Values{}.set("OTHER_ADDRESS", request.command));
    else
        page.values.add("MOVE", text::Values{}
                                    .set("OLD_ADDRESS", request.command.substr(0, blank))
                                    .set("NEW_ADDRESS", request.command.substr(blank + 1)));
}

/// The page of an open question.
http::Response show_question(const Visit& visit, const lists::Outcome& outcome)
{
    if (outcome.held)
        return show_held(visit, outcome);
    Page page = begin(visit, "web/confirm.html", outcome);
    page.values.set("CONFIRM_URL", question_url(visit))
        .set("YOUR_ADDRESS", outcome.request->address.text());
    switch (outcome.request->kind) {
    case model::RequestKind::subscribe: page.values.show("SUBSCRIBE"); break;
    case model::RequestKind::unsubscribe: page.values.show("UNSUBSCRIBE"); break;
    case model::RequestKind::invite:
        page.values.show("INVITE").set("BY", outcome.request->command);
        break;
    case model::RequestKind::keep:
        page.values.show("KEEP").set("BY", outcome.request->command);
        break;
    case model::RequestKind::post:
        page.values.show("POST");
        set_letter(page, visit, outcome);
        break;
    case model::RequestKind::command:
        page.values.show("COMMANDS");
        set_commands(page, *outcome.request);
        break;
    case model::RequestKind::address:
    case model::RequestKind::move: set_addresses(page, *outcome.request); break;
    default: break;
    }
    return finish(page);
}

std::string section_of(Kind kind)
{
    switch (kind) {
    case Kind::invited:
    case Kind::subscribed: return "SUBSCRIBED";
    case Kind::unsubscribed: return "UNSUBSCRIBED";
    case Kind::posted: return "POSTED";
    case Kind::commands: return "COMMANDS";
    case Kind::waits: return "WAITS";
    case Kind::refused: return "REFUSED";
    case Kind::kept: return "KEPT";
    case Kind::linked: return "LINKED";
    case Kind::moved: return "MOVED";
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

/// What became of something held, for whoever decided, or came second.
http::Response show_decision(const Visit& visit, const lists::Outcome& outcome)
{
    Page page = begin(visit, "web/decided.html", outcome);
    page.values.add("DECISIONS",
                    lists::decision_values(visit.db, visit.place.site, outcome, page.language));
    const bool done = outcome.kind == Kind::approved || outcome.kind == Kind::rejected;
    page.values.show(done ? "DONE" : "NOT_DONE");
    return finish(page, status_of(outcome.kind));
}

/// What the answer did, or why there is nothing to answer.
http::Response show_outcome(const Visit& visit, const lists::Outcome& outcome)
{
    if (outcome.held)
        return show_decision(visit, outcome);
    Page page = begin(visit, "web/done.html", outcome);
    page.values.show(section_of(outcome.kind));
    if (outcome.list)
        page.values.show("ABOUT_LIST");
    if (outcome.kind == Kind::subscribed || outcome.kind == Kind::invited ||
        outcome.kind == Kind::unsubscribed || outcome.kind == Kind::kept)
        page.values.set("YOUR_ADDRESS", outcome.request->address.text());
    if (outcome.kind == Kind::posted)
        set_letter(page, visit, outcome);
    return finish(page, status_of(outcome.kind));
}

std::optional<Did> did_of(std::string_view word)
{
    constexpr std::pair<std::string_view, Did> table[] = {
        {"", Did::accept},         {"accept", Did::accept}, {"reject", Did::reject},
        {"discard", Did::discard}, {"ban", Did::ban},       {"trust", Did::trust}};
    for (const auto& [known, did] : table)
        if (known == word)
            return did;
    return std::nullopt;
}

/// `decision=accept`, `reject`, `discard`, `ban` or `trust`; `reason` in own words, else `stock`.
/// Without a form, the button alone was pressed.
std::optional<lists::Decision> read_decision(const http::Request& request)
{
    const auto form = request.body.empty() ? http::Form{} : http::parse_form(request);
    const auto did = did_of(form ? value_of(*form, "decision") : "unreadable");
    if (!did)
        return std::nullopt;
    const std::string reason{trim(value_of(*form, "reason"))};
    return lists::Decision{*did, reason.empty() ? value_of(*form, "stock") : reason};
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
    const auto outcome =
        lists::decide(tx, visit.place.site, visit.path.back(), *decision, evidence, visit.now);
    if (outcome.kind == Kind::commands)
        robot::carry_out(tx, visit.place.site, *outcome.request, evidence, visit.now);
    return show_outcome(visit, outcome);
}

}  // namespace colporteur::web
