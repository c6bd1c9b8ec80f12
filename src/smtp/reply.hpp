// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace colporteur::smtp {

/// What a server says (RFC 5321 §4.2), with its enhanced code (RFC 3463) where one belongs.
struct Reply {
    int code = 0;                     ///< 200 to 599
    std::string enhanced;             ///< "2.1.5", or "" (greeting, EHLO, 354)
    std::string text;                 ///< first line
    std::vector<std::string> more{};  ///< further lines

    bool positive() const { return code >= 200 && code < 400; }

    bool temporary() const
    {
        return code >= 400 && code < 500;
    }  ///< by first digit (RFC 5321 §4.2.1)

    bool operator==(const Reply&) const = default;
};

/// The reply as sent: `250-…\r\n250 …\r\n`, every line at most 512 octets, control characters gone.
std::string to_wire(const Reply& reply);

/// One of the three places where an Error becomes words (RFC 5321 §4.2.3, RFC 3463 §3).
Reply reply_for(const Error& error);

/// Collects the lines of one reply from the other side.
class ReplyReader {
public:
    /// Feeds one line without its CRLF; the reply when this was its last line, nothing when more
    /// must come. Code::invalid: not a reply line, codes that differ between lines, or more than
    /// 100 lines.
    Result<std::optional<Reply>> feed(std::string_view line);

private:
    Reply reply_;
    int lines_ = 0;
};

}  // namespace colporteur::smtp
