// SPDX-License-Identifier: AGPL-3.0-or-later
#include "dressing/reception.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/ascii.hpp"
#include "dressing/as_text.hpp"
#include "dressing/leaves.hpp"
#include "dressing/texts.hpp"
#include "dressing/wanted.hpp"
#include "text/size.hpp"

namespace colporteur::dressing {
namespace {

constexpr int most_parts = 1000;

/// Reads a post from its first part to its last, as one text.
class TextReader {
public:
    explicit TextReader(const text::Language& language) : language_{language} {}

    /// Nothing when the post must stay as it is.
    std::optional<std::string> read(const mail::Entity& entity)
    {
        if (!look(entity))
            return std::nullopt;
        if (!names_.empty())
            add(names_);
        return std::move(text_);
    }

private:
    bool look(const mail::Entity& entity)
    {
        const auto open = mail::open_entity(entity);
        if (!open || ++parts_ > most_parts || is_sealed(*open))
            return false;
        const auto list = open->shape == mail::Shape::parts
                              ? mail::list_parts(open->split.body, open->type.boundary)
                              : mail::PartList{};
        if (!list.parts.empty())
            return look_at_parts(*open, list);
        if (!is_text(*open))
            return name(entity, *open);
        return !is_inline_pgp(*open) && read_text(entity, *open);
    }

    bool look_at_parts(const mail::OpenEntity& open, const mail::PartList& list)
    {
        const bool choice = open.type.type == "multipart/alternative";
        const auto chosen = choice ? choose(open, list) : std::string_view{};
        for (const auto part : list.parts) {
            const auto inner = mail::inner_entity(open, part);
            const bool read = !choice || part.data() == chosen.data();
            if (!(read ? look(inner) : look_for_files(inner)))
                return false;
        }
        return true;
    }

    // The text, or else the last form, which is the best (RFC 2046 §5.1.4).
    static std::string_view choose(const mail::OpenEntity& open, const mail::PartList& list)
    {
        for (const auto part : list.parts)
            if (is_plain_text(mail::inner_entity(open, part)))
                return part;
        return list.parts.back();
    }

    // In a form that is not read; the pictures related to a page go with it.
    bool look_for_files(const mail::Entity& entity)
    {
        const auto open = mail::open_entity(entity);
        if (!open || ++parts_ > most_parts || is_sealed(*open))
            return false;
        if (open->type.type == "multipart/related" || is_text(*open))
            return true;
        const auto list = mail::list_parts(open->split.body, open->type.boundary);
        if (open->shape != mail::Shape::parts || list.parts.empty())
            return name(entity, *open);
        return std::all_of(list.parts.begin(), list.parts.end(), [&](std::string_view part) {
            return look_for_files(mail::inner_entity(*open, part));
        });
    }

    bool read_text(const mail::Entity& entity, const mail::OpenEntity& leaf)
    {
        if (leaf.type.type == "text/plain") {
            add(plain_as_text(leaf));
            return true;
        }
        const auto text = html_as_text(leaf);
        if (!text)
            return name(entity, leaf);
        add(*text);
        return true;
    }

    bool name(const mail::Entity& entity, const mail::OpenEntity& leaf)
    {
        const std::string size = text::human_size(decoded_size(leaf), language_);
        const std::string sentence = language_.say(N_("[attachment: {}, {}]"));
        names_ += fmt::format(fmt::runtime(sentence), name_of({entity, leaf}), size) + "\n";
        return true;
    }

    void add(std::string_view text)
    {
        const std::string tidy = tidy_text(text);
        if (!tidy.empty() && !text_.empty())
            text_ += "\n";
        text_ += tidy;
    }

    const text::Language& language_;
    std::string text_;
    std::string names_;  ///< of the attachments, one a line
    int parts_ = 0;
};

bool is_plain_already(const mail::OpenEntity& message)
{
    return message.type.type == "text/plain" && is_text(message) && !is_ambiguous(message);
}

}  // namespace

std::string notice(std::string_view octets)
{
    const auto split = mail::split_message(octets);
    const auto write = [](const mail::Field& field) -> Result<std::string> {
        return starts_with_word(field.name, "Content-") ? std::string{} : std::string{field.raw};
    };
    std::string header = *mail::rewrite_fields(split, write);
    if (!header.empty() && !header.ends_with("\r\n"))
        header += "\r\n";
    return header + "\r\n";
}

std::string text_only(std::string_view octets, const text::Language& language)
{
    const mail::Entity entity{.octets = octets};
    const auto message = mail::open_entity(entity);
    const auto text = is_plain_already(*message) || is_never_rewritten(message->type)
                          ? std::nullopt
                          : TextReader{language}.read(entity);
    return text ? as_plain_message(entity, *message, *text) : std::string{octets};
}

}  // namespace colporteur::dressing
