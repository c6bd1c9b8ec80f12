// SPDX-License-Identifier: AGPL-3.0-or-later
// The parts of a post as they are counted. Included by .cpp files of this folder alone.
#pragma once

#include <functional>

#include "dressing/body.hpp"

namespace colporteur::dressing {

/// A part that is not looked into: a leaf, an attached message, something signed or encrypted, a
/// multipart without parts.
struct Leaf {
    mail::Entity entity;
    mail::OpenEntity open;
    int number = 0;            ///< from 1, in order
    bool sealed = false;       ///< signed or encrypted, inline PGP too
    bool replaceable = false;  ///< stands by itself: no alternative, nor the root of related parts
};

/// Shows each part in order, until `see` says false. Whether it came to the end; not when the
/// message is nested deeper than 100 levels.
bool each_leaf(std::string_view octets, const std::function<bool(const Leaf&)>& see);

/// Whether a part is a file that somebody attached, and not what a post says.
bool is_attachment(const Leaf& leaf);

/// The name of an attachment for people: its file name, or else its type.
std::string name_of(const Leaf& leaf);

}  // namespace colporteur::dressing
