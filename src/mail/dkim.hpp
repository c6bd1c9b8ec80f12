// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "mail/signing_key.hpp"

namespace colporteur::mail {

/// Who signs: one key of one domain. Several of one domain sign side by side (RFC 8463 §5).
struct DkimSigner {
    std::string domain{};    ///< d=, lower case, A-labels
    std::string selector{};  ///< s=
    std::shared_ptr<const SigningKey> key{};
};

/// Signs copies of one message (RFC 6376): relaxed/relaxed, SHA-256, no l= and no x=. What all
/// copies share, the body hash and most of the header, is canonicalised and hashed once; a copy
/// costs its own fields and the signature itself. May be used by many threads at once.
///
/// h= names every field of the message that a reader or his programs see (From, To, Cc, Subject,
/// Date, Message-ID, Reply-To, Sender, MIME and thread fields, all List-*, Precedence,
/// Auto-Submitted, as often as they stand), and From, Subject, Date, To, Cc, Reply-To, Content-Type
/// and List-Unsubscribe(-Post) once more, so that no second one can be added (§5.4.2).
class DkimSeal {
public:
    /// `header`: the fields that all copies share, without the empty line. `own`: a sample of the
    /// fields that each copy has in front of them, or "": their names are what counts. `body`:
    /// CRLF, no dots stuffed; what the bodies of all copies begin with, where each goes on in its
    /// own way. Nothing is signed when `signers` is empty.
    DkimSeal(std::vector<DkimSigner> signers, std::string_view own, std::string_view header,
             std::string_view body);
    ~DkimSeal();
    DkimSeal(DkimSeal&&) noexcept;

    bool signs() const;

    /// The DKIM-Signature fields of a copy, one per signer, each ending with CRLF: to stand in
    /// front of `own`, which has the sample's fields in the sample's order. `rest`: how the body of
    /// this copy goes on, in pieces cut anywhere; only these are hashed for it.
    std::string sign(std::string_view own, Time now,
                     std::span<const std::string_view> rest = {}) const;

private:
    struct Impl;
    std::unique_ptr<const Impl> impl_;
};

/// Relaxed canonical forms (RFC 6376 §3.4.2, §3.4.4), for whoever wants to see them.
std::string relaxed_field(std::string_view raw_field);
std::string relaxed_body(std::string_view body);

}  // namespace colporteur::mail
