// SPDX-License-Identifier: AGPL-3.0-or-later
#include "policy/stock.hpp"

#include <set>

#include <doctest/doctest.h>

#include "policy/situation.hpp"

namespace colporteur::policy {
namespace {

char letter(const Verdict& verdict)
{
    switch (verdict.fate) {
    case Fate::accept: return verdict.notify ? 'N' : verdict.quietly ? 'Q' : 'a';
    case Fate::confirm: return 'c';
    case Fate::hold: return verdict.for_owners ? 'o' : verdict.notify ? 'H' : 'h';
    case Fate::reject: return verdict.quietly ? 'q' : 'r';
    case Fate::discard: return 'd';
    }
    return '?';
}

Judgement judgement(Act act, std::string_view name, Facts facts)
{
    facts.act = act;
    return judge(parse(act, name).value(), facts);
}

// For a stranger, a member, a moderator, an owner and a listmaster, who are nothing else: what
// happens on the word of their From, and when they have confirmed.
// a accept, N and notify, Q quietly; c confirm; h hold, H and notify, o for owners; r reject, q
// quietly; d discard.
std::string fates(Act act, std::string_view name, Facts facts = {})
{
    std::string letters;
    for (const Roles roles : {Roles{}, Roles{.member = true}, Roles{.moderator = true},
                              Roles{.owner = true}, Roles{.listmaster = true}}) {
        letters += letters.empty() ? "" : " ";
        for (const bool confirmed : {false, true}) {
            facts.sender = "ana@example.org";
            facts.roles = roles;
            facts.confirmed = confirmed;
            letters += letter(judgement(act, name, facts).verdict);
        }
    }
    return letters;
}

struct Row {
    Act act;
    const char* name;
    const char* fates;
};

//                              stranger member moderator owner listmaster
constexpr Row rows[] = {
    {Act::subscribe, "open", "ca ca ca ca ca"},
    {Act::subscribe, "open_notify", "cN cN cN cN cN"},
    {Act::subscribe, "open_quiet", "cQ cQ cQ cQ cQ"},
    {Act::subscribe, "auth", "ca ca ca ca ca"},
    {Act::subscribe, "auth_notify", "cN cN cN cN cN"},
    {Act::subscribe, "auth_owner", "co co co co co"},
    {Act::subscribe, "owner", "co co co co co"},
    {Act::subscribe, "closed", "rr rr rr rr rr"},
    {Act::subscribe, "smime", "rr rr rr rr rr"},
    {Act::subscribe, "smimeorowner", "co co co co co"},
    {Act::subscribe, "confirm", "ca ca ca ca ca"},
    {Act::subscribe, "moderate", "ch ch ch ch ch"},
    {Act::subscribe, "confirm_then_moderate", "ch ch ch ch ch"},

    {Act::leave, "open", "ca ca ca ca ca"},
    {Act::leave, "open_notify", "cN cN cN cN cN"},
    {Act::leave, "auth", "ca ca ca ca ca"},
    {Act::leave, "auth_notify", "cN cN cN cN cN"},
    {Act::leave, "owner", "co co co ca co"},
    {Act::leave, "closed", "rr rr rr rr rr"},
    {Act::leave, "confirm", "ca ca ca ca ca"},
    {Act::leave, "moderate", "ch ch ch ch ch"},
    {Act::leave, "confirm_then_moderate", "ch ch ch ch ch"},

    {Act::post, "private", "rr aa aa aa rr"},
    {Act::post, "public", "aa aa aa aa aa"},
    {Act::post, "public_nobcc", "aa aa aa aa aa"},
    {Act::post, "publickey", "ca ca ca ca ca"},
    {Act::post, "publicnoattachment", "aa aa aa aa aa"},
    {Act::post, "publicnomultipart", "aa aa aa aa aa"},
    {Act::post, "privatekey", "rr ca rr rr rr"},
    {Act::post, "privateorpublickey", "ca aa ca ca ca"},
    {Act::post, "privateoreditorkey", "hh aa aa hh hh"},
    {Act::post, "privateandeditorkey", "rr hh ca rr rr"},
    {Act::post, "privatekeyandeditorkeyonly", "rr ch ch rr rr"},
    {Act::post, "privateandnomultipartoreditorkey", "hh aa hh hh hh"},
    {Act::post, "private_smime", "rr rr rr rr rr"},
    {Act::post, "confidential", "qq aa aa aa qq"},
    {Act::post, "editorkey", "hh hh ca hh hh"},
    {Act::post, "editorkeyonly", "hh hh hh hh hh"},
    {Act::post, "editorkeyonlyauth", "hh hh ch hh hh"},
    {Act::post, "newsletter", "rr rr ca rr rr"},
    {Act::post, "newsletterkeyonly", "rr rr hh rr rr"},
    {Act::post, "owner", "rr rr rr ca rr"},
    {Act::post, "ownerauth", "rr rr rr ca rr"},
    {Act::post, "closed", "rr rr rr rr rr"},

    {Act::post, "mailman", "hh aa hh hh hh"},
    {Act::post, "members_accept_others_accept", "aa aa aa aa aa"},
    {Act::post, "members_accept_others_hold", "hh aa hh hh hh"},
    {Act::post, "members_accept_others_reject", "rr aa rr rr rr"},
    {Act::post, "members_accept_others_discard", "dd aa dd dd dd"},
    {Act::post, "members_hold_others_accept", "aa hh aa aa aa"},
    {Act::post, "members_hold_others_hold", "hh hh hh hh hh"},
    {Act::post, "members_hold_others_reject", "rr hh rr rr rr"},
    {Act::post, "members_hold_others_discard", "dd hh dd dd dd"},
    {Act::post, "members_reject_others_accept", "aa rr aa aa aa"},
    {Act::post, "members_reject_others_hold", "hh rr hh hh hh"},
    {Act::post, "members_reject_others_reject", "rr rr rr rr rr"},
    {Act::post, "members_reject_others_discard", "dd rr dd dd dd"},
    {Act::post, "members_discard_others_accept", "aa dd aa aa aa"},
    {Act::post, "members_discard_others_hold", "hh dd hh hh hh"},
    {Act::post, "members_discard_others_reject", "rr dd rr rr rr"},
    {Act::post, "members_discard_others_discard", "dd dd dd dd dd"},

    {Act::see_members, "owner", "rr rr rr aa aa"},
    {Act::see_members, "public", "aa aa aa aa aa"},
    {Act::see_members, "private", "rr aa aa aa aa"},
    {Act::see_members, "listmaster", "rr rr rr rr aa"},
    {Act::see_members, "closed", "rr rr rr rr rr"},

    {Act::archive, "closed", "rr rr rr rr rr"},
    {Act::archive, "public", "aa aa aa aa aa"},
    {Act::archive, "private", "rr aa rr aa aa"},
    {Act::archive, "owner", "rr rr rr aa aa"},
    {Act::archive, "listmaster", "rr rr rr rr aa"},

    {Act::see_list, "conceal", "qq aa aa aa qq"},
    {Act::see_list, "noconceal", "aa aa aa aa aa"},
    {Act::see_list, "identified", "aa aa aa aa aa"},
    {Act::see_list, "secret", "qq qq aa aa qq"},

    {Act::info, "open", "aa aa aa aa aa"},
    {Act::info, "private", "rr aa aa aa aa"},
    {Act::info, "conceal", "qq aa aa aa aa"},

    {Act::invite, "private", "rr ca ca ca ca"},
    {Act::invite, "public", "ca ca ca ca ca"},
    {Act::invite, "owner", "rr rr rr ca ca"},
    {Act::invite, "closed", "rr rr rr rr rr"},

    {Act::add, "owner", "rr rr rr ca ca"},
    {Act::add, "owner_notify", "rr rr rr cN cN"},
    {Act::add, "auth", "rr rr rr ca ca"},
    {Act::add, "closed", "rr rr rr rr rr"},
    {Act::remove, "owner", "rr rr rr ca ca"},
    {Act::remove, "owner_notify", "rr rr rr cN cN"},
    {Act::remove, "auth", "rr rr rr ca ca"},
    {Act::remove, "closed", "rr rr rr rr rr"},

    {Act::remind, "owner", "rr rr rr ca ca"},
    {Act::remind, "listmaster", "rr rr rr rr ca"},

    {Act::create_list, "public_listmaster", "HH HH HH HH ca"},
    {Act::create_list, "listmaster", "rr rr rr rr ca"},
    {Act::create_list, "closed", "rr rr rr rr rr"},
};

Facts posting(const mail::Message& message)
{
    Facts facts;
    facts.message = &message;
    facts.list_addresses = {mail::parse_address("town@example.org").value()};
    return facts;
}

const mail::Message plain{
    "From: ana@example.org\r\nTo: town@example.org\r\nSubject: x\r\n\r\nx\r\n"};
const mail::Message by_bcc{"From: ana@example.org\r\nTo: x@y.org\r\nSubject: x\r\n\r\nx\r\n"};
const mail::Message without_subject{"From: ana@example.org\r\nTo: town@example.org\r\n\r\nx\r\n"};
const mail::Message two_texts{
    "To: town@example.org\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n"
    "--b\r\n\r\nx\r\n--b\r\nContent-Type: text/html\r\n\r\nx\r\n--b--\r\n"};
const mail::Message with_picture{
    "To: town@example.org\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
    "--b\r\n\r\nx\r\n--b\r\nContent-Type: image/png\r\n\r\nx\r\n--b--\r\n"};

}  // namespace

TEST_CASE("every stock policy means what its name promises")
{
    for (const Row& row : rows) {
        CAPTURE(row.name);
        CAPTURE(to_word(row.act));
        const Facts facts = row.act == Act::post ? posting(plain) : Facts{};
        CHECK(fates(row.act, row.name, facts) == row.fates);
    }
}

TEST_CASE("every stock policy is tested, has its own name, and is written in canonical English")
{
    std::set<std::pair<Act, std::string_view>> tested;
    for (const Row& row : rows)
        tested.insert({row.act, row.name});
    std::set<std::pair<Act, std::string_view>> named;
    for (const Stock& stock : stock_policies()) {
        CAPTURE(stock.name);
        CHECK(tested.contains({stock.act, stock.name}));
        CHECK(named.insert({stock.act, stock.name}).second);
        CHECK(to_text(parse(stock.act, stock.rules).value()) == stock.rules);
        CHECK_FALSE(stock.summary.empty());
    }
    CHECK(named.size() == std::size(rows));
}

TEST_CASE("a stock policy is found by its name in any case, for its own act")
{
    REQUIRE(find_stock(Act::post, "PRIVATE") != nullptr);
    CHECK(find_stock(Act::post, "PRIVATE")->rules.find("members: accept") != std::string::npos);
    CHECK(find_stock(Act::leave, "private") == nullptr);
}

TEST_CASE("the banned get no answer to their posts, whatever Sympa's scenario; Mailman drops them")
{
    Facts facts = posting(plain);
    facts.banned = true;
    for (const Row& row : rows) {
        CAPTURE(row.name);
        if (row.act != Act::post || std::string_view{row.name} == "closed")
            continue;
        const bool mailman = std::string_view{row.name}.find('m') == 0;
        CHECK(fates(row.act, row.name, facts) == (mailman ? "dd dd dd dd dd" : "qq qq qq qq qq"));
    }
    CHECK(fates(Act::create_list, "public_listmaster", {.banned = true}) == "qq qq qq qq qq");
    CHECK(fates(Act::subscribe, "confirm", {.banned = true}) == "rr rr rr rr rr");
    CHECK(fates(Act::leave, "confirm", {.banned = true}) == "ca ca ca ca ca");
}

TEST_CASE("public_nobcc rejects what does not name the list")
{
    CHECK(fates(Act::post, "public_nobcc", posting(by_bcc)) == "rr rr rr rr rr");
    CHECK(fates(Act::post, "public", posting(by_bcc)) == "aa aa aa aa aa");
}

TEST_CASE("publicnoattachment moderates attachments, not every message of several parts")
{
    CHECK(fates(Act::post, "publicnoattachment", posting(with_picture)) == "hh hh hh hh hh");
    CHECK(fates(Act::post, "publicnoattachment", posting(two_texts)) == "aa aa aa aa aa");
}

TEST_CASE("publicnomultipart and privateandnomultipartoreditorkey mind every multipart message")
{
    CHECK(fates(Act::post, "publicnomultipart", posting(two_texts)) == "rr rr rr rr rr");
    CHECK(fates(Act::post, "privateandnomultipartoreditorkey", posting(two_texts)) ==
          "hh hh hh hh hh");
}

TEST_CASE("the smime scenarios take the verified signature of the sender's domain")
{
    Facts post = posting(plain);
    post.verified = true;
    CHECK(fates(Act::post, "private_smime", post) == "rr aa aa aa rr");

    Facts own{.target = "ana@example.org", .verified = true};
    CHECK(fates(Act::subscribe, "smime", own) == "aa aa aa aa aa");
    CHECK(fates(Act::subscribe, "smimeorowner", own) == "aa aa aa aa aa");
    Facts another{.target = "bob@example.org", .verified = true};
    CHECK(fates(Act::subscribe, "smime", another) == "rr rr rr rr rr");
    CHECK(fates(Act::subscribe, "smimeorowner", another) == "co co co co co");
}

TEST_CASE("identified hides a list from visitors who have not said who they are")
{
    CHECK(letter(judgement(Act::see_list, "identified", {}).verdict) == 'q');
}

TEST_CASE("Mailman's emergency brake and per-person actions go before its defaults")
{
    Facts facts = posting(plain);
    facts.emergency = true;
    CHECK(fates(Act::post, "members_accept_others_discard", facts) == "hh hh hh hh hh");
    facts.emergency = false;
    facts.standing = Standing::moderated;
    CHECK(fates(Act::post, "members_accept_others_accept", facts) == "hh hh hh hh hh");
    facts.standing = Standing::trusted;
    CHECK(fates(Act::post, "members_hold_others_discard", facts) == "aa aa aa aa aa");
}

TEST_CASE("mailman holds what looks wrong, also from members")
{
    CHECK(fates(Act::post, "mailman", posting(by_bcc)) == "hh hh hh hh hh");
    CHECK(fates(Act::post, "mailman", posting(without_subject)) == "hh hh hh hh hh");
    Facts command = posting(plain);
    command.looks_like_command = true;
    CHECK(fates(Act::post, "mailman", command) == "hh hh hh hh hh");
}

}  // namespace colporteur::policy
