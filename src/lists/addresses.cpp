// SPDX-License-Identifier: AGPL-3.0-or-later
#include "lists/addresses.hpp"

#include <fmt/format.h>

#include "accounts/tokens.hpp"
#include "base/ascii.hpp"
#include "base/log.hpp"
#include "delivery/notice.hpp"
#include "delivery/plain_name.hpp"
#include "store/blocks.hpp"
#include "store/lists.hpp"
#include "store/people.hpp"
#include "store/requests.hpp"
#include "store/settings.hpp"

namespace colporteur::lists {
namespace {

using Kind = Outcome::Kind;

constexpr std::chrono::minutes quiet{10};
constexpr std::chrono::days answer_within{7};

/// The old address of a move and the new one.
struct Move {
    mail::Address from;
    mail::Address to;
};

// move-command = old SP new

std::optional<Move> read_move(std::string_view command)
{
    const auto words = split(command, ' ');
    if (words.size() != 2)
        return std::nullopt;
    const auto from = mail::parse_address(words[0]);
    const auto to = mail::parse_address(words[1]);
    return from && to ? std::optional{Move{*from, *to}} : std::nullopt;
}

std::string command_of(const AddressWish& wish)
{
    const std::string& mine = wish.asker_address.text();
    const std::string& other = wish.other.text();
    switch (wish.kind) {
    case AddressWish::Kind::add: return mine;
    case AddressWish::Kind::move_here: return other + ' ' + mine;
    case AddressWish::Kind::move_there: return mine + ' ' + other;
    }
    return mine;
}

delivery::Notice question(const model::Domain& domain, const AddressWish& wish)
{
    delivery::Notice notice{
        .to = {delivery::plain_name(wish.asker.name), wish.other},
        .language = wish.language,
        .template_name = wish.kind == AddressWish::Kind::add ? "mail/confirm_address.txt"
                                                             : "mail/confirm_move.txt",
        .values = {},
        .domain = domain,
    };
    const bool here = wish.kind == AddressWish::Kind::move_here;
    const mail::Address& old = here ? wish.other : wish.asker_address;
    const mail::Address& fresh = here ? wish.asker_address : wish.other;
    notice.values.set("OTHER_ADDRESS", wish.asker_address.text())
        .set("OLD_ADDRESS", old.text())
        .set("NEW_ADDRESS", fresh.text());
    notice.answers = false;
    return notice;
}

mail::Address answer_address(const model::Site& site, const model::Domain& domain,
                             const std::string& token)
{
    const auto robot = delivery::robot_address(site, domain);
    return mail::parse_address(fmt::format("{}+{}@{}", robot.local(), token, robot.domain()))
        .value();
}

/// An answer about a person, and what it takes to carry it out.
struct Answered {
    store::Tx& tx;
    const model::Site& site;
    const model::Request& request;
    const Evidence& evidence;
    Time now;

    /// Tells each of the addresses what was done.
    void tell(delivery::Notice notice, const std::vector<mail::Address>& addresses) const
    {
        notice.domain = store::find_domain(tx, request.domain.value()).value();
        notice.language = request.language;
        for (const mail::Address& address : addresses) {
            notice.to = {"", address};
            notice.answers = address == request.address && evidence.way == model::Way::mail;
            notice.in_reply_to = notice.answers ? evidence.what : "";
            delivery::notify(tx, site, notice, now);
        }
    }
};

delivery::Notice about(const mail::Address& address, std::string template_name)
{
    return {.to = {"", address},
            .language = {},
            .template_name = std::move(template_name),
            .values = {},
            .domain = {}};
}

Kind link(const Answered& in)
{
    const auto first = mail::parse_address(in.request.command);
    if (!first)
        return Kind::unknown;
    const auto main = store::get_or_add_person(in.tx, *first, "", in.request.language);
    const auto other = store::get_or_add_person(in.tx, in.request.address, "", in.request.language);
    store::join_addresses(in.tx, main, other);
    auto notice = about(*first, "mail/address_linked.txt");
    for (const model::Person& each : store::addresses_of(in.tx, main))
        notice.values.add("ADDRESSES", text::Values{}.set("ADDRESS", each.address.text()));
    in.tell(std::move(notice), {*first, in.request.address});
    return Kind::linked;
}

/// The owners of each list see in its record which address became which.
void record_move(const Answered& in, const Move& move, const std::vector<model::Member>& members)
{
    for (const model::Member& member : members)
        store::add_change(in.tx, {.list = member.list,
                                  .what = "member",
                                  .before = move.from.text(),
                                  .after = move.to.text(),
                                  .who = in.request.address.text(),
                                  .way = in.evidence.way,
                                  .at = in.now});
}

Kind move(const Answered& in)
{
    const auto move = read_move(in.request.command);
    const auto old = move ? store::find_person(in.tx, move->from) : std::nullopt;
    if (!old)
        return move ? Kind::already : Kind::unknown;  // it is gone: moved before, or forgotten
    std::vector<model::Member> members = store::memberships(in.tx, *old);
    std::erase_if(members, [&](const auto& member) { return member.person.id != old->id; });
    record_move(in, *move, members);
    const auto fresh = store::get_or_add_person(in.tx, move->to, old->name, old->language);
    store::merge_person(in.tx, *old, fresh);
    store::lift_suppression(in.tx, accounts::address_digest(in.site.secret, move->to.text()));

    auto notice = about(move->to, "mail/address_moved.txt");
    notice.values.set("OLD_ADDRESS", move->from.text()).set("NEW_ADDRESS", move->to.text());
    for (const model::Member& member : members) {
        const auto list = store::find_list(in.tx, member.list).value();
        notice.values.add("LISTS",
                          text::Values{}.set("NAME", list.name()).set("TITLE", list.title));
    }
    in.tell(std::move(notice), {move->to, move->from});
    return Kind::moved;
}

}  // namespace

Asked ask_other_address(store::Tx& tx, const model::Site& site, const model::Domain& domain,
                        const AddressWish& wish, Time now)
{
    if (!delivery::may_mail(tx, wish.other, "address", quiet, now)) {
        log::info("silenced address");
        return Asked::silenced;
    }
    const std::string token = accounts::new_token();
    auto notice = question(domain, wish);
    notice.reply_to = answer_address(site, domain, token);
    notice.values.set("LINK", fmt::format("{}/confirm/{}", site.web_url, token));
    delivery::notify(tx, site, notice, now);
    store::add_request(tx,
                       {.kind = wish.kind == AddressWish::Kind::add ? model::RequestKind::address
                                                                    : model::RequestKind::move,
                        .domain = domain.id,
                        .address = wish.other,
                        .language = wish.language,
                        .command = command_of(wish),
                        .created = now,
                        .expires = now + answer_within},
                       accounts::token_hash(token));
    return Asked::mailed;
}

Kind accept_about_person(store::Tx& tx, const model::Site& site, const model::Request& request,
                         const Evidence& evidence, Time now)
{
    const Answered in{tx, site, request, evidence, now};
    switch (request.kind) {
    case model::RequestKind::command: return Kind::commands;
    case model::RequestKind::address: return link(in);
    case model::RequestKind::move: return move(in);
    default: return Kind::unknown;
    }
}

}  // namespace colporteur::lists
