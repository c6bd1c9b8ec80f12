// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "mail/header.hpp"

namespace colporteur::dressing {

/// What a list puts before the subjects of its posts.
class SubjectTag {
public:
    /// `text` is UTF-8, one line, with or without its brackets ("Town", "[Town {number}]"); each
    /// "{number}" in it gives `number`. "" makes a tag that is empty.
    SubjectTag(std::string_view text, std::int64_t number);

    bool empty() const { return shown_.empty(); }

    /// As readers see it: "[Town 12]".
    const std::string& shown() const { return shown_; }

    /// How many octets of `text` are this tag, in any case (ASCII) and with any number; 0 when it
    /// does not begin with it.
    std::size_t match(std::string_view text) const;

    /// No match has more octets.
    std::size_t longest() const;

private:
    std::string pattern_;  ///< "[Town {number}]"
    std::string shown_;
};

/// `utf8` (decoded) with the tag once, behind the author's "Re:" or "TR:" and before everything
/// else. Where it stands already, with whatever number, it is taken away first; inside a word it
/// stays. Of a chain of answers the first prefix is left ("AW: Re[2]: x": "AW: [L] x"), the tags of
/// other lists stay. CR, LF, NUL and runs of blanks become one space. An empty tag changes nothing.
std::string tag_subject(std::string_view utf8, const SubjectTag& tag);

/// The Subject field of `post` with the tag, as header octets: byte for byte the author's when
/// nothing is to be changed, else decoded, tagged and encoded again (2047-02). What cannot be
/// decoded, and all that follows it, stays raw behind the tag. Of several Subjects the first
/// counts; a post without one gets a Subject of the tag alone.
std::string subject_field(const mail::Split& post, const SubjectTag& tag);

}  // namespace colporteur::dressing
