// SPDX-License-Identifier: AGPL-3.0-or-later
// Personal fields: `{{name}}` in a message, filled for each reader.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace colporteur::mail {

/// How a value is written where its field stands.
enum class FieldPlace {
    plain,
    flowed_line,  ///< at the start of a format=flowed line, where ">" would be a quotation
    html,
    subject,
};

/// A field that readers have values for; all that were typed alike in like places are one.
struct PersonalField {
    std::string name;      ///< lower case
    std::string fallback;  ///< on one line, as the author wrote it: HTML in HTML
    std::string typed;     ///< "{{Name|friend}}"
    FieldPlace place{};

    auto operator<=>(const PersonalField&) const = default;
};

/// A place in a body for the value of a field.
struct Slot {
    std::size_t at = 0;     ///< before this octet
    std::size_t field = 0;  ///< its number in `Filling::fields`
};

/// A Subject with fields in it, UTF-8.
struct PersonalSubject {
    struct Piece {
        std::string text;  ///< what stands in front of the field
        std::size_t field = 0;
    };

    std::vector<Piece> pieces{};
    std::string end{};
};

/// What is personal in a message.
struct Filling {
    std::vector<PersonalField> fields{};
    std::vector<Slot> slots{};  ///< in order
    std::optional<PersonalSubject> subject{};

    bool empty() const { return fields.empty(); }
};

/// A message that was searched for fields.
struct PersonalMessage {
    std::string octets{};  ///< without its fields, and without a Subject that holds some
    Filling filling{};
    std::vector<std::string> unknown{};  ///< fields typed that are not among the names, once each
};

/// Finds `{{NAME}}` (grammar in field_text.cpp) for each of `names` (lower case) in the Subject and
/// in every text/plain and text/html part, whatever its charset and transfer encoding. Never
/// fails. Not looked into: attachments, attached messages, signed or encrypted parts (inline
/// OpenPGP too), unknown charsets and encodings, what stands deeper than 100 levels. A field that
/// is not among the names stays as it was typed.
///
/// A part that holds a field is written anew, as UTF-8 in quoted-printable, and only that: so any
/// value can be said in it, no relay has to recode it, and it can be cut. Each slot is the start of
/// an encoded line, with a soft break behind, so that what stands between two slots is the same in
/// every copy whatever the values are: a copy is made by laying pieces in a row, none of which
/// needs a dot stuffed. (Base64 cannot be cut so: three octets share four letters.) Parts without
/// fields stay byte for byte. A `<meta charset>` inside HTML stays too; the Content-Type is the one
/// that counts. Where no field is found, `octets` are those that came.
///
/// Time and space are linear in the message for each level of parts.
PersonalMessage find_personal(std::string_view octets, const std::vector<std::string>& names);

/// Fields in a message that nobody has a value for, lower case, in the order of their appearance;
/// for telling its author.
std::vector<std::string> unknown_fields(std::string_view octets,
                                        const std::vector<std::string>& names);

/// A reader's value by the name of its field; "" when there is none.
using ValueOf = std::function<std::string(const std::string& name)>;

/// What stands for each of the fields in one reader's copy, encoded for its place: the value on
/// one line of at most 1000 octets, or else the fallback. Nothing in a value has a meaning of its
/// own: it is escaped in HTML, and fields in it are not filled.
std::vector<std::string> fill(const Filling& filling, const ValueOf& value_of);

/// The Subject field of that copy, with its CRLF; "" when the Subject is not personal. ASCII.
std::string subject_field(const Filling& filling, const std::vector<std::string>& filled);

/// One reader's message whole, for whoever does not lay pieces in a row.
std::string filled_message(std::string_view octets, const Filling& filling,
                           const std::vector<std::string>& filled);

/// The message with its fields as they were typed. It says what the one that came said, and
/// `find_personal` finds the same fields in it.
std::string as_typed(std::string_view octets, const Filling& filling);

}  // namespace colporteur::mail
