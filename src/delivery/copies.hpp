// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "model/list.hpp"
#include "model/mailing.hpp"
#include "model/site.hpp"
#include "smtp/client.hpp"

namespace colporteur::delivery {

/// A mailing made ready once, so that each copy costs only what is its own: dots are stuffed, the
/// 8-bit question is answered, the constant parts of the personal fields are written.
struct Prepared {
    model::MailingId id{};
    mail::Address bounce_base;
    Time created;
    std::string content;  ///< what every copy shares, dot-stuffed
    bool utf8 = false;    ///< needs SMTPUTF8 whoever reads it
    bool eight_bit = false;
    model::Priority priority{};
    bool personal = false;
    std::string link_start;    ///< "List-Unsubscribe: <https://…/unsubscribe/"
    std::string mailto_start;  ///< ">,\r\n <mailto:lettre+leave-"
    std::string mailto_end;    ///< "@info.example.org>\r\nList-Unsubscribe-Post: …\r\n"
};

/// `list`: of a mailing with personal fields.
std::shared_ptr<const Prepared> prepare(const model::Site& site, const model::Mailing& mailing,
                                        const std::optional<model::List>& list);

/// One copy: its envelope (VERP: a bounce names its delivery, RFC 5321 §3.9.2) and its own
/// List-Unsubscribe (RFC 8058) in front of the shared octets, which are pointed at, not copied.
smtp::Copy render(const model::Site& site, const std::shared_ptr<const Prepared>& prepared,
                  const model::Delivery& delivery);

/// The octets of a copy as they would stand in a mailbox: dots unstuffed.
std::string to_text(const smtp::Copy& copy);

}  // namespace colporteur::delivery
