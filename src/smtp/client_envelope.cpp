// SPDX-License-Identifier: AGPL-3.0-or-later
#include "smtp/client_envelope.hpp"

#include <algorithm>

#include "base/utf8.hpp"

namespace colporteur::smtp {

namespace {

constexpr std::size_t longest_envelope_id = 100;         // RFC 3461 §4.4
constexpr std::size_t longest_original_recipient = 500;  // RFC 3461 §4.2

bool is_control(char c)
{
    const auto octet = static_cast<unsigned char>(c);
    return octet < 0x20 || octet == 0x7f;
}

bool has_control(std::string_view text)
{
    return std::any_of(text.begin(), text.end(), is_control);
}

// xtext = *( xchar / hexchar )                                    RFC 3461 §4
// xchar = "!" to "~" but "+" and "="; hexchar = "+" 2HEXDIG, in upper case
std::string to_xtext(std::string_view ascii)
{
    std::string xtext;
    for (const char c : ascii) {
        if (c > ' ' && c != '+' && c != '=')
            xtext += c;
        else
            xtext += fmt::format("+{:02X}", c);
    }
    return xtext;
}

// utf-8-addr-unitext = 1*( QUCHAR / EmbeddedUnicodeChar )         RFC 6533 §3
// QUCHAR = "!" to "~" but "+", "=" and "\" / UTF8-2 / UTF8-3 / UTF8-4
// EmbeddedUnicodeChar = "\x{" HEXPOINT "}"
std::string to_unitext(std::string_view utf8)
{
    std::string unitext;
    for (const char c : utf8) {
        if (c == ' ' || c == '+' || c == '=' || c == '\\')
            unitext += fmt::format("\\x{{{:02X}}}", c);
        else
            unitext += c;
    }
    return unitext;
}

std::string original_recipient(const std::string& address)
{
    const auto value =
        is_ascii(address) ? "rfc822;" + to_xtext(address) : "utf-8;" + to_unitext(address);
    return value.size() <= longest_original_recipient ? " ORCPT=" + value : "";
}

std::string envelope_id(const std::string& id)
{
    const bool sayable = !id.empty() && is_ascii(id) && !has_control(id);
    const auto xtext = sayable ? to_xtext(id) : "";
    return sayable && xtext.size() <= longest_envelope_id ? " ENVID=" + xtext : "";
}

bool utf8_envelope(const Copy& copy)
{
    const auto beyond_ascii = [](const Recipient& to) { return !is_ascii(to.address); };
    return copy.utf8 || !is_ascii(copy.sender) ||
           std::any_of(copy.recipients.begin(), copy.recipients.end(), beyond_ascii);
}

std::optional<Reply> refusal_of(const std::string& address, const Extensions& can)
{
    if (has_control(address))
        return Reply{553, "5.1.3", "Address holds a control character"};
    if (!can.utf8 && !is_ascii(address))
        return Reply{553, "5.6.7", "The relay does not take UTF-8 addresses"};
    return std::nullopt;
}

std::optional<Reply> refusal_of(const Copy& copy, const Extensions& can)
{
    if (can.most_octets > 0 && size_of(copy) > can.most_octets)  // RFC 1870 §6.1
        return Reply{552, "5.3.4",
                     fmt::format("The relay takes {} octets at most", can.most_octets)};
    return refusal_of(copy.sender, can);
}

}  // namespace

std::uint64_t size_of(const Copy& copy)
{
    std::uint64_t sum = 0;
    for (const auto piece : copy.pieces)
        sum += piece.size();
    return sum;
}

std::string mail_line(const Copy& copy, const Extensions& can)
{
    const bool utf8 = utf8_envelope(copy);
    std::string line = "MAIL FROM:<" + copy.sender + ">";
    if (can.size)
        line += " SIZE=" + std::to_string(size_of(copy));
    if (can.eight_bit && (copy.eight_bit || utf8))
        line += " BODY=8BITMIME";
    if (utf8)
        line += " SMTPUTF8";
    if (can.dsn && !copy.sender.empty())
        line += " RET=HDRS" + envelope_id(copy.envelope_id);
    return line;
}

std::string rcpt_line(const Copy& copy, const Recipient& recipient, const Extensions& can)
{
    const std::string line = "RCPT TO:<" + recipient.address + ">";
    if (!can.dsn)
        return line;
    return copy.sender.empty() ? line + " NOTIFY=NEVER"
                               : line + " NOTIFY=FAILURE" + original_recipient(recipient.address);
}

std::vector<Outcome> take_unsendable(Copy& copy, const Extensions& can)
{
    std::vector<Outcome> settled;
    const auto of_all = refusal_of(copy, can);
    std::erase_if(copy.recipients, [&](const Recipient& to) {
        const auto refusal = of_all ? of_all : refusal_of(to.address, can);
        if (refusal)
            settled.push_back({.recipient = to.id, .reply = *refusal, .ours = true});
        return refusal.has_value();
    });
    return settled;
}

std::optional<Lack> lacking(const Copy& copy, const Extensions& can)
{
    if (copy.utf8 && !can.utf8)
        return Lack::utf8;
    if (copy.eight_bit && !can.eight_bit)
        return Lack::eight_bit;
    return std::nullopt;
}

}  // namespace colporteur::smtp
