// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>

#include "base/ascii.hpp"
#include "base/cursor.hpp"
#include "text/translation.hpp"

namespace colporteur::text {
namespace {

// Accept-Language = [ range [ weight ] *( OWS "," OWS range [ weight ] ) ]     RFC 9110 §12.5.4
// weight          = OWS ";" OWS "q=" ( "0" [ "." 0*3DIGIT ] / "1" [ "." 0*3"0" ] )   §12.4.2
// range           = ( 1*8ALPHA *( "-" 1*8( ALPHA / DIGIT ) ) ) / "*"           RFC 4647 §2.1

struct Wish {
    std::string language;  ///< the first subtag, in lower case: RFC 4647 §3.4 falls back to it
    int weight = 1000;     ///< thousandths
};

constexpr std::size_t most_wishes = 100;

// Thousandths; a weight that cannot be read counts for nothing.
int parse_weight(std::string_view text)
{
    Cursor in{text};
    const bool one = in.skip("1");
    if (!one && !in.skip("0"))
        return 0;
    int thousandths = one ? 1000 : 0;
    if (in.skip(".")) {
        for (int unit = 100; is_digit(in.peek()) && unit > 0; unit /= 10)
            thousandths += (in.take() - '0') * unit;
    }
    return in.at_end() && thousandths <= 1000 ? thousandths : 0;
}

Wish parse_wish(std::string_view item)
{
    Cursor in{trim(item)};
    Wish wish;
    const auto range = trim(in.take_until(";"));
    wish.language = to_lower(range.substr(0, range.find('-')));
    if (in.skip(";")) {
        Cursor parameter{trim(in.rest())};
        wish.weight = parameter.skip_word("q=") ? parse_weight(parameter.rest()) : 0;
    }
    return wish;
}

bool is_ours(std::string_view code)
{
    return std::ranges::find(languages(), code) != languages().end();
}

}  // namespace

std::string choose_language(std::string_view accept_language, std::string_view otherwise)
{
    Wish best{std::string{otherwise}, 0};
    std::size_t seen = 0;
    for (const auto item : split(accept_language, ',')) {
        if (++seen > most_wishes)
            break;
        Wish wish = parse_wish(item);
        if (wish.language == "*")
            wish.language = otherwise;
        if (wish.weight > best.weight && (wish.language == otherwise || is_ours(wish.language)))
            best = std::move(wish);
    }
    return best.language;
}

}  // namespace colporteur::text
