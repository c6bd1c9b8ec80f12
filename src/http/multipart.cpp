// SPDX-License-Identifier: AGPL-3.0-or-later
#include "http/multipart.hpp"

#include "base/ascii.hpp"
#include "base/cursor.hpp"
#include "base/utf8.hpp"

namespace colporteur::http {
namespace {

// field-body    = value *( OWS ";" OWS [ name "=" ( token / quoted-string ) ] )     RFC 9110 §5.6.6
// quoted-string = DQUOTE *( qdtext / "\" OCTET ) DQUOTE                             §5.6.4

std::optional<std::string> take_quoted(Cursor& in)
{
    std::string text;
    while (!in.at_end()) {
        const char c = in.take();
        if (c == '"')
            return text;
        if (c == '\\' && in.at_end())
            return std::nullopt;
        text += c == '\\' ? in.take() : c;
    }
    return std::nullopt;
}

std::optional<std::string> take_value(Cursor& in)
{
    if (in.skip("\""))
        return take_quoted(in);
    const auto token = trim(in.take_until(";"));
    return token.empty() ? std::nullopt : std::optional{std::string{token}};
}

// body   = [ preamble CRLF ] 1*( "--" boundary *WSP CRLF part CRLF ) "--" boundary "--" epilogue
// RFC 2046 §5.1.1 part   = *( field CRLF ) CRLF *OCTET field  = "Content-Disposition: form-data;
// name=" …            RFC 7578 §4.2; the others do not matter

struct Part {
    std::string name;
    bool is_file = false;
    std::string_view content;
};

/// Takes up to `end` and steps over it; nothing when it does not come.
std::optional<std::string_view> take_through(std::string_view& text, std::string_view end)
{
    const auto at = text.find(end);
    if (at == std::string_view::npos)
        return std::nullopt;
    const auto taken = text.substr(0, at);
    text.remove_prefix(at + end.size());
    return taken;
}

std::optional<Part> parse_part(std::string_view text)
{
    Part part;
    bool named = false;
    while (!text.starts_with("\r\n")) {
        const auto line = take_through(text, "\r\n");
        if (!line)
            return std::nullopt;
        constexpr std::string_view wanted = "Content-Disposition:";
        if (!starts_with_word(*line, wanted))
            continue;
        const auto disposition = parse_parameters(line->substr(wanted.size()));
        const auto name = disposition ? disposition->find("name") : std::nullopt;
        if (!name || !same_word(disposition->value, "form-data"))
            return std::nullopt;
        part.name = to_valid_utf8(*name);
        part.is_file = disposition->find("filename") || disposition->find("filename*");
        named = true;
    }
    part.content = text.substr(2);
    return named ? std::optional{part} : std::nullopt;
}

}  // namespace

std::optional<std::string> Parameters::find(std::string_view name) const
{
    for (const auto& [known, text] : entries)
        if (known == name)
            return text;
    return std::nullopt;
}

std::optional<Parameters> parse_parameters(std::string_view field_body)
{
    Cursor in{field_body};
    Parameters found{.value = std::string{trim(in.take_until(";"))}, .entries = {}};
    while (in.skip(";")) {
        in.take_while(is_space);
        if (in.at_end() || in.peek() == ';')
            continue;
        const std::string name = to_lower(trim(in.take_until("=;")));
        if (name.empty() || !in.skip("="))
            return std::nullopt;
        auto value = take_value(in);
        if (!value)
            return std::nullopt;
        found.entries.emplace_back(name, std::move(*value));
        in.take_while(is_space);
    }
    return in.at_end() ? std::optional{found} : std::nullopt;
}

std::optional<Form> parse_multipart(std::string_view body, const std::string& boundary)
{
    if (boundary.empty() || boundary.size() > 70)  // RFC 2046 §5.1.1
        return std::nullopt;
    const std::string delimiter = "\r\n--" + boundary;

    Form form;
    const bool at_start = body.starts_with(std::string_view{delimiter}.substr(2));
    if (at_start)
        body.remove_prefix(delimiter.size() - 2);
    else if (!take_through(body, delimiter))
        return std::nullopt;

    while (!body.starts_with("--")) {
        const auto padding = take_through(body, "\r\n");
        const auto text = take_through(body, delimiter);
        if (!padding || !trim(*padding).empty() || !text)
            return std::nullopt;
        const auto part = parse_part(*text);
        if (!part)
            return std::nullopt;
        if (!part->is_file && form.size() < most_fields)
            form.emplace(part->name, to_valid_utf8(part->content));
    }
    return form;
}

}  // namespace colporteur::http
