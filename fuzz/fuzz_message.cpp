// SPDX-License-Identifier: AGPL-3.0-or-later
// Any octets are a message; what is read of it is bounded, one line or UTF-8; ours can be put in
// front.
#include <algorithm>
#include <cstdint>
#include <cstdlib>

#include "base/utf8.hpp"
#include "mail/automatic.hpp"
#include "mail/compose.hpp"
#include "mail/likeness.hpp"

using namespace colporteur;

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

bool has_high(std::string_view octets)
{
    return std::any_of(octets.begin(), octets.end(), [](char c) { return (c & 0x80) != 0; });
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const mail::Message message{std::string{reinterpret_cast<const char*>(data), size}};
    const mail::Text text = mail::read_text(message);
    require(is_utf8(text.utf8) && text.utf8.size() <= 256 * 1024);
    require(mail::typed_text(text.utf8).size() <= text.utf8.size());
    require(is_utf8(message.subject()));
    // what a machine wrote is never answered
    require(!mail::machine_reason(message, "ana@example.org") ||
            mail::automatic_reason(message, "ana@example.org", "list@example.org"));

    const auto& fields = message.split().fields;
    const std::string digest = mail::content_digest(message);
    require(digest.size() == 32 && mail::likeness(message).size() % 32 == 0);
    if (!fields.empty() && fields.front().raw.data() == message.octets().data())
        require(mail::content_digest(mail::Message{"X-Way: y\r\n" + message.octets()}) == digest);

    const mail::EightBit high = mail::eight_bit(message.octets());
    require(high.header == has_high(message.split().header));
    require(high.body == has_high(message.split().body));

    const std::string added =
        mail::missing_fields(message, Time{}, "m1", "example.org", "ana@example.org");
    const mail::Message whole{added + message.octets()};
    require(whole.has_field("Date") && whole.has_field("Message-ID") && whole.has_field("From"));
    require(whole.split().body == message.split().body);
    return 0;
}
