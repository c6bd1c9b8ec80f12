// SPDX-License-Identifier: AGPL-3.0-or-later
#include "dressing/footer.hpp"

#include "dressing/splice.hpp"
#include "dressing/texts.hpp"

namespace colporteur::dressing {
namespace {

// In every form of the text, or in none.
std::optional<std::string> with_texts_inside(std::string_view octets, const Body& body,
                                             const Texts& texts)
{
    std::vector<Edit> edits;
    for (const BodyText& text : body.texts) {
        auto written = text.open.type.type == "text/html" ? html_with_texts(text, texts)
                                                          : plain_with_texts(text, texts);
        if (!written)
            return std::nullopt;
        edits.push_back({text.octets, *std::move(written)});
    }
    return edits.empty() ? std::nullopt : std::optional{spliced(octets, edits)};
}

}  // namespace

std::string with_texts(std::string_view octets, std::string_view header_text,
                       std::string_view footer_text, Place place)
{
    const Texts texts{tidy_text(header_text), tidy_text(footer_text)};
    if (texts.header.empty() && texts.footer.empty())
        return std::string{octets};
    const Body body = find_body(octets);
    if (body.sealed)
        return std::string{octets};
    auto inside = place == Place::inside ? with_texts_inside(octets, body, texts) : std::nullopt;
    return inside ? *std::move(inside) : with_text_parts(octets, texts);
}

}  // namespace colporteur::dressing
