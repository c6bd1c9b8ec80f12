// SPDX-License-Identifier: AGPL-3.0-or-later
// Which parts of a post are its text, and which must not be touched. Included by .cpp files of this
// folder alone.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mail/tree.hpp"

namespace colporteur::dressing {

/// Whether nothing inside may be changed, whichever Content-Type a reader believes: signed or
/// encrypted (3156-01, -02).
bool is_sealed(const mail::OpenEntity& entity);

/// Whether two fields say different things of the body (trap 20).
bool is_ambiguous(const mail::OpenEntity& entity);

/// message/partial and message/external-body, which stay as they are (2046-02).
bool is_never_rewritten(const mail::ContentType& type);

/// A part that is a file, and no text to read: an attachment, or something with a file name.
bool is_file(const mail::OpenEntity& leaf);

/// text/plain or text/html that was written to be read.
bool is_text(const mail::OpenEntity& leaf);

/// The octets of a text without their transfer encoding; nothing when the encoding is unknown or is
/// not what they are in, or when the charset leaves their order open and so do they.
std::optional<std::string> decoded(const mail::OpenEntity& leaf);

/// Whether a text is signed or encrypted in itself (inline PGP, RFC 9580 §6.2).
bool is_inline_pgp(const mail::OpenEntity& text);

/// The index of the part of a multipart/related that the others belong to: the one that `start`
/// names, else the first (RFC 2387 §3.2). There must be one.
std::size_t related_root(const mail::OpenEntity& related, const mail::PartList& list);

/// One text of a post, where it stands.
struct BodyText {
    std::string_view octets;  ///< the entity, a view into the post
    mail::OpenEntity open;
    std::vector<std::string> boundaries;  ///< of the multiparts around it
};

/// What a person who opens the post reads first: one text, or the same text in several forms.
struct Body {
    std::vector<BodyText> texts;  ///< in order; at most 100, else none
    bool sealed = false;          ///< it is signed or encrypted, or stays unread for another reason
};

/// Files, attached messages, digests and reports are not looked into, nor what is nested deeper
/// than 100 levels.
Body find_body(std::string_view octets);

}  // namespace colporteur::dressing
