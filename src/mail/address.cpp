// SPDX-License-Identifier: AGPL-3.0-or-later
#include "mail/address.hpp"

#include <algorithm>

#include "base/cursor.hpp"
#include "base/utf8.hpp"
#include "mail/characters.hpp"
#include "mail/domain.hpp"

namespace colporteur::mail {
namespace {

constexpr std::size_t longest_local_part = 64;  // RFC 5321 §4.5.3.1.1

// Characters that would hide or reorder what stands around them: no mailbox is named so.
bool is_invisible(char32_t c)
{
    return (c >= 0x80 && c < 0xA0) || (c >= 0x200B && c <= 0x200F) ||
           (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF;
}

bool is_readable(std::string_view text)
{
    if (!is_utf8(text))
        return false;
    while (!text.empty())
        if (is_invisible(take_code_point(text)))
            return false;
    return true;
}

// dot-string = atom *( "." atom )
bool is_dot_string(std::string_view text)
{
    return !text.empty() && !text.starts_with('.') && !text.ends_with('.') &&
           text.find("..") == std::string_view::npos;
}

// quoted-string = DQUOTE *( qtext / "\" %d32-126 ) DQUOTE ; the number of octets, 0 when it is none
std::size_t quoted_string_size(std::string_view text)
{
    for (std::size_t i = 1; i < text.size(); ++i) {
        if (text[i] == '"')
            return i + 1;
        if (text[i] == '\\' && ++i == text.size())
            return 0;
        if (is_control(text[i]))
            return 0;
    }
    return 0;
}

/// `"ana"` and `ana` are one mailbox (RFC 5321 §4.1.2): quotes stay where they are needed.
std::string without_needless_quotes(std::string_view local)
{
    if (!local.starts_with('"'))
        return std::string{local};
    std::string content;
    for (Cursor in{local.substr(1, local.size() - 2)}; !in.at_end(); content += in.take())
        in.skip("\\");
    const bool plain = std::ranges::all_of(content, [](char c) { return is_atext(c) || c == '.'; });
    return plain && is_dot_string(content) ? content : std::string{local};
}

std::string_view take_local_part(Cursor& in)
{
    if (in.peek() == '"') {
        const auto local = in.rest().substr(0, quoted_string_size(in.rest()));
        in.skip(local);
        return local;
    }
    const auto local = in.take_while([](char c) { return is_atext(c) || c == '.'; });
    return is_dot_string(local) ? local : std::string_view{};
}

}  // namespace

bool Address::needs_utf8() const
{
    return !is_ascii(text_);
}

// mailbox    = local-part "@" domain             RFC 5321 §4.1.2
// local-part = dot-string / quoted-string        RFC 6531 §3.3: UTF-8 too

Result<Address> parse_address(std::string_view text)
{
    Cursor in{text};
    const auto local = take_local_part(in);
    if (local.empty() || !is_readable(local))
        return fail(Code::invalid, "expected a local part, as ana in ana@example.org");
    if (local.size() > longest_local_part)
        return fail(Code::invalid, "the local part has more than 64 octets");
    if (!in.skip("@"))
        return fail(Code::invalid, "expected @ after the local part");

    const auto domain = normal_domain(in.rest());
    if (!domain)
        return fail(domain.error());
    const std::string plain = without_needless_quotes(local);
    return Address{plain + "@" + *domain, plain.size()};
}

}  // namespace colporteur::mail
