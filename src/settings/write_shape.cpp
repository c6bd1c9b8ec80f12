// SPDX-License-Identifier: AGPL-3.0-or-later
// How each shape of key is written, and what it takes in words.
#include "settings/amounts.hpp"
#include "settings/entries.hpp"
#include "settings/keys.hpp"

namespace colporteur::settings {
namespace {

/// Writes one key's value.
class Writer {
public:
    Writer(const Key& key, const Sheet& sheet) : key_{key}, sheet_{sheet} {}

    Value operator()(const TextShape& shape) const { return shape.place.on(sheet_); }

    Value operator()(const LinesShape& shape) const { return shape.place.on(sheet_); }

    Value operator()(const FlagShape& shape) const { return shape.place.on(sheet_); }

    Value operator()(const NumberShape& shape) const
    {
        return std::int64_t{shape.place.on(sheet_)};
    }

    Value operator()(const DaysShape& shape) const
    {
        return std::int64_t{shape.place.on(sheet_).count()};
    }

    Value operator()(const SizeShape& shape) const { return size_value(shape.place.on(sheet_)); }

    Value operator()(const WordShape& shape) const
    {
        return std::string{shape.words.at(shape.get(sheet_))};
    }

    Value operator()(const WordsShape& shape) const { return shape.place.on(sheet_); }

    Value operator()(const AddressShape& shape) const
    {
        const auto& address = shape.place.on(sheet_);
        return address ? address->text() : std::string{};
    }

    Value operator()(const PeopleShape& shape) const
    {
        Words addresses;
        for (const mail::Address& address : shape.place.on(sheet_))
            addresses.push_back(address.text());
        return addresses;
    }

    Value operator()(const PolicyShape& /*shape*/) const
    {
        const auto found = sheet_.settings.policies.find(key_.short_name());
        return found == sheet_.settings.policies.end() ? std::string{} : found->second;
    }

    Value operator()(const TopicsShape& /*shape*/) const
    {
        return topics_value(sheet_.settings.topics);
    }

    Value operator()(const AttributesShape& /*shape*/) const
    {
        return attributes_value(sheet_.settings.attributes);
    }

private:
    const Key& key_;
    const Sheet& sheet_;
};

/// Says what a shape takes.
class Describer {
public:
    explicit Describer(const text::Language& language) : language_{language} {}

    std::string operator()(const TextShape& /*shape*/) const
    {
        return say(language_, N_("a text in quotes, on one line"));
    }

    std::string operator()(const LinesShape& /*shape*/) const
    {
        return say(language_, N_("a text in quotes, of one line or several"));
    }

    std::string operator()(const FlagShape& /*shape*/) const
    {
        return say(language_, N_("true or false"));
    }

    std::string operator()(const NumberShape& shape) const
    {
        return say(language_, N_("a whole number from {} to {}"), shape.least, shape.most);
    }

    std::string operator()(const DaysShape& shape) const
    {
        return say(language_, N_("a number of days from {} to {}"), shape.least, shape.most);
    }

    std::string operator()(const SizeShape& shape) const
    {
        return say(language_, N_("a size from {} to {}, such as {}"),
                   to_text(size_value(shape.least)), to_text(size_value(shape.most)),
                   R"("200 kB")");
    }

    std::string operator()(const WordShape& shape) const
    {
        return say(language_, N_("one of {}"), fmt::format("{}", fmt::join(shape.words, ", ")));
    }

    std::string operator()(const WordsShape& /*shape*/) const
    {
        return say(language_, N_("texts in brackets, such as {}"),
                   R"(["image/*", "text/calendar"])");
    }

    std::string operator()(const AddressShape& /*shape*/) const
    {
        return say(language_, N_("a mail address in quotes, such as {}"), R"("ana@example.org")");
    }

    std::string operator()(const PeopleShape& /*shape*/) const
    {
        return say(language_, N_("mail addresses in brackets, such as {}"),
                   R"(["ana@example.org"])");
    }

    std::string operator()(const PolicyShape& /*shape*/) const
    {
        return say(language_, N_("rules in quotes, such as {}"),
                   R"("members: accept; others: hold")");
    }

    std::string operator()(const TopicsShape& /*shape*/) const
    {
        return say(language_, N_("topics, such as {}"),
                   R"([{ name = "music", title = "Music", keywords = ["concert"] }])");
    }

    std::string operator()(const AttributesShape& /*shape*/) const
    {
        return say(language_, N_("attributes, such as {}"),
                   R"([{ name = "city", title = "Where do you live?", required = false }])");
    }

private:
    const text::Language& language_;
};

}  // namespace

Value value_of(const Key& key, const Sheet& sheet)
{
    return std::visit(Writer{key, sheet}, key.shape);
}

std::string expected_of(const Key& key, const text::Language& language)
{
    return std::visit(Describer{language}, key.shape);
}

}  // namespace colporteur::settings
