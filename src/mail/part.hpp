// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "mail/header.hpp"

namespace colporteur::mail {

/// What the Content-Type of an entity says, as far as reading needs it (RFC 2045 §5).
struct ContentType {
    std::string type = "text/plain";  ///< lower case
    std::string charset;
    std::string boundary;    ///< "" when there is none that can be used
    bool flowed = false;     ///< format=flowed, RFC 3676
    bool del_space = false;  ///< delsp=yes
};

/// Never fails: a field that is missing or unreadable means text/plain. Of several fields the first
/// counts.
ContentType content_type(const Split& entity);

/// The Content-Type field of text that is written in UTF-8 from now on, its other parameters kept;
/// `entity` may have none.
std::string utf8_content_type(const Split& entity);

/// The first word of a structured field, in lower case: "attachment", "base64"; "" when it is
/// missing.
std::string first_word(const Split& entity, std::string_view name);

/// Walks through the parts of a multipart body, without copying and no further than asked.
class BodyParts {
public:
    BodyParts(std::string_view body, std::string_view boundary);

    /// The octets of the next part, header and all; nothing after the last. A missing final
    /// boundary ends with the body.
    std::optional<std::string_view> next();

private:
    struct Delimiter {
        std::size_t start;  ///< of its line
        std::size_t end;    ///< after its line end
        bool last;          ///< whether it closes the multipart
    };

    std::optional<Delimiter> find_delimiter(std::size_t from) const;
    std::optional<Delimiter> read_delimiter(std::size_t at) const;

    std::string_view body_;
    std::string dashes_;  ///< "--" boundary
    std::optional<Delimiter> before_;
};

}  // namespace colporteur::mail
