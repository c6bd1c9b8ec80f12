// SPDX-License-Identifier: AGPL-3.0-or-later
// Whatever the message: its signature is one field with short lines, and it stays the same when a
// mail server on the way changes no more than white space and the case of names.
#include <cstdint>
#include <cstdlib>

#include "base/ascii.hpp"
#include "mail/dkim.hpp"
#include "mail/header.hpp"

using namespace colporteur;

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

std::string sign(std::string_view header, std::string_view body)
{
    static const mail::DkimSigner signer{"info.example.org", "2026",
                                         std::make_shared<mail::SigningKey>(mail::SigningKey::make(
                                             mail::SigningKey::Kind::ed25519))};
    return mail::DkimSeal{{signer}, "", header, body}.sign("", from_micros(1'800'000'000'000'000));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view octets{reinterpret_cast<const char*>(data), size};
    const mail::Split message = mail::split_message(octets);

    std::string relaxed;
    for (const mail::Field& field : message.fields)
        relaxed += mail::relaxed_field(field.raw);
    const std::string signature = sign(message.header, message.body);
    require(sign(relaxed, mail::relaxed_body(message.body)) == signature);

    const mail::Split alone = mail::split_message(signature);
    require(alone.fields.size() == 1 && alone.fields.front().raw == signature);
    for (const std::string_view line : split(std::string_view{signature}, '\n'))
        require(line.size() <= 78);
    mail::SigningKey::read(octets);
    return 0;
}
