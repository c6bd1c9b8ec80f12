// SPDX-License-Identifier: AGPL-3.0-or-later
#include "mail/dkim.hpp"

#include <ranges>
#include <stdexcept>

#include "base/ascii.hpp"
#include "base/encode.hpp"
#include "base/sha256.hpp"
#include "mail/dkim_body.hpp"
#include "mail/dkim_fields.hpp"
#include "mail/header.hpp"

namespace colporteur::mail {
namespace {

// What stands between the body hash, the moment of t= and the signature, in the field and in its
// canonical form.
constexpr std::string_view before_moment = "; t=";
constexpr std::string_view before_signature = ";\r\n b=";
constexpr std::string_view canonical_before_signature = "; b=";

/// A signer's DKIM-Signature field as far as all copies share it.
struct Start {
    std::shared_ptr<const SigningKey> key;
    std::string text;       ///< up to the value of bh=
    std::string canonical;  ///< the same, relaxed
};

Start make_start(const DkimSigner& signer, const std::vector<std::string>& names)
{
    std::string text = signature_start(signer, names);
    std::string canonical = relaxed_field(text);
    canonical.resize(canonical.size() - 2);  // its CRLF
    return {signer.key, std::move(text), std::move(canonical)};
}

std::string seconds(Time now)
{
    const auto since_1970 = std::chrono::floor<std::chrono::seconds>(now.time_since_epoch());
    return std::to_string(since_1970.count());
}

}  // namespace

// A verifier takes fields of one name from the bottom up (RFC 6376 §5.4.2). So does the seal, over
// the shared fields first and each copy's own, which stand above them, behind: the order of h=.

struct DkimSeal::Impl {
    std::vector<Start> starts{};
    std::size_t own_fields = 0;
    Sha256 shared{};          ///< has read the shared fields
    BodyHash body{};          ///< has read what all bodies begin with
    std::string body_hash{};  ///< of a body that does not go on

    std::string hash_of(std::span<const std::string_view> rest) const
    {
        if (rest.empty())
            return body_hash;
        BodyHash whole{body};
        for (const std::string_view piece : rest)
            whole.add(piece);
        return to_base64(whole.finish());
    }
};

DkimSeal::DkimSeal(std::vector<DkimSigner> signers, std::string_view own, std::string_view header,
                   std::string_view body)
{
    if (signers.empty())
        return;
    auto impl = std::make_unique<Impl>();
    std::vector<std::string> names;
    const Split message = split_message(header);
    for (const Field& field : std::views::reverse(message.fields)) {
        if (!is_covered(field.name))
            continue;
        impl->shared.add(relaxed_field(field.raw));
        names.push_back(to_lower(field.name));
    }
    const Split sample = split_message(own);
    impl->own_fields = sample.fields.size();
    for (const Field& field : std::views::reverse(sample.fields))
        names.push_back(to_lower(field.name));
    for (const std::string_view name : sealed_names())
        names.emplace_back(name);

    impl->body.add(body);
    impl->body_hash = to_base64(BodyHash{impl->body}.finish());
    for (const DkimSigner& signer : signers)
        impl->starts.push_back(make_start(signer, names));
    impl_ = std::move(impl);
}

DkimSeal::~DkimSeal() = default;
DkimSeal::DkimSeal(DkimSeal&&) noexcept = default;

bool DkimSeal::signs() const
{
    return impl_ != nullptr;
}

std::string DkimSeal::sign(std::string_view own, Time now,
                           std::span<const std::string_view> rest) const
{
    if (!impl_)
        return {};
    const Split split = split_message(own);
    if (split.fields.size() != impl_->own_fields)
        throw std::logic_error{"a copy has other fields of its own than the sample"};

    Sha256 header{impl_->shared};
    for (const Field& field : std::views::reverse(split.fields))
        header.add(relaxed_field(field.raw));

    const std::string moment = impl_->hash_of(rest).append(before_moment).append(seconds(now));
    std::string result;
    for (const auto& [key, text, canonical] : impl_->starts) {
        Sha256 whole{header};
        whole.add(canonical).add(moment).add(canonical_before_signature);
        result.append(text).append(moment).append(before_signature);
        append_folded(result, to_base64(key->sign(whole.finish())));
        result += "\r\n";
    }
    return result;
}

}  // namespace colporteur::mail
