// SPDX-License-Identifier: AGPL-3.0-or-later
#include "policy/message_facts.hpp"

#include <algorithm>

#include "base/ascii.hpp"
#include "base/cursor.hpp"
#include "base/utf8.hpp"
#include "mail/part.hpp"
#include "policy/match.hpp"

namespace colporteur::policy {
namespace {

constexpr int deepest_part = 20;
constexpr int most_parts = 100;
constexpr std::size_t longest_start = 64 * 1024;  // octets of a text searched for PGP's lines
constexpr std::size_t most_addressee_octets = 256 * 1024;
constexpr std::size_t longest_type = 4096;
constexpr std::size_t longest_field = 1000;  // a glob's work grows with it
constexpr std::size_t most_fields = 20;

// How large the part is when its transfer encoding is undone.
std::size_t decoded_size(const mail::Split& part)
{
    if (mail::first_word(part, "Content-Transfer-Encoding") != "base64")
        return part.body.size();
    const auto line_ends = std::count(part.body.begin(), part.body.end(), '\n') * 2;
    return (part.body.size() - std::min<std::size_t>(line_ends, part.body.size())) * 3 / 4;
}

/// Walks through a tree of parts and notes what it sees.
class ShapeReader {
public:
    Shape read(const mail::Split& message)
    {
        const mail::ContentType type = mail::content_type(message);
        shape_.multipart = type.type.starts_with("multipart/");
        look_at(message, type, {}, 1);
        return shape_;
    }

private:
    /// Where a part stands.
    struct Place {
        std::string_view parent{};  ///< the type of the multipart around it
        bool first = true;
    };

    void look_at(const mail::Split& part, const mail::ContentType& type, Place place, int depth)
    {
        if (type.type.starts_with("multipart/")) {
            look_inside(part, type, depth);
        } else if (is_smime(type.type)) {
            note_smime(part);
        } else if (is_text_to_read(part, type, place)) {
            shape_.plain |= type.type == "text/plain";
            shape_.html |= type.type == "text/html";
            note_inline_pgp(part.body.substr(0, longest_start));
        } else if (!belongs_to_another(part, type, place)) {
            ++shape_.attachments;
            shape_.attachment_octets += decoded_size(part);
        }
    }

    void look_inside(const mail::Split& entity, const mail::ContentType& type, int depth)
    {
        shape_.with_signature |= type.type == "multipart/signed";
        shape_.encrypted |= type.type == "multipart/encrypted";
        if (depth >= deepest_part)
            return;
        Place place{.parent = type.type};
        mail::BodyParts parts{entity.body, type.boundary};
        while (parts_left_ > 0) {
            const auto octets = parts.next();
            if (!octets)
                return;
            --parts_left_;
            const mail::Split part = mail::split_message(*octets);
            look_at(part, type_of(part, place), place, depth + 1);
            place.first = false;
        }
    }

    // Parts of a multipart/digest are messages unless they say otherwise (2046-02).
    static mail::ContentType type_of(const mail::Split& part, Place place)
    {
        mail::ContentType type = mail::content_type(part);
        if (place.parent == "multipart/digest" && mail::find_field(part, "Content-Type") == nullptr)
            type.type = "message/rfc822";
        return type;
    }

    static bool is_smime(std::string_view type)
    {
        return type == "application/pkcs7-mime" || type == "application/x-pkcs7-mime";
    }

    // One type for two things; what does not say it is signed is encrypted.
    void note_smime(const mail::Split& part)
    {
        const auto* const field = mail::find_field(part, "Content-Type");
        const bool is_signed =
            contains(to_lower(field->body.substr(0, longest_type)), "signed-data");
        shape_.with_signature |= is_signed;
        shape_.encrypted |= !is_signed;
    }

    void note_inline_pgp(std::string_view body)
    {
        shape_.with_signature |= contains(body, "-----BEGIN PGP SIGNED MESSAGE-----");
        shape_.encrypted |= contains(body, "-----BEGIN PGP MESSAGE-----");
    }

    static bool is_text_to_read(const mail::Split& part, const mail::ContentType& type, Place place)
    {
        const bool text = type.type == "text/plain" || type.type == "text/html";
        const bool choice =
            place.parent == "multipart/alternative" && type.type.starts_with("text/");
        return (text || choice) && mail::first_word(part, "Content-Disposition") != "attachment";
    }

    // Signatures, the parts of an encrypted message, the pictures of an HTML page.
    static bool belongs_to_another(const mail::Split& part, const mail::ContentType& type,
                                   Place place)
    {
        if (place.parent == "multipart/encrypted" || type.type == "application/pgp-signature" ||
            type.type == "application/pkcs7-signature" ||
            type.type == "application/x-pkcs7-signature")
            return true;
        return place.parent == "multipart/related" && !place.first &&
               mail::first_word(part, "Content-Disposition") != "attachment";
    }

    Shape shape_;
    int parts_left_ = most_parts;
};

// separator = *( ">" / " " ) 30"-"       alone on its line
bool is_digest_separator(std::string_view line)
{
    Cursor in{trim(line)};
    in.take_while([](char c) { return c == '>' || c == ' '; });
    return in.take_while([](char c) { return c == '-'; }).size() == 30 && in.at_end();
}

}  // namespace

Shape shape_of(const mail::Message& message)
{
    return ShapeReader{}.read(message.split());
}

std::vector<mail::Address> addressees(const mail::Message& message,
                                      const std::vector<std::string_view>& fields)
{
    std::vector<mail::Address> found;
    std::size_t octets_left = most_addressee_octets;
    for (const mail::Field& field : message.split().fields) {
        const auto named = [&](std::string_view name) { return same_word(field.name, name); };
        if (std::none_of(fields.begin(), fields.end(), named))
            continue;
        const auto body = field.body.substr(0, octets_left);
        octets_left -= body.size();
        for (mail::Mailbox& mailbox : mail::parse_mailboxes(mail::unfold(body)))
            found.push_back(std::move(mailbox.address));
    }
    return found;
}

bool quotes_digest(std::string_view folded_subject, std::string_view folded_text)
{
    if (fits_glob(folded_subject, "*digest, vol *, issue *"))
        return true;
    int separators = 0;
    while (!folded_text.empty() && separators < 2) {
        const auto end = std::min(folded_text.find('\n'), folded_text.size() - 1);
        separators += is_digest_separator(folded_text.substr(0, end + 1)) ? 1 : 0;
        folded_text.remove_prefix(end + 1);
    }
    return separators >= 2;
}

std::vector<std::string> folded_fields(const mail::Message& message, std::string_view name)
{
    std::vector<std::string> found;
    for (const mail::Field& field : message.split().fields) {
        if (!same_word(field.name, name))
            continue;
        const std::string body = mail::unfold(field.body.substr(0, longest_field));
        found.push_back(fold(one_line(mail::decode_text(body), longest_field)));
        if (found.size() == most_fields)
            break;
    }
    return found;
}

}  // namespace colporteur::policy
