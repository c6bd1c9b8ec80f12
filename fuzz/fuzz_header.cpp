// SPDX-License-Identifier: AGPL-3.0-or-later
// Cutting a message loses no octet; decoded text is one line of UTF-8; encoding can be undone.
#include <algorithm>
#include <cstdint>
#include <cstdlib>

#include "base/utf8.hpp"
#include "mail/header.hpp"

using namespace colporteur;

namespace {

constexpr std::string_view breaks{"\r\n\0", 3};

void require(bool holds)
{
    if (!holds)
        std::abort();
}

void check_split(std::string_view octets)
{
    const mail::Split split = mail::split_message(octets);
    const std::size_t separator = octets.size() - split.header.size() - split.body.size();
    require(separator == 0 || octets.substr(split.header.size(), separator) == "\r\n");
    const char* last = octets.data();
    for (const mail::Field& field : split.fields) {
        require(field.raw.data() >= last && !field.name.empty());
        last = field.raw.data() + field.raw.size();
        require(mail::unfold(field.body).find_first_of(breaks) == std::string::npos);
    }
    require(last <= octets.data() + split.header.size());
}

void check_field(std::string_view text)
{
    const std::string field = mail::format_field("Subject", text);
    const mail::Split split = mail::split_message(field);
    require(split.fields.size() == 1 && split.fields.front().raw == field && split.body.empty());
    for (std::size_t at = 0; at < field.size(); at = field.find("\r\n", at) + 2)
        require(field.find("\r\n", at) - at <= 998);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    check_split(text);
    check_field(text);
    const std::string decoded = mail::decode_text(text);
    require(is_utf8(decoded) && decoded.find_first_of(breaks) == std::string::npos);
    if (is_utf8(text)) {
        std::string line{text};
        std::replace_if(
            line.begin(), line.end(), [](char c) { return breaks.find(c) != breaks.npos; }, ' ');
        const std::string encoded = mail::encode_text(text);
        require(is_ascii(encoded) && mail::decode_text(encoded) == line);
        check_field(encoded);
    }
    return 0;
}
