// SPDX-License-Identifier: AGPL-3.0-or-later
#include "settings/keys.hpp"

#include <algorithm>
#include <iterator>

#include "base/utf8.hpp"
#include "settings/checks.hpp"

namespace colporteur::settings {
namespace {

using dressing::Options;
using model::List;
using model::Settings;

constexpr int for_years = 36'500;  // days
constexpr std::size_t gibibyte = 1'073'741'824;

/// One of the words of an enum whose values count from 0, in that order.
template <auto get>
WordShape one_of(std::vector<std::string_view> words)
{
    return {std::move(words),
            [](const Sheet& sheet) { return static_cast<std::size_t>(get(sheet)); },
            [](Sheet& sheet, std::size_t index) {
                auto& value = get(sheet);
                value = static_cast<std::remove_reference_t<decltype(value)>>(index);
            }};
}

constexpr auto kind = [](auto& sheet) -> auto&
{
    return sheet.list.kind;
};
constexpr auto reception = [](auto& sheet) -> auto&
{
    return sheet.settings.reception;
};
constexpr auto reply_to = [](auto& sheet) -> auto&
{
    return sheet.settings.dress.reply_to;
};
constexpr auto text_place = [](auto& sheet) -> auto&
{
    return sheet.settings.dress.place;
};

WordShape copies()
{
    return {{"personal", "shared"},
            [](const Sheet& sheet) -> std::size_t { return sheet.list.personal_copies ? 0 : 1; },
            [](Sheet& sheet, std::size_t index) { sheet.list.personal_copies = index == 0; }};
}

// A list may have been given a language that this build does not speak: that one counts as English.
WordShape languages()
{
    const auto& known = text::languages();
    return {
        {known.begin(), known.end()},
        [](const Sheet& sheet) {
            const auto& all = text::languages();
            const auto found = std::find(all.begin(), all.end(), sheet.list.language);
            return found == all.end() ? 0 : static_cast<std::size_t>(found - all.begin());
        },
        [](Sheet& sheet, std::size_t index) { sheet.list.language = text::languages()[index]; }};
}

const std::vector<Key>& table()
{
    static const std::vector<Key> rows = {
        {"title", Home::identity, TextShape{&List::title},
         N_("What pages and mails call the list")},
        {"description", Home::identity, LinesShape{&List::description, 4'096},
         N_("What it is about, in a sentence or two")},
        {"language", Home::identity, languages(), N_("The language of its mails and pages")},
        {"kind", Home::identity, one_of<kind>({"newsletter", "discussion"}),
         N_("newsletter: only its authors post; discussion: members post")},
        {"owners", Home::roles, PeopleShape{&Sheet::owners},
         N_("Who answers for the list; at least one")},
        {"moderators", Home::roles, PeopleShape{&Sheet::moderators},
         N_("Who decides about what waits; nobody: the owners")},
        {"authors", Home::roles, PeopleShape{&Sheet::authors},
         N_("Who posts to a newsletter, besides its owners")},
        {"open", Home::list, FlagShape{&List::open},
         N_("Whether people may post and join; they may leave in any case")},
        {"visible", Home::list, FlagShape{&List::visible},
         N_("Whether the home page and the command lists name it")},
        {"confirm_posts", Home::list, FlagShape{&List::confirm_posts},
         N_("Whether a post that comes by mail waits for its author's answer")},
        {"copies", Home::list, copies(),
         N_("personal: each reader's copy has its own unsubscribe link; shared: all get the same")},
        {"welcome", Home::settings, LinesShape{&Settings::welcome},
         N_("Words of yours in the mail to a new member")},
        {"goodbye", Home::settings, LinesShape{&Settings::goodbye},
         N_("Words of yours in the mail to who leaves")},

        {"policy.subscribe", Home::settings, PolicyShape{}, N_("Who may join")},
        {"policy.leave", Home::settings, PolicyShape{}, N_("Who may leave")},
        {"policy.post", Home::settings, PolicyShape{}, N_("Who may post")},
        {"policy.see_members", Home::settings, PolicyShape{}, N_("Who may see the members")},
        {"policy.archive", Home::settings, PolicyShape{}, N_("Who may read the archive")},
        {"policy.see_list", Home::settings, PolicyShape{},
         N_("Who finds the list among the others")},
        {"policy.info", Home::settings, PolicyShape{}, N_("Who may read what it is about")},
        {"policy.invite", Home::settings, PolicyShape{}, N_("Who may invite others")},
        {"policy.add", Home::settings, PolicyShape{},
         N_("Who may add members without asking them")},
        {"policy.remove", Home::settings, PolicyShape{}, N_("Who may remove members")},
        {"policy.remind", Home::settings, PolicyShape{},
         N_("Who may have all members reminded of their membership")},

        {"dress.subject_tag", Home::settings,
         TextShape{&Options::subject_tag, check_subject_tag, 60},
         N_("Shown in brackets before each subject; {number} gives the post's number")},
        {"dress.reply_to", Home::settings, one_of<reply_to>({"author", "list", "both", "address"}),
         N_("Where answers go: author, list, both, or the address below")},
        {"dress.reply_to_address", Home::settings, AddressShape{&Options::reply_to_address},
         N_("Where answers go when reply_to is address")},
        {"dress.respect_reply_to", Home::settings, FlagShape{&Options::respect_reply_to},
         N_("Whether an author's own wish where answers go comes first")},
        {"dress.anonymous", Home::settings, FlagShape{&Options::anonymous},
         N_("Whether posts go out without telling who wrote them")},
        {"dress.hide_origin", Home::settings, FlagShape{&Options::hide_origin},
         N_("Whether posts go out without telling from where, and with which program")},
        {"dress.header", Home::settings, LinesShape{&Options::header_text},
         N_("Text before each post")},
        {"dress.footer", Home::settings, LinesShape{&Options::footer_text},
         N_("Text after each post")},
        {"dress.place", Home::settings, one_of<text_place>({"part", "inside"}),
         N_("Where header and footer stand: part, in parts of their own; inside the text")},
        {"dress.personal_fields", Home::settings, FlagShape{&Settings::personal_fields},
         N_("Whether name and other fields in double braces are filled in for each reader")},
        {"dress.html_to_text", Home::settings, FlagShape{&Options::html_to_text},
         N_("Whether a post in HTML alone goes out as plain text")},
        {"dress.drop_types", Home::settings, WordsShape{&Options::drop_types, check_media_type},
         N_("Kinds of attachments that are taken away, such as image/*")},
        {"dress.keep_types", Home::settings, WordsShape{&Options::keep_types, check_media_type},
         N_("The only kinds that stay; none: all stay")},
        {"dress.largest_part", Home::settings, SizeShape{&Options::largest_part, 0, gibibyte},
         N_("Larger attachments are taken away; 0: none")},

        {"members.reception", Home::settings,
         one_of<reception>(
             {"mail", "notice", "text", "links", "digest", "plain-digest", "summary", "none"}),
         N_("How new members get posts")},
        {"members.conceal", Home::settings, FlagShape{&Settings::conceal},
         N_("Whether new members are hidden from the others")},

        {"digest.schedule", Home::settings,
         TextShape{&Settings::digest_schedule, check_digest_schedule},
         N_("When digests go: days and an hour")},
        {"digest.posts", Home::settings, NumberShape{&Settings::digest_posts, 1, 1'000},
         N_("A digest goes earlier when so many posts wait")},
        {"digest.size", Home::settings, SizeShape{&Settings::digest_octets, 10'000, 25'000'000},
         N_("A digest goes earlier when so much waits")},

        {"moderation.emergency", Home::settings, FlagShape{&Settings::emergency},
         N_("Whether every post waits for the moderators, whatever the rules say")},
        {"moderation.remind_after", Home::settings, DaysShape{&Settings::remind_moderators, 0, 365},
         N_("Days between reminders of what waits; 0: none")},
        {"moderation.held_for", Home::settings, DaysShape{&Settings::held_for, 1, 365},
         N_("Days that something waits; then it is let go, and its author told")},
        {"moderation.posts_an_hour_each", Home::settings,
         NumberShape{&Settings::posts_an_hour_each, 0, 100'000},
         N_("More posts of one sender in an hour wait; 0: no limit")},
        {"moderation.posts_an_hour", Home::settings,
         NumberShape{&Settings::posts_an_hour, 0, 1'000'000},
         N_("When more posts come in an hour, all wait; 0: no limit")},

        {"archive.keep_for", Home::settings, DaysShape{&Settings::archive_for, 0, for_years},
         N_("Days that posts are kept; 0: for ever")},

        {"topics", Home::settings, TopicsShape{},
         N_("Subjects that members choose from; posts are sorted by their keywords")},
        {"attributes", Home::settings, AttributesShape{},
         N_("What members are asked besides name and address")},
    };
    return rows;
}

constexpr Group all_groups[] = {
    {"", ""},
    {"policy", N_("Who may do what, in plain words: \"members: accept; others: hold\". "
                  "Empty: as usual for this kind of list")},
    {"dress", N_("How posts are changed before they go out")},
    {"members", N_("What new members begin with")},
    {"digest", N_("Several posts in one mail, for members who want it so")},
    {"moderation", N_("What waits, and how long")},
    {"archive", N_("The posts that are kept for reading")},
};

std::string did_you_mean(std::string_view typed, const Key& key, const text::Language& language)
{
    return say(language, N_("there is no key \"{}\"; did you mean \"{}\"?"), one_line(typed, 80),
               key.name);
}

}  // namespace

std::string_view Key::group() const
{
    const auto dot = name.find('.');
    return dot == std::string_view::npos ? "" : name.substr(0, dot);
}

std::string_view Key::short_name() const
{
    return name.substr(name.find('.') + 1);
}

std::span<const Key> keys()
{
    return table();
}

std::span<const Group> groups()
{
    return all_groups;
}

const Key* find_key(std::string_view name)
{
    const auto& rows = table();
    const auto found =
        std::find_if(rows.begin(), rows.end(), [&](const Key& key) { return key.name == name; });
    return found == rows.end() ? nullptr : &*found;
}

std::string unknown_key(std::string_view name, const text::Language& language)
{
    const std::string_view last_part = name.substr(name.rfind('.') + 1);
    std::vector<std::string_view> known;
    for (const Key& key : table()) {
        if (key.short_name() == last_part)
            return did_you_mean(name, key, language);
        known.push_back(key.name);
        known.push_back(key.short_name());
    }
    const auto near = nearest(name, known);
    for (const Key& key : table())
        if (!near.empty() && (key.name == near || key.short_name() == near))
            return did_you_mean(name, key, language);
    return say(language,
               N_("there is no key \"{}\": `colporteur list keys` and colporteur.list.toml(5) name "
                  "them all"),
               one_line(name, 80));
}

}  // namespace colporteur::settings
