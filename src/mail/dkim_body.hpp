// SPDX-License-Identifier: AGPL-3.0-or-later
// A body on its way into a signature, piece by piece. Included by .cpp files of this folder alone.
#pragma once

#include <string>
#include <string_view>

#include "base/sha256.hpp"

namespace colporteur::mail {

/// The relaxed form of a body (RFC 6376 §3.4.4) that comes in pieces, cut anywhere. A copy goes on
/// from where the original is.
class RelaxedBody {
public:
    /// Appends what is certain by now: blanks and empty lines wait for what follows them.
    void add(std::string_view octets, std::string& to);

    /// The end of the body. Nothing may be added afterwards.
    void finish(std::string& to);

private:
    void add_text(std::string_view text, std::string& to);
    void end_line(std::string& to);

    std::size_t empty_lines_ = 0;  ///< that perhaps end the body
    bool blanks_ = false;          ///< that perhaps end the line
    bool carriage_return_ = false;
    bool in_text_ = false;  ///< the line is not empty
};

/// The digest of such a body.
class BodyHash {
public:
    BodyHash& add(std::string_view octets);

    /// 32 octets. Nothing may be added afterwards.
    std::string finish();

private:
    RelaxedBody relaxed_{};
    Sha256 sha_{};
    std::string buffer_{};
};

}  // namespace colporteur::mail
