// SPDX-License-Identifier: AGPL-3.0-or-later
#include "mail/domain.hpp"

#include <algorithm>
#include <arpa/inet.h>
#include <idn2.h>
#include <optional>

#include "base/ascii.hpp"
#include "base/utf8.hpp"

namespace colporteur::mail {
namespace {

constexpr std::size_t longest_domain = 255;  // RFC 5321 §4.5.3.1.2
constexpr std::size_t longest_label = 63;    // RFC 1035 §2.3.4
constexpr std::size_t longest_typed = 1000;  // octets of U-labels that we bother to convert

bool is_label_octet(char c)
{
    return is_alpha(c) || is_digit(c) || c == '-';
}

bool is_label(std::string_view label)
{
    return !label.empty() && label.size() <= longest_label && label.front() != '-' &&
           label.back() != '-' && std::all_of(label.begin(), label.end(), is_label_octet);
}

bool is_host_name(std::string_view text)
{
    const auto labels = split(text, '.');
    return text.size() <= longest_domain && std::all_of(labels.begin(), labels.end(), is_label);
}

bool has_a_label(std::string_view domain)
{
    return domain.starts_with("xn--") || domain.find(".xn--") != std::string_view::npos;
}

// U-labels become A-labels; A-labels that stand for nothing are refused (IDNA-01).
std::optional<std::string> to_a_labels(const std::string& domain)
{
    char* converted = nullptr;
    const int flags = IDN2_NONTRANSITIONAL | IDN2_NFC_INPUT;
    if (idn2_to_ascii_8z(domain.c_str(), &converted, flags) != IDN2_OK)
        return std::nullopt;
    std::string result{converted};
    idn2_free(converted);
    return result;
}

bool is_address_literal(std::string_view text)
{
    if (!text.starts_with('[') || !text.ends_with(']'))
        return false;
    const std::string inside{text.substr(1, text.size() - 2)};
    if (inside.find('\0') != std::string::npos)
        return false;
    in6_addr parsed{};
    if (starts_with_word(inside, "ipv6:"))
        return inet_pton(AF_INET6, inside.c_str() + 5, &parsed) == 1;
    return inet_pton(AF_INET, inside.c_str(), &parsed) == 1;
}

}  // namespace

// domain          = sub-domain *( "." sub-domain ) / address-literal   RFC 5321 §4.1.2
// sub-domain      = let-dig [ *( let-dig / "-" ) let-dig ] / U-label   RFC 6531 §3.3
// address-literal = "[" ( IPv4 / "IPv6:" IPv6 ) "]"                    RFC 5321 §4.1.3

Result<std::string> normal_domain(std::string_view text)
{
    if (is_address_literal(text))
        return to_lower(text);

    std::string domain = to_lower(text);
    if (!is_ascii(domain) || has_a_label(domain)) {
        const bool readable = domain.size() <= longest_typed && is_utf8(domain) &&
                              domain.find('\0') == std::string::npos;
        const auto converted = readable ? to_a_labels(domain) : std::nullopt;
        if (!converted)
            return fail(Code::invalid, "the domain is no valid internationalised name");
        domain = *converted;
    }
    if (!is_host_name(domain))
        return fail(Code::invalid, "the domain should be a host name such as example.org");
    return domain;
}

}  // namespace colporteur::mail
