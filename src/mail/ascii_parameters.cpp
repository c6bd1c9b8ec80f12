// SPDX-License-Identifier: AGPL-3.0-or-later
#include <set>
#include <vector>

#include "base/ascii.hpp"
#include "base/cursor.hpp"
#include "base/encode.hpp"
#include "base/utf8.hpp"
#include "mail/ascii_header.hpp"
#include "mail/parameters.hpp"
#include "mail/structured.hpp"

namespace colporteur::mail {
namespace {

constexpr std::size_t longest_section = 60;  // octets of a value on one line

// The sections of RFC 2231 §3 and §4.1: name "*=" charset "'" language "'" value, or name "*0*=" …
// ";" name "*1*=" … when it is long.
std::string extended(std::string_view name, std::string_view utf8)
{
    std::vector<std::string> sections{"UTF-8''"};
    while (!utf8.empty()) {
        auto next = utf8;
        take_code_point(next);
        const std::string encoded = percent_encode(utf8.substr(0, utf8.size() - next.size()));
        if (sections.back().size() + encoded.size() > longest_section)
            sections.emplace_back();
        sections.back() += encoded;
        utf8 = next;
    }
    if (sections.size() == 1)
        return fmt::format(" {}*={}", name, sections.front());
    std::string result;
    for (std::size_t i = 0; i < sections.size(); ++i)
        result += fmt::format("{} {}*{}*={}", i > 0 ? ";" : "", name, i, sections[i]);
    return result;
}

// parameter = name "=" ( quoted-string [ comment ] / text )       RFC 2045 §5.1, as mailers send it
Result<std::string> ascii_parameter(std::string_view piece)
{
    const auto name = parameter_name(piece);
    const auto equals = piece.find('=');
    const bool has_other_form = equals != std::string_view::npos && !name.empty() &&
                                is_ascii(name) && name.find('*') == std::string_view::npos &&
                                !same_word(name, "boundary");
    if (!has_other_form)
        return fail(Code::unsupported, "a parameter of a header field cannot be made ASCII");
    const auto value = trim(piece.substr(equals + 1));
    Cursor in{value};
    return extended(name,
                    value.starts_with('"') ? without_quotes(take_quoted(in)) : std::string{value});
}

// The parameters that also stand there as RFC 2231 has them: the raw ones are not needed.
std::set<std::string> extended_names(const std::vector<std::string_view>& pieces)
{
    std::set<std::string> names;
    for (const auto piece : pieces) {
        const auto name = parameter_name(piece);
        if (is_ascii(piece) && name.find('*') != std::string_view::npos)
            names.insert(to_lower(name.substr(0, name.find('*'))));
    }
    return names;
}

}  // namespace

Result<std::string> ascii_parameters(std::string_view line)
{
    const auto pieces = parameter_pieces(line);
    const auto said_twice = extended_names(pieces);
    auto result = ascii_structured(pieces.front(), Syntax::tokens);
    for (auto piece = pieces.begin() + 1; result && piece != pieces.end(); ++piece) {
        if (is_ascii(*piece)) {
            result->append(";").append(*piece);
        } else if (said_twice.count(to_lower(parameter_name(*piece))) == 0) {
            const auto written = ascii_parameter(*piece);
            if (!written)
                return written;
            result->append(";").append(*written);
        }
    }
    return result;
}

}  // namespace colporteur::mail
