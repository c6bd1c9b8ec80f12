// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>

#include "base/json.hpp"
#include "lists/person_data.hpp"
#include "lists/topics.hpp"

namespace colporteur::lists {
namespace {

template <class Enum>
Json word(Enum value)
{
    return model::to_word(value);
}

Json moment(const std::optional<Time>& time)
{
    return time ? Json{to_iso(*time)} : Json{};
}

template <class Items, class Write>
Json array_of(const Items& items, Write write)
{
    JsonArray array;
    for (const auto& item : items)
        array.push_back(write(item));
    return array;
}

/// Writes the pieces, each of which may name a list or an address of theirs.
class Writer {
public:
    explicit Writer(const PersonData& data) : data_{data} {}

    Json list(const std::optional<model::ListId>& id) const
    {
        return id ? Json{data_.lists.at(*id).address.text()} : Json{};
    }

    Json address(model::PersonId id) const
    {
        const auto found = std::find_if(data_.addresses.begin(), data_.addresses.end(),
                                        [id](const auto& person) { return person.id == id; });
        return found == data_.addresses.end() ? Json{} : Json{found->address.text()};
    }

    Json operator()(const model::Person& person) const
    {
        return JsonObject{{"address", person.address.text()},
                          {"name", person.name},
                          {"language", person.language},
                          {"main", person.id == person.main}};
    }

    Json operator()(const PersonData::Subscription& each) const
    {
        const model::Member& member = each.member;
        JsonObject answers;
        for (const auto& [name, value] : each.answers)
            answers.push_back({name, value});
        const auto& pause = member.suspension;
        return JsonObject{{"list", list(member.list)},
                          {"list_title", data_.lists.at(member.list).title},
                          {"address", member.person.address.text()},
                          {"state", word(member.state)},
                          {"joined", moment(member.joined)},
                          {"left", moment(member.left)},
                          {"reception", word(member.reception)},
                          {"own_posts", member.own_posts},
                          {"named_copies", member.named_copies},
                          {"concealed", member.concealed},
                          {"paused_from", pause ? moment(pause->from) : Json{}},
                          {"paused_until", pause ? moment(pause->until) : Json{}},
                          {"topics", array_of(topic_names(each.settings, member.topics),
                                              [](const std::string& name) { return Json{name}; })},
                          {"standing", word(member.standing)},
                          {"posts", member.posts},
                          {"answers", std::move(answers)}};
    }

    Json operator()(const model::Consent& consent) const
    {
        return JsonObject{{"list", list(consent.list)},     {"address", address(consent.person)},
                          {"given", consent.given},         {"way", word(consent.way)},
                          {"asked", moment(consent.asked)}, {"answered", moment(consent.answered)},
                          {"evidence", consent.evidence},   {"wording", consent.wording}};
    }

    Json operator()(const store::RoleOfPerson& role) const
    {
        return JsonObject{{"list", list(role.list)},
                          {"address", address(role.address)},
                          {"role", word(role.role)}};
    }

    Json operator()(const model::Domain& domain) const { return domain.name; }

    Json operator()(const model::Archived& post) const
    {
        return JsonObject{{"list", list(post.list)},       {"number", post.number},
                          {"subject", post.subject},       {"author", post.author},
                          {"message_id", post.message_id}, {"sent", moment(post.at)}};
    }

    Json operator()(const model::Held& held) const
    {
        return JsonObject{{"list", list(held.list)},         {"kind", word(held.kind)},
                          {"address", held.address.text()},  {"name", held.name},
                          {"created", moment(held.created)}, {"expires", moment(held.expires)},
                          {"decided", moment(held.done)},    {"outcome", held.outcome}};
    }

    Json operator()(const model::Request& request) const
    {
        return JsonObject{{"kind", word(request.kind)},
                          {"list", list(request.list)},
                          {"address", request.address.text()},
                          {"name", request.name},
                          {"what", request.command},
                          {"way", word(request.way)},
                          {"created", moment(request.created)},
                          {"expires", moment(request.expires)},
                          {"answered", moment(request.done)},
                          {"outcome", request.outcome}};
    }

    Json operator()(const model::Change& change) const
    {
        return JsonObject{{"list", list(change.list)},
                          {"what", change.what},
                          {"way", word(change.way)},
                          {"at", moment(change.at)}};
    }

    // Whoever blocked them is somebody else's data.
    Json operator()(const store::Block& block) const
    {
        return JsonObject{{"list", list(block.list)},
                          {"pattern", block.pattern},
                          {"note", block.note},
                          {"at", moment(block.at)}};
    }

    Json operator()(const store::FailedMail& failure) const
    {
        return JsonObject{{"list", list(failure.list)},
                          {"subject", failure.subject},
                          {"at", moment(failure.at)},
                          {"reply", failure.reply}};
    }

private:
    const PersonData& data_;
};

}  // namespace

std::string to_json_text(const PersonData& data)
{
    const Writer writer{data};
    return to_text(JsonObject{{"made", moment(data.at)},
                              {"addresses", array_of(data.addresses, writer)},
                              {"subscriptions", array_of(data.subscriptions, writer)},
                              {"consents", array_of(data.consents, writer)},
                              {"roles", array_of(data.roles, writer)},
                              {"listmaster_of", array_of(data.mastered, writer)},
                              {"posts", array_of(data.posts, writer)},
                              {"waiting", array_of(data.held, writer)},
                              {"questions", array_of(data.requests, writer)},
                              {"changes", array_of(data.changes, writer)},
                              {"blocks", array_of(data.blocks, writer)},
                              {"failures", array_of(data.failures, writer)},
                              {"kept_away", data.kept_away}});
}

}  // namespace colporteur::lists
