// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <iterator>

#include "base/ascii.hpp"
#include "base/utf8.hpp"
#include "mail/message.hpp"

// French and English as their mail programs write them, German and Spanish in passing. Everything
// is compared folded: without case, accents and typographic signs.

namespace colporteur::mail {
namespace {

constexpr std::size_t longest_advert = 80;        // octets of a line such as "Sent from my phone"
constexpr std::size_t longest_attribution = 400;  // octets, over all its lines
constexpr std::size_t most_attribution_lines = 4;
constexpr std::size_t block_window = 6;  // lines in which the fields of a quoted header stand

constexpr std::string_view adverts[] = {
    "envoye de mon ",
    "envoye depuis ",
    "envoye a partir de ",
    "envoye avec ",
    "envoye via ",
    "obtenir outlook pour ",
    "telecharger outlook pour ",
    "telechargez outlook pour ",
    "sent from my ",
    "sent from mail for ",
    "sent from outlook",
    "sent from yahoo",
    "sent from proton",
    "sent with ",
    "sent via ",
    "get outlook for ",
    "provenance : courrier pour",
};

constexpr std::string_view separators[] = {
    "original message",
    "message d'origine",
    "message original",
    "message initial",
    "forwarded message",
    "begin forwarded message:",
    "message transfere",
    "message reexpedie",
    "debut du message transfere :",
    "debut du message reexpedie :",
};

/// "Le 2 mars 2026 à 10:00, Ana a écrit :" and its cousins.
struct Attribution {
    std::string_view start;
    std::string_view end;  ///< before the colon
};

constexpr Attribution attributions[] = {
    {"le ", "a ecrit"},
    {"on ", "wrote"},
    {"am ", "schrieb"},
    {"el ", "escribio"},
};

constexpr std::string_view from_labels[] = {"de", "from", "von"};

constexpr std::string_view other_labels[] = {
    "a",    "to",   "cc",      "objet",    "subject", "envoye", "envoye le",
    "date", "sent", "betreff", "gesendet", "an",      "asunto", "para",
};

/// A text cut in lines, each as it stands and folded.
struct Lines {
    std::vector<std::string_view> raw;
    std::vector<std::string> folded;

    std::size_t size() const { return raw.size(); }
};

Lines lines_of(std::string_view utf8)
{
    Lines lines;
    lines.raw = split(utf8, '\n');
    for (std::string_view& line : lines.raw) {
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        lines.folded.emplace_back(trim(fold(line)));
    }
    return lines;
}

template <std::size_t n>
bool is_one_of(std::string_view word, const std::string_view (&words)[n])
{
    return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

bool is_quoted(std::string_view folded)
{
    return folded.starts_with('>');
}

bool is_signature(const Lines& lines, std::size_t at)
{
    return lines.raw[at] == "-- " || lines.raw[at] == "--";
}

bool is_advert(std::string_view folded)
{
    return folded.size() <= longest_advert &&
           std::any_of(std::begin(adverts), std::end(adverts),
                       [&](std::string_view advert) { return folded.starts_with(advert); });
}

std::string_view without_ends(std::string_view text, std::string_view octets)
{
    const auto first = text.find_first_not_of(octets);
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(octets) - first + 1);
}

// "-----Message d'origine-----", or the long underscore of Outlook and of list footers.
bool is_separator(std::string_view folded)
{
    const bool underscore = folded.size() >= 20 && without_ends(folded, "_").empty();
    return underscore || is_one_of(without_ends(folded, "- "), separators);
}

// label = *"*" word *SP ":"          ; "*From:* …" is bold text made plain
std::string_view label_of(std::string_view folded)
{
    const auto colon = folded.find(':');
    return colon == std::string_view::npos ? "" : without_ends(folded.substr(0, colon), "* ");
}

// A quoted header: "De :" or "From:" with at least two of its companions close below.
bool is_header_block(const Lines& lines, std::size_t at)
{
    if (!is_one_of(label_of(lines.folded[at]), from_labels))
        return false;
    int companions = 0;
    for (std::size_t i = at + 1; i < std::min(at + 1 + block_window, lines.size()); ++i)
        companions += is_one_of(label_of(lines.folded[i]), other_labels) ? 1 : 0;
    return companions >= 2;
}

bool is_dated_attribution(std::string_view folded)
{
    const auto said = without_ends(folded, ": ");
    const bool dated = std::any_of(folded.begin(), folded.end(), is_digit);
    return dated && folded.ends_with(':') &&
           std::any_of(std::begin(attributions), std::end(attributions), [&](const Attribution& a) {
               return folded.starts_with(a.start) && said.ends_with(a.end);
           });
}

bool names_author(std::string_view folded)
{
    const auto said = without_ends(folded, ": ");
    return folded.ends_with(':') &&
           (folded.find('@') != std::string_view::npos || said.ends_with(" a ecrit") ||
            said.ends_with(" wrote") || said.ends_with(" writes"));
}

// Whether quoted lines come next, after `at`.
bool quote_follows(const Lines& lines, std::size_t at)
{
    while (at < lines.size() && lines.folded[at].empty())
        ++at;
    return at < lines.size() && is_quoted(lines.folded[at]);
}

// How many lines the attribution takes that begins at `at`; 0 when none does.
std::size_t attribution_lines(const Lines& lines, std::size_t at)
{
    std::string joined;
    const std::size_t end = std::min(at + most_attribution_lines, lines.size());
    for (std::size_t i = at; i < end && !lines.folded[i].empty(); ++i) {
        joined += joined.empty() ? "" : " ";
        joined += lines.folded[i];
        if (joined.size() > longest_attribution)
            return 0;
        if (is_dated_attribution(joined))
            return i + 1 - at;
    }
    return names_author(lines.folded[at]) && quote_follows(lines, at + 1) ? 1 : 0;
}

bool ends_the_typed(const Lines& lines, std::size_t at)
{
    const std::string& folded = lines.folded[at];
    return is_signature(lines, at) || is_advert(folded) || is_separator(folded) ||
           is_header_block(lines, at);
}

}  // namespace

std::string typed_text(std::string_view utf8)
{
    const Lines lines = lines_of(utf8);
    std::string result;
    for (std::size_t i = 0; i < lines.size() && !ends_the_typed(lines, i);) {
        if (const std::size_t attribution = attribution_lines(lines, i)) {
            i += attribution;
            if (!quote_follows(lines, i))
                break;
            continue;
        }
        if (!is_quoted(lines.folded[i]))
            result.append(lines.raw[i]).append("\n");
        ++i;
    }
    return std::string{trim(result)};
}

}  // namespace colporteur::mail
