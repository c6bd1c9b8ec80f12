// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>

#include "delivery/reader.hpp"
#include "mail/dkim.hpp"
#include "mail/personal.hpp"
#include "model/list.hpp"
#include "model/mailing.hpp"
#include "model/site.hpp"
#include "smtp/client.hpp"

namespace colporteur::delivery {

/// A mailing made ready once, so that each copy costs only what is its own: dots are stuffed, the
/// 8-bit question is answered, what all copies share is hashed for DKIM, the constant parts of the
/// personal fields are written.
struct Prepared {
    model::MailingId id{};
    mail::Address bounce_base;
    model::Priority priority{};
    bool personal = false;  ///< a return address and a List-Unsubscribe for each recipient
    bool shared = false;    ///< many recipients may be named in one transaction
    std::string content{};  ///< what every copy shares, as it is
    std::string stuffed{};  ///< the same with dots stuffed; "" when no line begins with a dot
    mail::Filling
        filling{};  ///< the personal fields of the text, and where they stand in `content`
    std::vector<std::string_view> stretches{};  ///< `content`, cut at the slots of `filling`
    std::vector<std::string_view> stuffed_stretches{};  ///< `stuffed` likewise; none when it is ""
    std::string list{};                                 ///< its title, for the fields
    std::vector<std::string> field_names{};             ///< that are filled; none: it has no fields
    bool utf8 = false;                                  ///< needs SMTPUTF8 whoever reads it
    bool eight_bit = false;                             ///< needs 8BITMIME
    std::string link_start{};    ///< "List-Unsubscribe: <https://…/unsubscribe/"
    std::string mailto_start{};  ///< ">,\r\n <mailto:lettre+leave-"
    std::string mailto_end{};    ///< "@info.example.org>\r\nList-Unsubscribe-Post: …\r\n"
    /// Of those whose domain is the list's, or the author's (RFC 9989: aligned with From).
    std::vector<mail::DkimSigner> signers{};
    std::optional<mail::DkimSeal> seal{};  ///< when each copy has a signature of its own
    std::optional<smtp::Reply> refusal{};  ///< it cannot be made such that the relay takes it
};

/// `list`: whose the mailing is, if it is a list's. `attributes`: what else than the four fields of
/// every list (reader.hpp) may be named in the text, where the mailing has its fields filled.
std::shared_ptr<const Prepared> prepare(const model::Site& site, const model::Mailing& mailing,
                                        const std::optional<model::List>& list, Time now,
                                        const std::vector<std::string>& attributes = {});

/// The same for a relay that lacks something: bodies recoded (RFC 6152 §3), or header fields
/// (RFC 6531 §3.2). Where that cannot be done, `refusal` says so.
std::shared_ptr<const Prepared> without(const Prepared& prepared, smtp::Lack lack, Time now);

/// One copy: its envelope (VERP: a bounce names its delivery, RFC 5321 §3.9.2), its signatures and
/// its own List-Unsubscribe (RFC 8058) in front of the shared octets, which are pointed at, not
/// copied, with the values of `reader` between them. Several deliveries only where `shared`.
smtp::Copy render(const model::Site& site, const std::shared_ptr<const Prepared>& prepared,
                  std::span<const model::Delivery> deliveries, Time now, const Reader& reader = {});

/// The octets of a copy as they would stand in a mailbox.
std::string to_text(const smtp::Copy& copy);

}  // namespace colporteur::delivery
