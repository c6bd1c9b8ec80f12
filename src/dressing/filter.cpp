// SPDX-License-Identifier: AGPL-3.0-or-later
#include "dressing/filter.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/ascii.hpp"
#include "dressing/as_text.hpp"
#include "dressing/body.hpp"
#include "dressing/leaf.hpp"
#include "dressing/wanted.hpp"

namespace colporteur::dressing {
namespace {

using Kept = std::optional<std::string>;  ///< nothing when the part goes

bool is_reading(const mail::Field& field)
{
    return same_word(field.name, "Content-Type") ||
           same_word(field.name, "Content-Transfer-Encoding");
}

// A part of which nothing is lost but how it is read.
bool is_bare(const mail::Split& entity)
{
    std::size_t known = 0;
    for (const mail::Field& field : entity.fields)
        known += is_reading(field) ? field.raw.size() : 0;
    return known == entity.header.size();
}

// Whether a line end more at its end changes nothing.
bool ends_freely(const mail::OpenEntity& part)
{
    return part.shape == mail::Shape::parts || part.encoding == "base64" ||
           part.type.type.starts_with("text/");
}

// Whether the fields of a part can join those of the message around it: all say how it is read, and
// none is said twice.
bool can_move_up(const mail::OpenEntity& message, const mail::OpenEntity& part)
{
    const auto& fields = part.split.fields;
    const bool content = std::all_of(fields.begin(), fields.end(), [&](const mail::Field& field) {
        return starts_with_word(field.name, "Content-") &&
               (is_reading(field) || mail::find_field(message.split, field.name) == nullptr);
    });
    const bool whole = part.split.header.empty() || part.split.header.ends_with("\r\n");
    return content && whole && !is_ambiguous(part) && ends_freely(part);
}

std::string moved_up(const mail::OpenEntity& message, std::string_view octets,
                     const mail::OpenEntity& part)
{
    const auto write = [](const mail::Field& field) -> Result<std::string> {
        return is_reading(field) ? std::string{} : std::string{field.raw};
    };
    std::string header = *mail::rewrite_fields(message.split, write);
    header += part.split.header;
    std::string body{part.split.body};
    if (!body.ends_with("\r\n"))
        body += "\r\n";
    return mail::joined({.octets = octets}, message.split, header, body);
}

bool says_its_type(const mail::OpenEntity& part)
{
    return mail::find_field(part.split, "Content-Type") != nullptr;
}

// The only part of a multipart in its place. Not where fields of either would be lost, and neither
// into a digest nor out of one, where parts need not say what they are.
std::optional<std::string> collapsed(const mail::OpenEntity& around, const mail::Entity& entity,
                                     std::string_view part)
{
    const auto inner = mail::open_entity(mail::inner_entity(around, part));
    const bool digest = entity.in_digest || around.type.type == "multipart/digest";
    if (!inner || is_ambiguous(around) || (digest && !says_its_type(*inner)))
        return std::nullopt;
    if (around.is_part)
        return is_bare(around.split) ? std::optional{std::string{part}} : std::nullopt;
    if (!can_move_up(around, *inner))
        return std::nullopt;
    return moved_up(around, entity.octets, *inner);
}

// A boundary that needs no quotes to be escaped and can stand on any line.
bool is_plain_boundary(std::string_view boundary)
{
    return std::all_of(boundary.begin(), boundary.end(),
                       [](char c) { return c > ' ' && c < 0x7F && c != '"' && c != '\\'; });
}

/// Takes a message apart and puts together what a list wants of it.
class Sieve {
public:
    explicit Sieve(const Options& options) : options_{options} {}

    Filtered run(std::string_view octets)
    {
        Kept kept = sift({.octets = octets});
        Filtered result;
        result.nothing_left = !kept;
        result.octets = kept ? *std::move(kept) : std::string{octets};
        result.removed = std::move(removed_);
        return result;
    }

private:
    Kept sift(const mail::Entity& entity)
    {
        const auto open = mail::open_entity(entity);
        if (!open)
            return refuse(entity);
        if (is_sealed(*open))
            return is_sealed_wanted(*open, options_) ? keep(entity) : refuse(entity);
        if (open->shape == mail::Shape::message)
            return is_wanted_message(*open) ? sift_message(entity, *open) : refuse(entity);
        const auto list = open->shape == mail::Shape::parts
                              ? mail::list_parts(open->split.body, open->type.boundary)
                              : mail::PartList{};
        if (!list.parts.empty())
            return is_named(open->type.type, options_.drop_types) ? refuse(entity)
                                                                  : sift_parts(entity, *open, list);
        if (!is_wanted(*open, options_))
            return refuse(entity);
        return options_.html_to_text ? as_plain(entity, *open) : keep(entity);
    }

