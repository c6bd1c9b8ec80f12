// SPDX-License-Identifier: AGPL-3.0-or-later
#include "mail/reply_prefix.hpp"

#include <algorithm>
#include <iterator>

#include "base/ascii.hpp"
#include "base/cursor.hpp"
#include "base/utf8.hpp"
#include "mail/characters.hpp"

namespace colporteur::mail {
namespace {

constexpr std::size_t longest_prefix = 60;  // octets before the colon, counter included

// As `fold` gives them, which knows no capitals but the Latin ones.
constexpr std::string_view words[] = {
    // answers
    "re",       // most languages
    "rep",      // French
    "reponse",  //
    "ref",      // French, Spanish
    "aw",       // German
    "antwort",  //
    "antw",     // Dutch
    "sv",       // Danish, Icelandic, Norwegian, Swedish
    "vs",       // Finnish; a forwarded mail in Danish and Norwegian
    "res",      // Portuguese
    "resp",     //
    "r",        // Italian
    "rif",      //
    "odp",      // Polish, Czech, Slovak
    "odg",      // Croatian, Slovenian
    "va",       // Hungarian
    "ynt",      // Turkish
    "atb",      // Welsh, Latvian
    "ats",      // Lithuanian
    "bls",      // Indonesian
    "ΑΠ",       // Greek
    "Απ",       //
    "ΣΧΕΤ",     //
    "Σχετ",     //
    "НА",       // Bulgarian, Ukrainian, Russian; beside its Latin look-alike
    "На",       //
    "ha",       //
    "ОТВ",      // Russian
    "Отв",      //
    "Ответ",    //
    "השב",      // Hebrew
    "תגובה",    //
    "رد",       // Arabic
    "回复",     // Chinese
    "回覆",     //
    "答复",     //
    "答覆",     //
    "返信",     // Japanese
    "회신",     // Korean
    "답장",     //
    "ตอบ",      // Thai
    // forwarded mails
    "fwd",          // most languages
    "fw",           //
    "tr",           // French
    "transf",       //
    "transfert",    //
    "wg",           // German
    "doorst",       // Dutch
    "vb",           // Swedish
    "vl",           // Finnish
    "fs",           // Icelandic
    "rv",           // Spanish
    "enc",          // Portuguese
    "i",            // Italian
    "pd",           // Polish
    "fa",           //
    "tovabbitas",   // Hungarian
    "ilt",          // Turkish
    "trs",          // Indonesian
    "ΠΡΘ",          // Greek
    "Προωθ",        //
    "ПЕРЕСЛ",       // Russian
    "Пересл",       //
    "הועבר",        // Hebrew
    "إعادة توجيه",  // Arabic
    "转发",         // Chinese
    "轉寄",         //
    "転送",         // Japanese
    "전달",         // Korean
};

/// Without the blanks at its end, the French no-break ones too, and a full stop before them.
std::string_view without_end(std::string_view word)
{
    constexpr std::string_view ends[] = {" ", "\t", "\u00A0", "\u202F", "."};
    for (bool found = true; found;) {
        const auto* const end =
            std::find_if(std::begin(ends), std::end(ends),
                         [word](std::string_view one) { return word.ends_with(one); });
        found = end != std::end(ends);
        if (found)
            word.remove_suffix(end->size());
    }
    return word;
}

// counter = "[" 1*DIGIT "]" / "(" 1*DIGIT ")" / "*" 1*DIGIT / "^" 1*DIGIT

bool skip_counter(Cursor& in)
{
    const char open = in.take();
    if (!in.take_number())
        return false;
    return open == '[' ? in.skip("]") : open == '(' ? in.skip(")") : open == '*' || open == '^';
}

bool are_counters(std::string_view text)
{
    for (Cursor in{without_end(text)}; !in.at_end(); in.take_while(is_blank))
        if (!skip_counter(in))
            return false;
    return true;
}

}  // namespace

// prefix = word [ "." ] *WSP *( counter *WSP ) ( ":" / U+FF1A )

std::optional<ReplyPrefix> read_reply_prefix(std::string_view utf8)
{
    constexpr std::string_view wide_colon = "\uFF1A";
    const auto start = utf8.substr(0, longest_prefix);
    const auto colon = std::min(start.find(':'), start.find(wide_colon));
    if (colon == std::string_view::npos)
        return std::nullopt;

    const auto before = start.substr(0, colon);
    const auto counters = std::min(before.find_first_of("[(*^"), before.size());
    const auto word = without_end(before.substr(0, counters));
    const bool known = std::find(std::begin(words), std::end(words), fold(word)) != std::end(words);
    if (!known || !are_counters(before.substr(counters)))
        return std::nullopt;
    return ReplyPrefix{word, colon + (utf8[colon] == ':' ? 1 : wide_colon.size())};
}

}  // namespace colporteur::mail
