// SPDX-License-Identifier: AGPL-3.0-or-later
#include "dressing/origin.hpp"

#include <algorithm>
#include <span>

#include "base/ascii.hpp"
#include "base/cursor.hpp"

namespace colporteur::dressing {
namespace {

/// Fields that go for one reason.
struct Group {
    std::string_view reason;
    std::string_view names;  ///< between single spaces; "X-Spam-*": all that begin so
};

constexpr Group taken_away[] = {
    {"envelope matters of the way here (5321-16)", "Return-Path Delivered-To X-Original-To"},
    {"who is not to be known (5322-06)", "Bcc Resent-Bcc"},
    {"set by the list itself, or not at all (2369-01, 2919-02, X-01)",
     "List-* Precedence Archived-At Errors-To"},
    {"passwords (X-05)", "Approve Approved X-Approved X-Password Password"},
    {"wishes that would have each reader's program answer the author (X-04)",
     "Return-Receipt-To Return-Receipt-Requested Read-Receipt-To X-Confirm-Reading-To X-PMRQC "
     "Disposition-Notification-To Disposition-Notification-Options Generate-Delivery-Report"},
};

constexpr Group origins[] = {
    {"the hosts on the way here, the first of them the member's own",
     "Received X-Received Received-SPF X-Received-SPF X-Gm-* X-Google-* X-Authentication-Warning "
     "X-MDRemoteIP X-MDArrival-Date X-MDHelo X-QQ-* X-Yandex-* X-Ovh-* X-ME-* X-Env-Sender"},
    {"the address of the machine that the member sits at",
     "X-Originating-* X-Sender-IP X-SenderIP X-Sending-IP X-Client-* X-Remote-* X-Real-IP "
     "X-Source X-Source-* X-Forwarded-For X-IP X-HTTP-* X-PHP-* X-Get-Message-Sender-Via "
     "X-AntiAbuse X-Country-* X-GeoIP*"},
    {"the account that it was handed in with",
     "X-Sender X-Auth-* X-Authenticated-* X-AuthUser X-SASL-* X-Authority-Analysis X-Abuse-*"},
    {"what servers found out about the sending host",
     "Authentication-Results Authentication-Results-Original X-Authentication-Results ARC-*"},
    {"the inside of the organisation that the member writes from",
     "X-Forefront-* X-MS-* X-Microsoft-* X-EOP* X-OriginatorOrg X-CrossPremises* X-ClientProxiedBy "
     "X-LD-Processed X-Incoming* X-TM-*"},
    {"the program, its version, its system",
     "X-Mailer X-Mailer-* User-Agent X-User-Agent X-Newsreader X-MimeOLE X-Operating-System "
     "X-Apple-* X-Uniform-Type-Identifier X-Universally-Unique-Identifier X-Mozilla-* "
     "X-Enigmail-* X-Evolution-* X-KMail-* X-Mutt-* X-Webmail-* X-Squirrel-* X-Pm-* X-Android-* "
     "X-Account-Key X-Identity-Key"},
    {"marks of the mailbox that it came from", "Status X-Status X-Keywords X-UID X-UIDL"},
    {"filters on the way here, with the hosts and rules that they saw",
     "X-Spam-* X-Spamd-* X-Rspamd-* X-Ham-* X-Virus-* X-Antivirus* X-Amavis-* X-Bogosity X-DSPAM-* "
     "X-CRM114-* X-Barracuda-* X-IronPort-* X-MailScanner* X-Proofpoint-* X-CMAE-* X-VR-* X-SES-* "
     "X-Mimecast-* X-Scanned-By"},
};

bool fits(std::string_view name, std::string_view pattern)
{
    if (!pattern.ends_with('*'))
        return same_word(name, pattern);
    pattern.remove_suffix(1);
    return starts_with_word(name, pattern);
}

bool names(const Group& group, std::string_view name)
{
    for (Cursor in{group.names}; !in.at_end(); in.skip(" "))
        if (fits(name, in.take_until(" ")))
            return true;
    return false;
}

bool is_in(std::span<const Group> groups, std::string_view name)
{
    return std::any_of(groups.begin(), groups.end(),
                       [name](const Group& group) { return names(group, name); });
}

}  // namespace

bool is_taken_away(std::string_view name)
{
    return is_in(taken_away, name);
}

bool tells_origin(std::string_view name)
{
    return is_in(origins, name);
}

}  // namespace colporteur::dressing
