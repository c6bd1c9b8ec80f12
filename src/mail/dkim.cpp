// SPDX-License-Identifier: AGPL-3.0-or-later
#include "mail/dkim.hpp"

#include <ranges>
#include <stdexcept>

#include "base/ascii.hpp"
#include "base/encode.hpp"
#include "base/sha256.hpp"
#include "mail/dkim_fields.hpp"
#include "mail/header.hpp"

namespace colporteur::mail {
namespace {

// What stands between the moment of t= and the signature, in the field and in its canonical form.
constexpr std::string_view before_signature = ";\r\n b=";
constexpr std::string_view canonical_before_signature = "; b=";

/// A signer's DKIM-Signature field as far as all copies share it.
struct Start {
    std::shared_ptr<const SigningKey> key;
    std::string text;       ///< up to the value of t=
    std::string canonical;  ///< the same, relaxed
};

Start make_start(const DkimSigner& signer, const std::vector<std::string>& names,
                 std::string_view body_hash)
{
    std::string text = signature_start(signer, names, body_hash);
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
    Sha256 shared{};  ///< has read the shared fields
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

    const std::string body_hash = sha256(relaxed_body(body));
    for (const DkimSigner& signer : signers)
        impl->starts.push_back(make_start(signer, names, body_hash));
    impl_ = std::move(impl);
}

DkimSeal::~DkimSeal() = default;
DkimSeal::DkimSeal(DkimSeal&&) noexcept = default;

bool DkimSeal::signs() const
{
    return impl_ != nullptr;
}

std::string DkimSeal::sign(std::string_view own, Time now) const
{
    if (!impl_)
        return {};
    const Split split = split_message(own);
    if (split.fields.size() != impl_->own_fields)
        throw std::logic_error{"a copy has other fields of its own than the sample"};

    Sha256 header{impl_->shared};
    for (const Field& field : std::views::reverse(split.fields))
        header.add(relaxed_field(field.raw));

    const std::string moment = seconds(now);
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
