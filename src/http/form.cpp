// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/ascii.hpp"
#include "base/cursor.hpp"
#include "base/encode.hpp"
#include "base/utf8.hpp"
#include "http/message.hpp"
#include "http/multipart.hpp"

namespace colporteur::http {
namespace {

// form  = [ field *( "&" field ) ]
// field = *OCTET [ "=" *OCTET ]        "+" is a space, %XX an octet     WHATWG URL §5.1

std::string decode(std::string_view encoded)
{
    std::string octets;
    for (Cursor in{encoded}; !in.at_end();) {
        const auto escape = percent_decode(in.rest().substr(0, 3));
        if (in.peek() == '%' && escape && escape->size() == 1) {
            octets += *escape;
            in.take(), in.take(), in.take();
        } else {
            const char c = in.take();
            octets += c == '+' ? ' ' : c;
        }
    }
    return to_valid_utf8(octets);
}

}  // namespace

Form parse_query(std::string_view encoded)
{
    Form form;
    for (Cursor in{encoded}; !in.at_end() && form.size() < most_fields; in.skip("&")) {
        const auto field = in.take_until("&");
        if (field.empty())
            continue;
        const auto equals = std::min(field.find('='), field.size());
        const auto value = field.substr(std::min(equals + 1, field.size()));
        form.emplace(decode(field.substr(0, equals)), decode(value));
    }
    return form;
}

std::optional<Form> parse_form(const Request& request)
{
    const auto type = parse_parameters(request.field("Content-Type").value_or(""));
    if (!type)
        return std::nullopt;
    if (same_word(type->value, "application/x-www-form-urlencoded"))
        return parse_query(request.body);
    if (!same_word(type->value, "multipart/form-data"))
        return std::nullopt;
    const auto boundary = type->find("boundary");
    return boundary ? parse_multipart(request.body, *boundary) : std::nullopt;
}

}  // namespace colporteur::http
