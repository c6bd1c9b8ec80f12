// SPDX-License-Identifier: AGPL-3.0-or-later
#include "dressing/body.hpp"

#include <algorithm>

#include "base/ascii.hpp"
#include "base/cursor.hpp"
#include "mail/charset.hpp"
#include "mail/disposition.hpp"
#include "mail/parameters.hpp"
#include "mail/transfer.hpp"

namespace colporteur::dressing {
namespace {

constexpr std::size_t most_texts = 100;

int count_fields(const mail::Split& entity, std::string_view name)
{
    return static_cast<int>(
        std::count_if(entity.fields.begin(), entity.fields.end(),
                      [name](const mail::Field& field) { return same_word(field.name, name); }));
}

bool begins_pgp(std::string_view line)
{
    return line.starts_with("-----BEGIN PGP SIGNED MESSAGE-----") ||
           line.starts_with("-----BEGIN PGP MESSAGE");
}

std::string content_id(std::string_view part)
{
    const auto split = mail::split_message(part);
    const mail::Field* const field = mail::find_field(split, "Content-ID");
    return field != nullptr ? mail::unfold(field->body) : "";
}

// UTF-16 and UTF-32 without a mark may be either way round.
bool is_guesswork(std::string_view charset, std::string_view octets)
{
    constexpr std::string_view either_way[] = {"utf-16", "utf-32", "iso-10646-ucs-2", "ucs-2"};
    const bool marked = octets.starts_with("\xFF\xFE") || octets.starts_with("\xFE\xFF") ||
                        octets.starts_with(std::string_view{"\0\0\xFE\xFF", 4});
    return !marked &&
           std::any_of(std::begin(either_way), std::end(either_way),
                       [charset](std::string_view name) { return same_word(name, charset); });
}

/// Goes through a post as a reader does, until there is something to read.
class BodyFinder {
public:
    Body find(std::string_view octets)
    {
        look({.octets = octets});
        if (body_.texts.size() > most_texts || body_.sealed)
            body_.texts.clear();
        return std::move(body_);
    }

private:
    // Whether the search is over.
    bool look(const mail::Entity& entity)
    {
        auto open = mail::open_entity(entity);
        if (!open)
            return false;
        if (is_sealed(*open) || is_never_rewritten(open->type))
            return body_.sealed = true;
        if (is_ambiguous(*open) || open->shape == mail::Shape::message)
            return false;
        if (open->shape == mail::Shape::parts)
            return look_inside(*open);
        if (!is_text(*open))
            return false;
        body_.sealed = is_inline_pgp(*open);
        if (body_.texts.size() <= most_texts)
            body_.texts.push_back({entity.octets, *std::move(open), boundaries_});
        return true;
    }

    bool look_inside(const mail::OpenEntity& multipart)
    {
        const std::string& type = multipart.type.type;
        if (type == "multipart/digest" || type == "multipart/report")
            return false;
        const auto list = mail::list_parts(multipart.split.body, multipart.type.boundary);
        if (list.parts.empty())
            return false;
        boundaries_.push_back(multipart.type.boundary);
        bool found = false;
        if (type == "multipart/related")
            found = look(mail::inner_entity(multipart, list.parts[related_root(multipart, list)]));
        else
            found = look_at_parts(multipart, list, type == "multipart/alternative");
        boundaries_.pop_back();
        return found;
    }

    bool look_at_parts(const mail::OpenEntity& multipart, const mail::PartList& list, bool all)
    {
        bool found = false;
        for (const auto part : list.parts) {
            found |= look(mail::inner_entity(multipart, part));
            if (body_.sealed || (found && !all))
                break;
        }
        return found;
    }

    Body body_;
    std::vector<std::string> boundaries_;
};

}  // namespace

bool is_sealed(const mail::OpenEntity& entity)
{
    const auto says_so = [](const mail::Field& field) {
        const std::string body = mail::unfold(field.body);
        mail::ContentType type;
        type.type = to_lower(trim(Cursor{body}.take_until("; \t(")));
        return same_word(field.name, "Content-Type") && mail::is_sealed(type);
    };
    const auto& fields = entity.split.fields;
    return mail::is_sealed(entity.type) || std::any_of(fields.begin(), fields.end(), says_so);
}

bool is_ambiguous(const mail::OpenEntity& entity)
{
    return count_fields(entity.split, "Content-Type") > 1 ||
           count_fields(entity.split, "Content-Transfer-Encoding") > 1;
}

bool is_never_rewritten(const mail::ContentType& type)
{
    return type.type == "message/partial" || type.type == "message/external-body";
}

bool is_file(const mail::OpenEntity& leaf)
{
    return mail::first_word(leaf.split, "Content-Disposition") == "attachment" ||
           !mail::file_name(leaf.split).empty();
}

bool is_text(const mail::OpenEntity& leaf)
{
    const bool readable = leaf.type.type == "text/plain" || leaf.type.type == "text/html";
    return leaf.shape == mail::Shape::leaf && readable && !is_file(leaf);
}

std::optional<std::string> decoded(const mail::OpenEntity& leaf)
{
    const bool known = mail::is_identity(leaf.encoding) || leaf.encoding == "base64" ||
                       leaf.encoding == "quoted-printable";
    if (!known || (leaf.encoding == "base64" && !mail::is_clean_base64(leaf.split.body)))
        return std::nullopt;
    auto octets = mail::decode_transfer(leaf.encoding, leaf.split.body);
    if (is_guesswork(leaf.type.charset, octets))
        return std::nullopt;
    return octets;
}

bool is_inline_pgp(const mail::OpenEntity& text)
{
    const std::string utf8 = mail::to_readable_utf8(
        text.type.charset, mail::decode_transfer(text.encoding, text.split.body));
    if (utf8.find("-----BEGIN PGP ") == std::string::npos)
        return false;
    for (Cursor in{utf8}; !in.at_end(); in.take()) {
        if (begins_pgp(in.rest()))
            return true;
        in.take_until(text.type.type == "text/html" ? "\n>" : "\n");
    }
    return false;
}

std::size_t related_root(const mail::OpenEntity& related, const mail::PartList& list)
{
    const mail::Field* const field = mail::find_field(related.split, "Content-Type");
    const auto start =
        field != nullptr ? mail::read_parameter(mail::unfold(field->body), "start") : std::nullopt;
    for (std::size_t i = 0; start && i < list.parts.size(); ++i)
        if (content_id(list.parts[i]) == *start)
            return i;
    return 0;
}

Body find_body(std::string_view octets)
{
    return BodyFinder{}.find(octets);
}

}  // namespace colporteur::dressing
