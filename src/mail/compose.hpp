// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/time.hpp"
#include "mail/address.hpp"

namespace colporteur::mail {

/// A plain-text mail that we write ourselves.
struct Draft {
    Mailbox from;
    Mailbox to;
    std::optional<Address> reply_to;
    std::string subject;      ///< UTF-8, one line
    std::string text;         ///< UTF-8, LF line ends, paragraphs on long lines; wrapped when sent
    std::string language;     ///< Content-Language, "fr"
    std::string message_id;   ///< with brackets
    std::string in_reply_to;  ///< with brackets, or ""
    std::vector<std::pair<std::string, std::string>>
        more;  ///< further fields, name and body, in order
    Time date;
};

/// A complete message: CRLF, Date, From, To, Subject, Message-ID, MIME-Version, text/plain UTF-8 in
/// 7bit, or quoted-printable when it holds other than ASCII or long lines. The result is ASCII, no
/// line over 78 octets where white space allows.
std::string compose(const Draft& draft);

/// What goes along with our words.
struct File {
    std::string name{};  ///< UTF-8; "" for none
    std::string type;    ///< "text/csv; charset=utf-8"
    std::string octets;
};

/// Our words first, then each file as an attachment, in base64 (RFC 2183 §2; a name that is not
/// ASCII as RFC 2231 §4 has it). One of type message/rfc822 stands there as it is, 7bit or 8bit
/// (RFC 2046 §5.2.1).
std::string compose_with_files(const Draft& draft, const std::vector<File>& files);

/// One forwarded or quoted message inside ours: our words first, then the original, untouched.
std::string compose_with_message(const Draft& draft, std::string_view original);

/// Text (UTF-8, LF line ends, lines as they shall stand) as an entity: its Content-* fields, an
/// empty line, its lines with CRLF. 7bit when it is ASCII in short lines, else quoted-printable.
/// `language` is its Content-Language, or "".
std::string text_entity(std::string_view utf8, const std::string& language);

/// `Sun, 01 Mar 2026 10:00:00 +0000` (RFC 5322 §3.3).
std::string format_date(Time time);

/// `<unique@domain>` (RFC 5322 §3.6.4); `unique` are characters that no two calls share, such as
/// an id and the microseconds: `m42.1772359200000000`. What may not stand in an id is left out.
std::string make_message_id(std::string_view unique, std::string_view domain);

/// What a message that came without them lacks, as header octets to put in front: Date, Message-ID
/// (RFC 6409 §8.3, 5322-04); a From when there is none at all is `envelope_sender`. "" when nothing
/// is missing. Ends with the empty line when the message is all body.
std::string missing_fields(const class Message& message, Time received, std::string_view unique,
                           std::string_view domain, std::string_view envelope_sender);

}  // namespace colporteur::mail
