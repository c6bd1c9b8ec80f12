// SPDX-License-Identifier: AGPL-3.0-or-later
#include "dressing/wanted.hpp"

#include <algorithm>

#include "base/ascii.hpp"
#include "dressing/body.hpp"
#include "mail/disposition.hpp"
#include "mail/transfer.hpp"

namespace colporteur::dressing {
namespace {

// name = type "/" ( subtype / "*" )
bool matches(std::string_view type, std::string_view name)
{
    name = trim(name);
    if (name == "*" || name == "*/*")
        return true;
    if (name.ends_with("/*"))
        return starts_with_word(type, name.substr(0, name.size() - 1));
    return same_word(type, name);
}

mail::PartList parts_of(const mail::OpenEntity& multipart)
{
    return mail::list_parts(multipart.split.body, multipart.type.boundary);
}

bool is_signature(const mail::ContentType& type)
{
    return type.type == "application/pgp-signature" || type.type == "application/pkcs7-signature" ||
           type.type == "application/x-pkcs7-signature";
}

bool is_all_wanted(const mail::Entity& entity, const Options& options)
{
    const auto open = mail::open_entity(entity);
    if (!open)
        return false;
    if (is_sealed(*open))
        return is_sealed_wanted(*open, options);
    if (open->shape == mail::Shape::message)
        return is_wanted(*open, options) &&
               is_all_wanted(mail::inner_entity(*open, open->split.body), options);
    const auto list = open->shape == mail::Shape::parts ? parts_of(*open) : mail::PartList{};
    if (list.parts.empty())
        return is_signature(open->type) || is_wanted(*open, options);
    return !is_named(open->type.type, options.drop_types) &&
           std::all_of(list.parts.begin(), list.parts.end(), [&](std::string_view part) {
               return is_all_wanted(mail::inner_entity(*open, part), options);
           });
}

}  // namespace

bool is_named(std::string_view type, const std::vector<std::string>& names)
{
    return std::any_of(names.begin(), names.end(),
                       [type](const std::string& name) { return matches(type, name); });
}

std::size_t decoded_size(const mail::OpenEntity& leaf)
{
    const std::string_view body = leaf.split.body;
    if (leaf.encoding == "quoted-printable")
        return mail::decode_transfer(leaf.encoding, body).size();
    if (leaf.encoding != "base64")
        return body.size();
    const auto letters = std::count_if(body.begin(), body.end(), [](char c) {
        return is_alpha(c) || is_digit(c) || c == '+' || c == '/';
    });
    return static_cast<std::size_t>(letters) * 3 / 4;
}

bool is_wanted(const mail::OpenEntity& leaf, const Options& options)
{
    // HTML that is going to be text is judged as what it will be
    const bool becomes_text =
        options.html_to_text && leaf.type.type == "text/html" && is_text(leaf);
    const std::string_view type = becomes_text ? "text/plain" : std::string_view{leaf.type.type};
    if (is_named(type, options.drop_types))
        return false;
    if (!options.keep_types.empty() && !is_named(type, options.keep_types))
        return false;
    return options.largest_part == 0 || decoded_size(leaf) <= options.largest_part;
}

bool is_sealed_wanted(const mail::OpenEntity& sealed, const Options& options)
{
    if (is_named(sealed.type.type, options.drop_types))
        return false;
    if (sealed.type.type != "multipart/signed" || sealed.shape != mail::Shape::parts)
        return is_wanted(sealed, options);
    const auto list = parts_of(sealed);
    const bool named = is_named(sealed.type.type, options.keep_types);
    Options inner = options;
    if (named)
        inner.keep_types.clear();
    inner.html_to_text = false;  // it stays HTML
    return std::all_of(list.parts.begin(), list.parts.end(), [&](std::string_view part) {
        return is_all_wanted(mail::inner_entity(sealed, part), inner);
    });
}

bool is_html_alone(const mail::Entity& entity, int levels)
{
    const auto open = mail::open_entity(entity);
    if (!open || levels == 0 || is_sealed(*open) || is_ambiguous(*open))
        return false;
    if (open->shape == mail::Shape::leaf)
        return open->type.type == "text/html" && is_text(*open);
    if (open->shape == mail::Shape::message)
        return false;
    const auto list = parts_of(*open);
    if (list.parts.empty())
        return false;
    if (open->type.type == "multipart/related")
        return is_html_alone(mail::inner_entity(*open, list.parts[related_root(*open, list)]),
                             levels - 1);
    return std::all_of(list.parts.begin(), list.parts.end(), [&](std::string_view part) {
        return is_html_alone(mail::inner_entity(*open, part), levels - 1);
    });
}

bool is_plain_text(const mail::Entity& entity)
{
    const auto open = mail::open_entity(entity);
    return open && open->type.type == "text/plain" && is_text(*open) && !is_ambiguous(*open) &&
           !trim(mail::decode_transfer(open->encoding, open->split.body)).empty();
}

void tell_removed(std::vector<Removed>& removed, const mail::Entity& entity)
{
    const auto open = mail::open_entity(entity);
    if (open && open->shape == mail::Shape::parts && !is_sealed(*open)) {
        const auto list = parts_of(*open);
        for (const auto part : list.parts)
            tell_removed(removed, mail::inner_entity(*open, part));
        if (!list.parts.empty())
            return;
    }
    if (open)
        removed.push_back({open->type.type, mail::file_name(open->split), decoded_size(*open)});
    else
        removed.push_back({"application/octet-stream", "", entity.octets.size()});
}

}  // namespace colporteur::dressing