    // An attached message is as large as what stays of it.
    bool is_wanted_message(const mail::OpenEntity& message) const
    {
        Options any_size = options_;
        any_size.largest_part = 0;
        return is_wanted(message, any_size);
    }

    Kept sift_message(const mail::Entity& entity, const mail::OpenEntity& open)
    {
        const auto body = sift(mail::inner_entity(open, open.split.body));
        if (!body)
            return std::nullopt;
        return mail::joined(entity, open.split, open.split.header, *body);
    }

    Kept sift_parts(const mail::Entity& entity, const mail::OpenEntity& open,
                    const mail::PartList& list)
    {
        const bool choice = options_.html_to_text && open.type.type == "multipart/alternative" &&
                            has_plain_text(open, list);
        std::vector<Kept> parts;
        bool changed = false;
        for (const auto part : list.parts) {
            const auto inner = mail::inner_entity(open, part);
            parts.push_back(choice && is_html_alone(inner) ? leave_html(inner) : sift(inner));
            changed |= parts.back() != part;
        }
        if (!changed)
            return keep(entity);
        const auto left = std::count_if(parts.begin(), parts.end(),
                                        [](const Kept& part) { return part.has_value(); });
        if (left == 0)
            return std::nullopt;
        if (left == 1 && list.parts.size() > 1)
            if (auto only = collapsed(open, entity, only_part(parts)))
                return only;
        return mail::joined(entity, open.split, header_for(open, list, parts),
                            mail::join_parts(list, parts));
    }

    // A multipart/related without its root, or with one that is no page any more, relates nothing.
    static std::string header_for(const mail::OpenEntity& open, const mail::PartList& list,
                                  const std::vector<Kept>& parts)
    {
        const std::string header{open.split.header};
        if (open.type.type != "multipart/related")
            return header;
        const std::size_t root = related_root(open, list);
        if (parts[root] == list.parts[root] || !is_plain_boundary(open.type.boundary))
            return header;
        return mail::with_field(
            header, "Content-Type",
            fmt::format("multipart/mixed; boundary=\"{}\"", open.type.boundary));
    }

    static std::string_view only_part(const std::vector<Kept>& parts)
    {
        return **std::find_if(parts.begin(), parts.end(),
                              [](const Kept& part) { return part.has_value(); });
    }

    bool has_plain_text(const mail::OpenEntity& open, const mail::PartList& list) const
    {
        return std::any_of(list.parts.begin(), list.parts.end(), [&](std::string_view part) {
            const auto inner = mail::inner_entity(open, part);
            return is_plain_text(inner) && is_wanted(*mail::open_entity(inner), options_);
        });
    }

    // HTML that must not or cannot become text is judged again, as HTML.
    Kept as_plain(const mail::Entity& entity, const mail::OpenEntity& leaf)
    {
        if (leaf.type.type != "text/html" || !is_text(leaf))
            return keep(entity);
        const bool stays = is_ambiguous(leaf) || is_inline_pgp(leaf);
        const auto text = stays ? std::nullopt : html_as_text(leaf);
        if (text)
            return as_plain_text(entity, leaf, *text);
        Options as_it_is = options_;
        as_it_is.html_to_text = false;
        return is_wanted(leaf, as_it_is) ? keep(entity) : refuse(entity);
    }

    static Kept keep(const mail::Entity& entity) { return std::string{entity.octets}; }

    Kept refuse(const mail::Entity& entity)
    {
        tell_removed(removed_, entity);
        return std::nullopt;
    }

    // What the text beside it does not say: its pictures.
    Kept leave_html(const mail::Entity& entity)
    {
        std::vector<Removed> all;
        tell_removed(all, entity);
        std::copy_if(all.begin(), all.end(), std::back_inserter(removed_),
                     [](const Removed& part) { return part.type != "text/html"; });
        return std::nullopt;
    }

    const Options& options_;
    std::vector<Removed> removed_;
};

}  // namespace

Filtered filter(std::string_view octets, const Options& options)
{
    const bool wants_all = options.drop_types.empty() && options.keep_types.empty() &&
                           !options.html_to_text && options.largest_part == 0;
    return wants_all ? Filtered{std::string{octets}, {}, false} : Sieve{options}.run(octets);
}

}  // namespace colporteur::dressing
