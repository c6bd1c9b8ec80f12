// SPDX-License-Identifier: AGPL-3.0-or-later
// A message as a tree of entities, each read or rewritten in its place.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "mail/header.hpp"
#include "mail/part.hpp"

namespace colporteur::mail {

/// A message, or a part inside one, and where it stands.
struct Entity {
    std::string_view octets;
    int depth = 0;           ///< how many entities are around it
    bool is_part = false;    ///< of a multipart; else it is a message
    bool in_digest = false;  ///< a message/rfc822 unless it says otherwise (RFC 2046 §5.1.5)
};

/// What stands inside an entity.
enum class Shape { leaf, parts, message };

/// An entity, read as far as rewriting needs it.
struct OpenEntity {
    Split split;
    ContentType type;
    std::string encoding;  ///< of Content-Transfer-Encoding, lower case
    Shape shape = Shape::leaf;
    int depth = 0;
    bool is_part = false;
};

/// Code::unsupported: deeper than 100 levels.
Result<OpenEntity> open_entity(const Entity& entity);

/// Whether an encoding leaves the octets as they are (RFC 2045 §6.2); a missing one does.
bool is_identity(std::string_view encoding);

/// Whether nothing inside may be changed: signed or encrypted (3156-03).
bool is_sealed(const ContentType& type);

/// What stands before and after a piece of `whole`, which is a view into it.
std::string_view before_piece(std::string_view whole, std::string_view piece);
std::string_view after_piece(std::string_view whole, std::string_view piece);

/// The header with each field as `write` gives it, "" to take it away; damaged lines stay where
/// they are, but for those that would come first and so end the header.
Result<std::string> rewrite_fields(const Split& entity,
                                   const std::function<Result<std::string>(const Field&)>& write);

/// The header with one field of that name (any case): the first is written anew where it stands,
/// others go; where there is none it is added at the end.
std::string with_field(std::string_view header, std::string_view name, std::string_view body);

/// A part of a multipart, or the message inside an entity, as one level deeper.
Entity inner_entity(const OpenEntity& around, std::string_view octets);

/// A multipart body cut into its parts and what stands between them, all of it in order.
struct PartList {
    std::vector<std::string_view> gaps;  ///< one more than `parts`: preamble and first delimiter,
                                         ///< …, last delimiter and epilogue
    std::vector<std::string_view> parts;
};

PartList list_parts(std::string_view body, std::string_view boundary);

/// The body with those parts instead of its own, one for each; nothing for a part that goes, with
/// its delimiter. What stands between the others is kept byte for byte. At least one must stay.
std::string join_parts(const PartList& list, const std::vector<std::optional<std::string>>& parts);

using Rewrite = std::function<Result<std::string>(const Entity&)>;

/// `body`, which is the entity's or a stretch of it, with each part (or the one attached message)
/// replaced by what `rewrite` makes of it. What stands between the parts is kept byte for byte.
Result<std::string> rewrite_inside(const OpenEntity& entity, std::string_view body,
                                   const Rewrite& rewrite);

/// The octets of an entity whose header and body were perhaps rewritten.
std::string joined(const Entity& entity, const Split& split, std::string_view header,
                   std::string_view body);

}  // namespace colporteur::mail
