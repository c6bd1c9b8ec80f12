// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/utf8.hpp"
#include "lists/option_words.hpp"
#include "lists/person_data.hpp"

namespace colporteur::lists {
namespace {

using text::Values;

constexpr std::size_t newest = 50;  // posts and failures that stand in the text

constexpr std::string_view ways[] = {N_("by mail"), N_("on the web"), N_("by an administrator"),
                                     N_("from a file of addresses")};
constexpr std::string_view roles[] = {N_("owner"), N_("author"), N_("moderator")};

class Filler {
public:
    Filler(const PersonData& data, const Zone& zone, const text::Language& language)
        : data_{data}, zone_{zone}, language_{language}
    {
    }

    Values all() const
    {
        Values values;
        add_people(values);
        for (const auto& each : data_.subscriptions)
            values.add("SUBSCRIPTIONS", subscription(each));
        add_roles(values);
        add_posts(values);
        add_rest(values);
        return values;
    }

private:
    std::string name_of(model::ListId id) const { return data_.lists.at(id).address.text(); }

    std::string day(Time time) const { return day_words(time, zone_); }

    void add_people(Values& values) const
    {
        for (const model::Person& person : data_.addresses) {
            Values row;
            row.set("ADDRESS", person.address.text());
            if (!person.name.empty())
                row.add("NAMED", Values{}.set("NAME", person.name));
            values.add("ADDRESSES", std::move(row));
        }
        if (const auto& code = data_.addresses.front().language; !code.empty())
            values.add("SPEAKS", Values{}.set("CODE", code));
    }

    Values subscription(const PersonData::Subscription& each) const
    {
        const model::Member& member = each.member;
        Values row;
        row.set("LIST", name_of(member.list)).set("ADDRESS", member.person.address.text());
        if (member.state == model::MemberState::left)
            row.add("LEFT", Values{}.set("DAY", day(member.left.value_or(member.joined))));
        else
            row.add("IS_ON", Values{}
                                 .set("DAY", day(member.joined))
                                 .set("OPTIONS", option_words(member, each.settings, zone_,
                                                              language_, data_.at)));
        for (const auto& [name, value] : each.answers)
            row.add("ANSWERS", Values{}.set("NAME", name).set("VALUE", value));
        for (const model::Consent& consent : data_.consents)
            if (consent.list == member.list && consent.person == member.person.id)
                row.add(
                    consent.given ? "AGREED" : "TOOK_BACK",
                    Values{}
                        .set("DAY", day(consent.answered))
                        .set("WAY", language_.say(ways[static_cast<std::size_t>(consent.way)])));
        return row;
    }

    void add_roles(Values& values) const
    {
        for (const store::RoleOfPerson& role : data_.roles)
            values.add("ROLES",
                       Values{}
                           .set("LIST", name_of(role.list))
                           .set("ROLE", language_.say(roles[static_cast<std::size_t>(role.role)])));
        for (const model::Domain& domain : data_.mastered)
            values.add("ROLES", Values{}.set("LIST", domain.name).set("ROLE", "listmaster"));
        if (!data_.roles.empty() || !data_.mastered.empty())
            values.show("HAS_ROLES");
    }

    void add_posts(Values& values) const
    {
        if (!data_.posts.empty())
            values.add("HAS_POSTS", Values{}.set("COUNT", std::to_string(data_.posts.size())));
        for (std::size_t i = data_.posts.size(); i > 0 && data_.posts.size() - i < newest; --i) {
            const model::Archived& post = data_.posts[i - 1];
            values.add("POSTS", Values{}
                                    .set("LIST", name_of(post.list))
                                    .set("NUMBER", std::to_string(post.number))
                                    .set("SUBJECT", one_line(post.subject))
                                    .set("DAY", day(post.at)));
        }
    }

    void add_rest(Values& values) const
    {
        for (const model::Held& held : data_.held)
            if (!held.done)
                values.add("WAITS",
                           Values{}.set("LIST", name_of(held.list)).set("DAY", day(held.created)));
        for (const model::Request& request : data_.requests)
            if (!request.done && request.expires > data_.at)
                values.add(
                    "QUESTIONS",
                    Values{}.set("DAY", day(request.created)).set("END", day(request.expires)));
        for (const store::Block& block : data_.blocks)
            values.add("BLOCKS", Values{}
                                     .set("ADDRESS", block.pattern)
                                     .set("WHERE", block.list ? name_of(*block.list)
                                                              : language_.say(N_("all lists")))
                                     .set("DAY", day(block.at)));
        for (std::size_t i = 0; i < data_.failures.size() && i < newest; ++i) {
            const store::FailedMail& failure = data_.failures[data_.failures.size() - 1 - i];
            values.add("FAILURES", Values{}
                                       .set("SUBJECT", one_line(failure.subject))
                                       .set("DAY", day(failure.at))
                                       .set("REPLY", one_line(failure.reply)));
        }
        if (data_.kept_away)
            values.show("KEPT_AWAY");
    }

    const PersonData& data_;
    const Zone& zone_;
    const text::Language& language_;
};

}  // namespace

text::Values values_of(const PersonData& data, const Zone& zone, const text::Language& language)
{
    return Filler{data, zone, language}.all();
}

}  // namespace colporteur::lists
